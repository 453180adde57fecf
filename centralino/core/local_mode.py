"""Local mode: with no account, webhooks are signed with a token of this folder's own."""

import os
import secrets
from pathlib import Path

from centralino.core import private_files

TOKEN_FILE = Path("var/local-token")


def local_token(file: Path = TOKEN_FILE) -> str:
    """The token, made once and shared by every process that runs in this folder."""
    private_files.make_folder(file.parent)
    try:
        handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, private_files.FILE)
    except FileExistsError:
        return file.read_text().strip()
    with os.fdopen(handle, "w") as writer:
        token = secrets.token_hex(16)
        writer.write(token)
    return token
