"""The voices that a flow may name."""

import pytest

from centralino.misfit import MisfitError
from centralino.speech.voices import VOICES, Voice, voice


@pytest.mark.parametrize(
    ("name", "locale", "limit"),
    [
        ("Polly.Bianca-Neural", "it-IT", 3000),
        ("Polly.Bianca-Generative", "it-IT", 3000),
        ("Polly.Carla", "it-IT", 3000),
        ("Polly.Amy-Neural", "en-GB", 3000),
        ("Google.it-IT-Chirp3-HD-Aoede", "it-IT", 5000),
        ("Google.it-IT-Chirp3-HD-Vindemiatrix", "it-IT", 5000),
        ("Google.it-IT-Neural2-F", "it-IT", 5000),
        ("Google.en-GB-Wavenet-B", "en-GB", 5000),
        ("man", "en-US", 4096),
    ],
)
def test_a_voice_knows_its_locale_and_how_much_it_says_at_once(
    name: str, locale: str, limit: int
) -> None:
    assert voice(name) == Voice(name, locale, limit)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Polly.Bianca-Neurale", "did you mean 'Polly.Bianca-Neural'?"),
        ("Google.it-IT-Chirp3-HD-aoede", "did you mean 'Google.it-IT-Chirp3-HD-Aoede'?"),
        ("Google.fr-FR-Neural2-A", "did you mean 'Google.it-IT-Neural2-A'?"),
        ("Polly.Adriano", "did you mean 'Polly.Adriano-Neural'?"),
        ("zzz", "no known name is near it"),
    ],
)
def test_an_unknown_voice_is_refused_with_the_nearest_one(name: str, hint: str) -> None:
    with pytest.raises(MisfitError) as refused:
        voice(name)
    assert hint in str(refused.value)


def test_every_voice_in_the_table_is_found_by_its_name() -> None:
    assert all(voice(name).name == name == entry.name for name, entry in VOICES.items())
