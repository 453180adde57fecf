"""What is switched, and who switched it, as `centralino notice` prints them."""

import textwrap
from collections.abc import Mapping
from zoneinfo import ZoneInfo

from centralino.cli.switching import BRIEF, PAGE, told
from centralino.store.switching import Deed, Kind, LiveSwitch
from centralino.switching.aims import told as aim_told
from centralino.switching.rows import aim_of
from centralino.switching.telling import said


def as_data(row: LiveSwitch, zone: ZoneInfo, language: str) -> dict[str, str]:
    then = ("end" if row.ends_call else "continue") if row.kind == Kind.NOTICE else ""
    return {
        "id": str(row.id),
        "what": row.kind if row.ready else f"{row.kind} (recording awaited)",
        "for": aim_told(aim_of(row)),
        "from": told(row.starts_at, zone, BRIEF),
        "until": told(row.ends_at, zone, BRIEF),
        "then": then,
        "words": said(row, language),
    }


def switch_lines(row: LiveSwitch, zone: ZoneInfo, language: str) -> str:
    """Its number and whom it is for; from when until when; its words."""
    data = as_data(row, zone, language)
    head = f"{data['id']}  {data['what']}: {data['for']}"
    ends = ", then the call ends" if row.ends_call else ""
    lines = [f"from {data['from']} until {data['until']}{ends}", data["words"]]
    return "\n".join([_folded(head, 0), *(_folded(line, 4) for line in lines if line)])


def deed_lines(deed: Deed, rows: Mapping[int, LiveSwitch], zone: ZoneInfo, language: str) -> str:
    """When, who, by which means, and below it what was switched: `rows` has them by number."""
    parts = [told(deed.at, zone, BRIEF), deed.who, deed.means, deed.act, deed.number]
    head = "  ".join(part for part in parts if part)
    lines = [_named(number, rows.get(number), language) for number in deed.switches]
    return "\n".join([head, *(_folded(line, 4) for line in lines)])


def _named(number: int, row: LiveSwitch | None, language: str) -> str:
    if row is None:
        return f"#{number}"
    words = said(row, language)
    return f"#{number} {row.kind}: {aim_told(aim_of(row))}" + (f": {words}" if words else "")


def _folded(text: str, indent: int) -> str:
    first, rest = " " * indent, " " * max(indent, 4)
    return textwrap.fill(text, PAGE, initial_indent=first, subsequent_indent=rest)
