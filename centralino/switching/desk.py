"""The desk: where switches are made and ended, each with its trail and its mail, in one go."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from secrets import token_hex

from sqlalchemy.orm import Session

from centralino.delivery.queueing import Dispatch
from centralino.flows.switches import Aim, Notice, Switched
from centralino.languages.prompts import DEFAULT
from centralino.store.statements import add_missing
from centralino.store.store import Store
from centralino.store.switch_models import Act, Deed, Kind, LiveSwitch
from centralino.switching.current_switches import standing_at
from centralino.switching.mapping import row_of_notice, row_of_switched
from centralino.switching.spoken_notices import path_of

SWITCHED, ATTEMPTS, SPOKEN = "switched", "attempts", "spoken"
"""The errands that a deed may send for: centralino.switching.switch_mails."""
ATTEMPTS_WAIT = 300.0  # seconds: in which a call has found its PIN, or ended
STALE = timedelta(minutes=5)  # Twilio repeats a request within seconds, if at all
FETCHED = 20.0  # seconds in which a recording is usually fetched by its callback
TERMINAL, TELEPHONE, PAGES = "command line", "telephone", "pages"


def once() -> str:
    return token_hex(16)


@dataclass(frozen=True)
class Hand:
    """Who switches, when, and by which means. The same `once` again changes nothing."""

    who: str
    at: datetime
    means: str = TERMINAL
    once: str = field(default_factory=once)
    number: str = ""
    call_sid: str = ""


class RepeatedError(Exception):
    """This was done already: the request is a repetition."""


class Desk:
    """Makes and ends switches. Every method raises SQLAlchemyError, and then nothing has changed;
    RepeatedError for a hand that has done its deed already."""

    def __init__(self, store: Store, dispatch: Dispatch) -> None:
        self.store = store
        self._dispatch = dispatch

    def put_up(self, notice: Notice, hand: Hand, spoken: str = "") -> int:
        """A notice, from its start on; its number. `spoken`: the recording to be fetched."""
        row = row_of_notice(notice, hand.at, spoken)
        with self._acting() as session:
            path = path_of(session, spoken) if spoken else None
            if path:
                row.words, row.ready = {DEFAULT: {"audio": path}}, True
            elif spoken:
                self._dispatch.send(session, SPOKEN, spoken, since=hand.at, wait=FETCHED)
            return self._make(session, row, hand)

    def switch(self, switched: Switched, hand: Hand) -> int:
        """Close or open; its number."""
        with self._acting() as session:
            return self._make(session, row_of_switched(switched, hand.at), hand)

    def end(self, number: int, hand: Hand) -> LiveSwitch | None:
        """End one of any kind now; None if nothing in force or to come has this number."""
        with self._acting() as session:
            row = session.get(LiveSwitch, number, with_for_update=True)
            if row is None or row.ended_at is not None or row.ends_at <= hand.at:
                return None
            self._end(session, [row], hand)
            return row

    def end_all(self, aim: Aim, kinds: Iterable[Kind], hand: Hand) -> Sequence[LiveSwitch]:
        """End what is aimed at exactly this, in force or to come; what was ended.

        Kept in the trail even if there was nothing: its repetition must not end what comes later.
        """
        wanted = set(kinds)
        with self._acting() as session:
            rows = [row for row in standing_at(session, aim, hand.at) if row.kind in wanted]
            self._end(session, rows, hand)
            return rows

    def alarm(self, act: Act, hand: Hand, key: str) -> None:
        """Keep what nobody should have tried, and tell the helpdesk; once for a key."""
        with self._acting() as session:
            if note(session, act, hand):
                self._dispatch.send(session, ATTEMPTS, key, since=hand.at, wait=ATTEMPTS_WAIT)

    def deed(self, once: str) -> Deed | None:
        """What was done by that hand, if anything was."""
        with self.store.reading() as session:
            return session.get(Deed, once)

    def _make(self, session: Session, row: LiveSwitch, hand: Hand) -> int:
        session.add(row)
        session.flush()
        self._told(session, Act.MADE, hand, [row])
        return row.id

    def _end(self, session: Session, rows: Sequence[LiveSwitch], hand: Hand) -> None:
        for row in rows:
            row.ended_at = hand.at
        self._told(session, Act.ENDED, hand, rows)

    def _told(self, session: Session, act: Act, hand: Hand, rows: Sequence[LiveSwitch]) -> None:
        if not note(session, act, hand, [row.id for row in rows]):
            raise RepeatedError(hand.once)
        if rows:
            wait = 0.0 if all(row.ready for row in rows) else FETCHED
            self._dispatch.send(session, SWITCHED, hand.once, since=hand.at, wait=wait)

    def _acting(self) -> AbstractContextManager[Session]:
        self.store.prepare()
        return self.store.writing()


def note(session: Session, act: Act, hand: Hand, switches: Sequence[int] = ()) -> bool:
    """Add to the trail; False if this very deed is in it."""
    return add_missing(
        session,
        Deed,
        once=hand.once,
        at=hand.at,
        act=act,
        who=hand.who,
        means=hand.means,
        number=hand.number,
        call_sid=hand.call_sid,
        switches=list(switches),
    )
