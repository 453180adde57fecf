"""Calls rehearsed: what flow files say that a call will do, tried with a telephone in process."""

from pathlib import Path
from urllib.parse import unquote_plus

import pytest

from centralino.calls.ending import Ending
from centralino.cli.call import in_process
from centralino.fields.expectations import Expectation
from centralino.flows.flow import Flow
from centralino.loading.loader import Loaded, load
from centralino.simulator import Telephone, Transcript, script_words
from centralino.simulator.events import Warned

ENDINGS = {Ending.HUNG_UP: "abandoned"}
"""Where a telephone has another word for an ending than the call log."""
SOMEBODY = "+393330000000"


class Rehearsal:
    """An app over a folder of flow files, and calls to it at any time."""

    def __init__(self, folder: Path, scratch: Path, patch: pytest.MonkeyPatch) -> None:
        """`scratch` is where the app may keep what it keeps."""
        patch.chdir(scratch)
        patch.setenv("FLOWS_DIR", str(folder))
        self.loaded: Loaded = load(folder)
        self._exchange = in_process(None)

    def call(self, flow: Flow, expected: Expectation) -> Transcript:
        exchange = self._exchange
        exchange.clock.start = expected.at.replace(tzinfo=flow.zone)
        seconds = [] if expected.record is None else [str(expected.record)]
        script = script_words.read_script(expected.press, (), expected.dial, seconds)
        telephone = Telephone(
            exchange.line,
            script,
            public_url=exchange.public_url,
            account=exchange.account,
            clock=exchange.clock,
        )
        return telephone.call(flow.number, expected.caller or SOMEBODY)


def differences(expected: Expectation, call: Transcript) -> list[str]:
    """How a call differs from what was expected; nothing told may be left over either."""
    heard = call.heard().lower()
    found = [f"not heard: {words}" for words in expected.hears if words.lower() not in heard]
    if expected.ends and call.ending.how != ENDINGS.get(expected.ends, expected.ends):
        found.append(f"ended with {call.ending.how}")
    if expected.to and not any(expected.to in url for url in _callbacks(call)):
        found.append(f"no message for {expected.to}")
    found += [fault.reason for fault in call.faults]
    return found + [event.text for event in call.events if isinstance(event, Warned)]


def _callbacks(call: Transcript) -> list[str]:
    """Where each message is announced, with its recipients in the query."""
    return [unquote_plus(recorded.callback) for recorded in call.recordings]
