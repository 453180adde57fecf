"""`centralino draw`: a number's flow as a picture."""

from collections.abc import Callable, Mapping
from pathlib import Path

import click

from centralino.cli.chosen_flow import flow_of, load_flows, warn_of
from centralino.cli.per_language import SpokenLanguage
from centralino.core.texts import _
from centralino.drawing import album
from centralino.drawing.default import default_picture, on_default_flow
from centralino.drawing.dot import dot
from centralino.drawing.graphviz import EngineError
from centralino.drawing.mermaid import mermaid
from centralino.drawing.picture import Picture
from centralino.drawing.sketching import sketch
from centralino.drawing.svg import svg

FORMATS: Mapping[str, Callable[[Picture], str]] = {"svg": svg, "mermaid": mermaid, "dot": dot}
SUFFIXES = {"svg": "svg", "mermaid": "mmd", "dot": "dot"}


@click.command()
@click.argument("number", required=False)
@click.option("--default", is_flag=True, help="The default flow, instead of the number's steps.")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="svg",
    show_default=True,
    help="svg is a picture; mermaid is text that many wikis draw; dot is Graphviz's own.",
)
@click.option("--language", type=SpokenLanguage(), help="The number's, if left out.")
@click.option(
    "--all",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Every number and the default flow, a file each, into this folder.",
)
def draw(
    number: str | None, form: str, language: str | None, folder: Path | None, *, default: bool
) -> None:
    """Draw the flow of NUMBER, from the first word to each way in which a call ends.

    The picture is printed: `centralino draw 0577235501 > urp.svg`.
    """
    loaded = load_flows()
    try:
        if folder is not None:
            _refuse(number, default=default)
            warn_of(loaded)
            for file in album.write(loaded.house, folder, FORMATS[form], SUFFIXES[form]):
                click.echo(str(file))
            return
        if number is not None:
            flow = flow_of(number, loaded)
            picture = sketch(on_default_flow(flow) if default else flow, language or "")
        elif default:
            picture = default_picture(loaded.house.organisation, language or "")
        else:
            raise click.UsageError(_("say which NUMBER; or --default, or --all FOLDER"))
        click.echo(FORMATS[form](picture), nl=False)
    except EngineError as error:
        raise click.ClickException(str(error)) from error


def _refuse(number: str | None, *, default: bool) -> None:
    if number or default:
        raise click.UsageError(_("--all draws every number: leave out NUMBER and --default"))
