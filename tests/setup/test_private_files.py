"""What is under var/ is nobody else's to read, however wide the umask is."""

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from centralino.core import private_files
from centralino.delivery.channels.email.message import ComposedMail
from centralino.delivery.channels.email.postman import Outbox
from centralino.store.store import Store
from setup.served import PATIENCE, ROOT, environment, eventually, says, served

CENTRALINO = str(Path(sys.executable).with_name("centralino"))
NOTICE = ["notice", "add", "--number", "0577235501", "--text", "Torniamo.", "--until", "2h"]


@pytest.fixture(autouse=True)
def _wide_umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def wide(root: Path) -> dict[str, str]:
    """What others may read, of a folder and all below it, with its mode."""
    every = [root, *root.rglob("*")]
    return {str(path): oct(mode(path)) for path in every if mode(path) & private_files.OTHERS}


def names(root: Path) -> set[str]:
    return {path.name for path in root.rglob("*")}


def run(folder: Path, *words: str, **more: str) -> None:
    subprocess.run(
        [CENTRALINO, *words],
        cwd=folder,
        env=environment() | more,
        check=True,
        timeout=PATIENCE,
        stdin=subprocess.DEVNULL,
    )


def test_what_the_commands_server_and_worker_write_is_their_users_alone(tmp_path: Path) -> None:
    with served(tmp_path, says("buongiorno")) as server:
        assert server.call().status == 200
        run(tmp_path, "pin", "set", "0577235501", "--generate")
        run(tmp_path, "notice", "list")
        run(tmp_path, "call", "0577235501", "--record", "12s", TWILIO_AUTH_TOKEN="")
        run(tmp_path, *NOTICE)
        var = tmp_path / "var"
        with worker(tmp_path):
            eventually(lambda: {"centralino.sqlite3-wal", "last-good", "switches"} <= names(var))
            found = wide(var)
    assert found == {}
    assert {"local-token", "0577235501.yaml", "centralino.sqlite3"} <= names(var)
    assert wide(var) == {}


@contextmanager
def worker(folder: Path) -> Iterator[None]:
    process = subprocess.Popen([CENTRALINO, "worker"], cwd=folder, env=environment())
    try:
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)


def test_mails_in_the_outbox_are_private_and_so_is_their_folder(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "var" / "outbox")
    with outbox.line() as line:
        line.send("a@example.org", ["b@example.org"], ComposedMail("<1@example.org>", b"x"))
    assert len(names(tmp_path / "var")) == 2
    assert wide(tmp_path / "var") == {}


def test_a_var_that_was_wider_is_tightened_when_the_server_starts_and_the_log_says_so(
    tmp_path: Path,
) -> None:
    (tmp_path / "var" / "outbox").mkdir(parents=True)
    (tmp_path / "var" / "outbox" / "1.eml").write_text("x")
    (tmp_path / "elsewhere").write_text("x")
    (tmp_path / "var" / "link").symlink_to(tmp_path / "elsewhere")
    with served(tmp_path, says("buongiorno")) as server:
        eventually(lambda: bool([each for each in server.log() if each.get("files") == 3]))
    (told,) = [each for each in server.log() if each.get("files") == 3]
    assert told["event"] == "files that others could read were made private"
    assert mode(tmp_path / "var" / "outbox" / "1.eml") == private_files.FILE
    assert mode(tmp_path / "elsewhere") == 0o644  # a link leads to what is not ours


def test_a_database_elsewhere_is_private_with_what_sqlite_puts_beside_it(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/data/store.sqlite3")
    store.prepare()
    with store.writing() as session:
        session.execute(text("SELECT 1"))
        beside = [file for file in (tmp_path / "data").iterdir() if file.is_file()]
        assert len(beside) == 3
        assert {oct(mode(file)) for file in beside} == {"0o600"}
    store.close()
    for file in (tmp_path / "data").iterdir():
        file.chmod(0o644)
    Store(f"sqlite:///{tmp_path}/data/store.sqlite3").prepare()
    assert {oct(mode(file)) for file in (tmp_path / "data").iterdir()} == {"0o600"}


def test_what_anybody_may_ask_tells_no_path(tmp_path: Path) -> None:
    with served(tmp_path, says("buongiorno"), absolute=True) as server:
        for name in ("one.yaml", "two.yaml", "three.yaml"):
            (tmp_path / "flows" / name).write_text(BROKEN[name])
        server.reload()
        eventually(lambda: len(server.report()["problems"]) >= 3)
        report = str(server.report())
    assert "one.yaml:2:" in report
    assert str(tmp_path) not in report
    assert str(ROOT) not in report


BROKEN = {
    "one.yaml": "number: [",
    "two.yaml": "number: 0577235502\ncalendar: [{ical: /etc/passwd}]\n",
    "three.yaml": "number: '0577 235503'\nsteps: {x: {say: {audio: no.mp3}}}\n",
}
