"""What is switched, and who switched it, as `centralino notice` prints them."""

import textwrap
from collections.abc import Mapping
from zoneinfo import ZoneInfo

from centralino.cli.switch_options import BRIEF, PAGE, format_moment
from centralino.store.switch_models import Deed, Kind, LiveSwitch
from centralino.switching.aims import describe_aim
from centralino.switching.mapping import aim_of
from centralino.switching.switch_words import words_of_switch


def as_data(row: LiveSwitch, zone: ZoneInfo, language: str) -> dict[str, str | int]:
    """For programs: moments in ISO 8601, in the organisation's zone."""
    then = ("end" if row.ends_call else "continue") if row.kind == Kind.NOTICE else ""
    return {
        "id": row.id,
        "what": _what(row),
        "for": describe_aim(aim_of(row)),
        "from": row.starts_at.astimezone(zone).isoformat(timespec="seconds"),
        "until": row.ends_at.astimezone(zone).isoformat(timespec="seconds"),
        "then": then,
        "words": words_of_switch(row, language),
    }


def switch_lines(row: LiveSwitch, zone: ZoneInfo, language: str) -> str:
    """Its number and whom it is for; from when until when; its words."""
    head = f"{row.id}  {_what(row)}: {describe_aim(aim_of(row))}"
    start, end = (format_moment(moment, zone, BRIEF) for moment in (row.starts_at, row.ends_at))
    ends = ", then the call ends" if row.ends_call else ""
    lines = [f"from {start} until {end}{ends}", words_of_switch(row, language)]
    return "\n".join([_folded(head, 0), *(_folded(line, 4) for line in lines if line)])


def deed_lines(deed: Deed, rows: Mapping[int, LiveSwitch], zone: ZoneInfo, language: str) -> str:
    """When, who, by which means, and below it what was switched: `rows` has them by number."""
    parts = [format_moment(deed.at, zone, BRIEF), deed.who, deed.means, deed.act, deed.number]
    head = "  ".join(part for part in parts if part)
    lines = [_named(number, rows.get(number), language) for number in deed.switches]
    return "\n".join([head, *(_folded(line, 4) for line in lines)])


def _what(row: LiveSwitch) -> str:
    return row.kind if row.ready else f"{row.kind} (recording awaited)"


def _named(number: int, row: LiveSwitch | None, language: str) -> str:
    if row is None:
        return f"#{number}"
    words = words_of_switch(row, language)
    return f"#{number} {row.kind}: {describe_aim(aim_of(row))}" + (f": {words}" if words else "")


def _folded(text: str, indent: int) -> str:
    first, rest = " " * indent, " " * max(indent, 4)
    return textwrap.fill(text, PAGE, initial_indent=first, subsequent_indent=rest)
