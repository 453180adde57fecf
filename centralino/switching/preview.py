"""Who hears what: the words that callers of each number meet first, with switches as they would be.

Made by the same walk that answers calls.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from xml.etree import ElementTree as ET

from centralino.calls.call import Call
from centralino.core import numbers
from centralino.core.texts import _
from centralino.flows.flow import Flow
from centralino.flows.switches import Held, Notice, Switched, Switches
from centralino.loading.loader import Loaded
from centralino.switchboard.switchboard import Switchboard


@dataclass(frozen=True)
class Heard:
    """What a caller of one number hears first. Acts that are no words stand in brackets."""

    flow: Flow
    words: str


def with_notice(switches: Switches, notice: Notice) -> Switches:
    return replace(switches, notices=(*switches.notices, notice))


def with_switched(switches: Switches, switched: Iterable[Switched]) -> Switches:
    return replace(switches, switched=(*switches.switched, *switched))


def preview_calls(
    loaded: Loaded, flows: Iterable[Flow], switches: Switches, at: datetime
) -> Iterator[Heard]:
    """What callers of these numbers hear at a moment."""
    board = Switchboard(loaded, Held(switches))
    for flow in flows:
        documents = _documents(board, flow, Call("", None, at))
        acts = [act for twiml in documents for act in _acts(ET.fromstring(twiml))]  # noqa: S314 -- our own
        yield Heard(flow, " ".join(acts))


def _documents(board: Switchboard, flow: Flow, call: Call) -> Iterator[str]:
    """The first answer; where it only offers languages, also what follows if none is chosen."""
    yield board.answer(flow, call).twiml
    if flow.steps[flow.start].comes_first(flow):
        yield board.answer(flow, call, flow.start).twiml


def _acts(document: ET.Element) -> Iterator[str]:
    for verb in document:
        match verb.tag:
            case "Say":
                yield str(verb.text)
            case "Play":
                yield _("[plays {audio}]", audio=verb.text)
            case "Gather":
                yield from _acts(verb)
                yield _("[waits for the caller]")
                return
            case "Dial":
                yield _("[rings {telephones}]", telephones=", ".join(_numbers(verb)))
                return
            case "Record":
                yield _("[takes a message]")
                return
            case "Hangup":
                yield _("[hangs up]")
                return


def _numbers(dial: ET.Element) -> Iterator[str]:
    for number in dial.iter("Number"):
        yield numbers.format_number(str(number.text))
