"""Switches as rows of the database, and back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from centralino.calendar.layers import Switch
from centralino.flows.switches import Aim, Gravity, Notice, Switched
from centralino.languages.prompts import Audio, Prompt
from centralino.store.switch_models import Kind, LiveSwitch


def row_of_notice(notice: Notice, now: datetime, spoken: str = "") -> LiveSwitch:
    """`spoken`: the SID of a recording that is still to be fetched."""
    return LiveSwitch(
        kind=Kind.NOTICE,
        site=notice.aim.site,
        numbers=sorted(notice.aim.numbers),
        words=_written(notice.prompt.versions),
        gravity=int(notice.gravity),
        ends_call=notice.ends_call,
        starts_at=notice.start,
        ends_at=notice.end,
        made_at=now,
        spoken=spoken,
        ready=not spoken,
        reminded=0,
    )


def row_of_switched(switched: Switched, now: datetime) -> LiveSwitch:
    switch = switched.switch
    return LiveSwitch(
        kind=Kind.OPENING if switch.opens else Kind.CLOSING,
        site=switched.aim.site,
        numbers=sorted(switched.aim.numbers),
        words=dict(switch.reason or {}),
        gravity=0,
        ends_call=False,
        starts_at=switch.start,
        ends_at=switch.end,
        made_at=now,
        spoken="",
        ready=True,
        reminded=0,
    )


def notice_of(row: LiveSwitch) -> Notice:
    return Notice(
        prompt=prompt_of(row),
        start=row.starts_at,
        end=row.ends_at,
        aim=aim_of(row),
        gravity=Gravity(row.gravity),
        ends_call=row.ends_call,
    )


def switched_of(row: LiveSwitch) -> Switched:
    aim = aim_of(row)
    reason = dict(row.words) or None
    opens = row.kind == Kind.OPENING
    return Switched(Switch(aim.layer, opens, row.starts_at, row.ends_at, reason), aim)


def aim_of(row: LiveSwitch) -> Aim:
    return Aim(row.site, frozenset(row.numbers))


def prompt_of(row: LiveSwitch) -> Prompt:
    return Prompt(
        {
            language: Audio(version["audio"]) if isinstance(version, dict) else str(version)
            for language, version in row.words.items()
        }
    )


def _written(versions: Mapping[str, str | Audio]) -> dict[str, Any]:
    return {
        language: {"audio": version.file} if isinstance(version, Audio) else version
        for language, version in versions.items()
    }
