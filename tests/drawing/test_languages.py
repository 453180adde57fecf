"""Pictures as Graphviz, Mermaid and SVG."""

import re
import shutil
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
from hypothesis import given
from hypothesis import strategies as st

from centralino.drawing import graphviz
from centralino.drawing.abridging import cut_text, wrap_text
from centralino.drawing.dot import OUTLINES, dot, quote_text
from centralino.drawing.mermaid import BRACKETS, mermaid
from centralino.drawing.picture import Arrow, Form, Node, Picture
from centralino.drawing.svg import NAMESPACE, PAGE, svg, width_of

NASTY = 'a "b" <c> \\ & # ; {d}'


def picture(*nodes: Node, arrows: tuple[Arrow, ...] = (), words: str = "ciao") -> Picture:
    shown = nodes or (Node("a", Form.START, "Inizio", (words,)), Node("b", Form.VOICEMAIL, "Fine"))
    return Picture("Titolo", "Che cosa si vede.", "it", shown, arrows or (Arrow("a", "b", ("1",)),))


def root_of(drawn: str) -> Xml.Element:
    return Xml.fromstring(drawn)  # noqa: S314 -- drawn by the code under test


def titled(root: Xml.Element, name: str) -> str:
    return root.findtext(f"{{{NAMESPACE}}}{name}") or ""


def test_each_form_has_an_outline_of_its_own_in_both_languages() -> None:
    outlines = [re.sub(r'fillcolor="[^"]*"', "", OUTLINES[form]) for form in Form]
    assert len(set(outlines)) == len(Form)
    assert len({BRACKETS[form] for form in Form}) == len(Form)


def test_a_picture_says_in_words_what_it_shows() -> None:
    root = root_of(svg(picture()))
    assert root.get("role") == "img"
    assert root.get("lang") == "it"
    assert titled(root, "title") == "Titolo"
    assert titled(root, "desc") == "Che cosa si vede. Inizio (ciao) → 1, Fine."
    labelled = (root.get("aria-labelledby") or "").split()
    assert labelled == [each.get("id") for each in root if each.get("id") in ("title", "about")]


def test_no_shape_is_called_by_the_engine_s_own_names() -> None:
    root = root_of(svg(picture()))
    assert len(list(root.iter(f"{{{NAMESPACE}}}title"))) == 1


@pytest.mark.parametrize("form", Form)
def test_whatever_is_said_comes_out_as_it_was_written(form: Form) -> None:
    drawn = svg(picture(Node("a", form, NASTY, (NASTY,)), arrows=(Arrow("a", "a", (NASTY,)),)))
    shown = " ".join(root_of(drawn).itertext()).replace("\N{NO-BREAK SPACE}", " ")
    assert shown.count('"b"') >= 3
    assert shown.count("\\") >= 3


def test_a_menu_of_ten_keys_still_fits_a_page() -> None:
    keys = tuple(
        Node(str(key), Form.TELEPHONES, "Squillano", ("0577 235010",)) for key in range(10)
    )
    arrows = tuple(Arrow("menu", each.key, ("una scelta qualsiasi",)) for each in keys)
    drawn = svg(picture(Node("menu", Form.QUESTION, "Menu"), *keys, arrows=arrows))
    assert width_of(drawn) < PAGE * 4 / 3


def test_a_flow_of_hundreds_of_steps_is_drawn_in_haste() -> None:
    nodes = tuple(Node(str(place), Form.MESSAGE, f"Passo {place}") for place in range(200))
    arrows = tuple(Arrow(str(place), str((place * 7 + 1) % 200)) for place in range(200))
    tried = []

    def draw(text: str) -> str:
        tried.append(text)
        return graphviz.svg_of(text)

    assert "Passo 199" in svg(picture(*nodes, arrows=arrows), draw)
    assert len(tried) == 1
    assert "nslimit" in tried[0]


def test_without_the_package_the_program_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graphviz, "PACKAGES", ("no_such_package",))
    graphviz.engine.cache_clear()
    try:
        assert graphviz.engine() is graphviz.draw_by_program
    finally:
        graphviz.engine.cache_clear()


def test_without_graphviz_the_remedy_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(graphviz, "PACKAGES", ("no_such_package",))
    monkeypatch.setenv("PATH", str(tmp_path))
    graphviz.engine.cache_clear()
    try:
        with pytest.raises(graphviz.EngineError, match=r"install it .* or use --format mermaid"):
            graphviz.engine()
    finally:
        graphviz.engine.cache_clear()


def test_what_graphviz_cannot_read_is_told() -> None:
    with pytest.raises(graphviz.EngineError, match="could not draw this"):
        graphviz.svg_of("digraph {")


def test_mermaid_text_escapes_what_it_would_read_as_its_own() -> None:
    text = mermaid(picture(words=NASTY))
    line = next(line for line in text.splitlines() if "Inizio" in line)
    assert line == ('  n0(["<b>Inizio</b><br/>a #quot;b#quot; #lt;c#gt; \\ & #35; ; {d}"])')
    assert '  n0 -->|"1"| n1' in text
    assert "accTitle: Titolo" in text


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=200))
def test_text_is_cut_and_wrapped_without_losing_a_word(text: str) -> None:
    short = cut_text(text)
    assert len(short) <= 72
    joined = "".join("".join(wrap_text(short, 20)).split())
    assert joined == "".join(short.split())


@given(st.text(max_size=60))
def test_a_quoted_text_never_ends_its_own_quotes(text: str) -> None:
    inside = quote_text(text)[1:-1]
    assert re.fullmatch(r'(?:[^"\\]|\\.)*', inside, re.DOTALL)


def test_a_long_address_breaks_before_its_domain() -> None:
    assert wrap_text("segreteria.studenti@example.org", 20) == [
        "segreteria.studenti",
        "@example.org",
    ]


def test_the_same_picture_is_written_the_same() -> None:
    assert dot(picture()) == dot(picture())
    assert shutil.which("dot") is None or svg(picture()) == svg(picture())
