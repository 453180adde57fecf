"""The signature of a webhook: whoever has the key knows who posted what, and when."""

import hmac
from hashlib import sha256

HEADER = "Centralino-Signature"


def signature(key: str, body: bytes, seconds: int) -> str:
    """`t=1764000000,v1=5257a8…`: HMAC-SHA256 of the time, a dot, and the body as it was posted."""
    signed = f"{seconds}.".encode() + body
    return f"t={seconds},v1={hmac.new(key.encode(), signed, sha256).hexdigest()}"
