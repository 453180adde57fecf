"""`centralino reload`, of a server that really runs."""

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from setup.served import ROOT, Served, environment, eventually, says, served

OLD, NEW = "parole di prima", "parole di adesso"
COMMAND = str(Path(sys.executable).with_name("centralino"))


def centralino(folder: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [COMMAND, *words],
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )


def reload(folder: Path, status: int) -> dict[str, Any]:
    """What it says of the one server."""
    done = centralino(folder, "reload", "--json")
    assert done.returncode == status, done.stdout + done.stderr
    told = json.loads(done.stdout)
    assert told["ok"] is (status == 0)
    (found,) = told["servers"]
    assert isinstance(found, dict)
    return found


def file_of(server: Served) -> Path:
    return server.folder / "var" / "servers" / f"{server.process.pid}.jsonl"


def test_when_it_returns_new_calls_hear_the_new_words(tmp_path: Path) -> None:
    with served(tmp_path, says(OLD)) as server:
        server.flow.write_text(says(NEW))
        told = reload(tmp_path, 0)
        assert NEW.encode() in server.call().body
        assert (told["pid"], told["result"]) == (server.process.pid, "loaded")
        assert told["numbers"] == 1
        assert told["changes"] == [{"file": "0577235501.yaml", "how": "changed"}]
        assert reload(tmp_path, 0)["changes"] == []


def test_what_was_refused_is_said_with_its_place_and_what_answers_instead(tmp_path: Path) -> None:
    with served(tmp_path, says(OLD)) as server:
        server.flow.write_text(says(NEW).replace("email", "emial"))
        (tmp_path / "flows" / "0577235502.yaml").write_text("number: [\n")
        told = reload(tmp_path, 1)
        assert told["result"] == "refused"
        assert any("0577235501.yaml:2:1: emial" in line for line in told["refused"])
        assert told["last_good"] == ["0577235501.yaml"]
        assert told["left_out"] == ["0577235502.yaml"]
        assert OLD.encode() in server.call().body
        words = centralino(tmp_path, "reload")
        assert words.returncode == 1
        assert "As they last were good: 0577235501.yaml." in words.stdout
        assert "did you mean 'email'?" in words.stdout


def test_without_a_server_it_says_how_to_start_one(tmp_path: Path) -> None:
    done = centralino(tmp_path, "reload")
    assert done.returncode == 1
    assert "make run" in done.stderr


def test_the_servers_file_is_its_own_and_goes_with_it(tmp_path: Path) -> None:
    with served(tmp_path, says(OLD)) as server:
        file = file_of(server)
        assert file.stat().st_mode & 0o077 == 0
        server.process.send_signal(signal.SIGTERM)
        server.process.wait()
        assert not file.exists()


def test_a_process_that_only_has_the_id_of_a_killed_server_gets_no_signal(tmp_path: Path) -> None:
    """Here a sleeper, whom SIGHUP would end."""
    with served(tmp_path, says(OLD)) as server:
        left = file_of(server).read_text()
        pid = server.process.pid
    with subprocess.Popen(["sleep", "60"]) as sleeper:
        try:
            file_of(server).with_name(f"{sleeper.pid}.jsonl").write_text(
                left.replace(f'"pid": {pid}', f'"pid": {sleeper.pid}')
            )
            assert "no server runs" in centralino(tmp_path, "reload").stderr
            assert sleeper.poll() is None
        finally:
            sleeper.kill()


def test_a_server_that_does_not_answer_in_time_is_said_to_be_late(tmp_path: Path) -> None:
    with served(tmp_path, says(OLD)) as server:
        server.process.send_signal(signal.SIGSTOP)
        try:
            done = centralino(tmp_path, "reload", "--within", "0.5")
        finally:
            server.process.send_signal(signal.SIGCONT)
        assert done.returncode == 1
        assert "has not loaded its flows in time" in done.stdout
        eventually(lambda: server.call().status == 200)


def test_the_servers_that_run_in_a_folder_are_all_reloaded(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    with served(tmp_path, says(OLD)) as server, served(tmp_path / "other", says(OLD)) as other:
        (told,) = json.loads(centralino(tmp_path, "reload", "--json").stdout)["servers"]
        assert told["pid"] == server.process.pid != other.process.pid
    assert (ROOT / "gunicorn.conf.py").is_file()
