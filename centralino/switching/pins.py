"""PINs: one an office, kept as a hash; after a few wrong ones in a row the office is locked."""

import hashlib
import hmac
import os
from dataclasses import replace
from datetime import timedelta
from enum import Enum, auto
from secrets import randbelow

from sqlalchemy.orm import Session

from centralino.core.input_errors import InputError, input_error
from centralino.core.texts import _
from centralino.delivery.queueing import Dispatch
from centralino.store.statements import add_missing
from centralino.store.store import Store
from centralino.store.switch_models import Act, Deed, Pin
from centralino.switching.desk import ATTEMPTS, ATTEMPTS_WAIT, STALE, Hand, note

SHORTEST, LONGEST = 6, 12
WRONG_IN_A_ROW = 5
LOCK = timedelta(minutes=15)  # doubled with every further wrong one
LONGEST_LOCK = timedelta(days=1)
_STRAIGHT = "01234567890", "09876543210"


class PinVerdict(Enum):
    """What a PIN was found to be."""

    RIGHT = auto()
    WRONG = auto()
    LOCKED = auto()
    REPLAYED = auto()


class Pins:
    """The PINs of the offices. Methods raise SQLAlchemyError, and then nothing has changed."""

    def __init__(self, store: Store, dispatch: Dispatch) -> None:
        self._store = store
        self._dispatch = dispatch

    def set(self, number: str, pin: str, hand: Hand) -> None:
        """Raises InputError for one that is easily guessed."""
        check(pin, number)
        salt = os.urandom(16)
        self._store.prepare()
        with self._store.writing() as session:
            add_missing(
                session, Pin, number=number, salt=b"", hashed=b"", set_at=hand.at, failures=0
            )
            row = session.get_one(Pin, number, with_for_update=True)
            row.salt, row.hashed, row.set_at = salt, hash_pin(pin, salt), hand.at
            row.failures, row.locked_until = 0, None
            note(session, Act.PIN_SET, hand)

    def remove(self, number: str, hand: Hand) -> bool:
        """False if it had none."""
        self._store.prepare()
        with self._store.writing() as session:
            row = session.get(Pin, number, with_for_update=True)
            if row is None:
                return False
            session.delete(row)
            note(session, Act.PIN_REMOVED, hand)
            return True

    def asked(self, number: str, hand: Hand) -> None:
        """Somebody is asked for it: if nobody enters it, the helpdesk is told."""
        self._store.prepare()
        with self._store.writing() as session:
            if note(session, Act.PIN_ASKED, replace(hand, number=number)):
                self._tell(session, hand)

    def try_one(self, number: str, pin: str, hand: Hand) -> PinVerdict:
        """Whether it is this office's. A wrong one counts, is kept, and told to the helpdesk."""
        self._store.prepare()
        with self._store.writing() as session:
            earlier = session.get(Deed, hand.once)
            if earlier is not None and hand.at - earlier.at > STALE:
                return PinVerdict.REPLAYED
            row = session.get(Pin, number, with_for_update=True)
            if row is not None and row.locked_until is not None and hand.at < row.locked_until:
                note(session, Act.LOCKED, hand)
                return PinVerdict.LOCKED
            if _is_right(row, pin):
                note(session, Act.UNLOCKED, hand)
                return PinVerdict.RIGHT
            return self._count(session, row, hand)

    def _count(self, session: Session, row: Pin | None, hand: Hand) -> PinVerdict:
        if not note(session, Act.WRONG_PIN, hand):
            return PinVerdict.WRONG
        self._tell(session, hand)
        if row is None:
            return PinVerdict.WRONG
        row.failures += 1
        if row.failures < WRONG_IN_A_ROW:
            return PinVerdict.WRONG
        row.locked_until = hand.at + lock(row.failures)
        return PinVerdict.LOCKED

    def _tell(self, session: Session, hand: Hand) -> None:
        """Once a call, when it is over; what it says is known then."""
        self._dispatch.send(session, ATTEMPTS, hand.call_sid, since=hand.at, wait=ATTEMPTS_WAIT)


def lock(failures: int) -> timedelta:
    """For how long so many wrong ones in a row lock an office."""
    doublings = min(max(failures - WRONG_IN_A_ROW, 0), 10)
    return min(LOCK * (1 << doublings), LONGEST_LOCK)


def check(pin: str, number: str) -> None:
    """Raises InputError for what is no PIN, or one of those that are tried first."""
    if not (pin.isascii() and pin.isdecimal() and SHORTEST <= len(pin) <= LONGEST):
        raise input_error(
            _("a PIN has {shortest} to {longest} digits", shortest=SHORTEST, longest=LONGEST), "pin"
        )
    if again := find_repetition(pin):
        raise input_error(
            _(
                "this PIN is {again} over and over, which is guessed at once: choose another",
                again=again,
            ),
            "pin",
        )
    is_straight = any(pin in straight * 2 for straight in _STRAIGHT)
    if len(set(pin)) < 3 or is_straight or pin in number:
        raise input_error(_("this PIN is guessed at once: choose another"), "pin")


def find_repetition(pin: str) -> str:
    """The digits that a PIN only repeats, twice or more; none if it does not."""
    starts = (pin[:length] for length in range(1, len(pin) // 2 + 1))
    return next((start for start in starts if pin in start * len(pin)), "")


def generate_pin(number: str) -> str:
    """A PIN by chance."""
    while True:
        pin = "".join(str(randbelow(10)) for _place in range(SHORTEST))
        try:
            check(pin, number)
        except InputError:
            continue
        if len(set(pin)) > 3:
            return pin


def hash_pin(pin: str, salt: bytes) -> bytes:
    """16 MB and some 50 ms for each guess."""
    return hashlib.scrypt(pin.encode(), salt=salt, n=2**14, r=8, p=1, dklen=32)


def _is_right(row: Pin | None, pin: str) -> bool:
    if row is None:
        hash_pin(pin, b"no office has it")  # as slow as a wrong one: who listens learns nothing
        return False
    if not hmac.compare_digest(hash_pin(pin, row.salt), row.hashed):
        return False
    row.failures, row.locked_until = 0, None
    return True
