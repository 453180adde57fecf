"""`centralino check`: what every caller can hear, proved before anybody calls."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from math import ceil
from pathlib import Path
from typing import Any

import click

from centralino.checking.checked import Check, Proof
from centralino.checking.expecting import Rehearsal, unmet
from centralino.checking.findings import Finding
from centralino.checking.printing import catalogue, print_finding
from centralino.checking.switched import outlived, under
from centralino.cli.chosen_flow import load_flows
from centralino.cli.switch_options import hold_switches
from centralino.core import numbers
from centralino.core.clock import utc_now
from centralino.core.readable import write_length
from centralino.core.settings import Settings
from centralino.core.texts import N_, _, _n
from centralino.flows.flow import Flow
from centralino.flows.switches import Held
from centralino.loading.loader import Loaded
from centralino.simulator import CallClock, InProcess

SHARED = "centralino.yaml"
SERVICE = N_("a service line, for offices alone: its calls are not tried")


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--live", is_flag=True, help="With what is switched now, in its own words, too.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object, for programs.")
@click.option("--rules", is_flag=True, help="List the rules, and check nothing.")
def check(files: tuple[Path, ...], *, live: bool, as_json: bool, rules: bool) -> None:
    """Prove every number's flow, or show the shortest call that goes wrong.

    Every state that a call can reach is walked: each key, each telephone's answer, silence, open
    and closed, notices and closures. Then what the files `expect` is tried. With FILES, only those
    are checked. Exits 1 when there are errors.
    """
    if rules:
        click.echo("\n".join(catalogue()))
        return
    loaded = load_flows()
    switches = hold_switches(Settings()) if live else None
    proofs, findings = prove_numbers(loaded, files, switches=switches)
    if as_json:
        click.echo(json.dumps(_as_data(proofs, findings), ensure_ascii=False, indent=2))
    else:
        for line in _report(loaded, proofs, findings):
            click.echo(line)
    raise SystemExit(1 if any(finding.is_error for finding in findings) else 0)


def prove_numbers(
    loaded: Loaded,
    files: Sequence[Path] = (),
    now: datetime | None = None,
    switches: Held | None = None,
) -> tuple[list[Proof], list[Finding]]:
    """Proofs of the numbers in `files` (none: all), and all findings, in the files' order.

    What the files expect is called under what is switched, if told; nothing is, otherwise.
    """
    wanted = _wanted(loaded, files)
    check_ = Check(loaded, now or utc_now(), region=Settings().twilio_region)
    refused = [each for each in check_.refused() if not files or _is_of(each.file, files)]
    proofs = [check_.prove(flow) for flow in wanted]
    findings = _once(proofs)
    if switches:
        for flow in wanted:
            findings += under(check_, flow, switches.current(), findings)
        findings += outlived(check_, wanted, switches.current())
    expecting = [flow for flow in wanted if flow.expectations]
    if expecting:
        exchange = in_process(loaded, switches)
        findings += [each for flow in expecting for each in unmet(flow, loaded, exchange)]
    return proofs, sorted([*refused, *findings], key=lambda finding: finding.order)


def _once(proofs: Sequence[Proof]) -> list[Finding]:
    """What calls to several numbers meet, told once: for the number whose file it is in."""
    found: dict[object, Finding] = {}
    for each in (finding for proof in proofs for finding in proof.findings):
        key = each.order
        if key not in found or each.number in each.file:
            found[key] = each
    return list(found.values())


def in_process(loaded: Loaded, switches: Held | None = None) -> Rehearsal:
    """The real app over what was loaded, on a clock of its own."""
    from app import create_app
    from centralino.services import rehearsal

    settings, clock = Settings(), CallClock()
    app = create_app(settings, rehearsal(settings, clock=clock, switches=switches, loaded=loaded))
    line = InProcess(app, settings.public_url, settings.auth_token)
    return Rehearsal(line, settings.public_url, clock, settings.account_sid)


def _wanted(loaded: Loaded, files: Sequence[Path]) -> list[Flow]:
    """The flows of some files; the organisation's file is everybody's. Raises click.UsageError."""
    for file in files:
        if not file.is_file() and not (Settings().flows_dir / file.name).is_file():
            raise click.UsageError(_("there is no file {file}", file=file))
    flows = loaded.house.flows.values()
    if not files or any(file.name == SHARED for file in files):
        return list(flows)
    return [flow for flow in flows if _is_of(loaded.files[flow.slug], files)]


def _is_of(file: str | Path, files: Sequence[Path]) -> bool:
    return Path(file).name in {each.name for each in files}


def _report(loaded: Loaded, proofs: Sequence[Proof], findings: Sequence[Finding]) -> Iterator[str]:
    for finding in findings:
        yield from print_finding(finding)
    for proof in proofs:
        yield from _proved(loaded.house.flows[proof.number], proof, findings)
    errors = sum(finding.is_error for finding in findings)
    yield "\n" + click.style(_counted(proofs, findings), bold=True, fg="red" if errors else "green")


def _counted(proofs: Sequence[Proof], findings: Sequence[Finding]) -> str:
    errors = sum(finding.is_error for finding in findings)
    warnings = len(findings) - errors
    return _(
        "{numbers}: {errors}, {warnings}",
        numbers=_n("{count} number checked", "{count} numbers checked", len(proofs)),
        errors=_n("{count} error", "{count} errors", errors),
        warnings=_n("{count} warning", "{count} warnings", warnings),
    )


def _proved(flow: Flow, proof: Proof, findings: Sequence[Finding]) -> Iterator[str]:
    told = [*proof.findings, *(each for each in findings if each.number == flow.slug)]
    bad = any(each.is_error for each in told)
    mark = click.style("✗", fg="red") if bad else click.style("✓", fg="green")
    office = flow.office.get(flow.language) or next(iter(flow.office.values()))
    yield f"{mark} {numbers.format_number(flow.number):11}  {office}"
    yield "    " + (_(SERVICE) if flow.is_service else _seen(proof))


def _seen(proof: Proof) -> str:
    """How long a caller who does nothing waits for the first useful word, and for the end."""
    if not proof.is_whole:
        return _("not every call could be followed to its end")
    if proof.silence is None or proof.first_word is None:
        return _("a caller who does nothing is kept without an end")
    return _(
        "a silent caller hears useful words within {first}, and the end within {last}",
        first=write_length(ceil(proof.first_word)),
        last=write_length(ceil(proof.silence)),
    )


def _as_data(proofs: Sequence[Proof], findings: Sequence[Finding]) -> dict[str, Any]:
    return {
        "errors": [each.as_data() for each in findings if each.is_error],
        "warnings": [each.as_data() for each in findings if not each.is_error],
        "numbers": [
            {
                "number": proof.number,
                "states": proof.states,
                "ways": proof.ways,
                "first_useful_word_after_at_most": _rounded(proof.first_word),
                "silent_for_at_most": _rounded(proof.silence),
            }
            for proof in proofs
        ],
    }


def _rounded(seconds: float | None) -> int | None:
    return None if seconds is None else round(seconds)
