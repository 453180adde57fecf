"""`languages`: what a number speaks, and by which keys its callers choose."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Self

from pydantic import PlainValidator

from centralino.core.input_errors import InputError, InputIssue, input_error, nearest, quote
from centralino.core.texts import _
from centralino.fields.keys import KEYS, read_key
from centralino.fields.schema_forms import SchemaOf
from centralino.fields.values import read_each, read_language
from centralino.languages.registry import codes, is_spoken

OFFER = "offer"
NOT_OFFERED = ("no", "off", "false")
USUAL = tuple("9876543210*#")
"""The keys that languages are offered on where a file names none, in that order."""


@dataclass(frozen=True)
class SpokenLanguages:
    """What a file says of languages. `codes` None: it names none; `offer` None: nor a key.

    `keys` has those languages that have a key of their own. `offer` is the key of the others, or
    false where none is offered.
    """

    codes: tuple[str, ...] | None = None
    keys: Mapping[str, str] = field(default_factory=dict)
    offer: str | bool | None = None

    @property
    def says_something(self) -> bool:
        return self.codes is not None or self.offer is not None

    def over(self, below: Self) -> Self:
        """What a number says, and where it is silent what its organisation does."""
        own = self if self.codes is not None else below
        offer = below.offer if self.offer is None else self.offer
        return type(self)(own.codes, own.keys, offer)

    def tongues(self, own: str) -> tuple[str, ...]:
        """In which languages the end of a call is told, the one that callers hear first before."""
        named = (self.codes or codes()) if self.says_something else ()
        return tuple(dict.fromkeys([own, *named]))

    def offered(self, own: str) -> dict[str, str]:
        """Each key and its language, for callers who hear `own` first. Nobody asked, none is."""
        if self.offer is False or not self.says_something:
            return {}
        others = [code for code in dict.fromkeys(self.codes or codes()) if code != own]
        taken = {self.keys[code] for code in others if code in self.keys}
        usual = [self.offer] if isinstance(self.offer, str) else []
        free = (key for key in [*usual, *USUAL] if key not in taken)
        chosen: dict[str, str] = {}
        for code in others:
            key = self.keys.get(code) or next(key for key in free if key not in chosen)
            chosen[key] = code
        return chosen


def read_languages(value: object) -> SpokenLanguages:
    """A list; or languages with their keys and `offer`, a mapping. Raises InputError."""
    if isinstance(value, SpokenLanguages):
        return value
    if isinstance(value, dict):
        return _read_mapping(value)
    return SpokenLanguages(read_each(value, read_language))


def _read_mapping(value: Mapping[object, object]) -> SpokenLanguages:
    misfits: list[InputIssue] = []
    keys: dict[str, str] = {}
    offer: str | bool | None = None
    for name, given in value.items():
        try:
            if name == OFFER:
                offer = _read_offer(given)
                continue
            _check_language(name)
            if given is not None:
                keys[str(name)] = _read_free_key(given, keys)
        except InputError as error:
            misfits += [each.below(str(name)) for each in error.misfits]
    if not value:
        raise input_error(_("expected languages, like [it, en], or {it: , en: 9}"))
    if misfits:
        raise InputError(*misfits)
    named = tuple(str(name) for name in value if name != OFFER)
    return SpokenLanguages(named or None, keys, offer)


def _check_language(name: object) -> None:
    if not is_spoken(name):
        known = [*codes(), OFFER]
        raise input_error(
            _("no language that Centralino speaks; {hint}", hint=nearest(str(name), known))
        )


def _read_offer(value: object) -> str | bool:
    if value is False or value in NOT_OFFERED:
        return False
    try:
        return read_key(_as_text(value))
    except InputError:
        raise input_error(
            _(
                "expected the key that offers another language, like 9, or `no`, not {given}",
                given=quote(value),
            )
        ) from None


def _read_free_key(value: object, taken: Mapping[str, str]) -> str:
    try:
        key = read_key(_as_text(value))
    except InputError:
        raise input_error(
            _(
                "expected the key that chooses this language, like 9, or nothing, not {given}",
                given=quote(value),
            )
        ) from None
    for other, its in taken.items():
        if its == key:
            raise input_error(
                _(
                    "the key {key} chooses '{other}' already: write another one",
                    key=key,
                    other=other,
                )
            )
    return key


def _as_text(value: object) -> object:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def languages_schema() -> dict[str, Any]:
    key: dict[str, Any] = {"enum": [*KEYS, *range(10), None]}
    each = dict.fromkeys(codes(), key)
    offer = {"enum": [*KEYS, *range(10), *NOT_OFFERED, False]}
    one = {"enum": list(codes())}
    return {
        "anyOf": [
            one,
            {"type": "array", "items": one},
            {
                "type": "object",
                "properties": {**each, OFFER: offer},
                "additionalProperties": False,
                "minProperties": 1,
            },
        ]
    }


def merge_languages(said: Iterable[SpokenLanguages | None]) -> SpokenLanguages:
    """What several files say, the one that counts most first."""
    merged = SpokenLanguages()
    for each in said:
        merged = merged.over(each) if each is not None else merged
    return merged


Languages = Annotated[SpokenLanguages, PlainValidator(read_languages), SchemaOf(languages_schema)]
