"""A catalogue in which whatever is translated bears marks: what has none was never looked up.

    with read_marked() as find_unmarked:
        shown = CliRunner(env={"LANG": "it_IT"}).invoke(main, ["check"]).output
    assert find_unmarked(shown, data="names and words of the flow files") == []

A text's own words are marked, and not what fills its placeholders: so a word that was put into a
sentence without being translated is found as well. What remains outside of the marks must be data:
names, numbers, what files and commands say, and what callers hear, between “ and ”. Dates and
lists, which Babel writes, are Italian. Marks make texts longer: give tables room.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from gettext import GNUTranslations
from string import Formatter

import pytest
from babel.dates import get_day_names, get_month_names

from centralino.core.texts import in_force, reading
from centralino.languages import readers

FIRST, LAST = "⟦", "⟧"
LANGUAGE = "it"
BY_BABEL = {
    "e",
    "o",
    *(
        name
        for width in ("wide", "abbreviated")
        for names in (get_day_names, get_month_names)
        for name in names(width, locale=LANGUAGE).values()
    ),
}
"""What Babel writes of dates and lists."""
_WORD = re.compile(r"[^\W\d_]+")
_COMMAND = re.compile(r"^ +centralino (?:.*\\\n)*.*$", re.MULTILINE)
"""What is to be typed, on lines of its own."""
_HEARD = re.compile(r"“[^(”][^”]*”")
"""Words that are spoken to callers; in brackets are those that are not known yet."""
FindUnmarked = Callable[..., list[str]]


class MarkedTexts(GNUTranslations):
    """Translates every text to itself, each of its words within marks."""

    def gettext(self, message: str) -> str:
        return mark_words(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return mark_words(msgid1 if n == 1 else msgid2)


def mark_words(text: str) -> str:
    """The text with its own words marked, its placeholders left outside of the marks."""
    try:
        parts = list(Formatter().parse(text))
    except ValueError:  # a brace by itself: such a text is not filled
        return f"{FIRST}{text}{LAST}"
    return "".join(_marked(words) + _placeholder(*rest) for words, *rest in parts)


def _marked(words: str) -> str:
    words = words.replace("{", "{{").replace("}", "}}")
    return f"{FIRST}{words}{LAST}" if _WORD.search(words) else words


def _placeholder(name: str | None, form: str | None, conversion: str | None) -> str:
    if name is None:
        return ""
    how = (f"!{conversion}" if conversion else "") + (f":{form}" if form else "")
    return f"{{{name}{how}}}"


@contextmanager
def read_marked() -> Iterator[FindUnmarked]:
    """For a while, Italian is read by the marks; yields what finds the words without."""
    with pytest.MonkeyPatch.context() as patch, reading(in_force()):
        patch.setattr(readers, "catalogue", lambda file, code: MarkedTexts())
        yield find_unmarked


def find_unmarked(shown: str, data: str = "") -> list[str]:
    """The words that were never looked up, less those of `data`, of Babel, and of what is heard.

    A word is letters alone, in any case: `flows/0577235501.yaml` allows `yaml`.
    """
    allowed = {*_words_of(data), *map(str.lower, BY_BABEL)}
    return [word for word in _words_of(_outside(shown)) if word not in allowed]


def _words_of(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def _outside(shown: str) -> str:
    """What stands outside of any marks; marks may hold others, and lines may break within them."""
    depth, kept = 0, []
    for sign in shown:
        depth += (sign == FIRST) - (sign == LAST)
        kept.append(" " if depth or sign == LAST else sign)
    assert depth == 0, "a mark was cut off"
    return _HEARD.sub(" ", _COMMAND.sub(" ", "".join(kept)))
