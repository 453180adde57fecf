"""A command's help in the reader's language."""

import copy
import inspect

import click

from centralino.core.texts import N_, _

OPTIONS = N_("[OPTIONS]")


def translate_help(command: click.Command) -> click.Command:
    """A copy of the command, and of all below it, whose help is in the language in force."""
    told = copy.copy(command)
    told.help = _text(command.help)
    told.options_metavar = _(OPTIONS)
    told.params = [_parameter(each) for each in command.params]
    if isinstance(told, click.Group):
        told.commands = {name: translate_help(each) for name, each in told.commands.items()}
    return told


def _parameter(parameter: click.Parameter) -> click.Parameter:
    if not isinstance(parameter, click.Option) or not parameter.help:
        return parameter
    told = copy.copy(parameter)
    told.help = _(parameter.help)
    return told


def _text(written: str | None) -> str | None:
    return written and _(inspect.cleandoc(written))
