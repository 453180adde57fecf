"""A question of yes or no, in the language in force: whoever reads Italian answers `s`."""

import click

from centralino.core.texts import N_, _

YES, NO = N_("y yes"), N_("n no")
"""What may be typed for each; English is taken everywhere."""


def confirm(question: str) -> bool:
    """Asked until it is answered; no, if nothing is typed."""
    asked = _("{question} [y/N]", question=question)
    answer: bool = click.prompt(asked, default="", show_default=False, value_proc=_read_answer)
    return answer


def _read_answer(typed: str) -> bool:
    word = typed.strip().lower()
    if word in (*_(YES).split(), *YES.split()):
        return True
    if word in ("", *_(NO).split(), *NO.split()):
        return False
    raise click.UsageError(_("answer y (yes) or n (no)"))
