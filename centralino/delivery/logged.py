"""Which call an errand is about: told on every line that is logged of it."""

from collections.abc import Iterator
from contextlib import contextmanager

from structlog.contextvars import bound_contextvars

from centralino.account.api import is_sid
from centralino.store.models import Recording
from centralino.store.store import Store


@contextmanager
def about(store: Store, key: str) -> Iterator[None]:
    """Whatever is logged within carries `call_sid`, if `key` is a call's SID or a recording's.

    Raises SQLAlchemyError.
    """
    sid = key if is_sid(key, "CA") else _call_of(store, key)
    with bound_contextvars(**({"call_sid": sid} if sid else {})):
        yield


def _call_of(store: Store, key: str) -> str:
    if not is_sid(key, "RE"):
        return ""
    with store.reading() as session:
        recording = session.get(Recording, key)
        return recording.call_sid if recording else ""
