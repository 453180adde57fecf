"""What becomes of a telephone that is rung: whoever tells of it knows every outcome."""

from typing import get_args

import pytest
from docs.pages import LANGUAGE, PAGES, rows, section

from centralino.calls import urls
from centralino.calls.outcomes import ANSWERED, UNREACHED
from centralino.checking import call_words
from centralino.flows.kinds.dial import Dial
from centralino.languages.language import Language
from centralino.languages.registry import languages
from centralino.loading.shared_settings import ALWAYS_OPEN
from centralino.simulator import rendering
from centralino.simulator.script import LegResult


def test_the_check_and_the_simulator_have_words_for_each() -> None:
    assert set(call_words.RESULTS) == set(UNREACHED)
    assert set(rendering.RINGS) == {*UNREACHED, ANSWERED}


@pytest.mark.parametrize("language", languages(), ids=lambda language: str(language.code))
def test_mails_have_words_for_each(language: Language) -> None:
    assert set(language.mails.outcomes) == set(Dial.results)


def test_the_page_of_the_flow_language_names_what_a_telephone_may_do() -> None:
    told = rows(section(LANGUAGE, "Expectations"))["dial"][0]
    assert all(f"`{result}`" in told for result in get_args(LegResult))


def test_the_page_of_the_flow_language_tells_what_holds_without_a_setting() -> None:
    told = rows(section(LANGUAGE, "The number's file"))["always_open"]
    assert told[-1] == f"`{str(ALWAYS_OPEN).lower()}`"


def test_the_pages_ask_twilio_to_try_callbacks_again_as_the_code_does() -> None:
    for page in PAGES:
        for rest in page.read_text(encoding="utf-8").split(f"{urls.STATUS}#")[1:]:
            assert f"#{rest}".startswith(urls.CALLBACK_RETRIES)
