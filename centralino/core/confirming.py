"""A question of yes or no, in the language in force: whoever reads Italian answers `s`."""

import click

from centralino.core.texts import N_, _

YES, NO = N_("y yes"), N_("n no")
"""What may be typed for each; English is taken everywhere."""


def confirm(question: str, *, default: bool = False) -> bool:
    """Asked until it is answered; `default`, if nothing is typed."""
    asked = (
        _("{question} [Y/n]", question=question)
        if default
        else _("{question} [y/N]", question=question)
    )
    answer: bool = click.prompt(
        asked,
        default="",
        show_default=False,
        value_proc=lambda typed: _read_answer(typed, default=default),
    )
    return answer


def _read_answer(typed: str, *, default: bool) -> bool:
    word = typed.strip().lower()
    if not word:
        return default
    if word in (*_(YES).split(), *YES.split()):
        return True
    if word in (*_(NO).split(), *NO.split()):
        return False
    raise click.UsageError(_("answer y (yes) or n (no)"))
