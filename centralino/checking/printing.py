"""Findings on a terminal, in 80 columns, as a good linter prints them."""

from collections.abc import Iterable, Iterator
from textwrap import wrap

import click

from centralino.checking.findings import CallLine, Example, Finding, rules
from centralino.core.texts import N_, _, _n

WIDTH = 80
WHO = 12
FIRST, LAST = 20, 10  # lines of a call that are printed; what lies between is left out
SHORTEST = N_("the shortest call that shows it, {when}:")
LONGEST = N_("the longest such call, {when}:")
CALLS = {"CE014": N_("the call went so, {when}:"), "CW007": LONGEST, "CW016": LONGEST}


def print_finding(finding: Finding) -> Iterator[str]:
    """A finding's lines: what and where, the hint, the shortest call.

    The first reads as every error does, and is not cut: editors and `grep` read it whole.
    """
    colour = "red" if finding.is_error else "yellow"
    where = click.style(f"{finding.file}:{finding.line}:{finding.column}", bold=True)
    word = _("error") if finding.is_error else _("warning")
    severity = click.style(word, fg=colour, bold=True)
    place = f"{finding.place}: " if finding.place else ""
    yield f"{where}: {place}{finding.message} [{severity} {finding.id}]"
    if finding.hint:
        yield from _wrapped(_("hint: {hint}", hint=finding.hint), 2)
    if finding.example:
        yield from _example(finding, finding.example)
    yield ""


def _example(finding: Finding, example: Example) -> Iterator[str]:
    yield from _wrapped(_(CALLS.get(finding.id, SHORTEST), when=example.when), 2)
    left = len(example.lines) - FIRST - LAST
    if left > 1:
        yield from _lines(example.lines[:FIRST])
        yield "    " + _n("... {count} line more ...", "... {count} lines more ...", left)
        yield from _lines(example.lines[-LAST:])
    else:
        yield from _lines(example.lines)
    if example.command:
        yield "  " + _("hear it:")
        yield from _command(example.command)


def _lines(lines: Iterable[CallLine]) -> Iterator[str]:
    for line in lines:
        first, *rest = wrap(line.what, WIDTH - WHO - 4) or [""]
        yield "    " + click.style(line.who.ljust(WHO), dim=True) + first
        yield from (" " * (WHO + 4) + more for more in rest)


def _command(command: str) -> Iterator[str]:
    """A command over several lines, as a shell takes them."""
    words, *flags = command.split(" --")
    for flag in flags:
        if len(words) + len(flag) > WIDTH - 10:
            yield f"    {words} \\"
            words = f"  --{flag}"
        else:
            words += f" --{flag}"
    yield f"    {words}"


def _wrapped(text: str, indent: int) -> list[str]:
    return wrap(
        text,
        WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + 2),
        break_long_words=False,
        break_on_hyphens=False,
    )


def catalogue() -> list[str]:
    """Every rule, a line each."""
    return [f"{id_}  {_(title)}" for id_, title in rules().items()]
