"""How long a caller who does nothing waits for the first thing that is of use.

Of use is: words that help (as helpful.py judges them: when it opens, where to write, whatever the
file's own words tell); a question, which says what to do; a telephone that rings, once words have
told whose it is; the tone after which a message is taken. Of no use by themselves are an offer of
languages, courtesies, a notice whose words are not known, and ringing without a word before it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from centralino.checking.foreseen import Said
from centralino.languages.prompts import Audio
from centralino.simulator import pace


@dataclass(frozen=True)
class FirstUse:
    """What one step has of use, in seconds after its beginning.

    `at`: of use in any case; `rings`: once the caller knows whose telephone it is. `names`: it has
    said something that tells so.
    """

    at: float | None = None
    rings: float | None = None
    names: bool = False

    def after(self, *, named: bool) -> float | None:
        """When it is of use to a caller who knows, or does not know, whose number this is."""
        if self.rings is not None and (named or self.names):
            return self.rings
        return self.at


def first_use_of(
    said: Sequence[Said], verbs: Sequence[str], helps: Callable[[Said], bool], *, asks: bool
) -> FirstUse:
    """Of what a step says, before whatever it waits for. `asks`: its `<Gather>` says what to do."""
    elapsed, names = 0.0, False
    for each in (each for each in said if not each.asks or _is_recorded(each)):
        if not each.courtesy and helps(each):
            return FirstUse(elapsed, names=True)
        names = names or (_is_heard(each) and not each.courtesy)
        elapsed += _length(each)
    if "Record" in verbs or (asks and "Gather" in verbs):
        return FirstUse(elapsed, names=names)
    return FirstUse(None, elapsed if "Dial" in verbs else None, names)


def _is_heard(said: Said) -> bool:
    return _is_recorded(said) or bool(said.text)


def _is_recorded(said: Said) -> bool:
    """Only a listener can tell whether it helps, so it is believed to, also while keys may come."""
    return isinstance(said.version, Audio)


def _length(said: Said) -> float:
    return pace.PLAYED if _is_recorded(said) else pace.speech(said.text)
