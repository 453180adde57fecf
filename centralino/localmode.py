"""Local mode: with no account, webhooks are signed with a token of this folder's own."""

import os
import secrets
from pathlib import Path

TOKEN_FILE = Path("var/local-token")


def local_token(file: Path = TOKEN_FILE) -> str:
    """The token, made once and shared by every process that runs in this folder."""
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return file.read_text().strip()
    with os.fdopen(handle, "w") as writer:
        token = secrets.token_hex(16)
        writer.write(token)
    return token
