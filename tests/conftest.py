"""For every test: no sockets but to this machine, its own settings only, an English reader."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from support.house import SLUG, House, Housed, house, write
from support.sockets import only_this_machine

from centralino.core.settings import Settings

pytest_plugins = ["logs_apart", "nothing_skipped", "present_only", "seats_taken"]
settings.register_profile("centralino", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("mutants", settings.get_profile("centralino"), max_examples=8)
settings.load_profile("mutants" if "MUTANT_UNDER_TEST" in os.environ else "centralino")


@pytest.fixture(scope="session", autouse=True)
def _stay_on_this_machine() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        only_this_machine(patch, socket)
        for name in Settings.model_fields:
            patch.delenv(name.upper(), raising=False)
        for name in ("LANGUAGE", "LC_ALL"):
            patch.delenv(name, raising=False)
        patch.setenv("LC_MESSAGES", "en_GB.UTF-8")
        yield


@pytest.fixture
def housed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Housed:
    """`housed("number: ...", other="...", now=...)`: an app whose 0577 235501 has that flow.

    What the app keeps under var/ is kept in the test's own folder.
    """
    monkeypatch.chdir(tmp_path)

    def build(flow: str = "", now: str = "2026-11-23 11:00", **files: str) -> House:
        first = {SLUG: f'number: "0577 235501"\n{flow}'} if flow else {}
        folder = write(tmp_path / "flows", {**first, **files})
        return house(folder, now)

    return build
