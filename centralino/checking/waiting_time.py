"""How long verbs take, with a caller who does nothing. What is not known here is no zero."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from twilio.twiml import TwiML

from centralino.checking.unforeseen import UnforeseenError
from centralino.core.texts import _
from centralino.fields.legs import TWILIO_ADDS
from centralino.flows import screening
from centralino.simulator import pace

KindTells = Callable[[TwiML], float | None]
"""What a kind of step knows of a verb that it writes; None: nothing of its own."""


def seconds_of(verbs: Iterable[Any], told: KindTells) -> float:
    """The most that verbs take, those of the twilio library. Raises UnforeseenError."""
    return sum(_seconds(verb, told) for verb in verbs)


def _seconds(verb: Any, told: KindTells) -> float:
    own = told(verb)
    if own is not None:
        return own
    if verb.name not in VERBS:
        raise UnforeseenError(_("nobody tells how long <{verb}> takes", verb=verb.name))
    return VERBS[verb.name](verb, told)


def _say(verb: Any, told: KindTells) -> float:
    return _repeated(verb, pace.speech(str(verb.value)))


def _play(verb: Any, told: KindTells) -> float:
    return _repeated(verb, pace.PLAYED)


def _repeated(verb: Any, once: float) -> float:
    times = int(verb.attrs.get("loop", 1))
    if times < 1:
        raise UnforeseenError(_("<{verb}> is repeated without an end", verb=verb.name))
    return once * times


def _pause(verb: Any, told: KindTells) -> float:
    return float(verb.attrs.get("length", 1))


def _record(verb: Any, told: KindTells) -> float:
    return pace.BEEP + float(verb.attrs.get("timeout", 5))


def _gather(verb: Any, told: KindTells) -> float:
    return seconds_of(verb.verbs, told) + float(verb.attrs.get("timeout", 5))


def _dial(verb: Any, told: KindTells) -> float:
    """As long as its telephones ring; of any other noun, the kind that writes it must tell."""
    nouns = [told(noun) for noun in verb.verbs if noun.name != "Number"]
    if None in nouns:
        unknown = next(noun.name for noun in verb.verbs if noun.name != "Number")
        raise UnforeseenError(
            _("nobody tells how long <Dial> takes with <{noun}> in it", noun=unknown)
        )
    ringing = rings(verb) + (screening.SECONDS if is_screened(verb) else 0)
    return max([float(ringing), *filter(None, nouns)])


def _at_once(verb: Any, told: KindTells) -> float:
    return 0.0


VERBS: Mapping[str, Callable[[Any, KindTells], float]] = {
    "Say": _say,
    "Play": _play,
    "Pause": _pause,
    "Record": _record,
    "Gather": _gather,
    "Dial": _dial,
    "Redirect": _at_once,
    "Hangup": _at_once,
    "Reject": _at_once,
}


def rings(dial: Any) -> int:
    """How long the telephones of a `<Dial>` ring at the most, in seconds."""
    return int(dial.attrs.get("timeout", 30)) + TWILIO_ADDS


def is_screened(dial: Any) -> bool:
    return any("url" in noun.attrs for noun in dial.verbs)
