"""`centralino draw`, and the pictures in docs/."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from centralino.cli import main
from centralino.drawing import graphviz
from centralino.drawing.album import pictures
from centralino.drawing.svg import fingerprint
from centralino.loading.loader import load

ROOT = Path(__file__).parents[2]
FLOWS = ROOT / "flows"
PICTURES = ROOT / "docs" / "pictures"
NUMBER = "0577235501"


@pytest.fixture(autouse=True)
def _in_the_house(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLOWS_DIR", str(FLOWS))


def draw(*words: str) -> Result:
    return CliRunner().invoke(main, ["draw", *words])


@pytest.mark.parametrize(
    ("form", "start"), [("svg", "<svg"), ("mermaid", "flowchart TB"), ("dot", "digraph flow {")]
)
def test_each_format_is_printed_as_it_is(form: str, start: str) -> None:
    result = draw(NUMBER, "--format", form)
    assert result.exit_code == 0
    assert result.stdout.startswith(start)


def test_a_picture_speaks_the_language_that_is_wished() -> None:
    assert "nobody answers" in draw(NUMBER, "--language", "en", "--format", "mermaid").stdout
    assert "non risponde nessuno" in draw(NUMBER, "--format", "mermaid").stdout


def test_the_default_flow_is_drawn_without_a_number() -> None:
    assert "Nome dell'ufficio" in draw("--default", "--format", "mermaid").stdout


def test_all_are_drawn_into_a_folder_and_those_of_no_number_removed(tmp_path: Path) -> None:
    (tmp_path / "0577999999.mmd").write_text("old", encoding="utf-8")
    result = draw("--all", str(tmp_path), "--format", "mermaid")
    drawn = {file.stem for file in tmp_path.glob("*.mmd")}
    assert result.exit_code == 0
    assert drawn == {"default", *load(FLOWS).house.flows}


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        ((), "say which NUMBER"),
        (("0577 239999",), "did you mean"),
        (("hello",), "write it like 0577 235501"),
        ((NUMBER, "--all", "x"), "leave out NUMBER"),
        ((NUMBER, "--format", "png"), "svg"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_remedy(words: tuple[str, ...], remedy: str) -> None:
    result = draw(*words)
    assert result.exit_code == 2
    assert remedy in result.stderr


def test_without_graphviz_the_way_out_is_mermaid(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graphviz, "PACKAGES", ("no_such_package",))
    monkeypatch.setenv("PATH", "/nowhere")
    graphviz.engine.cache_clear()
    try:
        result = draw(NUMBER)
    finally:
        graphviz.engine.cache_clear()
    assert result.exit_code == 1
    assert "--format mermaid" in result.stderr


def test_the_pictures_in_docs_are_of_the_flows_as_they_are() -> None:
    for name, picture in pictures(load(FLOWS).house):
        drawn = (PICTURES / f"{name}.svg").read_text(encoding="utf-8")
        assert f'data-flow="{fingerprint(picture)}"' in drawn, f"{name}: run `make docs`"
