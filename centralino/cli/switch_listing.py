"""What is switched, and who switched it, as `centralino notice` prints them."""

import textwrap
from collections.abc import Mapping
from zoneinfo import ZoneInfo

from centralino.cli.switch_options import PAGE
from centralino.core.readable import write_brief_moment
from centralino.core.texts import _, in_force
from centralino.languages.registry import find_language
from centralino.store.switch_models import Deed, Kind, LiveSwitch
from centralino.switching.aims import describe_aim
from centralino.switching.mapping import aim_of
from centralino.switching.read_words import ACTS, KINDS, MEANS, name_kind


def as_data(row: LiveSwitch, zone: ZoneInfo, language: str) -> dict[str, str | int]:
    """For programs: moments in ISO 8601, in the organisation's zone."""
    then = ("end" if row.ends_call else "continue") if row.kind == Kind.NOTICE else ""
    return {
        "id": row.id,
        "what": name_kind(row),
        "for": describe_aim(aim_of(row)),
        "from": row.starts_at.astimezone(zone).isoformat(timespec="seconds"),
        "until": row.ends_at.astimezone(zone).isoformat(timespec="seconds"),
        "then": then,
        "words": _words(row, language),
    }


def switch_lines(row: LiveSwitch, zone: ZoneInfo, language: str) -> str:
    """Its number and whom it is for; from when until when; its words."""
    head = f"{row.id}  {name_kind(row)}: {describe_aim(aim_of(row))}"
    lines = [_period(row, zone), _words(row, language)]
    return "\n".join([_folded(head, 0), *(_folded(line, 4) for line in lines if line)])


def deed_lines(deed: Deed, rows: Mapping[int, LiveSwitch], zone: ZoneInfo, language: str) -> str:
    """When, who, by which means, and below it what was switched: `rows` has them by number."""
    means, act = MEANS.get(deed.means, deed.means), ACTS.get(deed.act, deed.act)
    parts = [write_brief_moment(deed.at, zone), deed.who, _(means), _(act), deed.number]
    head = "  ".join(part for part in parts if part)
    lines = [_named(number, rows.get(number), language) for number in deed.switches]
    return "\n".join([head, *(_folded(line, 4) for line in lines)])


def _period(row: LiveSwitch, zone: ZoneInfo) -> str:
    start, end = (write_brief_moment(moment, zone) for moment in (row.starts_at, row.ends_at))
    if row.ends_call:
        return _("from {start} until {end}, then the call ends", start=start, end=end)
    return _("from {start} until {end}", start=start, end=end)


def _words(row: LiveSwitch, language: str) -> str:
    """As callers hear them in that language; what was recorded is only said to be, to who reads."""
    version = row.words.get(language) or next(iter(row.words.values()), "")
    if isinstance(version, dict):
        return find_language(in_force().language).switches.audio
    return str(version)


def _named(number: int, row: LiveSwitch | None, language: str) -> str:
    if row is None:
        return f"#{number}"
    words = _words(row, language)
    told = f"#{number} {_(KINDS[Kind(row.kind)])}: {describe_aim(aim_of(row))}"
    return f"{told}: {words}" if words else told


def _folded(text: str, indent: int) -> str:
    first, rest = " " * indent, " " * max(indent, 4)
    return textwrap.fill(text, PAGE, initial_indent=first, subsequent_indent=rest)
