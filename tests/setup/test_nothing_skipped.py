"""Where nothing may be skipped, a skip is a failure, and nothing else is."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PLUGINS = Path(__file__).resolve().parents[1]
# Every way to skip, as the text of little tests: where nothing may be skipped, each must fail.
SKIPS = {
    "a_test": "def test_one() -> None:\n    pytest.skip('no telephone here')\n",
    "a_mark": "@pytest.mark.skip('no telephone here')\ndef test_one() -> None: pass\n",
    "a_fixture": "@pytest.fixture\ndef telephone() -> None:\n    pytest.skip('no telephone here')\n"
    "def test_one(telephone: None) -> None: pass\n",
    "a_file": "pytest.skip('no telephone here', allow_module_level=True)\n",
    "an_import": "pytest.importorskip('telephone_that_is_not')\ndef test_one() -> None: pass\n",
}
EXPECTED = "@pytest.mark.xfail\ndef test_one() -> None:\n    assert False\n"


def run(folder: Path, test: str, asked: str) -> "subprocess.CompletedProcess[str]":
    (folder / "test_it.py").write_text(f"import pytest\n{test}")
    command = [sys.executable, "-m", "pytest", "-p", "nothing_skipped", "-p", "no:cacheprovider"]
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(PLUGINS),
        "CENTRALINO_NOTHING_SKIPPED": asked,
    }
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("way", SKIPS)
def test_a_skip_fails_and_tells_its_reason(tmp_path: Path, way: str) -> None:
    told = run(tmp_path, SKIPS[way], "1")
    assert told.returncode != 0, told.stdout
    assert "nothing may be skipped here" in told.stdout
    assert "telephone" in told.stdout


@pytest.mark.parametrize(("test", "asked"), [(SKIPS["a_test"], ""), (EXPECTED, "1")])
def test_a_skip_elsewhere_or_a_failure_that_was_expected_passes(
    tmp_path: Path, test: str, asked: str
) -> None:
    told = run(tmp_path, test, asked)
    assert told.returncode == 0, told.stdout
