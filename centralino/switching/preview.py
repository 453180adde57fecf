"""Who hears what: the words that callers of each number meet first, with switches as they would be.

Made by the same walk that answers calls.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from xml.etree import ElementTree as ET

from centralino.calls.call import Call
from centralino.calls.call_state import AT_FIRST
from centralino.calls.caller_input import NOTHING
from centralino.core import numbers
from centralino.core.texts import _
from centralino.flows.flow import Flow
from centralino.flows.switches import Notice, Switched, Switches
from centralino.flows.walk import Walk, answer
from centralino.loading.loader import Loaded
from centralino.loading.organisation import Organisation


@dataclass(frozen=True)
class HeardPart:
    """Words that are said, in a language (`it-IT`), or else an act in brackets; `plays` is the
    audio that is played."""

    words: str
    language: str = ""
    plays: str = ""


@dataclass(frozen=True)
class Heard:
    """What a caller of one number hears first. Acts that are no words stand in brackets."""

    flow: Flow
    parts: tuple[HeardPart, ...]

    @property
    def words(self) -> str:
        return " ".join(part.words for part in self.parts)


def with_notice(switches: Switches, notice: Notice) -> Switches:
    return replace(switches, notices=(*switches.notices, notice))


def with_switched(switches: Switches, switched: Iterable[Switched]) -> Switches:
    return replace(switches, switched=(*switches.switched, *switched))


def preview_calls(
    loaded: Loaded, flows: Iterable[Flow], switches: Switches, at: datetime
) -> Iterator[Heard]:
    """What callers of these numbers hear at a moment."""
    for flow in flows:
        yield hear_first(loaded.house, flow, switches, at)


def hear_first(house: Organisation, flow: Flow, switches: Switches, at: datetime) -> Heard:
    """What callers of one number hear at a moment."""
    documents = _documents(house, flow, switches, Call("", None, at))
    return Heard(flow, tuple(part for twiml in documents for part in _parts(ET.fromstring(twiml))))  # noqa: S314 -- our own


def _documents(house: Organisation, flow: Flow, switches: Switches, call: Call) -> Iterator[str]:
    """The first answer; where it only offers languages, also what follows if none is chosen."""
    chosen = (flow.start,) if flow.steps[flow.start].comes_first(flow) else ()
    for step in ("", *chosen):
        walk = Walk(flow, step, AT_FIRST, NOTHING)
        yield answer(walk, call, house.flows, switches).twiml


def _parts(document: ET.Element) -> Iterator[HeardPart]:
    for verb in document:
        match verb.tag:
            case "Say":
                yield HeardPart(str(verb.text), language=verb.get("language", ""))
            case "Play":
                audio = str(verb.text)
                yield HeardPart(_("[plays {audio}]", audio=audio), plays=audio)
            case "Gather":
                yield from _parts(verb)
                yield HeardPart(_("[waits for the caller]"))
                return
            case "Dial":
                told = ", ".join(_numbers(verb))
                yield HeardPart(_("[rings {telephones}]", telephones=told))
                return
            case "Record":
                yield HeardPart(_("[takes a message]"))
                return
            case "Hangup":
                yield HeardPart(_("[hangs up]"))
                return


def _numbers(dial: ET.Element) -> Iterator[str]:
    for number in dial.iter("Number"):
        yield numbers.format_number(str(number.text))
