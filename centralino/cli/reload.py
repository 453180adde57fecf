"""`centralino reload`: the running server reads its flow files again, and says what came of it."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import click

from centralino.core.readable import write_decimal
from centralino.core.texts import N_, _, _n
from centralino.serving.load_report import LoadReport
from centralino.serving.reloading import Outcome, ReloadResult, reload_servers

PATIENCE = 60.0
NOBODY = N_(
    "no server runs in this folder: start one with `make run`, or where gunicorn runs elsewhere, "
    "run this in its folder, as its user"
)
WITHOUT_A_REPORT = {
    ReloadResult.LATE: N_(
        "The server {pid} has not loaded its flows in time: its log says why; --within "
        "waits longer."
    ),
    ReloadResult.ENDED: N_("The server {pid} has ended meanwhile: its log says why."),
    ReloadResult.ELSEWHERE: N_("The server {pid} runs on another machine: run this command there."),
    ReloadResult.NOT_ALLOWED: N_(
        "The server {pid} is another user's: run this command as that user."
    ),
}


@click.command()
@click.option(
    "--within",
    type=click.FloatRange(min=0.1),
    default=PATIENCE,
    show_default=True,
    metavar="SECONDS",
    help="How long to wait for a server's result.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one object, for programs.")
def reload(within: float, *, as_json: bool) -> None:
    """Have the server that runs in this folder read its flow files again.

    No call is dropped. Whatever was refused goes on as it last was good. Exits with 0 when
    everything was loaded, 1 when a file was refused, or no server has loaded anything.
    """
    outcomes = reload_servers(within)
    is_well = bool(outcomes) and all(each.is_well for each in outcomes)
    if as_json:
        told = {"ok": is_well, "servers": [_as_data(each) for each in outcomes]}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    elif not outcomes:
        raise click.ClickException(_(NOBODY))
    else:
        for each in outcomes:
            click.echo("\n".join(_lines(each)))
    raise SystemExit(0 if is_well else 1)


def _lines(outcome: Outcome) -> Iterator[str]:
    report, about = outcome.report, {"pid": outcome.pid, "folder": f"{outcome.flows_dir}/"}
    if report is None:
        yield _(WITHOUT_A_REPORT[outcome.result], pid=outcome.pid)
    elif report.fault:
        yield _("The server {pid} could not load {folder}: {fault}.", fault=report.fault, **about)
        yield _("The flows of before go on answering; its log says more.")
    else:
        yield _n(
            "The server {pid} has loaded {folder} in {seconds} s: {count} number answers.",
            "The server {pid} has loaded {folder} in {seconds} s: {count} numbers answer.",
            report.numbers,
            seconds=write_decimal(outcome.seconds, 1),
            **about,
        )
        yield from _news(report)


def _news(report: LoadReport) -> Iterator[str]:
    changes = ", ".join(f"{each.file} {_(each.how)}" for each in report.changes)
    if changes:
        yield _("Since the last time: {changes}.", changes=changes)
    else:
        yield _("Since the last time nothing had changed.")
    for problem in report.refused:
        yield _("Refused: {problem}", problem=problem)
    if report.last_good:
        yield _("As they last were good: {files}.", files=", ".join(report.last_good))
    if report.left_out:
        yield _("Left out, for they never were good: {files}.", files=", ".join(report.left_out))


def _as_data(outcome: Outcome) -> dict[str, Any]:
    report = asdict(outcome.report) if outcome.report else {}
    return {
        "pid": outcome.pid,
        "flows_dir": outcome.flows_dir,
        "result": outcome.result.value,
        "seconds": outcome.seconds,
        **report,
    }
