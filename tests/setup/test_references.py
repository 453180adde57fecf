"""What the set-up's files name exists: programs, commands, modules, targets, locked versions."""

import re
import tomllib
from importlib import import_module
from importlib.metadata import distribution
from importlib.util import find_spec

import click
import pytest

from centralino.cli import main
from setup.served import ROOT

MAKEFILE = (ROOT / "Makefile").read_text()
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
TARGETS = set(re.findall(r"^([a-z]+):(?!=)", MAKEFILE, re.MULTILINE))
PROCESSES = dict(line.split(": ", 1) for line in (ROOT / "Procfile").read_text().splitlines())
LOCKS = ["requirements.lock", "requirements-dev.lock"]
PINNED = re.compile(r"^([a-z0-9_.-]+)==[^ ]+((?: ;[^\\]*)?) \\$", re.MULTILINE)


def command_named(words: list[str]) -> click.Command:
    """The command that `centralino a b …` runs; options and arguments end the names."""
    command: click.Command = main
    for word in words:
        if not isinstance(command, click.Group):
            break
        found = command.get_command(click.Context(command), word)
        assert found is not None, f"centralino has no {' '.join(words)}"
        command = found
    return command


def commands_in(text: str) -> list[list[str]]:
    found = re.findall(r"centralino((?: [a-z]+)+)", text)
    return [words.split() for words in found]


def packages(requirements: list[str]) -> set[str]:
    return {re.split(r"[\[>=<]", each)[0].lower() for each in requirements}


def locked(lock: str) -> set[str]:
    return {name for name, _ in PINNED.findall((ROOT / lock).read_text())}


def test_the_processes_are_those_of_the_design() -> None:
    assert list(PROCESSES) == ["release", "web", "worker"]


@pytest.mark.parametrize("name", PROCESSES)
def test_a_process_runs_programs_that_are_installed_and_commands_that_exist(name: str) -> None:
    for part in PROCESSES[name].split(" && "):
        program, *words = part.split()
        scripts = {each.name for each in distribution(program).entry_points}
        assert program in scripts
        if program == "centralino":
            assert not isinstance(command_named(words), click.Group)


def test_the_web_process_serves_an_app_that_can_be_made() -> None:
    module, _, name = PROCESSES["web"].split()[-1].partition(":")
    assert (module, name) == ("app", "app")
    assert callable(import_module(module).create_app)


@pytest.mark.parametrize("script", PROJECT["project"]["scripts"].values())
def test_a_script_of_the_project_can_be_called(script: str) -> None:
    module, _, name = script.partition(":")
    assert callable(getattr(import_module(module), name))


def test_modules_and_commands_that_the_makefile_runs_exist() -> None:
    modules = re.findall(r"python -m ([a-z_.]+)\b(?!\.)", MAKEFILE)
    assert "pytest" in modules
    for module in modules:
        assert find_spec(module), module
    commands = commands_in(MAKEFILE.replace("$(BIN)/", ""))
    assert ["worker"] in commands
    for words in commands:
        command_named(words)


def test_every_target_is_declared_and_every_one_for_people_is_explained() -> None:
    phony = set(" ".join(re.findall(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)).split())
    assert phony == TARGETS
    assert {"help", "run", "test", "bench", "docs", "lock", "clean"} <= set(
        re.findall(r"^([a-z]+):.* ## ", MAKEFILE, re.MULTILINE)
    )


@pytest.mark.parametrize("file", [".ci/run", "docs/operating.md", "gunicorn.conf.py"])
def test_targets_and_commands_that_a_file_names_exist(file: str) -> None:
    text = (ROOT / file).read_text()
    assert set(re.findall(r"`?\bmake ([a-z]+)\b`?", text)) <= TARGETS
    for words in re.findall(r"`centralino((?: [a-z]+)+)", text):
        command_named(words.split())


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_has_a_hash_for_everything_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text()
    blocks = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)[1:]
    assert all("--hash=sha256:" in block for block in blocks)
    assert len(blocks) == len(locked(lock))
    assert "://" not in text
    assert "/" not in text.replace("// ", "")


def test_the_locks_hold_what_the_project_needs_in_the_same_versions() -> None:
    needed = packages(PROJECT["project"]["dependencies"])
    groups = PROJECT["dependency-groups"]
    build = packages(groups["build"])
    develop = packages([each for each in groups["dev"] if isinstance(each, str)])
    assert needed | build <= locked("requirements.lock") <= locked("requirements-dev.lock")
    assert develop <= locked("requirements-dev.lock")
    assert not develop & locked("requirements.lock")
    serves, develops = (set(PINNED_LINES.findall((ROOT / lock).read_text())) for lock in LOCKS)
    assert serves <= develops


PINNED_LINES = re.compile(r"^([a-z0-9_.-]+==[^ ]+)", re.MULTILINE)
