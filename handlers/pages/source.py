"""Where a request comes from, for counting who asks how often."""

from ipaddress import ip_address

from flask import request


def source_of() -> str:
    """The address that asks. What a proxy on a private network says of it is believed: whoever
    forges that from such a network escapes only the count of one place."""
    peer = request.remote_addr or ""
    told = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return told if told and _is_private(peer) else peer


def _is_private(address: str) -> bool:
    try:
        return ip_address(address).is_private
    except ValueError:
        return True  # a socket of this machine
