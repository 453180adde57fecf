"""What signing in is proved by: random names, kept hashed; and what is derived from SECRET_KEY.

A link and its code are derived from the request's key, so that the database holds neither: whoever
reads it cannot sign in, and the worker can write the mail.
"""

import hmac
from dataclasses import dataclass
from hashlib import sha256
from ipaddress import IPv6Address, ip_address
from secrets import token_urlsafe

CODE_DIGITS = 8
TOKEN_DIGITS = 32
_SUBNET = 64  # bits of an IPv6 address that name a household


def make_secret() -> str:
    """256 bits by chance, fit for a cookie or a URL."""
    return token_urlsafe(32)


def hash_secret(secret: str) -> str:
    """As it is kept. What is random needs no salt and no slowness."""
    return sha256(secret.encode()).hexdigest()


@dataclass(frozen=True, repr=False)
class SignInKeys:
    """`key` is SECRET_KEY, the same for web processes and workers."""

    key: str

    def link_token(self, request: str) -> str:
        """What the link of a request carries."""
        return self._derive("link", request).hex()[:TOKEN_DIGITS]

    def code(self, request: str) -> str:
        """What is typed instead, where the link was opened in another browser."""
        number = int.from_bytes(self._derive("code", request)[:8])
        return f"{number % 10**CODE_DIGITS:0{CODE_DIGITS}}"

    def is_link_token(self, request: str, token: str) -> bool:
        return hmac.compare_digest(self.link_token(request).encode(), token.encode())

    def is_code(self, request: str, code: str) -> bool:
        return hmac.compare_digest(self.code(request).encode(), code.encode())

    def source(self, address: str) -> str:
        """Where a request comes from, as it is counted: hashed, IPv6 by its network."""
        return self._derive("source", _network(address)).hex()

    def _derive(self, purpose: str, text: str) -> bytes:
        return hmac.digest(self.key.encode(), f"{purpose}:{text}".encode(), "sha256")


def _network(address: str) -> str:
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        return str(found.ipv4_mapped or int(found) >> (128 - _SUBNET))
    return str(found)
