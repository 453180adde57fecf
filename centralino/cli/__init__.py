"""`centralino`: the helpdesk's and the developers' command. Each command is a module here."""

from importlib import import_module

import click
from pydantic import ValidationError

from centralino import logs
from centralino.settings import Settings, objections

COMMANDS = {
    "call": "centralino.cli.call:call",
    "check": "centralino.cli.check:check",
    "close": "centralino.cli.close:close",
    "db": "centralino.cli.db:db",
    "doctor": "centralino.cli.doctor:doctor",
    "draw": "centralino.cli.draw:draw",
    "fallback": "centralino.cli.fallback:fallback",
    "new": "centralino.cli.new:new",
    "notice": "centralino.cli.notice:notice",
    "numbers": "centralino.cli.numbers:numbers",
    "open": "centralino.cli.open:open_",
    "paths": "centralino.cli.paths:paths",
    "pin": "centralino.cli.pin:pin",
    "schema": "centralino.cli.schema:schema",
    "sheet": "centralino.cli.sheet:sheet",
    "voicemail": "centralino.cli.voicemail:voicemail",
    "worker": "centralino.cli.worker:worker",
    "year": "centralino.cli.year:year",
}


class Lazily(click.Group):
    """Imports a command when it is asked for: none waits for what another needs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def invoke(self, ctx: click.Context) -> object:
        """What is wrong with the environment is told in a line, whichever command reads it."""
        try:
            return super().invoke(ctx)
        except ValidationError as error:
            if error.title != Settings.__name__:
                raise
            raise click.ClickException(objections(error)) from error


@click.group(cls=Lazily, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="centralino")
def main() -> None:
    """Program telephone numbers: what callers hear, whom they reach, and when."""
    logs.quiet()
