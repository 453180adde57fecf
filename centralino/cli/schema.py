"""`centralino schema`: what editors complete and check flow files from."""

import json

import click

from centralino.loading.json_schema import json_schema


@click.command()
@click.option("--organisation", is_flag=True, help="Of centralino.yaml, not of a number's file.")
def schema(*, organisation: bool) -> None:
    """Print the JSON Schema of flow files, made from the same models that read them."""
    click.echo(json.dumps(json_schema(organisation=organisation), ensure_ascii=False, indent=2))
