"""`centralino`: the helpdesk's and the developers' command. Each command is a module here."""

import errno
import os
import sys
from contextlib import suppress
from importlib import import_module
from typing import Any

import click
from pydantic import ValidationError

from centralino.core import logs
from centralino.core.settings import Settings, objections

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

UNWRITABLE = (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EPIPE, errno.EBADF)


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

    def main(self, *args: Any, **extra: Any) -> Any:
        """What cannot be written is told in a line, where there is still somebody to be told."""
        try:
            return super().main(*args, **extra)
        except OSError as error:
            if error.errno not in UNWRITABLE:
                raise
            with suppress(OSError):
                click.echo(f"Error: cannot write: {error.strerror}", err=True)
            for standard in (1, 2):  # or Python would write at its end what it could not now
                os.dup2(os.open(os.devnull, os.O_WRONLY), standard)
            sys.exit(1)

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
