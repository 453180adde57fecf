"""`centralino paths`: every call that a number can have, as a tree."""

from datetime import datetime

import click
from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from centralino.calls.ending import Ending
from centralino.checking.at_time import SteppingAt
from centralino.checking.exploring import explore
from centralino.checking.folding import Folded, Stage, Way, fold_graph
from centralino.checking.stepping import Stepping
from centralino.checking.worst_case import WorstCase
from centralino.cli.chosen_flow import flow_of, load_flows
from centralino.cli.switch_options import hold_switches
from centralino.core import numbers
from centralino.core.clock import utc_now
from centralino.core.input_errors import InputError
from centralino.core.settings import Settings
from centralino.core.texts import N_, _
from centralino.fields.expectations import read_moment
from centralino.flows.flow import Flow
from centralino.flows.switches import NONE, Switches
from centralino.loading.loader import Loaded

WIDTH = 80
ENDS = {
    Ending.CONVERSATION: N_("they talk"),
    Ending.VOICEMAIL: N_("a message was left"),
    Ending.INFORMATION: N_("hangs up: the caller was informed"),
    Ending.HUNG_UP: N_("the caller has hung up"),
}
Pending = list[tuple[Tree, Stage]]


@click.command()
@click.argument("number")
@click.option("--at", help="As of one moment: '2026-11-23 11:00', in the organisation's time.")
@click.option("--live", is_flag=True, help="With --at: with the notices and closures in force now.")
def paths(number: str, at: str | None, *, live: bool) -> None:
    """Show every call that NUMBER can have, with the words spoken.

    Where ways join again the tree is folded: "[2]" is printed once, and named from then on. With
    --at, calendars decide as they do then; without it, each way that they can decide is shown.
    """
    loaded = load_flows()
    flow = flow_of(number, loaded)
    if live and not at:
        raise click.UsageError(
            _("--live goes with --at: without it every notice and closure is shown")
        )
    switches = hold_switches(Settings()).current() if live else NONE
    found = found_at(flow, loaded, _moment(at, flow), switches)
    console = Console(highlight=False)
    console.print(grow_tree(flow, found), width=min(console.width, WIDTH))


def found_at(
    flow: Flow, loaded: Loaded, moment: datetime | None, switches: Switches = NONE
) -> Folded:
    """All calls to a flow: at a moment, under what is switched; or at any."""
    flows = loaded.house.flows
    if moment is None:
        graph = explore(flow, Stepping(flows, WorstCase(utc_now())))
    else:
        graph = explore(flow, SteppingAt(flows, moment, switches))
    return fold_graph(graph, flows, as_written=moment is None)


def _moment(at: str | None, flow: Flow) -> datetime | None:
    try:
        return read_moment(at.strip()).replace(tzinfo=flow.zone) if at else None
    except InputError as error:
        raise click.UsageError(f"--at: {error}") from None


def grow_tree(flow: Flow, found: Folded) -> Tree:
    """The tree, grown from a list of what is still to be drawn: a flow may be deep."""
    office = flow.office.get(flow.language) or next(iter(flow.office.values()))
    root = Tree(Text(f"{numbers.format_number(flow.number)}  {office}", style="bold"))
    numbered: dict[Stage, int] = {}
    pending: Pending = [(root, found.root)]
    while pending:
        branch, stage = pending.pop()
        if stage in found.joins:
            if stage in numbered:
                branch.add(Text(_("→ as at [{place}]", place=numbered[stage]), style="dim"))
                continue
            numbered[stage] = len(numbered) + 1
            name = stage.jump or stage.step
            branch.add(Text(f"[{numbered[stage]}] {name}", style="bold blue"))
        _grow(branch, found.ways.get(stage, []), pending)
    return root


def _grow(branch: Tree, ways: list[Way], pending: Pending) -> None:
    """One way without a condition goes on in the same branch; others have one each."""
    more: Pending = []
    for way in ways:
        label = " / ".join(filter(None, way.labels))
        within = branch.add(Text(label, style="cyan")) if label else branch
        for text in way.said:
            within.add(Text(text))
        if way.to is not None:
            more.append((within, way.to))
        elif way.ending is not None:
            within.add(Text(f"■ {_(ENDS[way.ending])}", style="bold"))
    pending += reversed(more)
