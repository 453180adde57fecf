"""What is to be sent to a client: gathered as the app makes it, sent without waiting."""

import os
import socket
from collections import deque
from dataclasses import dataclass
from typing import IO


@dataclass
class File:
    """Part of a file that is ours until it is sent."""

    descriptor: int
    offset: int
    left: int


class Outgoing:
    """Stands where gunicorn expects a socket. Nothing is sent before `flush`."""

    def __init__(self, sock: socket.socket) -> None:
        self._socket = sock
        self._pieces: deque[bytes | memoryview | File] = deque()

    def __bool__(self) -> bool:
        """Something is still to be sent."""
        return bool(self._pieces)

    def sendall(self, data: bytes) -> None:
        self._pieces.append(data)

    def sendfile(self, file: IO[bytes], offset: int = 0, count: int = 0) -> None:
        self._pieces.append(File(os.dup(file.fileno()), offset, count))

    def gettimeout(self) -> float:
        return 0.0

    def flush(self) -> bool:
        """Send what the client takes now; whether that was all. Raises OSError."""
        try:
            while self._pieces:
                self._send()
        except BlockingIOError:
            return False
        return True

    def discard(self) -> None:
        """Nothing of what is still here is sent."""
        while self._pieces:
            piece = self._pieces.popleft()
            if isinstance(piece, File):
                os.close(piece.descriptor)

    def _send(self) -> None:
        first = self._pieces[0]
        if isinstance(first, File):
            self._send_file(first)
            return
        data = self._gather()
        sent = self._socket.send(data)
        self._pieces.popleft()
        if sent < len(data):
            self._pieces.appendleft(memoryview(data)[sent:])

    def _gather(self) -> bytes | memoryview:
        """Make one piece of the bytes before the next file: an answer goes out in one."""
        pieces: list[bytes | memoryview] = []
        while self._pieces and not isinstance(self._pieces[0], File):
            pieces.append(self._pieces.popleft())  # type: ignore[arg-type]  # no file, as asked
        data = pieces[0] if len(pieces) == 1 else b"".join(pieces)
        self._pieces.appendleft(data)
        return data

    def _send_file(self, file: File) -> None:
        sent = os.sendfile(self._socket.fileno(), file.descriptor, file.offset, file.left)
        if not sent and file.left:
            raise ConnectionAbortedError("a file became shorter while it was sent")
        file.offset += sent
        file.left -= sent
        if not file.left:
            self._pieces.popleft()
            os.close(file.descriptor)
