"""What an office does once its PIN was right: hear, close, reopen, put up a notice, remove it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from centralino.calendar.layers import Layer, Switch
from centralino.calls.caller_input import is_too_short
from centralino.calls.line_state import MOST_TRIES, LinePart, LineState
from centralino.flows.flow import Flow
from centralino.flows.switches import Aim, Gravity, Notice, Switched
from centralino.languages import words
from centralino.languages.prompts import DEFAULT, Audio, Prompt
from centralino.store.switch_models import Kind, LiveSwitch
from centralino.switching.current_switches import standing_at, standing_switches, switches_of
from centralino.switching.desk import Desk, RepeatedError
from centralino.switching.next_opening import next_opening, state_of
from centralino.switching.service_line.intruders import is_replay
from centralino.switching.service_line.line_turn import LineTurn
from centralino.switching.service_line.spoken_document import menu
from centralino.switching.spoken_notices import path_of
from centralino.twilio.api import is_sid

YES = "1"
PENDING = "/spoken/pending"  # replaced by the real path when the recording has been fetched
_DAY = timedelta(days=1)


class Acts:
    """Everything behind the PIN. Raises SQLAlchemyError, and then nothing has changed."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._parts: dict[LinePart, Callable[[LineTurn, Flow], str]] = {
            LinePart.MENU: self._menu,
            LinePart.CLOSE: self._close,
            LinePart.RECORD: self._recorded,
            LinePart.UNTIL: self._until,
            LinePart.PUT_UP: self._put_up,
            LinePart.REMOVE: self._remove,
        }
        self._keys: dict[str, Callable[[LineTurn, Flow], str]] = {
            "1": self._hear,
            "2": self._ask_close,
            "3": self._reopen,
            "4": lambda turn, office: turn.say.record(turn.place.at(LinePart.RECORD)),
            "5": self._ask_remove,
            "9": lambda turn, office: turn.say.hang_up(),
        }

    def answer(self, turn: LineTurn, office: Flow) -> str:
        try:
            return self._parts[turn.place.part](turn, office)
        except RepeatedError:
            if is_replay(self._desk, turn.hand):
                return turn.say.hang_up()
            turn.say.say("done_before")
            return menu(turn.say, turn.place)

    def tell_state(self, turn: LineTurn, office: Flow) -> None:
        """Whether it is open, why not, and which notices its callers hear."""
        rows = self._standing(turn)
        state = state_of(office, turn.call.now, switches_of(rows))
        say, reason = turn.say, (state.reason or {}).get(turn.say.language)
        if state.closure and reason:
            say.say("closed_because", why=words.speak_because(reason, say.language))
        else:
            say.say("open" if state.open else "closed")
        if not state.open and state.reopens:
            say.say("reopens", moment=say.moment(state.reopens))
        self._tell_notices(turn, office, rows)

    def _tell_notices(self, turn: LineTurn, office: Flow, rows: Sequence[LiveSwitch]) -> None:
        now = turn.call.now
        notices = switches_of(rows).notices_for(office.slug, office.site)
        notices = tuple(each for each in notices if each.start <= now)
        for notice in notices:
            turn.say.say("notice", moment=turn.say.moment(notice.end)).prompt(notice.prompt)
        if any(not row.ready and office.slug in row.numbers for row in rows):
            turn.say.say("waiting")
        elif not notices:
            turn.say.say("no_notice")

    def _menu(self, turn: LineTurn, office: Flow) -> str:
        act = self._keys.get(turn.given.digits)
        if act is not None:
            return act(turn, office)
        if turn.given.digits:
            turn.say.say("invalid")
        return self._again(turn)

    def _hear(self, turn: LineTurn, office: Flow) -> str:
        self.tell_state(turn, office)
        return menu(turn.say, turn.place)

    def _ask_close(self, turn: LineTurn, office: Flow) -> str:
        switches, now = switches_of(self._standing(turn)), turn.call.now
        opening = next_opening(office, now, switches)
        is_open = state_of(office, now, switches).open
        if opening is not None and not is_open:
            opening = next_opening(office, opening, switches)
        if opening is None:
            turn.say.say("no_opening")
            return menu(turn.say, turn.place)
        place = turn.place.at(LinePart.CLOSE, until=int(opening.timestamp()))
        question = "confirm_close" if is_open else "already_closed"
        return turn.say.ask(question, place, digits=1, moment=turn.say.moment(opening))

    def _close(self, turn: LineTurn, office: Flow) -> str:
        until = _moment(turn.place)
        if turn.given.digits == YES and until > turn.call.now:
            switch = Switch(Layer.NUMBER_SWITCH, False, turn.call.now, until)
            self._desk.switch(Switched(switch, _aim(office)), turn.hand)
            turn.say.say("done_close").say("reopens", moment=turn.say.moment(until))
        return menu(turn.say, turn.place)

    def _reopen(self, turn: LineTurn, office: Flow) -> str:
        ended = self._desk.end_all(_aim(office), [Kind.CLOSING], turn.hand)
        turn.say.say("done_reopen" if ended else "nothing_to_reopen")
        return self._hear(turn, office)

    def _recorded(self, turn: LineTurn, office: Flow) -> str:
        given = turn.given
        is_heard = is_sid(given.recording, "RE") and not is_too_short(given.seconds)
        if not is_heard:
            turn.say.say("nothing_heard")
            return menu(turn.say, turn.place)
        place = turn.place.at(LinePart.UNTIL, recording=given.recording)
        return turn.say.ask("ask_until", place, digits=1)

    def _until(self, turn: LineTurn, office: Flow) -> str:
        until = self._chosen(turn, office)
        if until is None:
            return self._again(turn, "ask_until")
        with self._desk.store.reading() as session:
            path = path_of(session, turn.place.recording)
        if path:
            turn.say.say("your_notice").play(path)
        place = turn.place.at(LinePart.PUT_UP, until=int(until.timestamp()))
        return turn.say.ask("confirm_notice", place, digits=1, moment=turn.say.moment(until))

    def _chosen(self, turn: LineTurn, office: Flow) -> datetime | None:
        now, key = turn.call.now, turn.given.digits
        if key == "1":
            return next_opening(office, now, switches_of(self._standing(turn)))
        if key == "2":
            tomorrow = now.astimezone(office.zone).date() + _DAY
            return datetime.combine(tomorrow, time(), office.zone)
        return {"3": now + _DAY, "4": now + 7 * _DAY}.get(key)

    def _put_up(self, turn: LineTurn, office: Flow) -> str:
        until, sid = _moment(turn.place), turn.place.recording
        if turn.given.digits == YES and until > turn.call.now:
            self._desk.put_up(_notice(office, turn.call.now, until), turn.hand, spoken=sid)
            turn.say.say("done_notice")
        return menu(turn.say, turn.place)

    def _ask_remove(self, turn: LineTurn, office: Flow) -> str:
        with self._desk.store.reading() as session:
            rows = standing_at(session, _aim(office), turn.call.now)
        if not any(row.kind == Kind.NOTICE for row in rows):
            turn.say.say("nothing_to_remove")
            return menu(turn.say, turn.place)
        return turn.say.ask("confirm_remove", turn.place.at(LinePart.REMOVE), digits=1)

    def _remove(self, turn: LineTurn, office: Flow) -> str:
        if turn.given.digits == YES:
            ended = self._desk.end_all(_aim(office), [Kind.NOTICE], turn.hand)
            turn.say.say("done_remove" if ended else "nothing_to_remove")
        return menu(turn.say, turn.place)

    def _again(self, turn: LineTurn, question: str = "menu") -> str:
        tries = turn.place.tries + 1
        if tries >= MOST_TRIES:
            return turn.say.hang_up()
        return turn.say.ask(question, replace(turn.place, tries=tries), digits=1)

    def _standing(self, turn: LineTurn) -> Sequence[LiveSwitch]:
        with self._desk.store.reading() as session:
            return standing_switches(session, turn.call.now)


def _aim(office: Flow) -> Aim:
    return Aim(numbers=frozenset({office.slug}))


def _notice(office: Flow, start: datetime, end: datetime) -> Notice:
    prompt = Prompt({DEFAULT: Audio(PENDING)})
    return Notice(prompt, start, end, _aim(office), Gravity.WARNING)


def _moment(place: LineState) -> datetime:
    return datetime.fromtimestamp(place.until, UTC)
