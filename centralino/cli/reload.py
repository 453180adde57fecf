"""`centralino reload`: the running server reads its flow files again, and says what came of it."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import click

from centralino.serving.load_report import LoadReport
from centralino.serving.reloading import Outcome, ReloadResult, reload_servers

PATIENCE = 60.0
NOBODY = (
    "no server runs in this folder: start one with `make run`, or where gunicorn runs elsewhere, "
    "run this in its folder, as its user"
)
WITHOUT_A_REPORT = {
    ReloadResult.LATE: "has not loaded its flows in time: its log says why, or raise --within",
    ReloadResult.ENDED: "has ended meanwhile: its log says why",
    ReloadResult.ELSEWHERE: "runs on another machine: run this command there",
    ReloadResult.NOT_ALLOWED: "is another user's: run this command as that user",
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
        raise click.ClickException(NOBODY)
    else:
        for each in outcomes:
            click.echo("\n".join(_lines(each)))
    raise SystemExit(0 if is_well else 1)


def _lines(outcome: Outcome) -> Iterator[str]:
    server, report = f"The server {outcome.pid}", outcome.report
    if report is None:
        yield f"{server} {WITHOUT_A_REPORT[outcome.result]}."
    elif report.fault:
        yield f"{server} could not load {outcome.flows_dir}/: {report.fault}."
        yield "The flows of before go on answering; its log says more."
    else:
        numbers = "1 number answers" if report.numbers == 1 else f"{report.numbers} numbers answer"
        yield f"{server} has loaded {outcome.flows_dir}/ in {outcome.seconds:.1f} s: {numbers}."
        yield from _news(report)


def _news(report: LoadReport) -> Iterator[str]:
    changes = ", ".join(map(str, report.changes)) or "nothing had changed"
    yield f"Since the last time: {changes}."
    for problem in report.refused:
        yield f"Refused: {problem}"
    if report.last_good:
        yield f"As they last were good: {', '.join(report.last_good)}."
    if report.left_out:
        yield f"Left out, for they never were good: {', '.join(report.left_out)}."


def _as_data(outcome: Outcome) -> dict[str, Any]:
    report = asdict(outcome.report) if outcome.report else {}
    return {
        "pid": outcome.pid,
        "flows_dir": outcome.flows_dir,
        "result": outcome.result.value,
        "seconds": outcome.seconds,
        **report,
    }
