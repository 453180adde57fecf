"""The desk: where switches are made and ended, each with its trail and its mail, in one go."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from secrets import token_hex

from sqlalchemy.orm import Session

from centralino.delivery.queueing import Dispatch
from centralino.store.rows import add_missing
from centralino.store.store import Store
from centralino.store.switching import Act, Deed, Kind, LiveSwitch
from centralino.switches import Aim, Notice, Switched
from centralino.switching.reading import standing_at
from centralino.switching.rows import row_of_notice, row_of_switched

SWITCHED = "switched"
TERMINAL, TELEPHONE = "command line", "telephone"


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
        return self._make(row_of_notice(notice, hand.at, spoken), hand)

    def switch(self, switched: Switched, hand: Hand) -> int:
        """Close or open; its number."""
        return self._make(row_of_switched(switched, hand.at), hand)

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

    def note(self, act: Act, hand: Hand) -> bool:
        """Keep what is no switch: a PIN set, a wrong one. False if it was kept already."""
        with self._acting() as session:
            return note(session, act, hand)

    def _make(self, row: LiveSwitch, hand: Hand) -> int:
        with self._acting() as session:
            session.add(row)
            session.flush()
            self._told(session, Act.MADE, hand, [row], mails=row.ready)
            return row.id

    def _end(self, session: Session, rows: Sequence[LiveSwitch], hand: Hand) -> None:
        for row in rows:
            row.ended_at = hand.at
        self._told(session, Act.ENDED, hand, rows, mails=bool(rows))

    def _told(
        self, session: Session, act: Act, hand: Hand, rows: Sequence[LiveSwitch], *, mails: bool
    ) -> None:
        if not note(session, act, hand, [row.id for row in rows]):
            raise RepeatedError(hand.once)
        if mails:
            self._dispatch.send(session, SWITCHED, hand.once, since=hand.at)

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
