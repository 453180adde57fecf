"""What a client has sent, until it makes a whole request."""

from collections.abc import Callable
from typing import Any

from gunicorn.http.body import ChunkedReader
from gunicorn.http.errors import NoMoreData
from gunicorn.http.message import Request
from gunicorn.http.unreader import Unreader

from handlers.server.chunks import Chunks
from handlers.server.refusal import Refusal
from handlers.server.server_bounds import LARGEST_HEAD, ONE_READ

Largest = Callable[[str], int]


class HeldBytes(Unreader):  # type: ignore[misc]  # gunicorn has no types
    """What gunicorn's parser reads from: bytes that are here. It never waits for a socket."""

    def chunk(self, size_hint: int | None = None) -> bytes:
        return b""


class PlainRequest(Request):  # type: ignore[misc]  # gunicorn has no types
    """As it was sent: no header changes scheme or path, whichever proxy sent it."""

    def _peer_is_trusted_proxy(self) -> bool:
        return False


class IncomingRequest:
    """One connection's bytes. `largest` tells how many a body sent to a path may have."""

    def __init__(self, config: Any, client: Any, largest: Largest) -> None:
        self._config, self._client, self._largest = config, client, largest
        self._bytes = bytearray()
        self._searched = 0
        self._number = 0
        self._head: Request | None = None
        self._chunks: Chunks | None = None

    def __len__(self) -> int:
        return len(self._bytes)

    @property
    def begun(self) -> bool:
        """Part of a request is here."""
        return bool(self._bytes) or self._head is not None

    @property
    def is_full(self) -> bool:
        """More than a client can have sent that waits for its answers."""
        return len(self._bytes) > LARGEST_HEAD + ONE_READ

    def add(self, received: bytes) -> None:
        self._bytes += received

    def request(self) -> Request | None:
        """The next request once it is whole, its body held. Raises Refusal, and as its parser."""
        request = self._head = self._head or self._read_head()
        end = self._end_of_body(request) if request is not None else None
        if request is None or end is None:
            return None
        request.unreader.unread(bytes(self._bytes[:end]))
        del self._bytes[:end]
        self._head, self._chunks, self._searched = None, None, 0
        return request

    def wants_to_go_on(self) -> bool:
        """The client waits to be told that its body is welcome; True once for each request."""
        head = self._head
        if head is None or not head._expected_100_continue:
            return False
        head._expected_100_continue = False  # else gunicorn would say it once more
        return True

    def _read_head(self) -> Request | None:
        end = self._end_of_head()
        if end is None:
            if len(self._bytes) > LARGEST_HEAD:
                raise Refusal(431)
            return None
        if end > LARGEST_HEAD:
            raise Refusal(431)
        unreader = HeldBytes()
        unreader.unread(bytes(self._bytes[:end]))
        del self._bytes[:end]
        self._number += 1
        try:
            head = PlainRequest(self._config, unreader, self._client, self._number)
        except NoMoreData:
            raise Refusal(400) from None
        self._chunks = Chunks() if isinstance(head.body.reader, ChunkedReader) else None
        return head

    def _end_of_head(self) -> int | None:
        """A line that ends without a carriage return ends it too: the parser refuses that."""
        start = max(0, self._searched - 3)
        self._searched = len(self._bytes)
        end = self._bytes.find(b"\r\n\r\n", start)
        if end >= 0:
            return end + 4
        return len(self._bytes) if self._bytes.find(b"\n\n", start) >= 0 else None

    def _end_of_body(self, head: Request) -> int | None:
        """Where it ends in what is here; None while it does not. Raises Refusal."""
        largest = self._largest(head.path)
        if self._chunks is not None:
            end = self._chunks.end(self._bytes)
            if (end or len(self._bytes)) > largest:
                raise Refusal(413)
            return end or None
        length: int = head.body.reader.length
        if length > largest:
            raise Refusal(413)
        return length if len(self._bytes) >= length else None
