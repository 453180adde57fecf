"""What is heard: <Say>, <Play>, <Pause>."""

from centralino.core.texts import _
from centralino.languages.voices import fits, limit_of
from centralino.simulator import pace
from centralino.simulator.events import CALLER, Paused, Played, Spoke, Whispered
from centralino.simulator.line import UnreachableError, under
from centralino.simulator.simulated_call import CallOver, SimulatedCall
from centralino.simulator.twiml import TwimlDocument, Verb

PROMPTS = frozenset({"Say", "Play", "Pause"})


def prompt(
    call: SimulatedCall, verb: Verb, document: TwimlDocument, cut_short: bool = False
) -> None:
    """One of PROMPTS, once through, whatever its `loop`."""
    {"Say": _say, "Play": _play, "Pause": _pause}[verb.name](call, verb, document, cut_short)


def speak(call: SimulatedCall, verb: Verb, document: TwimlDocument) -> None:
    """A prompt outside of <Gather>: nothing but hanging up ends one that repeats without end."""
    if verb.name != "Pause":
        call.answer()  # a Pause that comes first delays it
    prompt(call, verb, document)
    if endless(verb):
        raise CallOver(CALLER, reason=_("the prompt repeats without end"))


def endless(verb: Verb) -> bool:
    return verb.name != "Pause" and verb.integer("loop", 1) == 0


def whisper(call: SimulatedCall, verb: Verb, document: TwimlDocument, number: str) -> None:
    """A prompt that only the telephone of `number` hears."""
    if verb.name == "Say":
        call.emit(Whispered(number, verb.text, *_voice(verb)))
        call.spend(pace.speech(verb.text))
    else:
        call.emit(Played(document.resolve(verb.text), to=number))
        call.spend(pace.PLAYED)


def _say(call: SimulatedCall, verb: Verb, document: TwimlDocument, cut_short: bool) -> None:
    if not verb.text:
        call.warn(_("<Say> without text: Twilio reports error 13520, and nothing is heard"))
        return
    limit = limit_of(verb.get("voice"))
    if verb.size > limit:
        call.warn(
            _(
                "<Say> of {size} characters: Twilio takes {limit} for this voice",
                size=verb.size,
                limit=limit,
            )
        )
    elif not fits(verb.text, limit):
        call.warn(
            _(
                "<Say> of {size} characters: too many once encoded (Twilio's error 13521)",
                size=verb.size,
            )
        )
    call.emit(Spoke(verb.text, *_voice(verb), cut_short, verb.integer("loop", 1)))
    call.spend(_length(verb, pace.speech(verb.text), cut_short))


def _play(call: SimulatedCall, verb: Verb, document: TwimlDocument, cut_short: bool) -> None:
    if not verb.text and verb.get("digits"):
        call.warn(_("<Play digits> is not simulated"))
        return
    url = document.resolve(verb.text)
    _check_audio(call, url)
    call.emit(Played(url, cut_short, verb.integer("loop", 1)))
    call.spend(_length(verb, pace.PLAYED, cut_short))


def _pause(call: SimulatedCall, verb: Verb, document: TwimlDocument, cut_short: bool) -> None:
    seconds = float(verb.integer("length", 1))
    call.emit(Paused(seconds))
    call.spend(seconds)


def _length(verb: Verb, once: float, cut_short: bool) -> float:
    return once / 2 if cut_short else once * max(verb.integer("loop", 1), 1)


def _voice(verb: Verb) -> tuple[str, str]:
    return verb.get("language", "en-US"), verb.get("voice")


def _check_audio(call: SimulatedCall, url: str) -> None:
    """Twilio fetches audio by GET; another server's is taken as there."""
    if not under(call.number.public_url, url):
        return
    try:
        status = call.line.post(url, {}, "GET").status
    except UnreachableError as error:
        call.warn(_("<Play> of {url} is not heard: {error}", url=url, error=error))
        return
    if status != 200:
        call.warn(
            _("<Play> of {url} is not heard: the app answered {status}", url=url, status=status)
        )
