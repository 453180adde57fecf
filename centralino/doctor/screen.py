"""A report as people read it, on one screen; and for programs."""

from typing import Any

from rich.console import Console
from rich.text import Text

from centralino.core.texts import _
from centralino.doctor.examination import Report
from centralino.doctor.finding import Health, Symptom

SIGNS = {
    Health.WELL: ("ok", "green"),
    Health.DOUBTFUL: ("hm", "yellow"),
    Health.WRONG: ("NO", "bold red"),
    Health.SKIPPED: ("--", "dim"),
}
WIDTH = 20  # of the longest id, and a blank


def show(console: Console, report: Report) -> None:
    """Print it, readable without colour."""
    for finding in report.findings:
        _finding(console, finding)
    console.print(Text(f"\n{summary(report)}", "bold"), soft_wrap=True)


def summary(report: Report) -> str:
    wrongs, doubts = len(report.of(Health.WRONG)), len(report.of(Health.DOUBTFUL))
    if not wrongs and not doubts:
        return _("All is well.")
    return _("{wrong} wrong, {doubtful} doubtful.", wrong=wrongs, doubtful=doubts)


def as_data(report: Report) -> dict[str, Any]:
    """For JSON."""
    return {
        "at": report.at.isoformat(),
        "well": report.is_well,
        "findings": [
            {"id": each.id, "mark": each.mark.value, "told": each.told, "remedy": each.remedy}
            for each in report.findings
        ],
    }


def _finding(console: Console, finding: Symptom) -> None:
    sign, style = SIGNS[finding.mark]
    line = Text.assemble((f"{sign}  ", style), (f"{finding.id:<{WIDTH}}", style), finding.told)
    console.print(line, soft_wrap=True)
    if finding.remedy:
        console.print(Text(f"    {'':<{WIDTH}}→ {finding.remedy}"), soft_wrap=True)
