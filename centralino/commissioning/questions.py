"""A request asked for on a terminal, question by question; what flags have said is not asked."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import click

from centralino.commissioning.request import Written
from centralino.commissioning.request_fields import (
    read_choice,
    read_code,
    read_hours,
    read_name,
    read_season,
    read_site,
)
from centralino.core import numbers
from centralino.core.confirming import confirm
from centralino.core.input_errors import InputError
from centralino.core.numbers import is_mobile
from centralino.core.texts import _
from centralino.fields.values import read_email


def ask_questions(written: Written, sites: Sequence[str]) -> Written:
    """The request, completed by whoever sits at the terminal."""
    number = written.number or one(_("The number, like 0577 235590"), numbers.e164)
    office = written.office or one(_("The office's name, as callers hear it"), read_name)
    hours = written.hours or one(_("Its hours, like mon-fri 10-13, tue 15-17"), read_hours, "")
    seasons = written.seasons
    if hours and not seasons:
        seasons = several(_("Other hours, like 07-01..08-31: mon-fri 9-12"), read_season)
    ring = written.ring
    choices = written.choices
    if not choices and confirm(_("Do callers choose from a menu?")):
        choices = several(_("A choice, like 1=le tasse / en=fees: 0577 235020"), read_choice)
    if not ring and not choices:
        ring = several(_("A telephone that rings, like 0577 235010"), numbers.e164)
    codes = written.codes
    if not codes and confirm(_("Do some callers have a code?")):
        codes = several(_("A code, like 4711=on-call: 0577 235210"), read_code)
    rotates = written.rotates or (
        len(ring) > 1 and confirm(_("Does each call begin with another of them?"))
    )
    confirmed = written.confirm
    if confirmed is None and any(is_mobile(numbers.e164(each)) for each in ring):
        question = _("A mobile's own voicemail may pick up. Must whoever answers it press 1?")
        confirmed = None if confirm(question, default=True) else False
    email = written.email or several(_("An address for messages, like urp@example.org"), read_email)
    site = written.site
    if not site and sites:
        question = _("Its site ({sites}), if it has one", sites=", ".join(sites))
        site = one(question, lambda text: read_site(text, tuple(sites)), "")
    return replace(
        written,
        number=number,
        office=office,
        hours=hours,
        seasons=seasons,
        ring=ring,
        rotates=rotates,
        confirm=confirmed,
        choices=choices,
        codes=codes,
        email=email,
        site=site,
    )


def one(question: str, read: Callable[[str], object], default: str | None = None) -> str:
    """An answer that reads, as it was typed; asked again until it does."""
    answer: str = click.prompt(
        question,
        default=default,
        show_default=False,
        value_proc=lambda text: _checked(text, read),
    )
    return answer


def several(question: str, read: Callable[[str], object]) -> tuple[str, ...]:
    """Answers until an empty one."""
    answers: list[str] = []
    while answer := one(
        _("{question} (Enter: no more)", question=question), lambda text: text and read(text), ""
    ):
        answers.append(answer)
    return tuple(answers)


def _checked(text: str, read: Callable[[str], object]) -> str:
    try:
        read(text)
    except InputError as error:
        raise click.UsageError(str(error)) from None
    return text
