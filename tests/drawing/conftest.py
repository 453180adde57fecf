"""Flows to draw, each in a folder of its own."""

from collections.abc import Callable
from pathlib import Path

import pytest

from centralino.flows.flow import Flow
from centralino.loading.loader import load

ORGANISATION = "organisation: {it: Università di Prova, en: Test University}\n"
Flowing = Callable[[str], Flow]


@pytest.fixture
def flow(tmp_path: Path) -> Flowing:
    """`flow("steps: ...")`: the flow of 0577 235501 with these settings."""

    def build(settings: str) -> Flow:
        (tmp_path / "centralino.yaml").write_text(ORGANISATION, encoding="utf-8")
        text = f'number: "0577 235501"\n{settings}'
        (tmp_path / "0577235501.yaml").write_text(text, encoding="utf-8")
        loaded = load(tmp_path)
        assert not loaded.problems, loaded.problems
        return loaded.house.flows["0577235501"]

    return build
