"""The 900 names of voices that Twilio's own libraries list: what a name is held against.

Source: the voices of `<Say>` in the helper libraries (twilio-java 12.0.0, April 2026), which are
made from Twilio's definition of TwiML; the languages of Amazon's voices, which their names do not
tell, from Amazon's list. Twilio adds voices before its libraries know them: a name that is missing
here may exist.
"""

from collections.abc import Iterator, Mapping

BASIC = ("man", "woman", "alice")

POLLY: Mapping[str, str] = {
    "ar-AE": "Hala-Neural Zayd-Neural",
    "arb": "Zeina",
    "ca-ES": "Arlet-Neural",
    "cmn-CN": "Zhiyu Zhiyu-Neural",
    "cy-GB": "Gwyneth",
    "da-DK": "Mads Naja Sofie-Neural",
    "de-AT": "Hannah-Neural",
    "de-DE": "Hans Marlene Vicki Daniel-Neural Vicki-Neural Daniel-Generative Vicki-Generative",
    "en-AU": "Nicole Russell Olivia-Neural Olivia-Generative",
    "en-GB": "Amy Brian Emma Amy-Neural Arthur-Neural Brian-Neural Emma-Neural Amy-Generative",
    "en-GB-WLS": "Geraint",
    "en-IE": "Niamh-Neural",
    "en-IN": "Aditi Raveena Kajal-Neural Kajal-Generative",
    "en-NZ": "Aria-Neural",
    "en-US": "Ivy Joanna Joey Justin Kendra Kevin Kimberly Matthew Salli Danielle-Neural "
    "Gregory-Neural Ivy-Neural Joanna-Neural Joey-Neural Justin-Neural Kendra-Neural Kevin-Neural "
    "Kimberly-Neural Matthew-Neural Ruth-Neural Salli-Neural Stephen-Neural Danielle-Generative "
    "Joanna-Generative Matthew-Generative Ruth-Generative Stephen-Generative",
    "en-ZA": "Ayanda-Neural Ayanda-Generative",
    "es-ES": "Conchita Enrique Lucia Lucia-Neural Sergio-Neural Lucia-Generative Sergio-Generative",
    "es-MX": "Mia Andres-Neural Mia-Neural Andres-Generative Mía-Generative",
    "es-US": "Lupe Miguel Penelope Lupe-Neural Pedro-Neural Lupe-Generative Pedro-Generative",
    "fi-FI": "Suvi-Neural",
    "fr-BE": "Isabelle-Neural",
    "fr-CA": "Chantal Gabrielle-Neural Liam-Neural",
    "fr-FR": "Celine Lea Mathieu Lea-Neural Remi-Neural Lea-Generative Rémi-Generative",
    "is-IS": "Dora Karl",
    "it-IT": "Bianca Carla Giorgio Adriano-Neural Bianca-Neural Bianca-Generative",
    "ja-JP": "Mizuki Takumi Kazuha-Neural Takumi-Neural Tomoko-Neural",
    "ko-KR": "Seoyeon Seoyeon-Neural",
    "nb-NO": "Liv Ida-Neural",
    "nl-BE": "Lisa-Neural",
    "nl-NL": "Lotte Ruben Laura-Neural",
    "pl-PL": "Ewa Jacek Jan Maja Ola-Neural",
    "pt-BR": "Camila Ricardo Vitoria Camila-Neural Thiago-Neural Vitoria-Neural",
    "pt-PT": "Cristiano Ines Ines-Neural",
    "ro-RO": "Carmen",
    "ru-RU": "Maxim Tatyana",
    "sv-SE": "Astrid Elin-Neural",
    "tr-TR": "Filiz Burcu-Neural",
    "yue-HK": "Hiujin-Neural",
}
"""Amazon's, by the language that each speaks."""

STARS = ("Aoede", "Charon", "Fenrir", "Kore", "Leda", "Orus", "Puck", "Zephyr")
CHIRP = (
    "ar-XA bn-IN cmn-CN de-DE en-AU en-GB en-IN en-US es-ES es-US fr-CA fr-FR gu-IN hi-IN id-ID "
    "it-IT ja-JP kn-IN ko-KR ml-IN mr-IN nl-NL pl-PL pt-BR ru-RU ta-IN te-IN th-TH tr-TR vi-VN"
)
"""The languages in which Google's Chirp3-HD has a voice of each of STARS."""

