"""No sockets in tests but to this machine."""

import ipaddress
from types import ModuleType
from typing import Any

import pytest


class OutsideError(AssertionError):
    """A test reached for the network."""


def is_here(address: Any) -> bool:
    """Whether an address of a socket is this machine's: its loopback, or no internet address."""
    if not isinstance(address, tuple):
        return True
    host = str(address[0])
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return host in ("localhost", "")


def only_this_machine(patch: pytest.MonkeyPatch, socket: ModuleType) -> None:
    """Let connections and look-ups elsewhere fail at once, with the address in the message."""
    for name in ("connect", "connect_ex", "sendto"):
        patch.setattr(socket.socket, name, _guarded(getattr(socket.socket, name)))
    look_up = socket.getaddrinfo

    def guarded(host: Any, *rest: Any, **more: Any) -> Any:
        text = host.decode() if isinstance(host, bytes) else host
        if text is not None and not is_here((text,)):
            raise OutsideError(f"a test looks up {text}")
        return look_up(host, *rest, **more)

    patch.setattr(socket, "getaddrinfo", guarded)


def _guarded(send: Any) -> Any:
    def guarded(self: Any, *rest: Any) -> Any:
        if not is_here(rest[-1]):
            raise OutsideError(f"a test reaches for {rest[-1]}")
        return send(self, *rest)

    return guarded
