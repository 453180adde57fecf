"""Where a chunked body ends (RFC 9112, section 7.1), found as its bytes come in."""

from handlers.server.refusal import Refusal

LONGEST_LINE = 1_000  # bytes of a chunk's size and its extensions
LONGEST_SIZE = 8  # hexadecimal digits


class Chunks:
    """Walks over the chunks of a body that grows. gunicorn's own reader takes them apart later."""

    def __init__(self) -> None:
        self._at = 0
        self._in_trailers = False

    def end(self, body: bytearray) -> int:
        """How many bytes the whole body has; 0 while its end is missing. Raises Refusal."""
        while not self._in_trailers:
            line = body.find(b"\r\n", self._at)
            if line < 0:
                if len(body) - self._at > LONGEST_LINE:
                    raise Refusal(400)
                return 0
            size = _size(body[self._at : line])
            self._at = line + 2
            if size:
                self._at += size + 2
            else:
                self._in_trailers = True
        return self._end_of_trailers(body)

    def _end_of_trailers(self, body: bytearray) -> int:
        if body[self._at : self._at + 2] == b"\r\n":
            return self._at + 2
        end = body.find(b"\r\n\r\n", self._at)
        return end + 4 if end >= 0 else 0


def _size(line: bytearray) -> int:
    digits = line.partition(b";")[0].rstrip(b" \t")
    if not 0 < len(digits) <= LONGEST_SIZE or digits.strip(b"0123456789abcdefABCDEF"):
        raise Refusal(400)
    return int(digits, 16)
