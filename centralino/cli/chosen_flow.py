"""The flow that a command's NUMBER means, from the flow files of this folder."""

import click

from centralino.core import numbers
from centralino.core.input_errors import InputError, nearest
from centralino.core.settings import Settings
from centralino.core.texts import _
from centralino.flows.flow import Flow
from centralino.loading.loader import Loaded, load


def load_flows() -> Loaded:
    """Every flow file. Raises click.ClickException for settings that do not read."""
    try:
        return load(Settings().flows_dir)
    except InputError as error:
        raise click.ClickException(str(error)) from error


def flow_of(number: str, loaded: Loaded) -> Flow:
    """Raises click.UsageError for what is no number, or one that no file describes."""
    try:
        slug = numbers.slug_of_number(numbers.e164(number))
    except InputError as error:
        raise click.UsageError(str(error)) from None
    found = loaded.house.flows.get(slug)
    if found is None:
        raise click.UsageError(_missing(slug, loaded))
    return found


def _missing(slug: str, loaded: Loaded) -> str:
    broken = [problem for problem in loaded.problems if slug in problem.file]
    if broken or not loaded.house.flows:
        return _(
            "no flow of {number} can be read: run `centralino check` to see what is wrong",
            number=slug,
        )
    hint = nearest(slug, loaded.house.flows)
    return _("no file describes {number}; {nearest}", number=slug, nearest=hint)


def warn_of(loaded: Loaded) -> None:
    """Tell, aside, that files were left out because they have errors."""
    bad = sorted({problem.file for problem in loaded.problems})
    if bad:
        told = _("left out, for errors: {files} (run `centralino check`)", files=", ".join(bad))
        click.echo(told, err=True)
