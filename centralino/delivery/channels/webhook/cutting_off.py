"""A connection that ends after so many seconds, however slowly it is answered."""

from socket import SHUT_RDWR, socket
from threading import Timer
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3 import HTTPSConnectionPool
from urllib3.connection import HTTPSConnection


class CutOff(HTTPAdapter):
    """For https. A timeout alone bounds the wait for each byte, and not for all of them."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        super().__init__()

    def get_connection_with_tls_context(self, *given: Any, **more: Any) -> Any:
        pool = super().get_connection_with_tls_context(*given, **more)
        if isinstance(pool, HTTPSConnectionPool):
            pool.ConnectionCls = _connection_of(self._seconds)
        return pool


def _connection_of(seconds: float) -> Any:
    class Bounded(HTTPSConnection):
        def _new_conn(self) -> socket:
            made = super()._new_conn()  # type: ignore[no-untyped-call,unused-ignore]
            self._twin = made.dup()  # TLS will take the socket itself apart
            self._timer = Timer(seconds, _cut, [self._twin])
            self._timer.daemon = True
            self._timer.start()
            return made

        def close(self) -> None:
            super().close()
            if hasattr(self, "_timer"):
                self._timer.cancel()
                self._twin.close()

    return Bounded


def _cut(connection: socket) -> None:
    try:
        connection.shutdown(SHUT_RDWR)
    except OSError:  # it has ended by itself meanwhile
        return
