"""What reads as an e-mail address: plain ASCII, nothing that could reach into a header."""

import re

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9-]{1,63}"
_ADDRESS = re.compile(
    rf"(?=[^@]{{1,64}}@)(?=.{{3,254}}\Z){_ATOM}(\.{_ATOM})*@{_LABEL}(\.{_LABEL})*"
)


def is_address(text: str) -> bool:
    """As RFC 5321 has it, without quotes, comments and literal domains."""
    return _ADDRESS.fullmatch(text) is not None
