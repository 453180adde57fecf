"""docs/architecture.md and its picture are those of the code."""

from centralino.drawing.graphviz import svg_of
from tools import house

from .pages import ROOT


def test_the_picture_is_drawn_from_the_code_as_it_is() -> None:
    drawn = house.PICTURE.read_text(encoding="utf-8")
    assert drawn == svg_of(house.dot()), "draw it again: make docs"


def test_every_room_says_what_it_is_for() -> None:
    rooms = [house.room(name) for floor in house.floors() for name in floor]
    assert [each.name for each in rooms if len(each.about) < 20] == []


def test_an_arrow_that_others_imply_is_left_out() -> None:
    pairs = {("a", "b"), ("b", "c"), ("a", "c"), ("a", "d")}
    assert house.arrows(pairs) == {("a", "b"), ("b", "c"), ("a", "d")}


def test_the_page_shows_the_picture() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert f"({house.PICTURE.name})" in page
