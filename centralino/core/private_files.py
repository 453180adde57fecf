"""Files that are nobody else's business: voicemails, callers' numbers, tokens, what serves.

Folders get 0700 and files 0600, whatever the umask is: the other users of a machine have no part
in what callers say.
"""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from secrets import token_hex

import structlog

FOLDER, FILE = 0o700, 0o600
OTHERS = 0o077
VAR = Path("var")
log = structlog.get_logger(__name__)


def make_folder(folder: Path) -> None:
    """See to it that it is there; what is missing of its path is made private. Raises OSError."""
    for each in (*reversed(folder.parents), folder):
        if not each.is_dir():
            each.mkdir(FOLDER, exist_ok=True)


def replace(file: Path, content: bytes) -> None:
    """Write it beside and rename it, so that no reader meets half a file. Raises OSError."""
    make_folder(file.parent)
    beside = file.with_name(f"{file.name}.{token_hex(4)}.new")
    try:
        with os.fdopen(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, FILE), "wb") as writer:
            writer.write(content)
        beside.replace(file)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def tighten(root: Path = VAR) -> None:
    """Take from others what an earlier version, or somebody, has let them have. Logs it."""
    changed, failed = 0, 0
    for path in (root, *_below(root)):
        try:
            changed += _tighten(path)
        except FileNotFoundError:
            continue  # one of those that come and go
        except OSError:
            failed += 1
    if changed:
        log.warning(
            "files that others could read were made private", folder=str(root), files=changed
        )
    if failed:
        log.error("files that others may read: they are not ours", folder=str(root), files=failed)


def tighten_files(*files: Path) -> None:
    """The same for single files, wherever they are; those that are not there are left out."""
    for file in files:
        tighten(file)


def _below(root: Path) -> Iterator[Path]:
    for folder, folders, files in os.walk(root):
        for name in (*folders, *files):
            yield Path(folder, name)


def _tighten(path: Path) -> bool:
    found = path.lstat().st_mode
    if path == VAR and stat.S_ISLNK(found):
        found = path.stat().st_mode  # var/ itself may be elsewhere; what it links to, is not ours
    if stat.S_ISLNK(found) or not found & OTHERS:
        return False
    path.chmod(stat.S_IMODE(found) & ~OTHERS)
    return True
