"""What the people at both ends of the line do: told beforehand, asked for, or assumed."""

from collections import deque
from dataclasses import dataclass
from typing import Literal, Protocol

from centralino.calls.outcomes import NO_ANSWER, Unreached
from centralino.core.texts import _n
from centralino.simulator import pace

LegResult = Literal["answered", Unreached, "unconfirmed", "hangup"]


@dataclass(frozen=True)
class Keys:
    """Keys pressed at one prompt, "" for none; `barge_in`: while it still speaks."""

    digits: str = ""
    barge_in: bool = False
    hang_up: bool = False
    assumed: bool = False


@dataclass(frozen=True)
class ScriptedLeg:
    """How one telephone answers.

    answered: picks up, presses `confirms` if asked to, and talks for `seconds`;
    unconfirmed: picks up and never presses anything, as a mobile's own voicemail does;
    hangup: the caller gives up while it rings.
    """

    result: LegResult = NO_ANSWER
    seconds: float = pace.CONVERSATION
    confirms: str = "1"
    assumed: bool = False


@dataclass(frozen=True)
class Message:
    """What is said after the beep; 0 seconds: nothing. `then` is silence, `hangup` or a key."""

    seconds: float = pace.MESSAGE
    then: str = "silence"
    assumed: bool = False


class Person(Protocol):
    """Decides what the script does not tell."""

    def keys(self) -> Keys: ...

    def leg(self, number: str) -> ScriptedLeg: ...

    def message(self) -> Message: ...


class Default:
    """Silence at every prompt, no answer from any telephone, a short message."""

    def keys(self) -> Keys:
        return Keys(assumed=True)

    def leg(self, number: str) -> ScriptedLeg:
        return ScriptedLeg(NO_ANSWER, assumed=True)

    def message(self) -> Message:
        return Message(assumed=True)


@dataclass(frozen=True)
class Script:
    """Each list is used up from its front: one entry for each prompt, telephone or recording.

    `speech` goes before `keys` at a prompt that listens. `hang_up_after` is in seconds of the call.
    """

    keys: tuple[Keys, ...] = ()
    speech: tuple[str, ...] = ()
    legs: tuple[ScriptedLeg, ...] = ()
    messages: tuple[Message, ...] = ()
    hang_up_after: float | None = None


class Role:
    """One call's way through a script; what it does not tell, `person` decides."""

    def __init__(self, script: Script, person: Person) -> None:
        self.person = person
        self.told_keys = deque(script.keys)
        self.told_speech = deque(script.speech)
        self.told_legs = deque(script.legs)
        self.told_messages = deque(script.messages)

    def barges_in(self) -> bool:
        return bool(self.told_keys) and self.told_keys[0].barge_in

    def keys(self) -> Keys:
        return self.told_keys.popleft() if self.told_keys else self.person.keys()

    def speech(self) -> str | None:
        return self.told_speech.popleft() if self.told_speech else None

    def leg(self, number: str) -> ScriptedLeg:
        return self.told_legs.popleft() if self.told_legs else self.person.leg(number)

    def message(self) -> Message:
        return self.told_messages.popleft() if self.told_messages else self.person.message()

    def unused(self) -> list[str]:
        """What was told and never needed, in words."""
        keys, speech = len(self.told_keys), len(self.told_speech)
        legs, messages = len(self.told_legs), len(self.told_messages)
        told = (
            keys and _n("keys for {count} prompt", "keys for {count} prompts", keys),
            speech and _n("words for {count} prompt", "words for {count} prompts", speech),
            legs and _n("answers for {count} telephone", "answers for {count} telephones", legs),
            messages and _n("{count} message", "{count} messages", messages),
        )
        return [each for each in told if each]
