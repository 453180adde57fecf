"""Which call an errand is about: told on every line that is logged of it."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import joinedload
from structlog.contextvars import bound_contextvars

from centralino.delivery.job import Try
from centralino.store.models import Recording
from centralino.store.store import Store
from centralino.twilio.api import is_sid


@contextmanager
def about(this: Try) -> Iterator[None]:
    """Whatever is logged within carries `call_sid`, if the key is a call's SID or a recording's."""
    sid = this.key if is_sid(this.key, "CA") else _call_of(this.recording)
    with bound_contextvars(**({"call_sid": sid} if sid else {})):
        yield


@contextmanager
def about_key(store: Store, key: str) -> Iterator[None]:
    """The same, for a recording's SID. Raises SQLAlchemyError."""
    sid = _call_of(recording_of(store, key))
    with bound_contextvars(**({"call_sid": sid} if sid else {})):
        yield


def recording_of(store: Store, key: str) -> Recording | None:
    """The recording that a key names, with its recipients. Raises SQLAlchemyError."""
    if not is_sid(key, "RE"):
        return None
    with store.reading() as session:
        return session.get(Recording, key, options=[joinedload(Recording.recipients)])


def _call_of(recording: Recording | None) -> str:
    return recording.call_sid if recording else ""
