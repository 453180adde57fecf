"""Prints a call on a terminal, while it goes on."""

from datetime import datetime

from rich.console import Console
from rich.table import Table
from rich.text import Text

from centralino.core.numbers import read_caller
from centralino.core.readable import write_date
from centralino.core.texts import _
from centralino.simulator.events import Event, Spoke, Webhook
from centralino.simulator.rendering import TranscriptRow, number, row

WIDEST = 100
TIME, WHO = 6, 11


class Printer:
    """`show` is what a Telephone's `listen` wants. Webhooks and voices only if verbose."""

    def __init__(self, console: Console, verbose: bool = False) -> None:
        self.console, self.verbose = console, verbose
        self.language = ""

    def begin(self, to: str, from_: str, start: datetime) -> None:
        told = _(
            "{caller} calls {number} on {date}, {time}",
            caller=number(from_) if read_caller(from_) else _("a withheld number"),
            number=number(to),
            date=write_date(start),
            time=f"{start:%H:%M}",
        )
        self._print(Text(told + "\n", style="bold"))

    def show(self, event: Event) -> None:
        if isinstance(event, Webhook) and not self.verbose:
            return
        minutes, seconds = divmod(int(event.at), 60)
        self._print(self._table(f"{minutes}:{seconds:02}", self._voiced(event)))

    def _voiced(self, event: Event) -> TranscriptRow:
        """The language is told when it changes, and the voice if verbose."""
        found = row(event)
        if not isinstance(event, Spoke):
            return found
        voice = f"{event.language}, {event.voice or _('the usual voice')}"
        if self.verbose:
            return TranscriptRow(found.who, f"{found.what} [{voice}]", found.style)
        changed, self.language = event.language != self.language, event.language
        return (
            TranscriptRow(found.who, f"{found.what} [{event.language}]", found.style)
            if changed
            else found
        )

    def _table(self, at: str, found: TranscriptRow) -> Table:
        table = Table.grid(padding=(0, 2, 0, 0), pad_edge=False)
        table.add_column(width=TIME, justify="right")
        table.add_column(width=WHO)
        table.add_column(overflow="fold")
        table.add_row(Text(at, style="dim"), Text(found.who, style=found.style), Text(found.what))
        return table

    def _print(self, what: Text | Table) -> None:
        self.console.print(what, width=min(self.console.width, WIDEST))
