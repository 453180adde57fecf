"""What is wrong in what a person wrote: said where it stands, with a remedy."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from centralino.core.texts import _
from centralino.core.typed_names import translate_name

Place = tuple[str | int, ...]

VALUE = "(value)"
"""At the end of a place: the value itself, where it stands below the line of its key."""
FEW = 12
"""So many known names can be told all."""
_TIGHT = re.compile(r"(?P<name>[^\W\d][\w-]*):(?P<rest>[^ /].*)", re.DOTALL)
_DASH = re.compile(r"-(?P<item>[^\s-][^\n]*?)(?:\s+-.*)?", re.DOTALL)


@dataclass(frozen=True)
class InputIssue:
    """One thing that does not fit; `at` is its path below the value that was read."""

    expected: str
    at: Place = ()

    def below(self, *place: str | int) -> "InputIssue":
        return InputIssue(self.expected, (*place, *self.at))


class InputError(ValueError):
    """All that does not fit in one value, together."""

    def __init__(self, *misfits: InputIssue) -> None:
        super().__init__("; ".join(input_error.expected for input_error in misfits))
        self.misfits = misfits


def input_error(expected: str, *at: str | int) -> InputError:
    return InputError(InputIssue(expected, at))


def nearest(word: object, known: Iterable[object]) -> str:
    """A hint to end an error with: the name that is meant, or all of them when they are few."""
    names = [str(name) for name in known]
    if found := near_name(word, names):
        return found
    if 0 < len(names) <= FEW:
        return _("known: {names}", names=", ".join(names))
    return _("no known name is near it")


def unknown_setting(name: object, known: Iterable[object]) -> InputError:
    """Of a name that no setting has here: with the one that is meant, or a space that lacks."""
    missing = space_missing(name)
    return InputError(
        missing or InputIssue(_("unknown setting; {hint}", hint=nearest(name, known)))
    )


def near_name(word: object, known: Iterable[object]) -> str:
    """A hint to end an error with, of the name that is meant; nothing if none is."""
    names = [str(name) for name in known]
    if translated := translate_name(word, names):
        return write_one_of(quote(each) for each in translated)
    close = get_close_matches(str(word), names, n=1, cutoff=0.6)
    return _("did you mean '{name}'?", name=close[0]) if close else ""


def write_one_of(names: Iterable[str]) -> str:
    """A hint to end an error with: what can be written."""
    return _("write {choices}", choices=list_choices(names))


def list_choices(names: Iterable[str]) -> str:
    """ "a, b or c"."""
    *first, last = names
    return _("{first} or {last}", first=", ".join(first), last=last) if first else last


def quote(value: object) -> str:
    """A value as a person wrote it, or what it is: never as Python has it."""
    text = as_written(value)
    if text is not None:
        return _("'{text}'", text=text)
    if value is None:
        return _("an empty value")
    return _("a list") if isinstance(value, list | tuple) else _("settings")


def as_written(value: object) -> str | None:
    """What stands in the file for a text or a number; None for what is neither."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, str | int | float) else None


def space_missing(text: object) -> InputIssue | None:
    """What is wrong with text, in the place of settings, whose colon has no space after it."""
    found = _TIGHT.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        return None
    rest = "{...}" if found["rest"].startswith("{") else found["rest"].strip()
    return InputIssue(say_space_missing(f"{found['name']}: {rest}"))


def say_space_missing(written: str) -> str:
    return _("a space is missing after the colon: write {written}", written=written)


def dash_missing(text: object) -> InputIssue | None:
    """What is wrong with text, in the place of a list, whose dashes have no space after them."""
    found = _DASH.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        return None
    written = f"- {found['item']}"
    return InputIssue(_("a space is missing after the dash: write {written}", written=written))
