"""A language that shows which texts were looked up: what stands outside of its marks was not."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from gettext import NullTranslations

import pytest

from centralino.core.texts import TextLanguage, in_force, reading

_ENGLISH = (
    "the is are was were be no not none nobody nothing and or of to from by with without on at "
    "for until it its this that these already there what who until when now number numbers would "
    "will written ended change changed give say see run"
)
_WORDS = re.compile(rf"\b({'|'.join(_ENGLISH.split())})\b", re.IGNORECASE)
_LOOKED_UP = re.compile(r"⟦[^⟦⟧]*⟧")


class _Marks(NullTranslations):
    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"


MARKED = TextLanguage("it", _Marks())


def english_left(said: str) -> list[str]:
    """The English words that were said without being looked up."""
    while (rest := _LOOKED_UP.sub("", said)) != said:
        said = rest
    return _WORDS.findall(said)


@contextmanager
def marked_commands(patch: pytest.MonkeyPatch) -> Iterator[None]:
    """Commands are read by somebody who sees the marks; afterwards nobody does."""
    with reading(in_force()):
        patch.setattr("centralino.cli.choose_reading", lambda args: (MARKED, list(args)))
        yield
