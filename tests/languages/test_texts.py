"""What is read in the terminal: marked, translated, and in the language of whoever reads."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path
from string import Formatter

import click
import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from click.testing import CliRunner, Result

from centralino.cli import main
from centralino.cli.reader import choose_reading
from centralino.core.texts import _, _n, in_force, reading
from centralino.languages.language import Language
from centralino.languages.readers import language_of, reading_in
from centralino.languages.registry import find_language, languages
from tools.texts import SOURCES, rebuild, texts_of

TRANSLATED = [language for language in languages() if language.code != "en"]
Run = Callable[..., Result]


def messages(language: Language) -> Iterator[Message]:
    with language.texts.open("rb") as read:
        yield from (message for message in read_po(read, locale=language.code) if message.id)


def forms(said: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (said or "",) if isinstance(said, str | None) else tuple(said)


def placeholders(said: str) -> set[str]:
    return {name for _text, name, _form, _as in Formatter().parse(said) if name is not None}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """`run("call", "--help", LANG="it_IT")`, in an empty folder, from a terminal without a
    language of its own."""
    monkeypatch.chdir(tmp_path)
    nothing = dict.fromkeys(("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"), "")
    with reading(in_force()):
        yield lambda *args, **env: CliRunner(env={**nothing, **env}).invoke(main, args)


@pytest.mark.parametrize("language", TRANSLATED, ids=lambda language: language.code)
def test_a_catalogue_has_every_text_that_can_be_read_and_no_other(language: Language) -> None:
    held = language.texts.read_text(encoding="utf-8")
    assert held == rebuild(language.texts, language.code), "run `python -m tools.texts`"


@pytest.mark.parametrize("language", TRANSLATED, ids=lambda language: language.code)
def test_every_text_of_a_catalogue_is_translated(language: Language) -> None:
    empty = [each.id for each in messages(language) if not all(forms(each.string))]
    assert empty == []


@pytest.mark.parametrize("language", TRANSLATED, ids=lambda language: language.code)
def test_a_translation_has_the_placeholders_of_its_text_and_no_others(language: Language) -> None:
    for message in messages(language):
        most = set.union(*map(placeholders, forms(message.id)))
        for said in forms(message.string):
            assert placeholders(said) <= most, message.id
        assert placeholders(forms(message.string)[-1]) == placeholders(forms(message.id)[-1])


def test_no_text_is_put_together_before_it_is_looked_up() -> None:
    wrong = [
        f"{file.name}:{node.lineno}"
        for file in SOURCES
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("_", "_n", "N_")
        and any(isinstance(each, ast.JoinedStr | ast.BinOp) for each in node.args)
    ]
    assert wrong == []


def test_texts_are_found_by_their_marks_and_by_clicks_own_form() -> None:
    source = '''
import click
TITLES = {"a": N_("a title")}
@click.command()
@click.option("--x", help="an option")
def told() -> None:
    """A command.

    Over two paragraphs.
    """
    _("one text", name=1)
    _n("{count} thing", "{count} things", 3)
    _(TITLES["a"])
    other("no text")
def plain() -> None:
    """No command."""
'''
    assert set(texts_of(source)) == {
        "a title",
        "an option",
        "A command.\n\nOver two paragraphs.",
        "one text",
        ("{count} thing", "{count} things"),
    }


def test_a_text_is_read_in_the_language_in_force_and_in_english_outside_of_it() -> None:
    with reading(reading_in("it")):
        assert _("Missing command.") == "Manca il comando."
        assert _("Error: {message}", message="{x}") == "Errore: {x}"
        one, many = (
            "Option {name!r} requires an argument.",
            "Option {name!r} requires {nargs} arguments.",
        )
        assert _n(one, many, 2, name="--x", nargs=2) == "L'opzione '--x' vuole 2 valori."
    assert _("Missing command.") == "Missing command."
    assert in_force().language == "en"


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, None),
        ({"LANG": "C.UTF-8"}, None),
        ({"LANG": "POSIX"}, None),
        ({"LANG": "it_IT.UTF-8"}, "it"),
        ({"LANG": "it_IT.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_GB", "LC_ALL": "it_CH@euro"}, "it"),
        ({"LANG": "it_IT.UTF-8", "LC_ALL": "C"}, None),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "de:it:en"}, "it"),
        ({"LANG": "C", "LANGUAGE": "it"}, None),
    ],
)
def test_a_terminal_asks_for_its_language_as_gettext_reads_it(
    environment: dict[str, str], expected: str | None
) -> None:
    assert language_of(environment) == expected


def test_help_is_in_the_terminals_language(run: Run) -> None:
    assert "Chiama NUMBER" in run("call", "--help", LANG="it_IT.UTF-8").output
    assert "Call NUMBER" in run("call", "--help", LANG="en_GB.UTF-8").output
    assert run("--help", LANG="it_IT.UTF-8").output.startswith("Uso: ")
    assert "Avvisi" not in run("notice", "--help", LANG="en_GB.UTF-8").output
    assert "Toglie subito" in run("notice", "--help", LANG="it_IT.UTF-8").output


@pytest.mark.parametrize(
    "args", [("--lang", "it", "call", "-h"), ("call", "-h", "--lang=it"), ("call", "--lang", "it")]
)
def test_lang_overrides_wherever_it_stands(run: Run, args: tuple[str, ...]) -> None:
    assert "Uso: " in run(*args, LANG="en_GB.UTF-8").output


def test_what_comes_after_two_dashes_is_no_option(run: Run) -> None:
    read, rest = choose_reading(["call", "--", "--lang", "it"], {"LANG": "en_GB.UTF-8"})
    assert (read.language, rest) == ("en", ["call", "--", "--lang", "it"])


@pytest.mark.parametrize("args", [("--lang", "xx", "call"), ("call", "--lang")])
def test_a_language_that_is_not_spoken_is_told(run: Run, args: tuple[str, ...]) -> None:
    result = run(*args)
    assert result.exit_code == 2
    assert "--lang" in result.output
    with pytest.raises(click.UsageError, match="it, en"):
        main(list(args), standalone_mode=False)


@pytest.mark.parametrize(
    ("file", "expected"),
    [("language: en\n", "en"), ("language: it\n", "it"), ("organisation: X\n", "it"), ("[", "en")],
)
def test_a_terminal_without_a_language_reads_the_organisations(
    tmp_path: Path, file: str, expected: str
) -> None:
    (tmp_path / "centralino.yaml").write_text(file)
    read, rest = choose_reading(["check"], {"LANG": "C.UTF-8", "FLOWS_DIR": str(tmp_path)})
    assert (read.language, rest) == (expected, ["check"])


def test_where_there_is_no_organisation_it_is_english(tmp_path: Path) -> None:
    assert choose_reading([], {"FLOWS_DIR": str(tmp_path)})[0].language == "en"


def test_json_is_english_whoever_reads() -> None:
    args = ["check", "--json"]
    assert choose_reading(args, {"LANG": "it_IT.UTF-8"})[0].language == "en"


def test_a_language_without_a_catalogue_is_read_in_english() -> None:
    assert not find_language("en").texts.exists()
    assert reading_in("en").catalogue.gettext("Missing command.") == "Missing command."


@pytest.mark.parametrize("args", [["--lang", "xx", "call"], ["call", "--lang"]])
def test_a_language_that_is_not_spoken_is_told_in_the_terminals(args: list[str]) -> None:
    terminal = {"LANG": "it_IT.UTF-8", "LC_ALL": "", "LC_MESSAGES": ""}
    with reading(in_force()):
        shown = CliRunner(env=terminal).invoke(main, args)
    assert shown.exit_code == 2
    assert shown.output.startswith("Errore: ")
    assert "una lingua" in shown.output


def test_the_usage_line_is_in_the_readers_language() -> None:
    with reading(in_force()):
        shown = CliRunner().invoke(main, ["--lang", "it", "new", "--help"]).output
    assert shown.startswith("Uso: ")
    assert "[OPZIONI]" in shown.splitlines()[0]
