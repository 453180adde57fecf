"""What answers a call that is tried here: a file as it is now, as it last was good, or nothing."""

from collections.abc import Iterator
from pathlib import Path

import click

from centralino.core.input_errors import nearest
from centralino.core.numbers import format_number, slug_of_number
from centralino.core.texts import _, _n
from centralino.loading.loader import ORGANISATION, Loaded
from centralino.loading.problems import Problem


def refuse_unknown(number: str, loaded: Loaded) -> None:
    """Raises click.ClickException for a number that no file describes, with the nearest one."""
    slug = slug_of_number(number)
    if slug in loaded.house.flows or _problems(slug, loaded) or _of_organisation(loaded):
        return
    hint = nearest(slug, loaded.house.flows)
    number = format_number(number)
    raise click.ClickException(_("no file describes {number}; {hint}", number=number, hint=hint))


def tell_what_is_heard(number: str, loaded: Loaded) -> None:
    """Say first, aside, that what is heard is not what the files say now."""
    for line in unlike_the_files(number, loaded):
        click.echo(f"{line}\n", err=True)


def unlike_the_files(number: str, loaded: Loaded) -> Iterator[str]:
    """In a sentence for each file of this number that has errors."""
    slug = slug_of_number(number)
    for problems in (_of_organisation(loaded), _problems(slug, loaded)):
        if problems:
            yield _sentence(problems, loaded, is_served=slug in loaded.house.flows)


def _sentence(problems: list[Problem], loaded: Loaded, *, is_served: bool) -> str:
    first, others = problems[0], len(problems) - 1
    if Path(first.file).name in loaded.stale and is_served:
        heard = _("{file} has errors, so you hear its last good version.", file=first.file)
    else:
        heard = _(
            "{file} has errors and was never good: you hear nothing of it, only the "
            "organisation's own message.",
            file=first.file,
        )
    more = _n(
        "and {count} more (`centralino check`)", "and {count} more (`centralino check`)", others
    )
    return f"{heard}\n  {first}" + (f"\n  {more}" if others else "")


def _of_organisation(loaded: Loaded) -> list[Problem]:
    return [each for each in loaded.problems if Path(each.file).name == ORGANISATION]


def _problems(slug: str, loaded: Loaded) -> list[Problem]:
    """The errors of a number's file: known by what it describes, or else by its name."""
    found = loaded.files.get(slug)
    names = {found.name} if found else set()
    return [
        each
        for each in loaded.problems
        if Path(each.file).name in names or slug in Path(each.file).name
    ]
