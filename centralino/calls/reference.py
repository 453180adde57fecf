"""The short reference of a recording, which its caller hears and the office reads."""

from hashlib import blake2s

DIGITS = 6
EXAMPLE = "RE" + "4df37".zfill(32)
"""A recording of nobody's: its reference is 123456, which no one takes for a real one."""


def reference(recording_sid: str) -> str:
    """Six digits, leading zeros kept: short enough to write down, so two may coincide."""
    digest = blake2s(recording_sid.encode(), digest_size=8).digest()
    return str(int.from_bytes(digest) % 10**DIGITS).zfill(DIGITS)
