"""Fetches what was recorded on a service line into our own store, and deletes it at Twilio."""

from datetime import datetime

import structlog

from centralino.core.input_errors import input_error
from centralino.core.texts import _
from centralino.store.store import Store
from centralino.switching.spoken_notices import LARGEST, keep, path_of
from centralino.twilio import account_recordings
from centralino.twilio.account_recordings import TooLargeError
from centralino.twilio.api import Account
from centralino.twilio.errors import AccountError

SECONDS = 8.0  # a webhook has 15
log = structlog.get_logger(__name__)


class Recorder:
    """May be asked again for the same recording: it is fetched once."""

    def __init__(self, store: Store, account: Account, seconds: float = SECONDS) -> None:
        self._store = store
        self._account = account
        self._seconds = seconds

    def keep(self, sid: str, now: datetime) -> None:
        """Raises AccountError and SQLAlchemyError, which pass with time; NoAccountError, and
        InputError for what is no audio or too much of it, which do not."""
        self._store.prepare()
        audio = b"" if self._is_kept(sid) else self._fetched(sid)
        with self._store.writing() as session:
            keep(session, audio, now, source=sid)
        self._tidy(sid)

    def _fetched(self, sid: str) -> bytes:
        try:
            return account_recordings.audio(self._account, sid, LARGEST, self._seconds)
        except TooLargeError as error:
            raise input_error(_("the recording is too large: {error}", error=error)) from error

    def _is_kept(self, sid: str) -> bool:
        with self._store.reading() as session:
            return path_of(session, sid) is not None

    def _tidy(self, sid: str) -> None:
        try:
            account_recordings.delete(self._account, sid)
        except AccountError as error:
            log.warning("recording not deleted at Twilio", recording=sid, why=str(error))
