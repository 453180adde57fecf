"""The last known switches, kept in a file: for a process that starts while the database is away."""

import json
from collections.abc import Sequence
from datetime import datetime
from hashlib import blake2s
from pathlib import Path
from typing import Any

import structlog

from centralino.core import private_files
from centralino.store.switch_models import LiveSwitch

FOLDER = Path("var/switches")
COLUMNS = tuple(LiveSwitch.__table__.columns.keys())
log = structlog.get_logger(__name__)


class Kept:
    """One database's switches in one file, replaced as a whole."""

    def __init__(self, url: str, folder: Path = FOLDER) -> None:
        # The name tells databases apart without telling the password in a URL.
        self.file = folder / f"{blake2s(url.encode(), digest_size=8).hexdigest()}.json"

    def write(self, rows: Sequence[LiveSwitch]) -> None:
        """Never raises: calls do not depend on it."""
        data = [{name: _plain(getattr(row, name)) for name in COLUMNS} for row in rows]
        try:
            private_files.replace(self.file, json.dumps(data, ensure_ascii=False).encode())
        except OSError as error:
            log.warning("the switches could not be kept in a file", error=str(error))

    def read(self, now: datetime) -> list[LiveSwitch]:
        """What still stands of what was kept; nothing if nothing was, or it does not read."""
        try:
            rows = [_row(item) for item in json.loads(self.file.read_text(encoding="utf-8"))]
        except FileNotFoundError:
            return []
        except (OSError, ValueError, TypeError) as error:
            log.error("the kept switches do not read", file=str(self.file), error=str(error))
            return []
        return [row for row in rows if row.ends_at > now]


def _row(item: dict[str, Any]) -> LiveSwitch:
    moments = {
        name: datetime.fromisoformat(value)
        for name, value in item.items()
        if name.endswith("_at") and value
    }
    return LiveSwitch(**(item | moments))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
