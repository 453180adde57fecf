import io
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from rich.console import Console
from rich.text import Text
from werkzeug.wrappers import Response

from centralino.core.readable import write_length
from centralino.simulator import CallClock, Event, Keys, Message, ScriptedLeg
from centralino.simulator import events as kinds
from centralino.simulator.asked_script import AskedScript
from centralino.simulator.printer import Printer
from centralino.simulator.rendering import row

from .little_app import CALLER, FIRST, NUMBER, LittleApp, ring

START = datetime(2026, 11, 23, 11, 0, tzinfo=ZoneInfo("Europe/Rome"))
ASKS = '<Gather action="/ok" numDigits="1"><Say language="it-IT">Prema 1.</Say></Gather><Hangup/>'
TRANSCRIPT = """\
333 000 0000 calls 0577 235501 on Monday 23 November 2026, 11:00

  0:00  Switchboard  “Benvenuti. Per la segreteria premere 1.” [it-IT]
  0:02  Caller       presses 1
  0:03  Telephone    0577 235010 rings for 20 s: picked up, showing 0577 235501
  0:23  To callee    “Prema 1.” (the caller does not hear it)
  0:24  Callee       does nothing for 5 s
  0:29  Telephone    0577 235010 is not connected: nobody confirmed
  0:29  Switchboard  “Lasci un messaggio dopo il segnale: sarà ascoltato dalla
                     segreteria appena possibile.”
  0:35  Switchboard  beep
  0:36  Caller       leaves a message of 12 s, then is silent
  0:53  Switchboard  “Thank you.” [en-US]
  0:54  Ended        a voicemail was taken, after 54 s; the switchboard hung up
"""


def office() -> LittleApp:
    menu = '<Say language="it-IT">Benvenuti. Per la segreteria premere 1.</Say>'
    voice = f'<Gather action="/1" numDigits="1">{menu}</Gather><Redirect>/voice</Redirect>'
    number = f'<Number url="/whisper">{FIRST}</Number>'
    leave = "Lasci un messaggio dopo il segnale: sarà ascoltato dalla segreteria appena possibile."
    return (
        LittleApp()
        .on("/voice", voice)
        .on("/1", f'<Dial action="/2" callerId="{NUMBER}">{number}</Dial>')
        .on("/whisper", ASKS)
        .on("/2", f'<Say language="it-IT">{leave}</Say><Record action="/3"/>')
        .on("/3", "<Say>Thank you.</Say>")
    )


def printed(*, verbose: bool = False, **style: bool) -> str:
    paper = io.StringIO()
    printer = Printer(Console(file=paper, width=80, highlight=False, **style), verbose)  # type: ignore[arg-type] # flags only
    printer.begin(NUMBER, CALLER, START)
    ring(
        office(),
        press="1",
        dial="unconfirmed",
        record="12s",
        clock=CallClock(START),
        listen=printer.show,
    )
    return "".join(line.rstrip() + "\n" for line in paper.getvalue().splitlines())


def test_a_call_is_read_without_explanation() -> None:
    assert printed() == TRANSCRIPT


def test_colours_are_for_terminals_and_change_no_word() -> None:
    coloured = printed(force_terminal=True)
    assert "\x1b[" in coloured
    plain = Text.from_ansi(coloured).plain
    assert [line.rstrip() for line in plain.splitlines()] == TRANSCRIPT.splitlines()


def test_verbose_shows_webhooks_with_their_twiml() -> None:
    text = printed(verbose=True)
    assert "POST https://switchboard.example.org/1" in text
    assert "Digits=1" in text
    assert "<Record action" in text


def test_spoken_brackets_are_no_markup() -> None:
    paper = io.StringIO()
    Printer(Console(file=paper, width=80)).show(kinds.Spoke("[red]no[/red]", "it-IT", ""))
    assert "[red]no[/red]" in paper.getvalue()


def every_event() -> Iterator[Event]:
    yield from [
        kinds.Spoke("Hi", "en", "", times=0),
        kinds.Played("/a.mp3", cut_short=True),
        kinds.Played("/a.mp3", to=FIRST, times=2),
        kinds.Paused(3),
        kinds.Beeped(),
        kinds.Pressed("1#", assumed=True),
        kinds.Replied("segreteria"),
        kinds.Silent(5, by=FIRST),
        kinds.Rang(FIRST, 65, "busy", "anonymous"),
        kinds.Whispered(FIRST, "Hi", "en", ""),
        kinds.Declined(FIRST, "nobody confirmed"),
        kinds.Talked(FIRST, 120, confirmed=False),
        kinds.Recorded(12, "limit", "RE1", "/a", ""),
        kinds.Warned("careful"),
        kinds.Failed(11200, "/voice", "the app answered 500"),
        kinds.Webhook("POST", "/voice", {}, 0, "", ""),
        kinds.Ended("loop", 5, kinds.SWITCHBOARD, "7 documents"),
    ]


def test_every_kind_of_event_has_a_row() -> None:
    shown = list(every_event())
    assert {type(event) for event in shown} == set(kinds.Event.__subclasses__())
    assert all(row(event).who and row(event).what for event in shown)
    with pytest.raises(TypeError, match="no row for Event"):
        row(Event())


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "0 s"), (45, "45 s"), (60, "1 min"), (65.4, "1 min 5 s")]
)
def test_lengths_are_in_minutes_and_seconds(seconds: float, words: str) -> None:
    assert write_length(seconds) == words


def test_a_transcript_as_data_holds_webhooks_only_if_verbose() -> None:
    app = office().on("/voice/status", Response(status=500))
    transcript = ring(app, press="1", dial="answered:10s", record="5s")
    data, verbose = transcript.as_data(), transcript.as_data(verbose=True)
    assert (data["to"], data["went_well"]) == (NUMBER, False)
    assert data["events"][0]["event"] == "spoke"
    assert data["events"][-1]["how"] == data["ending"]["how"] == "voicemail"
    assert "webhook" not in [event["event"] for event in data["events"]]
    assert "webhook" in [event["event"] for event in verbose["events"]]


def asking(monkeypatch: pytest.MonkeyPatch, *answers: str) -> tuple[AskedScript, io.StringIO]:
    paper, given = io.StringIO(), iter(answers)

    def answer(prompt: str = "") -> str:
        try:
            return next(given)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr("builtins.input", answer)
    return AskedScript(Console(file=paper)), paper


def test_what_is_not_told_is_asked_until_it_is_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    person, paper = asking(monkeypatch, "x", "2#", "busy", "7s:hangup")
    assert person.keys() == Keys("2#")
    assert person.leg(FIRST) == ScriptedLeg("busy")
    assert person.message() == Message(7, "hangup")
    assert "'x' is no key" in paper.getvalue()


def test_enter_chooses_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    person, _ = asking(monkeypatch, "", " ", "")
    assert person.keys() == Keys()
    assert person.leg(FIRST) == ScriptedLeg("no-answer")
    assert person.message() == Message(10)


def test_the_end_of_input_leaves_the_default_assumed(monkeypatch: pytest.MonkeyPatch) -> None:
    person, _ = asking(monkeypatch)
    assert person.keys() == Keys(assumed=True)
    assert person.leg(FIRST) == ScriptedLeg("no-answer", assumed=True)
    assert person.message() == Message(10, assumed=True)
