import json
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import ModuleType
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner, Result
from werkzeug.wrappers import Response

from centralino.calls.call_log import NoCallLog
from centralino.cli import main
from centralino.cli.call import call
from centralino.services import Services
from centralino.simulator.events import Failed

from .little_app import NUMBER, LittleApp

LOCAL = "http://127.0.0.1:8000"
Clock = Callable[[], datetime]


class SomeApp(LittleApp):
    """What create_app gives, as far as the command looks at it."""

    def __init__(self) -> None:
        super().__init__(LOCAL)
        self.clock: Clock | None = None


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> SomeApp:
    some = SomeApp()

    def create_app(settings: object, services: Services) -> SomeApp:
        assert isinstance(services.call_log, NoCallLog)
        some.clock = services.clock
        return some

    module = ModuleType("app")
    monkeypatch.setattr(module, "create_app", create_app, raising=False)
    monkeypatch.setitem(sys.modules, "app", module)
    monkeypatch.setenv("TWILIO_AUTH_TOKEN", "a token")
    monkeypatch.setenv("PUBLIC_URL", LOCAL)
    return some


def run(*told: str) -> Result:
    return CliRunner().invoke(call, told)


def test_a_useful_call_exits_with_0(app: SomeApp) -> None:
    app.on("/voice", "<Say>Hello</Say>")
    result = run("0577 235501", "--at", "2026-11-23 11:00")
    assert result.exit_code == 0
    assert "calls 0577 235501 on Monday 23 November 2026, 11:00" in result.output
    assert "“Hello”" in result.output
    assert app.sent("/voice")[0].form["To"] == NUMBER


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("PUBLIC_URL", "centralino", "PUBLIC_URL: expected the address that Twilio calls, like"),
        ("LOG_FORMAT", "xml", "LOG_FORMAT: expected one of 'json', 'console'"),
    ],
)
def test_a_wrong_environment_is_told_in_a_line(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, told: str
) -> None:
    monkeypatch.setenv(name, value)
    result = CliRunner().invoke(main, ["call", "0577 235501"])
    assert (result.exit_code, result.output.count("\n")) == (1, 1)
    assert result.output.startswith(f"Error: {told}")


def test_a_bad_call_exits_with_1(app: SomeApp) -> None:
    result = run("0577235501")
    assert result.exit_code == 1
    assert "FAULT" in result.output


def test_the_time_is_the_organisations_unless_it_says_its_own(app: SomeApp) -> None:
    app.on("/voice", "<Say>Hello</Say>")
    run("0577235501", "--at", "2026-11-23 11:00")
    assert app.clock is not None
    assert app.clock().isoformat().startswith("2026-11-23T11:00:00")
    assert app.clock().tzname() == "CET"
    run("0577235501", "--at", "2026-11-23T11:00+00:00")
    assert app.clock().isoformat().startswith("2026-11-23T12:00")
    assert app.clock().tzname() == "CET", "told as it is there"


def test_what_is_told_is_done(app: SomeApp) -> None:
    app.on("/voice", '<Gather action="/1" numDigits="1"/>')
    app.on(
        "/1",
        '<Dial action="/2" callerId="+390577235501" sequential="true">'
        "<Number>+390577235010</Number><Number>+390577235011</Number></Dial>",
    )
    app.on("/2", '<Record action="/3"/>').on("/3", "<Say>Grazie</Say>")
    told = ["--press", "1", "--dial", "busy,no-answer", "--record", "12s"]
    result = run("+39 0577 235501", *told, "--from", "anonymous", "--json")
    data = json.loads(result.output)
    assert data["ending"]["how"] == "voicemail"
    assert [e["result"] for e in data["events"] if e["event"] == "rang"] == ["busy", "no-answer"]
    assert app.sent("/voice")[0].form["From"] == "anonymous"


def test_nobody_is_asked_without_a_terminal(app: SomeApp) -> None:
    app.on("/voice", "<Gather><Say>Press</Say></Gather>")
    result = run("0577235501")
    assert "does nothing for 5 s (not told: assumed)" in result.output


