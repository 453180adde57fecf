"""The flow that a command's NUMBER means, from the flow files of this folder."""

import click

from centralino.core import numbers
from centralino.core.input_errors import InputError, nearest
from centralino.core.settings import Settings
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
        return f"no flow of {slug} can be read: run `centralino check` to see what is wrong"
    return f"no file describes {slug}; {nearest(slug, loaded.house.flows)}"


def warn_of(loaded: Loaded) -> None:
    """Tell, aside, that files were left out because they have errors."""
    bad = sorted({problem.file for problem in loaded.problems})
    if bad:
        click.echo(f"left out, for errors: {', '.join(bad)} (run `centralino check`)", err=True)
