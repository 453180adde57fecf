"""The exported files, served by a plain file server and called while the app is down."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner
from support.grammar import parsed
from support.house import at, write
from time_machine import TimeMachineFixture

from centralino.cli import main
from centralino.loading.loader import load
from centralino.simulator import Http, HttpAnswer, Telephone, UnreachableError
from centralino.simulator.events import Played
from centralino.switchboard import fallback_files

HERE = Path(__file__).resolve().parents[2]
PUBLIC_URL = "https://centralino.example.org"
NUMBER = """
number: "0577 235501"
office: Ufficio Relazioni
email: urp@example.org
hours: {mon-fri: "10:00-13:00", seasons: [{from: "07-01", to: "08-31", hours: {mon: "9-10"}}]}
"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- http.server's name
        """Not on the terminal."""


@contextmanager
def file_server(folder: Path) -> Iterator[str]:
    """Any web server: it knows GET and files, and nothing of Twilio."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Down:
    """The app answers nothing; the number's fallback URL is a file, asked for by GET."""

    def __init__(self, files: str, slug: str) -> None:
        self.files = Http(files, files, "no token")
        self.slug = slug

    def post(self, url: str, form: Mapping[str, str], method: str = "POST") -> HttpAnswer:
        if url.endswith("/voice/fallback"):
            return self.files.post(f"/{self.slug}.xml", form, "GET")
        raise UnreachableError("the app is down")


def export(folder: Path, monkeypatch: pytest.MonkeyPatch, **files: str) -> Path:
    monkeypatch.setenv("FLOWS_DIR", str(write(folder / "flows", files)))
    result = CliRunner().invoke(main, ["fallback", "export", str(folder / "out")])
    assert result.exit_code == 0, result.output
    return folder / "out"


def test_a_call_is_helped_by_a_plain_file_server_while_the_app_is_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = export(tmp_path, monkeypatch, **{"0577235501": NUMBER})
    with file_server(folder) as url:
        telephone = Telephone(Down(url, "0577235501"), public_url=PUBLIC_URL)
        transcript = telephone.call("+390577235501", "+393331234567")
    assert "urp chiocciola example punto org" in transcript.heard()
    assert "L'orario dell'ufficio è" in transcript.heard()
    assert "You can write to urp at example dot org" in transcript.heard()
    assert transcript.ending.how == "information"


def test_a_recorded_prompt_is_served_beside_the_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flow = f"{NUMBER}prompts: {{fault: {{audio: prova ciao.mp3}}}}\n"
    audio = tmp_path / "static" / "audio" / "prova ciao.mp3"
    audio.parent.mkdir(parents=True)
    audio.write_bytes(b"ciao")
    monkeypatch.setattr("centralino.cli.fallback.STATIC", tmp_path / "static")
    folder = export(tmp_path, monkeypatch, **{"0577235501": flow})
    with file_server(folder) as url:
        telephone = Telephone(Down(url, "0577235501"), public_url=PUBLIC_URL)
        transcript = telephone.call("+390577235501", "+393331234567")
        (played,) = [event.url for event in transcript.events if isinstance(event, Played)]
        beside = "/static/audio/prova%20ciao.mp3"
        assert played.endswith(beside)
        assert Http(url, url, "no token").post(beside, {}, "GET").body == b"ciao"
    assert f".{beside}<" in (folder / "0577235501.xml").read_text()


def test_each_file_is_twiml_that_twilio_takes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = export(tmp_path, monkeypatch, **{"0577235501": NUMBER})
    root = parsed((folder / "0577235501.xml").read_text())
    assert [verb.tag for verb in root] == ["Say", "Say", "Say", "Say", "Hangup"]


def document(folder: Path, flow: str) -> str:
    flows = load(write(folder, {"0577235501": flow})).house.flows
    return fallback_files.export_fallbacks(flows).documents["0577235501.xml"]


def test_the_hours_are_every_seasons(tmp_path: Path) -> None:
    said = document(tmp_path, NUMBER)
    assert (
        "è dal lunedì al venerdì dalle 10 alle 13; "
        "dal primo luglio al 31 agosto, solo il lunedì dalle 9 alle 10."
    ) in said
    assert (
        "are Monday to Friday from 10 a.m. to 1 p.m.; "
        "from 1 July to 31 August, only on Monday from 9 a.m. to 10 a.m."
    ) in said


SPECIAL = "calendar: [{on: 2026-11-23, open: '9-10', reason: Prova}]\n"
FAULT = "prompts: {fault: 'Guasto. Aperto {hours}. Riapre {reopens}. {reason}. Da {caller}.'}\n"


@pytest.mark.parametrize("day", ["2026-07-23 11:00", "2026-11-23 09:30", "2026-12-25 11:00"])
def test_a_file_is_the_same_whenever_it_is_written(
    day: str, tmp_path: Path, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(at("2026-11-22 11:00"))
    on_a_usual_day = document(tmp_path / "usual", NUMBER + SPECIAL)
    time_machine.move_to(at(day))
    assert document(tmp_path / "day", NUMBER + SPECIAL) == on_a_usual_day
    assert "dal lunedì al venerdì" in on_a_usual_day


def test_nothing_is_said_of_a_single_day_or_call(tmp_path: Path) -> None:
    said = document(tmp_path, NUMBER + FAULT)
    assert "Guasto. Aperto dal lunedì al venerdì dalle 10 alle 13; " in said
    assert not any(word in said for word in ("Riapre", "Da ", "{"))


def test_a_fault_written_in_one_language_is_told_once(tmp_path: Path) -> None:
    prompts = "prompts: {guasto: {it: Siamo guasti.}, fault: {prompt: guasto}}\n"
    assert document(tmp_path, NUMBER + prompts).count("Siamo guasti.") == 1


def test_what_has_not_changed_is_not_written_and_what_is_left_over_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = export(tmp_path, monkeypatch, **{"0577235501": NUMBER})
    (folder / "0577235599.xml").write_text("<Response/>")
    before = (folder / "0577235501.xml").stat().st_ino
    result = CliRunner().invoke(main, ["fallback", "export", str(folder)])
    assert "Numbers: 1. Files written: 0." in result.output
    assert "0577235599.xml: no number of this name any more" in result.output
    assert (folder / "0577235501.xml").stat().st_ino == before


def test_nothing_is_written_while_a_flow_file_has_errors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path / "flows", {"0577235501": NUMBER, "0577235502": "number: 1"})
    monkeypatch.setenv("FLOWS_DIR", str(folder))
    result = CliRunner().invoke(main, ["fallback", "export", str(tmp_path / "out")])
    assert result.exit_code == 1
    assert "run `centralino check` first" in result.output
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FLOWS_DIR", str(write(tmp_path / "flows", {"0577235501": NUMBER})))
    (tmp_path / "file").write_text("")
    result = CliRunner().invoke(main, ["fallback", "export", str(tmp_path / "file" / "below")])
    assert result.exit_code == 1
    assert "part of this path is no folder" in result.output


def test_the_files_that_come_with_the_example_flows_are_in_step_with_them() -> None:
    flows, served = load(HERE / "flows").house.flows, HERE / "static" / "fallback"
    found = {file.name: file.read_text() for file in served.glob("*.xml")}
    due = fallback_files.export_fallbacks(flows).documents
    for name in due.keys() | found.keys():
        assert found.get(name) == due.get(name), (
            f"{name}: run `centralino fallback export static/fallback`"
        )