@pytest.mark.parametrize(
    ("told", "remedy"),
    [
        (["nobody"], "write it like 0577 235501"),
        (["0577235501", "--pres", "1"], "Did you mean '--press'"),
        (["0577235501", "--dial", "buzy"], "did you mean 'busy'?"),
        (["0577235501", "--at", "tomorrow"], "write it like '2026-11-23 11:00'"),
        (["0577235501", "--at", "2026-11-23"], "write it like '2026-11-23 11:00'"),
        (["0577235501", "--at", "2026-11-23 11:00", "--url", LOCAL], "leave out --url"),
        (["0577235501", "--token", "x"], "--token goes with --url"),
        (["0577235501", "--live", "--url", LOCAL], "a running one always is"),
        (["0577235501", "--url", "localhost:8000"], "http://127.0.0.1:8000"),
        (["0577235501", "--from", "me"], "no telephone number"),
    ],
)
def test_wrong_usage_exits_with_2_and_a_remedy(app: SomeApp, told: list[str], remedy: str) -> None:
    result = run(*told)
    assert result.exit_code == 2
    assert remedy.lower() in " ".join(result.output.split()).lower()
    assert app.received == []


def test_a_running_app_that_does_not_answer_is_told(app: SomeApp) -> None:
    result = run("0577235501", "--url", "http://127.0.0.1:9", "--json")
    assert result.exit_code == 1
    faults = [
        e for e in json.loads(result.output)["events"] if e["event"] == Failed.__name__.lower()
    ]
    assert "nothing answers at http://127.0.0.1:9" in faults[0]["reason"]


def test_a_running_app_that_does_not_answer_is_told_in_a_line(app: SomeApp) -> None:
    result = run("0577235501", "--url", "http://127.0.0.1:9")
    assert result.exit_code == 1
    assert result.output == (
        "Error: nothing answers at http://127.0.0.1:9: is the app running there?\n"
    )


def test_a_number_that_no_file_describes_exits_with_1_and_the_nearest(app: SomeApp) -> None:
    result = run("0577 235505")
    assert (result.exit_code, app.received) == (1, [])
    assert "no file describes 0577 235505; did you mean '05772355" in result.output


def test_a_file_with_errors_is_told_of_before_the_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    flow = tmp_path / "flows" / "0577235501.yaml"
    flow.parent.mkdir()
    (flow.parent / "centralino.yaml").write_text("organisation: Prova\n")
    good = (
        'number: "0577 235501"\nemail: urp@example.org\n'
        "steps: {a: {say: Buongiorno., then: b}, b: {voicemail: office}}\n"
    )
    flow.write_text(good)
    assert run("0577235501").stderr == ""
    flow.write_text(good.replace("voicemail", "voicemial"))
    result = run("0577235501")
    first, second, *_ = result.stderr.splitlines()
    assert first == "flows/0577235501.yaml has errors, so you hear its last good version."
    assert "did you mean 'voicemail'?" in second
    assert "Buongiorno." in result.stdout
    (flow.parent / "0577235502.yaml").write_text('number: "0577 235502"\nring: [x]\n')
    result = run("0577235502")
    assert "was never good: you hear nothing of it" in result.stderr
    assert "Buongiorno." not in result.stdout


@pytest.mark.parametrize("where", [["--url"], []])
def test_times_are_the_organisations_wherever_it_is_called(
    app: SomeApp, monkeypatch: pytest.MonkeyPatch, where: list[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    told = [*where, *(["http://127.0.0.1:9"] if where else []), "--json"]
    started = datetime.fromisoformat(json.loads(run("0577235501", *told).stdout)["started"])
    rome = started.astimezone(ZoneInfo("Europe/Rome"))
    assert started.utcoffset() == rome.utcoffset()


def test_verbose_json_holds_the_webhooks(app: SomeApp) -> None:
    app.on("/voice", Response("<Response><Say>Hi</Say></Response>", content_type="text/xml"))
    events = json.loads(run("0577235501", "--json", "--verbose").output)["events"]
    assert [e["status"] for e in events if e["event"] == "webhook"] == [200, 204]
