"""The audio of notices: our own copy in the database, and one beside each process to serve from.

So it outlives its recording at Twilio, and callers hear it while the database is away.
"""

import re
from datetime import datetime, timedelta
from pathlib import Path
from secrets import token_hex

import structlog
from sqlalchemy import select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from centralino.core import private_files
from centralino.core.clock import age_of
from centralino.core.input_errors import input_error
from centralino.core.texts import _
from centralino.flows.switches import Notice
from centralino.languages.prompts import Audio
from centralino.store.store import Store
from centralino.store.switch_models import LiveSwitch, Spoken

URL = "/spoken/"
COPIES = Path("var/spoken")
LARGEST = 4_000_000  # bytes: some 16 minutes at Twilio's 32 kbit/s
DROPPED = timedelta(days=1)  # a copy that no notice needs; it can be made again
NAME = re.compile(r"[0-9a-f]{32}\.(mp3|wav)")
TYPES = {"mp3": "audio/mpeg", "wav": "audio/wav"}
log = structlog.get_logger(__name__)


class SpokenNotices:
    """Spoken notices by name: from the copy beside us, or else from the database."""

    def __init__(self, store: Store, copies: Path = COPIES) -> None:
        self._store = store
        self._copies = copies

    def file(self, name: str) -> Path | None:
        """The copy of that name, made if there is none yet; None if there is no such notice.

        Raises SQLAlchemyError if it would have to be made while the database is away.
        """
        return self.copy(name) or self._copied(name)

    def copy(self, name: str) -> Path | None:
        """The copy of that name, if there is one."""
        file = self._copies / name
        return file if NAME.fullmatch(name) and file.is_file() else None

    def at_hand(self, notices: tuple[Notice, ...]) -> None:
        """Make the copies that these notices need, and drop old ones; what fails is logged."""
        needed = {name for notice in notices for name in names_of(notice)}
        for name in needed:
            try:
                self.file(name)
            except (OSError, SQLAlchemyError) as error:
                log.warning("spoken notice not copied", name=name, error=type(error).__name__)
        self._drop_others(needed)

    def _drop_others(self, needed: set[str]) -> None:
        for file in self._copies.glob("*"):
            if file.name not in needed and age_of(file) > DROPPED:
                file.unlink(missing_ok=True)

    def _copied(self, name: str) -> Path | None:
        if not NAME.fullmatch(name):
            return None
        with self._store.reading() as session:
            found = session.get(Spoken, name)
        if found is None:
            return None
        file = self._copies / name
        private_files.replace(file, found.audio)
        return file


def keep(session: Session, audio: bytes, now: datetime, source: str = "") -> str:
    """Keep audio for good; the path that it is served at. `source`: its recording's SID.

    What waited for that recording is ready from now on. Raises InputError for what is no audio.
    """
    known = _kept(session, source) if source else None
    if known is None:
        known = f"{token_hex(16)}.{kind_of(audio)}"
        session.add(Spoken(name=known, source=source, audio=audio, kept_at=now))
    if source:
        waiting = update(LiveSwitch).where(LiveSwitch.spoken == source, LiveSwitch.ready.is_(False))
        session.execute(waiting.values(ready=True, words={"": {"audio": URL + known}}))
    return URL + known


def store_audio(store: Store, audio: bytes, now: datetime) -> str:
    """Keep the audio of a file; its path. Raises InputError for what is no audio."""
    kind_of(audio)
    store.prepare()
    with store.writing() as session:
        return keep(session, audio, now)


def is_kept(store: Store, path: str) -> bool:
    """Whether a path is one at which we serve audio."""
    name = path.removeprefix(URL)
    if not path.startswith(URL) or not NAME.fullmatch(name):
        return False
    with store.reading() as session:
        query = select(Spoken.name).where(Spoken.name == name)
        return session.scalar(query) is not None


def path_of(session: Session, source: str) -> str | None:
    """Where the audio of a recording is served; None while it has not been fetched."""
    name = _kept(session, source)
    return URL + name if name else None


def kind_of(audio: bytes) -> str:
    """`mp3` or `wav`, by its first bytes. Raises InputError for anything else, or too much."""
    if len(audio) > LARGEST:
        raise input_error(
            _(
                "the audio has more than {largest} MB: a shorter one, please",
                largest=LARGEST // 1_000_000,
            )
        )
    if audio[:4] == b"RIFF" and audio[8:12] == b"WAVE":
        return "wav"
    if audio[:3] == b"ID3" or (len(audio) > 1 and audio[0] == 0xFF and audio[1] & 0xE0 == 0xE0):
        return "mp3"
    raise input_error(_("this is no MP3 or WAV, which is what Twilio plays: convert it first"))


def names_of(notice: Notice) -> set[str]:
    """The spoken notices of ours that a notice plays."""
    files = [each.file for each in notice.prompt.versions.values() if isinstance(each, Audio)]
    return {file.removeprefix(URL) for file in files if file.startswith(URL)}


def _kept(session: Session, source: str) -> str | None:
    return session.scalar(select(Spoken.name).where(Spoken.source == source).limit(1))
