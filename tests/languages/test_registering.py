"""A language that lacks something is refused when it is registered, with all that it lacks."""

from dataclasses import replace

import pytest
from support.german import TYPED, German

from centralino.languages.completeness import IncompleteLanguageError
from centralino.languages.english import English
from centralino.languages.italian import Italian
from centralino.languages.language import Language
from centralino.languages.registry import add_for_a_while, add_language, codes


def like_german(**words: object) -> type[Language]:
    return type("LikeGerman", (German,), words)


def lacks(made: type[Language]) -> tuple[str, ...]:
    with pytest.raises(IncompleteLanguageError) as refused, add_for_a_while(made):
        pass
    assert codes() == ("it", "en")
    return refused.value.lacks


def test_a_language_needs_every_method_and_every_word() -> None:
    found = lacks(type("Nothing", (Language,), {"code": "de"}))
    assert {"span() is missing", "choice() is missing", "prompts is missing"} <= set(found)
    assert len(found) == len(Language.__abstractmethods__) + len(Language.__annotations__) - 1


@pytest.mark.parametrize(
    ("words", "lack"),
    [
        (
            {"prompts": {k: v for k, v in German.prompts.items() if k != "fault"}},
            "prompts[fault] is missing",
        ),
        ({"titles": {}}, "titles[menu] is missing"),
        (
            {"service_line": {**German.service_line, "closed": ""}},
            "service_line[closed] is empty",
        ),
        (
            {"prompts": {**German.prompts, "fault": "{ofice}."}},
            "prompts[fault]: nothing fills '{ofice}'",
        ),
        (
            {"helpful": type(German.helpful)(courtesies=())},
            "helpful.courtesies is empty",
        ),
        ({"code": "xx"}, "code: 'xx' is no language of Unicode's (CLDR)"),
        ({"at_hand": {}}, "at_hand[Nearness.TODAY] is missing"),
    ],
)
def test_what_is_missing_is_named(words: dict[str, object], lack: str) -> None:
    assert lack in lacks(like_german(**words))


def test_all_that_is_missing_is_told_at_once() -> None:
    found = lacks(like_german(titles={}, steps={}))
    assert len(found) == len(German.titles) + len(German.steps)


def test_no_language_is_registered_twice() -> None:
    with pytest.raises(ValueError, match="'it' is registered already"):
        add_language(Italian)
    assert codes() == ("it", "en")


def test_a_day_s_name_means_one_day_in_all_languages() -> None:
    typed = replace(TYPED, weekdays=("mo", "di", "mar", "do", "fr", "sa", "so"))
    with pytest.raises(ValueError, match="'mar' is another day"):
        add_language(like_german(typed=typed))
    assert codes() == ("it", "en")


def test_each_built_in_language_has_every_mail() -> None:
    mails = {
        code: {file.name for file in made().mail_templates.glob("*.jinja")}
        for code, made in {"it": Italian, "en": English}.items()
    }
    assert mails["it"] == mails["en"] != set()