_LETTERED: Mapping[str, str] = {
    "Standard": "af-ZA:A am-ET:AB ar-XA:ABCD bg-BG:AB bn-IN:ABCD ca-ES:AB cmn-CN:ABCD cmn-TW:ABC "
    "cs-CZ:AB da-DK:ACDEFG de-DE:ABCDEFGH el-GR:AB en-AU:ABCD en-GB:ABCDFNO en-IN:ABCDEF "
    "en-US:ABCDEFGHIJ es-ES:ABCDEFGH es-US:ABC eu-ES:AB fi-FI:AB fil-PH:ABCD fr-CA:ABCD "
    "fr-FR:ABCDEFG gl-ES:AB gu-IN:ABCD he-IL:ABCD hi-IN:ABCDEF hu-HU:AB id-ID:ABCD is-IS:AB "
    "it-IT:ABCDEF ja-JP:ABCD kn-IN:ABCD ko-KR:ABCD lt-LT:AB lv-LV:AB ml-IN:ABCD mr-IN:ABC "
    "ms-MY:ABCD nb-NO:ABCDEFG nl-BE:ABCD nl-NL:ABCDEFG pa-IN:ABCD pl-PL:ABCDEFG pt-BR:ABCDE "
    "pt-PT:ABCDEF ro-RO:AB ru-RU:ABCDE sk-SK:AB sr-RS:A sv-SE:ABCDEFG ta-IN:ABCD te-IN:ABCD "
    "th-TH:A tr-TR:ABCDE uk-UA:A vi-VN:ABCD yue-HK:ABCD",
    "Wavenet": "am-ET:AB ar-XA:ABCD bn-IN:ABCD cmn-CN:ABCD cmn-TW:ABC cs-CZ:AB da-DK:ACDEFG "
    "de-DE:ABCDEFGH el-GR:AB en-AU:ABCD en-GB:ABCDFNO en-IN:ABCDEF en-US:ABCDEFGHIJ "
    "es-ES:BCDEFGH es-US:ABC fi-FI:AB fil-PH:ABCD fr-CA:ABCD fr-FR:ABCDEFG gu-IN:ABCD he-IL:ABCD "
    "hi-IN:ABCDEF hu-HU:A id-ID:ABCD it-IT:ABCDEF ja-JP:ABCD kn-IN:ABCD ko-KR:ABCD ml-IN:ABCD "
    "mr-IN:ABC ms-MY:ABCD nb-NO:ABCDEFG nl-BE:ABCD nl-NL:ABCDEFG pa-IN:ABCD pl-PL:ABCDEFG "
    "pt-BR:ABCDE pt-PT:ABCDEF ro-RO:AB ru-RU:ABCDE sk-SK:AB sv-SE:ABCDEFG ta-IN:ABCD tr-TR:ABCDE "
    "uk-UA:A vi-VN:ABCD",
    "Neural2": "da-DK:DF de-DE:ABCDFGH en-AU:ABCD en-GB:ABCDFNO en-IN:ABCD en-US:ACDEFGHIJ "
    "es-ES:ABCDEFGH es-US:ABC fil-ph:AD fr-CA:ABCD fr-FR:ABCDEFG hi-IN:ABCD it-IT:ACF ja-JP:BCD "
    "ko-KR:ABC pt-BR:ABC th-TH:C vi-VN:AD",
}
"""Google's older families: each language with the letters that its voices are told by."""


def polly() -> Iterator[tuple[str, str]]:
    """Each of Amazon's voices as Twilio names it, and its language."""
    for locale, names in POLLY.items():
        for name in names.split():
            yield f"Polly.{name}", locale


def google() -> Iterator[str]:
    """Each of Google's voices; the language is the first part of its name."""
    for locale in CHIRP.split():
        yield from (f"Google.{locale}-Chirp3-HD-{star}" for star in STARS)
    for family, table in _LETTERED.items():
        for locale, _, letters in (entry.partition(":") for entry in table.split()):
            yield from (f"Google.{locale}-{family}-{letter}" for letter in letters)
