from pathlib import Path
from typing import Any

import pytest
from standins.databases import database_url, postgres_url

from .desk import Desk, MakesDesk, make_desk

__all__ = ["database_url", "postgres_url"]


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MakesDesk:
    """`pages(public_url=...)`: the app with pages, in a folder of its own, at a moment in Rome."""
    monkeypatch.chdir(tmp_path)

    def build(now: str = "2026-11-23 11:00", **settings: Any) -> Desk:
        return make_desk(tmp_path, now, **settings)

    return build
