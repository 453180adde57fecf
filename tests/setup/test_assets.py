"""The pages' look: built by a lock without addresses, served for good, and missed by no page."""

import gzip
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask
from standins.postgres import missing

from handlers import assets
from handlers.pages.rendering import FONTS
from tools.assets import OLDEST, PAGES, version_of

from .served import ROOT

BUILT = ROOT / "static" / "built"
LOCK = json.loads((PAGES / "package-lock.json").read_text("utf-8"))


def packages() -> dict[str, dict[str, object]]:
    return {name: each for name, each in LOCK["packages"].items() if name}


@pytest.fixture(scope="module")
def built() -> dict[str, str]:
    if not (BUILT / "manifest.json").is_file():
        missing("the pages' look was not built: `python -m tools.assets` says why")
    names: dict[str, str] = json.loads((BUILT / "manifest.json").read_text("utf-8"))
    return names


def test_the_lock_has_a_hash_for_every_package_and_an_address_of_none() -> None:
    assert len(packages()) > 50
    assert [name for name, each in packages().items() if "resolved" in each] == []
    assert [name for name, each in packages().items() if "integrity" not in each] == []


def test_what_is_built_has_its_hash_in_its_name_and_weighs_little(built: dict[str, str]) -> None:
    assert set(built) == {"pages.css", "pages.js", "icons.svg", *FONTS}
    for name, hashed in built.items():
        stem, ending = name.split(".")
        assert re.fullmatch(rf"{stem}-[0-9A-Za-z]{{8,12}}\.{ending}", hashed)
        assert (BUILT / hashed).stat().st_size < 150_000


def test_the_look_names_only_files_that_were_built_beside_it(built: dict[str, str]) -> None:
    css = (BUILT / built["pages.css"]).read_text("utf-8")
    named = {each.strip("\"'./") for each in re.findall(r"url\(([^)]*)\)", css)}
    files = {each for each in named if not each.startswith("data:")}
    assert files
    assert files == named, "the pages' policy admits no `data:`"
    assert [each for each in files if not (BUILT / each).is_file()] == []
    assert "@import" not in css


def test_what_was_built_is_kept_for_good_and_the_rest_for_an_hour(tmp_path: Path) -> None:
    (tmp_path / "built").mkdir()
    (tmp_path / "built" / "pages-0.css").write_text("a")
    (tmp_path / "hello.mp3").write_text("b")
    app = Flask(__name__, static_folder=None)
    app.register_blueprint(assets.blueprint(tmp_path))
    web = app.test_client()
    with web.get("/static/built/pages-0.css") as found:
        assert "immutable" in found.headers["Cache-Control"]
        assert "max-age=31536000" in found.headers["Cache-Control"]
    with web.get("/static/hello.mp3") as found:
        assert "immutable" not in found.headers["Cache-Control"]
    with web.get("/static/built/../../app.py") as found:
        assert found.status_code == 404


def test_what_was_built_is_sent_compressed_to_who_takes_it(tmp_path: Path) -> None:
    (tmp_path / "built").mkdir()
    (tmp_path / "built" / "pages-0.css").write_text("a {}" * 100)
    (tmp_path / "built" / "pages-0.css.gz").write_bytes(gzip.compress(b"a {}" * 100))
    app = Flask(__name__, static_folder=None)
    app.register_blueprint(assets.blueprint(tmp_path))
    web = app.test_client()
    for takes in ("gzip, br", "identity", "gzip;q=0"):
        with web.get("/static/built/pages-0.css", headers={"Accept-Encoding": takes}) as found:
            assert found.mimetype == "text/css"
            assert found.headers["Vary"] == "Accept-Encoding"
            assert "immutable" in found.headers["Cache-Control"]
            is_pressed = found.headers.get("Content-Encoding") == "gzip"
            assert is_pressed is (takes == "gzip, br")
            body = gzip.decompress(found.data) if is_pressed else found.data
            assert body == b"a {}" * 100


def test_an_asset_is_found_by_its_name_and_none_where_nothing_was_built(tmp_path: Path) -> None:
    assert assets.find_asset("pages.css", tmp_path / "none") is None
    (tmp_path / "built").mkdir()
    (tmp_path / "built" / "manifest.json").write_text('{"pages.css": "pages-0.css"}')
    assert assets.find_asset("pages.css", tmp_path) == "/static/built/pages-0.css"
    assert assets.find_asset("pages.js", tmp_path) is None


def test_a_node_that_is_none_has_no_version(tmp_path: Path) -> None:
    program = tmp_path / "node"
    program.write_text("#!/bin/sh\necho v18.3.1\n")
    program.chmod(0o755)
    assert version_of(str(program)) == 18 < OLDEST
    program.write_text("#!/bin/sh\necho nothing\n")
    assert version_of(str(program)) == 0


def test_where_the_look_cannot_be_built_it_is_said_and_nothing_breaks(tmp_path: Path) -> None:
    npm = tmp_path / "npm"
    npm.write_text("#!/bin/sh\nexit 1\n")
    npm.chmod(0o755)
    node = tmp_path / "node"
    node.write_text('#!/bin/sh\n[ "$1" = --version ] && echo v99.0.0 && exit\nexit 1\n')
    node.chmod(0o755)
    ended = subprocess.run(
        [sys.executable, "-m", "tools.assets"],
        cwd=ROOT,
        env={**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert "so that they are plain" in ended.stdout
    assert "Traceback" not in ended.stderr
