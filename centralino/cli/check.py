"""`centralino check`: is every flow file right, before it answers anybody."""

import json
from pathlib import Path

import click

from centralino.loading.loader import load
from centralino.settings import Settings


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object, for programs.")
def check(files: tuple[Path, ...], *, as_json: bool) -> None:
    """Read every flow file, and tell what is wrong with each: file, line, column and remedy.

    With FILES, only those are told of. Exits 1 when there are errors.
    """
    loaded = load(Settings().flows_dir)
    wanted = {file.name for file in files}
    found = [each for each in loaded.problems if not wanted or Path(each.file).name in wanted]
    if as_json:
        click.echo(json.dumps({"errors": [vars(each) for each in found]}, ensure_ascii=False))
    else:
        for problem in found:
            click.echo(str(problem))
        click.echo(f"{len(loaded.house.flows)} numbers are ready, {len(found)} errors")
    raise SystemExit(1 if found else 0)
