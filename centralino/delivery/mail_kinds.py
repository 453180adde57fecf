"""The kinds of mail that the product sends, each with examples of what it looks like.

A kind registers itself, wherever it is written: so `centralino mail` shows all there are.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from centralino.core.directory import Directory, Office
from centralino.delivery.letters import Letter, letter


@dataclass(frozen=True)
class Sample:
    """What an example is about: one of the directory's offices, and the moment."""

    directory: Directory
    office: Office
    now: datetime


Writes = Callable[[Sample], Letter]


@dataclass(frozen=True)
class MailExample:
    """A mail with invented data. `about` says what it tells, `to` who gets it."""

    name: str
    kind: str
    to: str
    about: str
    write: Writes


_kinds: dict[str, "MailKind"] = {}
_examples: dict[str, MailExample] = {}
KINDS: Mapping[str, "MailKind"] = MappingProxyType(_kinds)
EXAMPLES: Mapping[str, MailExample] = MappingProxyType(_examples)


class MailKind:
    """One kind of mail: its words are `templates/mail/<language>/<name>.jinja`.

    Raises ValueError where its name is taken. `to` says who gets it: `office` or `helpdesk`.
    """

    def __init__(self, name: str, to: str) -> None:
        if name in _kinds:
            raise ValueError(f"there is a kind of mail named '{name}' already")
        self.name, self.to = name, to
        _kinds[name] = self

    def letter(self, language: str, facts: Mapping[str, Any]) -> Letter:
        return letter(self.name, language, facts)

    def example(self, about: str, variant: str = "") -> Callable[[Writes], Writes]:
        """Registers what writes an example, named as the kind, or `<kind>-<variant>`."""
        name = f"{self.name}-{variant}" if variant else self.name

        def register(write: Writes) -> Writes:
            if name in _examples:
                raise ValueError(f"there is an example named '{name}' already")
            _examples[name] = MailExample(name, self.name, self.to, about, write)
            return write

        return register
