"""Commands, options, variables and make targets: all documented, and nothing else is."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from centralino.cli import main
from centralino.core.settings import Settings

from .pages import PAGES, ROOT, blocks, rows, section

README = ROOT / "README.md"
_COMMAND = re.compile(r"(?<![\w/])(?:\.venv/bin/)?centralino((?: [a-z][a-z-]*)+)")
_MAKE = re.compile(r"^\s*make ([a-z]+)", re.MULTILINE)


def leaves(command: click.Command, *path: str) -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, by its words after `centralino`."""
    if not isinstance(command, click.Group):
        yield " ".join(path), command
        return
    context = click.Context(command)
    for name in command.list_commands(context):
        found = command.get_command(context, name)
        assert found is not None
        yield from leaves(found, *path, name)


COMMANDS = dict(leaves(main))


def telling_of(path: str) -> list[str]:
    """The pages that name a command."""
    texts = [page.read_text(encoding="utf-8") for page in PAGES]
    return [text for text in texts if re.search(rf"centralino {path}\b", text)]


@pytest.mark.parametrize("path", COMMANDS)
def test_every_command_is_documented_with_all_its_options(path: str) -> None:
    texts = telling_of(path)
    assert texts, f"no page tells of `centralino {path}`"
    options = [
        max(option.opts, key=len)
        for option in COMMANDS[path].params
        if isinstance(option, click.Option) and "--help" not in option.opts
    ]
    untold = [name for name in options if not any(f"`{name}" in text for text in texts)]
    assert untold == []


def commands_in(text: str) -> Iterator[str]:
    """What is said after `centralino` in code: words that may be a command and its parts."""
    for found in _COMMAND.finditer(text):
        yield found[1].strip()


def code(text: str) -> str:
    """Only what a page shows as code: fenced, indented or between backquotes."""
    fenced = re.findall(r"^```(?:sh|console)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    indented = re.findall(r"^ {4}.*$", text, re.MULTILINE)
    return "\n".join([*fenced, *indented, *re.findall(r"`([^`\n]+)`", text)])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_that_a_page_shows_exists(page: Path) -> None:
    known = {*COMMANDS, *{path.split()[0] for path in COMMANDS}}
    shown = list(commands_in(code(page.read_text(encoding="utf-8"))))
    unknown = [
        words
        for words in shown
        if words not in known and not any(words.startswith(f"{path} ") for path in COMMANDS)
    ]
    assert unknown == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_make_target_that_a_page_shows_exists(page: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    assert set(_MAKE.findall(code(page.read_text(encoding="utf-8")))) - targets == set()


def test_the_options_shown_beside_commands_exist() -> None:
    wrong = []
    for block in blocks("sh", "console"):
        for line in block.text.replace("\\\n", " ").splitlines():
            for path, command in COMMANDS.items():
                if re.search(rf"centralino {path}\b", line):
                    known = {name for param in command.params for name in param.opts}
                    wrong += [o for o in re.findall(r"--[a-z-]+", line) if o not in known]
    assert wrong == []


def test_every_environment_variable_is_in_the_readme() -> None:
    told = set(rows(section(README, "Environment")))
    assert {name.upper() for name in Settings.model_fields} <= told


def test_the_readme_says_how_to_run_and_test_first_thing() -> None:
    beginning = README.read_text(encoding="utf-8")[:800]
    assert "make run" in beginning
    assert "make test" in beginning


@pytest.mark.parametrize("page", [*PAGES, ROOT / "CHANGELOG.md"], ids=lambda page: page.name)
def test_every_link_leads_to_something(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    here = [link for link in links if "://" not in link]
    assert [link for link in here if not (page.parent / link).exists()] == []
