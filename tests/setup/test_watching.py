"""In local mode a file that is saved is a file that is served."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from centralino.serving.flow_sources import FlowSources, changes_between
from centralino.serving.watching import RESTLESS, FlowWatch
from centralino.simulator.line import Http
from setup.served import FORM, PUBLIC_URL, TOKEN, Served, environment, eventually, says, serving

OLD, NEW = "parole di prima", "parole di adesso"


class Desk:
    """A folder of flow files, a watch over it, and the server that would load them."""

    def __init__(self, root: Path) -> None:
        self.flows, self.audio = root / "flows", root / "audio"
        self.flows.mkdir()
        self.audio.mkdir()
        self.flow = self.flows / "0577235501.yaml"
        self.flow.write_text(says(OLD))
        self.sources = FlowSources(self.flows, self.audio)
        self.loaded = self.sources.contents()
        self.told: list[str] = []
        self.watch = FlowWatch(self.sources, lambda: self.loaded, self.reload)
        self.look(2)

    def reload(self) -> None:
        now = self.sources.contents()
        self.told.append(", ".join(map(str, changes_between(self.loaded, now, self.flows))))
        self.loaded = now

    def look(self, times: int = 2) -> list[str]:
        for _ in range(times):
            self.watch.look()
        return self.told


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_what_changed_is_told_once(desk: Desk) -> None:
    assert desk.look(5) == []
    desk.flow.write_text(says(NEW))
    assert desk.look(5) == ["0577235501.yaml changed"]


def test_an_editor_that_puts_a_new_file_in_the_old_ones_place_is_noticed(desk: Desk) -> None:
    beside = desk.flows / ".0577235501.yaml.swp"
    beside.write_text(says(NEW))
    assert desk.look() == [], "what editors keep beside a file is none"
    beside.replace(desk.flow)
    assert desk.look() == ["0577235501.yaml changed"]


def test_new_and_deleted_files_calendars_and_audio_are_noticed(desk: Desk) -> None:
    (desk.flows / "calendars").mkdir()
    (desk.flows / "calendars" / "c.ics").write_text("BEGIN:VCALENDAR")
    desk.look()
    (desk.audio / "benvenuto.mp3").write_bytes(b"ID3")
    desk.look()
    desk.flow.unlink()
    assert desk.look() == [
        "calendars/c.ics is new",
        f"{desk.audio}/benvenuto.mp3 is new",
        "0577235501.yaml is gone",
    ]


def test_a_file_that_is_being_written_is_left_alone_until_it_rests(desk: Desk) -> None:
    for part in range(RESTLESS - 1):
        desk.flow.write_text(says(NEW)[: 20 + part])
        assert desk.look(1) == []
    desk.flow.write_text(says(NEW))
    assert desk.look() == ["0577235501.yaml changed"]


def test_a_file_that_never_rests_is_looked_at_all_the_same(desk: Desk) -> None:
    for part in range(RESTLESS * 2):
        desk.flow.write_text(says(f"{NEW} {part * 'x'}"))
        desk.look(1)
    assert len(desk.told) == 2


def test_a_file_saved_as_it_was_is_no_change(desk: Desk) -> None:
    desk.flow.write_text(says(OLD))
    assert desk.look(3) == []


def test_a_change_that_is_taken_back_is_a_change(desk: Desk) -> None:
    for words in (NEW, OLD, NEW):
        desk.flow.write_text(says(words))
        desk.look()
    assert desk.told == ["0577235501.yaml changed"] * 3


def test_a_folder_that_is_away_for_a_while_stops_no_watch(desk: Desk) -> None:
    away = desk.flows.rename(desk.flows.with_name("away"))
    assert desk.look() == ["0577235501.yaml is gone"]
    away.rename(desk.flows)
    assert desk.look()[-1] == "0577235501.yaml is new"


def test_a_look_at_a_thousand_files_costs_next_to_nothing(desk: Desk) -> None:
    for number in range(1_000):
        (desk.flows / f"{number}.yaml").write_text(says(OLD))
    desk.look()
    began = time.process_time()
    desk.look(10)
    assert (time.process_time() - began) / 10 < 0.05


@pytest.fixture
def local(tmp_path: Path) -> Iterator[Served]:
    variables = environment() | {"TWILIO_AUTH_TOKEN": "", "LOG_FORMAT": "console"}
    with serving(tmp_path, says(OLD), variables) as server:
        eventually(lambda: any("listening" in line for line in console(server)))
        yield server


def heard(server: Served) -> str:
    token = (server.folder / "var" / "local-token").read_text()
    line = Http(f"http://127.0.0.1:{server.port}", PUBLIC_URL, token)
    return line.post("/voice", FORM).body.decode()


def console(server: Served) -> list[str]:
    return (server.folder / "log").read_text().splitlines()


def test_a_saved_file_serves_and_one_line_says_so(local: Served) -> None:
    assert OLD in heard(local)
    before = len(console(local))
    saved = time.monotonic()
    local.flow.write_text(says(NEW))
    eventually(lambda: NEW in heard(local))
    # Two seconds are promised; this machine may be busy with other tests.
    assert time.monotonic() - saved < 10
    news = [line for line in console(local)[before:] if "webhook" not in line]
    (line,) = news
    assert "flows reloaded: 0577235501.yaml changed (numbers: 1)" in line


def test_a_file_with_an_error_is_told_with_its_place_and_the_last_good_one_stays(
    local: Served,
) -> None:
    before = len(console(local))
    local.flow.write_text(says(NEW).replace("email", "emial"))
    eventually(lambda: any("refused" in line for line in console(local)))
    assert OLD in heard(local)
    (line,) = [line for line in console(local)[before:] if "webhook" not in line]
    assert "error: flow file refused: flows/0577235501.yaml:2:1: emial: unknown setting" in line
    assert "instead: its last good version" in line


def test_at_the_start_local_mode_is_told_once_and_no_line_is_written_for_machines(
    local: Served,
) -> None:
    heard(local)
    eventually(lambda: any("webhook" in line for line in console(local)))
    lines = console(local)
    assert sum("local mode" in line for line in lines) == 1
    assert sum("flows loaded" in line for line in lines) == 1
    assert any(f"listening: http://127.0.0.1:{local.port}" in line for line in lines)
    assert not [line for line in lines if set("[]{}'") & set(line)]


def test_with_an_account_nothing_is_watched(tmp_path: Path) -> None:
    variables = environment() | {"TWILIO_AUTH_TOKEN": TOKEN}
    with serving(tmp_path, says(OLD), variables) as server:
        server.flow.write_text(says(NEW))
        time.sleep(1.5)
        assert OLD.encode() in server.call().body
