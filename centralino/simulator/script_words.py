"""The words that a script is told in: `1,2#`, `busy`, `answered:45s`, `12s:hangup`."""

import re
from collections.abc import Iterable
from typing import get_args

from centralino.core.input_errors import input_error, nearest
from centralino.core.texts import _
from centralino.simulator.script import Keys, LegResult, Message, Script, ScriptedLeg

NOTHING = frozenset({"", "-", "nothing", "silence"})
HANG_UP = frozenset({"hangup", "hang-up"})
RESULTS: dict[str, LegResult] = {name: name for name in get_args(LegResult)} | {"hang-up": "hangup"}


def read_script(
    press: Iterable[str] = (),
    speak: Iterable[str] = (),
    dial: Iterable[str] = (),
    record: Iterable[str] = (),
    hang_up: str | None = None,
) -> Script:
    """Raises InputError for a word that means nothing, with what would."""
    return Script(
        keys=tuple(read_pressed_keys(word) for word in _words(press)),
        speech=tuple(speak),
        legs=tuple(read_leg(word) for word in _words(dial)),
        messages=tuple(read_message(word) for word in _words(record)),
        hang_up_after=None if hang_up is None else read_seconds(hang_up),
    )


def read_pressed_keys(word: str) -> Keys:
    """`2`, `123#`; `1!` while the prompt still speaks; `nothing` or `-`; `hangup`."""
    word = word.strip().lower()
    if word in NOTHING:
        return Keys()
    if word in HANG_UP:
        return Keys(hang_up=True)
    if not re.fullmatch(r"[0-9*#]+!?", word):
        raise input_error(
            _("'{word}' is no key: expected 0-9 * #, or 'nothing', or 'hangup'", word=word)
        )
    return Keys(word.rstrip("!"), barge_in=word.endswith("!"))


def read_leg(word: str) -> ScriptedLeg:
    """A result: `busy`, `no-answer`, `answered`, or with its length `answered:45s`."""
    name, _colon, length = word.strip().lower().partition(":")
    result = RESULTS.get(name)
    if result is None:
        raise input_error(
            _(
                "'{word}' is no result of a call; {nearest}",
                word=name,
                nearest=nearest(name, get_args(LegResult)),
            )
        )
    if not length:
        return ScriptedLeg(result)
    if result != "answered":
        raise input_error(
            _("'{word}': only 'answered' takes a length, as in answered:45s", word=word)
        )
    return ScriptedLeg(result, read_seconds(length))


def read_message(word: str) -> Message:
    """`12s`, then silence; `12s#`, ended by a key; `12s:hangup`; `0` or `nothing`; `hangup`."""
    word = word.strip().lower()
    if word in NOTHING:
        return Message(0)
    if word in HANG_UP:
        return Message(0, then="hangup")
    length, _colon, then = word.partition(":")
    if then and then not in HANG_UP:
        raise input_error(
            _("'{word}': after the length, only ':hangup' is known, as in 12s:hangup", word=word)
        )
    if length[-1:] in ("#", "*"):
        return Message(read_seconds(length[:-1]), then=length[-1])
    return Message(read_seconds(length), then="hangup" if then else "silence")


def read_seconds(text: str) -> float:
    """`20s`, `3m`, `1m30s` or seconds."""
    found = re.fullmatch(r"(?:(\d+)m)?(?:(\d+)s?)?", text.strip().lower(), re.ASCII)
    if not found or not any(found.groups()):
        raise input_error(_("'{word}' is no length of time: write 20s, 3m, or seconds", word=text))
    minutes, seconds = found.groups(default="0")
    return float(int(minutes) * 60 + int(seconds))


def _words(told: Iterable[str]) -> Iterable[str]:
    """Several in one, by commas: `1,2#`."""
    return (word for several in told for word in several.split(","))
