"""The voices that Twilio's `<Say>` takes for Italian and English.

Source: "Text-to-Speech: available voices" in Twilio's documentation. Its providers add voices
without notice, and one that does not exist fails the call: hear a new voice before using it.
"""

import re
from dataclasses import dataclass
from types import MappingProxyType

from centralino.misfit import misfit, nearest

BASIC_LIMIT, POLLY_LIMIT, GOOGLE_LIMIT = 4096, 3000, 5000
"""Characters in one `<Say>`, markup counted, by engine."""

POLLY = {
    "it-IT": "Adriano-Neural Bianca Bianca-Generative Bianca-Neural Carla Giorgio",
    "en-GB": "Amy Amy-Generative Amy-Neural Arthur-Neural Brian Brian-Neural Emma Emma-Neural",
    "en-GB-WLS": "Geraint",
    "en-IE": "Niamh-Neural",
    "en-US": "Danielle-Generative Danielle-Neural Gregory-Neural Ivy Ivy-Neural Joanna "
    "Joanna-Generative Joanna-Neural Joey Joey-Neural Justin Justin-Neural Kendra Kendra-Neural "
    "Kevin-Neural Kimberly Kimberly-Neural Matthew Matthew-Generative Matthew-Neural "
    "Ruth-Generative Ruth-Neural Salli Salli-Neural Stephen-Generative Stephen-Neural",
    "en-AU": "Nicole Olivia-Neural Russell",
    "en-IN": "Aditi Kajal-Generative Kajal-Neural Raveena",
    "en-NZ": "Aria-Neural",
    "en-ZA": "Ayanda-Generative Ayanda-Neural",
}
CHIRP = ("Aoede", "Charon", "Fenrir", "Kore", "Leda", "Orus", "Puck", "Zephyr")
_GOOGLE = re.compile(
    r"Google\.(?P<locale>it-IT|en-(?:GB|US|AU|IN))-"
    r"(?:(?:Standard|Wavenet|Neural2)-[A-Z]|Chirp3-HD-[A-Z][a-z]+)"
)


@dataclass(frozen=True)
class Voice:
    name: str
    locale: str
    """What to set as `language` beside it."""
    limit: int
    """Most characters in one `<Say>`, markup counted."""


VOICES = MappingProxyType(
    {name: Voice(name, "en-US", BASIC_LIMIT) for name in ("man", "woman")}
    | {
        f"Polly.{name}": Voice(f"Polly.{name}", locale, POLLY_LIMIT)
        for locale, names in POLLY.items()
        for name in names.split()
    }
    | {
        name: Voice(name, locale, GOOGLE_LIMIT)
        for locale in ("it-IT", "en-GB", "en-US")
        for family in ("Neural2-A", *(f"Chirp3-HD-{star}" for star in CHIRP))
        for name in [f"Google.{locale}-{family}"]
    }
)
"""Those known by name. Of Google's many more any that is well formed will do: see `voice`."""


def voice(name: str) -> Voice:
    """The voice of that name; raises MisfitError for one that Twilio does not offer.

    Google's catalogue is open: a name of the form `Google.<locale>-<family>-<name>` is believed.
    """
    if name in VOICES:
        return VOICES[name]
    if found := _GOOGLE.fullmatch(name):
        return Voice(name, found["locale"], GOOGLE_LIMIT)
    longer = [known for known in VOICES if known.startswith(f"{name}-")]
    hint = nearest(name, longer or VOICES)
    raise misfit(f"expected a voice of Twilio's for Italian or English; {hint}")
