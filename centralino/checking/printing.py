"""Findings on a terminal, in 80 columns, as a good linter prints them."""

from collections.abc import Iterable, Iterator
from textwrap import wrap

import click

from centralino.checking.findings import CallLine, Example, Finding, rules

WIDTH = 80
WHO = 12
FIRST, LAST = 20, 10  # lines of a call that are printed; what lies between is left out
LONGEST_CALL = "the longest such call"
CALLS = {"CE014": "the call went so", "CW007": LONGEST_CALL, "CW016": LONGEST_CALL}


def print_finding(finding: Finding) -> Iterator[str]:
    """A finding's lines: what and where, the hint, the shortest call.

    The first reads as every error does, and is not cut: editors and `grep` read it whole.
    """
    colour = "red" if finding.is_error else "yellow"
    where = click.style(f"{finding.file}:{finding.line}:{finding.column}", bold=True)
    severity = click.style("error" if finding.is_error else "warning", fg=colour, bold=True)
    place = f"{finding.place}: " if finding.place else ""
    yield f"{where}: {place}{finding.message} [{severity} {finding.id}]"
    if finding.hint:
        yield from _wrapped(f"hint: {finding.hint}", 2)
    if finding.example:
        yield from _example(finding, finding.example)
    yield ""


def _example(finding: Finding, example: Example) -> Iterator[str]:
    what = CALLS.get(finding.id, "the shortest call that shows it")
    yield from _wrapped(f"{what}, {example.when}:", 2)
    left = len(example.lines) - FIRST - LAST
    if left > 1:
        yield from _lines(example.lines[:FIRST])
        yield f"    ... {left} lines more ..."
        yield from _lines(example.lines[-LAST:])
    else:
        yield from _lines(example.lines)
    if example.command:
        yield "  hear it:"
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


def length(seconds: float) -> str:
    """`1 min 20 s`, rounded up."""
    minutes, rest = divmod(int(seconds + 0.999), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def catalogue() -> list[str]:
    """Every rule, a line each."""
    return [f"{id_}  {title}" for id_, title in rules().items()]
