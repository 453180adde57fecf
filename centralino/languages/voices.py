"""The voices of Twilio's `<Say>`: what each speaks, how much at once, and where.

A name that Twilio's libraries do not list may be a new voice, or none at all, which fails the call
(error 13511): it is taken if it is formed as its provider forms names, and the check warns of it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from string import ascii_letters, digits
from types import MappingProxyType

from centralino.core.input_errors import input_error, nearest
from centralino.core.texts import _
from centralino.languages.voice_names import BASIC, google, polly

BASIC_LIMIT, POLLY_LIMIT, GOOGLE_LIMIT = 4000, 3000, 5000
"""Bytes of UTF-8 in one `<Say>`, by provider: twilio.com/docs/api/errors/13521. There basic voices
have 4,096; they are also said to take 4,000, and the lower holds by both."""
URL_LIMIT = 4500
"""Characters of that text once it is encoded for a URL, whoever provides the voice: ditto."""

PLAIN = f"{ascii_letters}{digits}-._~".encode()
"""What a URL has as it is: RFC 3986, unreserved characters."""

WITHOUT_GENERATIVE = ("ie1",)
"""Regions of Twilio where a generative voice fails the call (reported, as error 13520)."""

_POLLY = re.compile(r"Polly\.[^\W\d_]+(-Neural|-Generative)?")
_GOOGLE = re.compile(r"Google\.(?P<locale>[a-z]{2,3}-[A-Z]{2})-[A-Z]\w*(-HD)?-[A-Z][a-z]*")
_GENERATIVE = re.compile(r"Polly\..+-Generative|Google\..+-Chirp3-HD-.+")
_BASIC: Mapping[str, Mapping[str, str]] = {
    "man": {"en": "en-US"},
    "woman": {"en": "en-US"},
    "alice": {"en": "en-US", "it": "it-IT"},
}
"""What basic voices are asked to speak, by language."""


@dataclass(frozen=True)
class Voice:
    name: str
    locale: str
    """What to set as `language` beside it."""
    limit: int
    """Most bytes of UTF-8 in one `<Say>`: see `fits`."""

    @property
    def is_known(self) -> bool:
        """Whether Twilio's libraries list it."""
        return self.name in VOICES

    @property
    def nearest(self) -> str:
        """A hint to end a warning with: the nearest known name, of the same language if any is."""
        alike = [each.name for each in VOICES.values() if each.locale[:3] == self.locale[:3]]
        return nearest(self.name, alike or VOICES)

    def fails_in(self, region: str) -> bool:
        """Whether it is one that a region of Twilio (`ie1`; empty: the United States) lacks."""
        return region in WITHOUT_GENERATIVE and bool(_GENERATIVE.fullmatch(self.name))


def limit_of(name: str) -> int:
    """Most bytes of UTF-8 in one `<Say>` of a voice, known or not."""
    limits = {"Polly.": POLLY_LIMIT, "Google.": GOOGLE_LIMIT}
    return next((n for start, n in limits.items() if name.startswith(start)), BASIC_LIMIT)


def fits(text: str, limit: int) -> bool:
    """Whether one `<Say>` takes the text, in a voice of this limit."""
    said = text.encode()
    escaped = len(said.translate(None, PLAIN))  # each byte of which takes two characters more
    return len(said) <= limit and len(said) + 2 * escaped <= URL_LIMIT


def _made(name: str, locale: str) -> tuple[str, Voice]:
    return name, Voice(name, locale, limit_of(name))


VOICES = MappingProxyType(
    dict(
        [
            *(_made(name, "en-US") for name in BASIC),
            *(_made(name, locale) for name, locale in polly()),
            *(_made(name, "-".join(name[len("Google.") :].split("-")[:2])) for name in google()),
        ]
    )
)
"""Those known by name."""


def voice(name: str, spoken: str = "", locale: str = "") -> Voice:
    """The voice of that name; raises InputError for one that Twilio cannot have.

    `spoken` is the language that it is wanted for, and `locale` that language as a voice speaks it
    whose name tells none.
    """
    if spoken in _BASIC.get(name, {}):
        return Voice(name, _BASIC[name][spoken], BASIC_LIMIT)
    if name in VOICES:
        return VOICES[name]
    if found := _GOOGLE.fullmatch(name):
        return Voice(name, found["locale"], GOOGLE_LIMIT)
    if locale and _POLLY.fullmatch(name):
        return Voice(name, locale, POLLY_LIMIT)
    longer = [known for known in VOICES if known.startswith(f"{name}-")]
    hint = nearest(name, longer or VOICES)
    raise input_error(
        _("expected a voice of Twilio's, like Polly.Bianca-Neural; {hint}", hint=hint)
    )
