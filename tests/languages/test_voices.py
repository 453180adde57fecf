"""The voices that a flow may name, and how much each says at once."""

from hashlib import sha256
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as some

from centralino.core.input_errors import InputError
from centralino.languages.prompts import in_pieces
from centralino.languages.voices import URL_LIMIT, VOICES, Voice, fits, limit_of, voice


@pytest.mark.parametrize(
    ("name", "locale", "limit"),
    [
        ("Polly.Bianca-Neural", "it-IT", 3000),
        ("Polly.Bianca-Generative", "it-IT", 3000),
        ("Polly.Carla", "it-IT", 3000),
        ("Polly.Amy-Neural", "en-GB", 3000),
        ("Polly.Rémi-Generative", "fr-FR", 3000),
        ("Google.it-IT-Chirp3-HD-Aoede", "it-IT", 5000),
        ("Google.it-IT-Neural2-F", "it-IT", 5000),
        ("Google.en-GB-Wavenet-B", "en-GB", 5000),
        ("Google.fil-ph-Neural2-A", "fil-ph", 5000),
        ("man", "en-US", 4000),
        ("alice", "en-US", 4000),
    ],
)
def test_a_voice_knows_its_locale_and_how_much_it_says_at_once(
    name: str, locale: str, limit: int
) -> None:
    assert voice(name) == Voice(name, locale, limit)
    assert voice(name).is_known


def test_the_names_are_all_those_of_twilios_libraries_and_no_other() -> None:
    """The digest is of twilio-java's 900 voices, sorted, a line each."""
    assert len(VOICES) == 900
    digest = sha256("\n".join(sorted(VOICES)).encode()).hexdigest()
    assert digest == "ffe1e28f7df1688c6c15e530f435dc98ca450d950f93b783abf1ca60068b1f3b"


def test_a_basic_voice_speaks_the_language_that_it_is_asked_for() -> None:
    assert voice("alice", "it").locale == "it-IT"
    assert voice("man", "it").locale == "en-US"


@pytest.mark.parametrize(
    ("name", "locale", "hint"),
    [
        ("Google.it-IT-Chirp3-HD-Vindemiatrix", "it-IT", ""),
        ("Google.it-IT-Neural2-Z", "it-IT", "did you mean 'Google.it-IT-Neural2-"),
        ("Google.it-IT-Standard-G", "it-IT", "did you mean 'Google.it-IT-Standard-"),
        ("Google.en-GB-Chirp4-HD-Kore", "en-GB", "did you mean 'Google.en-GB-Chirp3-HD-Kore'?"),
        ("Polly.Bianka-Neural", "it-IT", "did you mean 'Polly.Bianca-Neural'?"),
        ("Polly.Adriano", "it-IT", "did you mean 'Polly.Adriano-Neural'?"),
    ],
)
def test_a_name_that_is_not_listed_is_taken_and_the_nearest_known(
    name: str, locale: str, hint: str
) -> None:
    found = voice(name, locale[:2], locale)
    assert (found.locale, found.limit) == (locale, limit_of(name))
    assert not found.is_known
    assert hint in found.nearest


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Polly.Bianca-Neurale", "did you mean 'Polly.Bianca-Neural'?"),
        ("Google.it-IT-Chirp3-HD-aoede", "did you mean 'Google.it-IT-Chirp3-HD-Aoede'?"),
        ("Google.Bianca", "did you mean 'Polly.Bianca'?"),
        ("zzz", "no known name is near it"),
    ],
)
def test_what_no_provider_would_call_a_voice_is_refused_with_the_nearest_one(
    name: str, hint: str
) -> None:
    with pytest.raises(InputError) as refused:
        voice(name, "it", "it-IT")
    assert hint in str(refused.value)


def test_every_voice_in_the_table_is_found_by_its_name() -> None:
    assert all(voice(name).name == name == entry.name for name, entry in VOICES.items())


@pytest.mark.parametrize(
    ("name", "fails"),
    [
        ("Polly.Bianca-Generative", True),
        ("Google.it-IT-Chirp3-HD-Kore", True),
        ("Google.it-IT-Chirp3-HD-Vindemiatrix", True),
        ("Polly.Bianca-Neural", False),
        ("Google.it-IT-Neural2-A", False),
        ("Polly.Carla", False),
        ("alice", False),
    ],
)
def test_a_generative_voice_fails_in_ireland_only(name: str, fails: bool) -> None:
    assert voice(name).fails_in("ie1") is fails
    assert not voice(name).fails_in("us1")
    assert not voice(name).fails_in("")


@pytest.mark.parametrize(("name", "limit"), [("man", 4000), ("Polly.Amy", 3000)])
def test_a_text_fits_up_to_the_last_byte_that_its_voice_takes(name: str, limit: int) -> None:
    assert fits("a" * limit, voice(name).limit)
    assert not fits("a" * (limit + 1), voice(name).limit)
    assert not fits("a" * (limit - 1) + "è", voice(name).limit)  # two bytes


def test_a_text_fits_up_to_the_last_character_of_its_url() -> None:
    limit = voice("Google.it-IT-Neural2-A").limit
    assert fits("a" * URL_LIMIT, limit)
    assert not fits("a" * (URL_LIMIT + 1), limit)
    assert fits("è" * (URL_LIMIT // 6), limit)
    assert not fits("è" * (URL_LIMIT // 6 + 1), limit)


@given(some.text(alphabet="aè .!?€𝄞", max_size=400), some.integers(min_value=4, max_value=60))
def test_no_piece_is_more_than_its_voice_takes_and_no_word_is_lost(text: str, limit: int) -> None:
    pieces = in_pieces(text, limit)
    assert all(fits(piece, limit) for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


def test_a_long_sentence_is_cut_between_two_words() -> None:
    sentence = "parola " * 900 + "fine."
    pieces = in_pieces(sentence, 3000)
    assert len(pieces) > 1
    assert all(piece.startswith(("parola", "fine")) for piece in pieces)


@given(some.text(max_size=3000))
def test_what_a_url_takes_is_counted_as_python_encodes_it(text: str) -> None:
    encoded = len(quote(text, safe=""))
    assert fits(text, 10**6) is (encoded <= URL_LIMIT)
