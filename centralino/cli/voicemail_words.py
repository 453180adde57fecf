"""What `centralino voicemail` prints, in the reader's words; JSON is made elsewhere."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from rich.console import Console
from rich.table import Table
from rich.text import Text

from centralino.core.addresses import shown
from centralino.core.texts import N_, _, _n
from centralino.delivery.error_words import explain_error
from centralino.delivery.forgetting import Forgotten
from centralino.store.models import DeliveryState, Receipt, Recipient

ERROR = "last error"
ELASTIC = ("office", ERROR)  # what a narrow terminal may break into lines
WIDE = 120  # columns that hold a row with its error
COLOURS = {
    DeliveryState.WAITING: "yellow",
    DeliveryState.DEAD: "bold red",
    DeliveryState.DELIVERED: "green",
}
STATES = {
    DeliveryState.WAITING: N_("waiting"),
    DeliveryState.DELIVERED: N_("delivered"),
    DeliveryState.DEAD: N_("dead"),
    DeliveryState.EMPTY: N_("empty"),
}
RECEIPTS = {
    Receipt.WAITING: N_("waiting"),
    Receipt.ACCEPTED: N_("accepted"),
    Receipt.REFUSED: N_("refused"),
}
LABELS = {
    "reference": N_("reference"),
    "office": N_("office"),
    "caller": N_("caller"),
    "age": N_("age"),
    "state": N_("state"),
    "attempts": N_("attempts"),
    ERROR: N_("last error"),
    "recording": N_("recording"),
    "call": N_("call"),
    "taken": N_("taken"),
    "length": N_("length"),
    "keys": N_("keys"),
    "choices": N_("choices"),
    "tried": N_("tried"),
    "to": N_("to"),
}


def details_line(label: str, value: str) -> str:
    name = _(LABELS[label]) + ":"
    return f"{name:<18}{_in_words(label, value)}"


def recipient_line(item: Recipient) -> str:
    receipt = _(RECEIPTS[Receipt(item.receipt)])
    return details_line("to", f"{shown(item.address)}  {receipt}  {explain_error(item.error)}")


def show_table(console: Console, rows: Sequence[Mapping[str, str]]) -> None:
    """Where a terminal is narrow, errors stand below, each with its reference."""
    if console.width >= WIDE:
        console.print(table_of(rows, [*rows[0]]))
        return
    console.print(table_of(rows, [name for name in rows[0] if name != ERROR]))
    for row in rows:
        if row[ERROR]:
            console.print(Text(f"{row['reference']}: {_in_words(ERROR, row[ERROR])}"))


def table_of(rows: Sequence[Mapping[str, str]], names: Sequence[str]) -> Table:
    table = Table(box=None, pad_edge=False)
    for name in names:
        header = _(LABELS[name])
        widest = max(len(header), *(len(_in_words(name, row[name])) for row in rows))
        table.add_column(header, min_width=None if name in ELASTIC else widest)
    for row in rows:
        table.add_row(*(Text(_in_words(name, row[name]), _style(name, row)) for name in names))
    return table


def age(since: timedelta) -> str:
    """`3d 4h`, `4h 12m`, `12m`."""
    minutes = max(int(since.total_seconds()) // 60, 0)
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    if days:
        return _("{days}d {hours}h", days=days, hours=hours)
    if hours:
        return _("{hours}h {minutes}m", hours=hours, minutes=minutes)
    return _("{minutes}m", minutes=minutes)


def describe_forgotten(done: Forgotten) -> list[str]:
    counts = (
        _n("{count} recording", "{count} recordings", done.recordings),
        _n("{count} call", "{count} calls", done.calls),
        _n("{count} file", "{count} files", done.files),
    )
    lines = [_("Erased: {things}.", things=", ".join(counts))]
    if done.mailed_to:
        who = ", ".join(map(shown, done.mailed_to))
        lines.append(_("Mails about them went to {who}: ask for their deletion.", who=who))
    if done.kept_by_twilio:
        kept = ", ".join(done.kept_by_twilio)
        lines.append(_("Twilio has not deleted {what} yet: run this again.", what=kept))
    return lines


def _style(name: str, row: Mapping[str, str]) -> str:
    return COLOURS.get(DeliveryState(row[name]), "") if name == "state" else ""


def _in_words(name: str, value: str) -> str:
    if name == "state":
        return _(STATES[DeliveryState(value)])
    return explain_error(value) if name == ERROR else value
