"""Files that people put somewhere, read no further than makes sense."""

import os
import stat
from pathlib import Path

from centralino.core.texts import _

LARGEST = 1_000_000  # bytes of one flow file or calendar


class NotReadError(ValueError):
    """This is no file that is read: it says why, for people."""


def read(file: Path, largest: int = LARGEST) -> bytes:
    """What an ordinary file has. Neither a pipe that nobody fills nor a device holds anybody up.

    Raises OSError, and NotReadError for what is no ordinary file, or larger.
    """
    with os.fdopen(os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as opened:
        if not stat.S_ISREG(os.fstat(opened.fileno()).st_mode):
            raise NotReadError(_("this is no ordinary file"))
        found = opened.read(largest + 1)
    if len(found) > largest:
        raise NotReadError(_("the file is larger than {largest} kB", largest=largest // 1000))
    return found
