"""`expect`: calls that a flow's author foretells, called with the simulator's telephone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qs, urlsplit

from centralino.calls.ending import Ending
from centralino.checking.findings import CallLine, Example, Finding
from centralino.core import numbers
from centralino.core.input_errors import InputError
from centralino.core.readable import write_moment
from centralino.core.texts import _
from centralino.fields.expectations import Expectation
from centralino.flows.flow import Flow
from centralino.loading.loader import Loaded
from centralino.simulator import CallClock, Script, Telephone, Transcript, script_words
from centralino.simulator import Line as Wire
from centralino.simulator.rendering import ENDINGS, row
from centralino.simulator.telephone import ACCOUNT

SOMEBODY = "+393330000000"
HOW = {"abandoned": "hung-up"}


@dataclass(frozen=True)
class Rehearsal:
    """An app that serves the flows, whose time is `clock`'s."""

    line: Wire
    public_url: str
    clock: CallClock
    account: str = ACCOUNT


def unmet(flow: Flow, loaded: Loaded, exchange: Rehearsal) -> Iterator[Finding]:
    """CE014: what a number's expectations say and its calls do not do."""
    for place, expectation in enumerate(flow.expectations):
        yield from _findings(flow, loaded, exchange, place, expectation)


def _findings(
    flow: Flow, loaded: Loaded, exchange: Rehearsal, place: int, expectation: Expectation
) -> Iterator[Finding]:
    file = loaded.files[flow.slug]
    document = loaded.documents[file]
    try:
        script, caller = script_of(expectation), _caller(expectation)
    except InputError as error:
        line, column = document.where(("expect", place))
        where = f"expect[{place}]"
        yield Finding("CE014", str(file), line, column, where, str(error), number=flow.slug)
        return
    start = expectation.at.replace(tzinfo=flow.zone)
    transcript = _called(flow, exchange, script, caller, start)
    differences = list(_differences(expectation, transcript))
    if not differences:
        return
    keys = [key for key, _ in differences]
    line, column = document.where(("expect", place, keys[0]))
    yield Finding(
        id="CE014",
        file=str(file),
        line=line,
        column=column,
        place=f"expect[{place}].{keys[0]}",
        message="; ".join(told for _, told in differences),
        hint=_("mend the flow, or what is expected of it"),
        number=flow.slug,
        example=_on_paper(transcript, start),
    )


def script_of(expectation: Expectation) -> Script:
    """What the caller and the telephones do. Raises InputError for a word that means nothing."""
    record = () if expectation.record is None else (str(expectation.record),)
    return script_words.read_script(expectation.press, (), expectation.dial, record)


def _caller(expectation: Expectation) -> str:
    return numbers.e164(expectation.caller) if expectation.caller else SOMEBODY


def _called(
    flow: Flow, exchange: Rehearsal, script: Script, caller: str, start: datetime
) -> Transcript:
    exchange.clock.start = start
    telephone = Telephone(
        exchange.line,
        script,
        public_url=exchange.public_url,
        account=exchange.account,
        clock=exchange.clock,
    )
    return telephone.call(flow.number, caller)


def _differences(expectation: Expectation, transcript: Transcript) -> Iterator[tuple[str, str]]:
    """Which key of the expectation is not met, and how."""
    heard = " ".join(transcript.heard().split())
    for text in expectation.hears:
        if text.casefold() not in heard.casefold():
            yield "hears", _("expected to hear “{text}”, which was not said", text=text)
    how = HOW.get(transcript.ending.how, transcript.ending.how)
    if expectation.ends and expectation.ends != how:
        ended = how if how in set(Ending) else _(ENDINGS[how])
        message = _(
            "expected the call to end in {expected}; it ended in {ended}",
            expected=expectation.ends,
            ended=ended,
        )
        yield "ends", message
    recipients = _recipients(transcript)
    if expectation.to and expectation.to not in recipients:
        yield "to", _unsent(expectation.to, recipients)
    if transcript.faults:
        yield "at", _("expected no fault; {fault}", fault=transcript.faults[0].reason)


def _unsent(address: str, recipients: Sequence[str]) -> str:
    if not recipients:
        return _("expected a message for {address}; no message was left", address=address)
    others = ", ".join(recipients)
    return _(
        "expected a message for {address}; it went to {others}", address=address, others=others
    )


def _recipients(transcript: Transcript) -> list[str]:
    """To whom the messages of a call go, as the recording's callback says."""
    queries = [parse_qs(urlsplit(each.callback).query) for each in transcript.recordings]
    return [address for query in queries for to in query.get("to", ()) for address in to.split(",")]


def _on_paper(transcript: Transcript, start: datetime) -> Example:
    rows = [row(event) for event in transcript.events if type(event).__name__ != "Webhook"]
    return Example(write_moment(start), tuple(CallLine(each.who, each.what) for each in rows))
