"""One webhook's walk through a flow: what is said, what is remembered, and how long it holds."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any, TypeVar
from urllib.parse import quote

from twilio.twiml.voice_response import VoiceResponse

from centralino.calendar.agenda import Agenda
from centralino.calendar.answers import OpeningState
from centralino.calls import urls
from centralino.calls.call import Call
from centralino.calls.call_state import CallState
from centralino.calls.ending import Ending
from centralino.fields.legs import Order, order_legs
from centralino.flows.number import VirtualNumber
from centralino.flows.placeholders import DatedWords, Placeholders
from centralino.flows.switches import Notice, Switches
from centralino.languages.helpful import COURTESIES, helps
from centralino.languages.prompts import Audio, Fact, Prompt, fill_placeholders, in_pieces

T = TypeVar("T")
ALWAYS = (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))


class Turn:
    """What the steps of one walk share.

    An answer that reads nothing of `call` is the same for every call in the same state between
    `since` and `until`, so it can be kept; reading `sid`, `caller` or `now` makes it `personal`.
    """

    def __init__(
        self,
        number: VirtualNumber,
        call_state: CallState,
        call: Call,
        switches: Switches,
        base: str = "",
    ) -> None:
        self.number = number
        self.call_state = call_state
        self.switches = switches
        self.base = base
        self.response = VoiceResponse()
        self.step = ""
        self.path: list[str] = []
        self.personal = False
        self.settled: Ending | None = None
        self.helped: bool | None = None
        self.outcomes: list[str] = []
        self.failures: list[str] = []
        self.since, self.until = ALWAYS
        self.asked: Agenda | None = None
        self._told: set[str] = set()
        self.in_each_tongue = False
        self.came_from: VirtualNumber | None = None
        self._call = call

    # --- the call itself: what it says holds for this call only

    @property
    def sid(self) -> str:
        self.personal = True
        return self._call.sid

    @property
    def caller(self) -> str | None:
        self.personal = True
        return self._call.caller

    @property
    def called(self) -> str:
        """The number that the caller dialled, whatever flow the call has come to since."""
        self.personal = True
        return self._call.called or self.number.number

    @property
    def now(self) -> datetime:
        self.personal = True
        return self._call.now

    def in_order(self, legs: Sequence[T], order: Order) -> Sequence[T]:
        """The legs as this call rings them."""
        return order_legs(legs, order, self.sid)

    # --- time

    def state(self, agenda: Agenda) -> OpeningState:
        """Whether it is open; the answer holds no longer than the state does."""
        state = self._state_now(agenda)
        self.holds(state.since, state.until)
        return state

    def _state_now(self, agenda: Agenda) -> OpeningState:
        return agenda.state(self._call.now, self.number.closings(self.switches))

    def notices(self) -> list[Notice]:
        """The notices in force for this number, but for those that the call was told before."""
        now, in_force = self._call.now, []
        for notice in self.switches.notices_for(self.number.slug, self.number.site):
            if self.came_from and notice.passed(self.came_from.slug, self.came_from.site):
                continue
            if now < notice.start:
                self.holds(ALWAYS[0], notice.start)
            elif now >= notice.end:
                self.holds(notice.end, ALWAYS[1])
            else:
                self.holds(notice.start, notice.end)
                in_force.append(notice)
        return in_force

    def at(self, tell: Callable[[datetime], DatedWords]) -> str:
        """Words that depend on the time, told with the moments between which they hold."""
        words, since, until = tell(self._call.now)
        self.holds(since, until)
        return words

    def holds(self, since: datetime, until: datetime) -> None:
        self.since, self.until = max(self.since, since), min(self.until, until)

    # --- what is remembered

    @property
    def language(self) -> str:
        return self.call_state.language or self.number.language

    @property
    def tongues(self) -> tuple[str, ...]:
        """The languages in which things are said now: one, but at the end of some calls."""
        if self.in_each_tongue and not self.call_state.language:
            return self.number.tongues
        return (self.language,)

    def speak(self, language: str) -> None:
        self.call_state = replace(self.call_state, language=language)

    def remember(self, outcome: str) -> None:
        """What came of the present step, for the trail, the mails and the metrics."""
        self.outcomes.append(outcome)
        self.call_state = self.call_state.passed(self.step, outcome)

    def move_to(self, step: str) -> None:
        self.step = step
        self.path.append(step)
        self.call_state = self.call_state.at_a_new_step()

    def ring_for_the_caller(self) -> None:
        """Telephones ring: of what was told so far, nothing counts for help (calls/missed.py)."""
        self.helped = False

    # --- what is answered

    def url(self, part: str = "", caller: str | None = None) -> str:
        """Where Twilio brings the answer to the present step."""
        return urls.write_step(
            self.base, self.number.slug, self.step, self.call_state, part, caller
        )

    def recordings_url(self, recipients: tuple[str, ...]) -> str:
        """Where Twilio tells that a recording is ready, with what the delivery must know."""
        state = replace(self.call_state, language=self.language)
        return urls.write_recording(
            self.base,
            self.number.slug,
            self.step,
            self.caller,
            recipients,
            state,
            asked_at=self.now,
            was_open=self._state_now(self.number.agenda).open,
        )

    def say(self, prompt: Prompt | str, to: Any = None, **known: str) -> None:
        """Speak a prompt, or a named one, in the caller's language; `to` nests it in a verb.

        A language that the prompt lacks falls back to the number's own, with that one's voice.
        What was told already in this walk is told once: a question alone is always put whole.
        `in_each_tongue`: a caller who has chosen none hears it in each of the number's.
        """
        told: set[str] = set()
        for wanted in self.tongues:
            version = self.number.prompt(prompt).version(wanted, self.number.language)
            if version[0] not in told:
                self.say_version(prompt, wanted, version, to, known)
            told.add(version[0])

    def say_version(
        self,
        prompt: Prompt | str,
        wanted: str,
        found: tuple[str, str | Audio],
        to: Any,
        known: Mapping[str, str],
    ) -> None:
        """One version of a prompt, in its language, for whoever `wanted` that or another."""
        language, version = found
        verb = self.response if to is None else to
        fills: Fact = dict[str, str]().get
        if isinstance(version, Audio):
            verb.play(self.audio(version))
        else:
            fills = cache(Placeholders(self, language, known).get)
            told = self._told if to is None else None
            self.say_words(fill_placeholders(version, fills, told), language, verb)
        name = prompt if isinstance(prompt, str) else prompt.name
        if to is None and name not in COURTESIES and helps(version, fills):
            self.helped = True

    def say_around(self, prompt: Prompt | str) -> None:
        """Speak what is said around something else, and tells nothing by itself."""
        helped = self.helped
        self.say(prompt)
        self.helped = helped

    def words(self, prompt: Prompt) -> str | None:
        """A prompt's words in the caller's language, filled; None where they are recorded."""
        language, version = self.number.prompt(prompt).version(self.language, self.number.language)
        if isinstance(version, Audio):
            return None
        return fill_placeholders(version, Placeholders(self, language, {}).get)

    def say_words(self, text: str, language: str, to: Any = None) -> None:
        """Speak words that are filled already. No words, no `<Say>`: Twilio's error 13520."""
        voice = self.number.voices[language]
        verb = self.response if to is None else to
        for piece in in_pieces(text, voice.limit) if text else ():
            verb.say(piece, voice=voice.name, language=voice.locale)

    def audio(self, audio: Audio) -> str:
        path = audio.file if audio.file.startswith("/") else f"/static/audio/{audio.file}"
        return self.base + quote(path)
