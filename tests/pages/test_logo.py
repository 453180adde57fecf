"""The organisation's logo on its pages: a picture under static/, named in its file."""

from pathlib import Path

import pytest
from support.house import write

from centralino.loading import organisation_file
from centralino.loading.loader import load

from .desk import ORGANISATION, MakesDesk


@pytest.fixture
def static(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "static"
    (folder / "ours").mkdir(parents=True)
    (folder / "ours" / "logo.svg").write_text("<svg/>")
    monkeypatch.setattr(organisation_file, "STATIC", folder)
    return folder


@pytest.mark.usefixtures("static")
def test_the_logo_stands_beside_the_name(pages: MakesDesk) -> None:
    desk = pages(public_url="https://example.org/centralino")
    assert "<img" not in desk.browser().get("/sign-in").get_data(as_text=True)
    desk.serve(**{"centralino.yaml": ORGANISATION + "logo: ours/logo.svg\n"})
    page = desk.browser().get("/sign-in").get_data(as_text=True)
    assert '<img class="logo" src="/centralino/static/ours/logo.svg" alt=""' in page


@pytest.mark.usefixtures("static")
@pytest.mark.parametrize(
    ("logo", "told"),
    [
        ("ours/lgo.svg", "'ours/lgo.svg' is not under static/: put it there"),
        ("../static/ours/logo.svg", "expected the path of a picture under static/, like logo.svg"),
        ("/ours/logo.svg", "expected the path of a picture under static/, like logo.svg"),
        ("https://example.org/logo.svg", "expected the path of a picture under static/"),
        ("ours/logo.html", "expected the path of a picture under static/"),
        ("12", "expected the path of a picture under static/"),
    ],
)
def test_a_logo_that_is_none_is_told_with_its_place(tmp_path: Path, logo: str, told: str) -> None:
    files = {"centralino.yaml": f"organisation: Prova\nlogo: {logo}\n"}
    found = [str(each) for each in load(write(tmp_path / "flows", files)).problems]
    assert len(found) == 1
    assert "centralino.yaml:2:1: logo: " in found[0]
    assert told in found[0]
