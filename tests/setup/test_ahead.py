"""Flows that a server loads for its workers."""

from pathlib import Path

import pytest

from centralino.serving import loading_ahead
from setup.served import says


@pytest.fixture
def flows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(loading_ahead, "_ahead", {})
    (tmp_path / "centralino.yaml").write_text("organisation: Prova\n")
    (tmp_path / "0577235501.yaml").write_text(says("buongiorno"))
    return tmp_path


def test_what_was_loaded_ahead_is_what_every_worker_gets(flows: Path) -> None:
    loading_ahead.load_ahead(flows)
    assert loading_ahead.take_loaded(flows) is loading_ahead.take_loaded(flows)
    assert list(loading_ahead.take_loaded(flows).house.flows) == ["0577235501"]


def test_without_a_server_each_asks_for_flows_of_its_own(flows: Path) -> None:
    assert loading_ahead.take_loaded(flows) is not loading_ahead.take_loaded(flows)


def test_a_fault_at_a_reload_leaves_the_earlier_flows(
    flows: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(folder: Path) -> None:
        raise RecursionError("a fault of ours")

    loading_ahead.load_ahead(flows)
    earlier = loading_ahead.take_loaded(flows)
    monkeypatch.setattr(loading_ahead, "load_or_last_good", fails)
    loading_ahead.reload_ahead(flows)
    assert loading_ahead.take_loaded(flows) is earlier


def test_a_fault_at_the_start_is_not_swallowed(
    flows: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(folder: Path) -> None:
        raise RecursionError("a fault of ours")

    monkeypatch.setattr(loading_ahead, "load_or_last_good", fails)
    with pytest.raises(RecursionError):
        loading_ahead.load_ahead(flows)
