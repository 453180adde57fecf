"""`centralino`: the helpdesk's and the developers' command. Each command is a module here."""

import errno
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import Any, cast

import click
from pydantic import ValidationError

from centralino.cli.reader import OPTION, choose_reading, translate_click, unasked_reading
from centralino.cli.translated_help import translate_help
from centralino.core import logs
from centralino.core.settings import Settings, objections
from centralino.core.texts import N_, _, read_in

COMMANDS = {
    "call": "centralino.cli.call:call",
    "check": "centralino.cli.check:check",
    "close": "centralino.cli.close:close",
    "db": "centralino.cli.db:db",
    "doctor": "centralino.cli.doctor:doctor",
    "draw": "centralino.cli.draw:draw",
    "fallback": "centralino.cli.fallback:fallback",
    "mail": "centralino.cli.mail:mail",
    "new": "centralino.cli.new:new",
    "notice": "centralino.cli.notice:notice",
    "numbers": "centralino.cli.numbers:numbers",
    "open": "centralino.cli.open:open_",
    "paths": "centralino.cli.paths:paths",
    "people": "centralino.cli.people:people",
    "pin": "centralino.cli.pin:pin",
    "reload": "centralino.cli.reload:reload",
    "schema": "centralino.cli.schema:schema",
    "sheet": "centralino.cli.sheet:sheet",
    "voicemail": "centralino.cli.voicemail:voicemail",
    "worker": "centralino.cli.worker:worker",
    "year": "centralino.cli.year:year",
}

UNWRITABLE = {
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("the disk's quota is used up"),
    errno.EIO: N_("the device fails"),
    errno.EPIPE: N_("nobody reads it"),
    errno.EBADF: N_("it is closed"),
}


class Lazily(click.Group):
    """Imports a command when it is asked for: none waits for what another needs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        return translate_help(getattr(import_module(module), name))

    def main(self, args: Sequence[str] | None = None, *more: Any, **extra: Any) -> Any:
        """In the reader's language; what cannot be written is told in a line, where there is still
        somebody to be told."""
        try:
            return super().main(self._read(args, **extra), *more, **extra)
        except OSError as error:
            if error.errno not in UNWRITABLE:
                raise
            with suppress(OSError):
                click.echo(
                    _("Error: cannot write: {why}", why=_(UNWRITABLE[error.errno])), err=True
                )
            for standard in (1, 2):  # or Python would write at its end what it could not now
                os.dup2(os.open(os.devnull, os.O_WRONLY), standard)
            sys.exit(1)

    def _read(
        self, args: Sequence[str] | None, *, standalone_mode: bool = True, **others: Any
    ) -> list[str]:
        """The arguments, less what says in which language the command is read."""
        read_in(unasked_reading())  # what is wrong with `--lang` is told in it
        try:
            reading, rest = choose_reading(sys.argv[1:] if args is None else args)
        except click.UsageError as error:
            if not standalone_mode:
                raise
            error.show()
            sys.exit(error.exit_code)
        read_in(reading)
        return rest

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        told = translate_help(self)
        super(Lazily, cast("Lazily", told)).format_help(ctx, formatter)

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
@click.option(OPTION, metavar="LANG", expose_value=False, help="Read in this language: it, en.")
def main() -> None:
    """Program telephone numbers: what callers hear, whom they reach, and when."""
    logs.quiet()


translate_click()
