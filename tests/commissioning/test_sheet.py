"""The office's sheet: what callers hear, and that it prints on one page."""

import re
import subprocess
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from standins.chromium import find_chromium
from support.house import at

from centralino.commissioning.commission import commission
from centralino.commissioning.sheet import facts, make_sheet
from centralino.drawing import graphviz
from centralino.loading.loader import load
from commissioning.conftest import OFFICE, request_of

VOID = {"meta", "br", "img", "link", "hr"}


class Outline(HTMLParser):
    """The headings and the words of a page; `open` has the elements that nothing closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.headings: list[int] = []
        self.quoted: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "q" in self.open:
            self.quoted.append(data)


@pytest.fixture
def page(flows: Path, now: datetime) -> str:
    return made(flows, now)


def made(flows: Path, now: datetime, language: str = "") -> str:
    request = request_of(OFFICE)
    commission(request, flows, now)
    loaded = load(flows)
    return make_sheet(loaded.house.flows[request.slug], loaded, now, language)


def outline(page: str) -> Outline:
    parser = Outline()
    parser.feed(page)
    return parser


def test_the_words_that_callers_hear_are_on_it(page: str) -> None:
    quoted = " ".join(outline(page).quoted)
    assert "dal lunedì al venerdì dalle 10 alle 13" in quoted
    assert "per la festa patronale di Sant'Ansano" in quoted
    assert "didattica chiocciola example punto org" in quoted


def test_facts_and_closures_are_on_it(page: str) -> None:
    assert "0577 236001; 0577 236002" in page
    assert "didattica@example.org" in page
    assert "dal 24 dicembre 2026 al 6 gennaio 2027 (chiusura natalizia)" in page
    assert "helpdesk@example.org" in page


def test_public_holidays_are_among_the_next_closures(page: str) -> None:
    assert "martedì primo dicembre (festa patronale di Sant&#39;Ansano)" in page
    assert "sabato 26 dicembre" not in page  # within the closure, and no working day


def test_a_reference_on_it_looks_like_an_example(page: str) -> None:
    assert "1 2 3, 4 5 6" in page or "1 2 3 4 5 6" in page


CODES = """\
number: "0577 235502"
office: Laboratorio
email: x@example.org
ring: ["0577 236001"]
steps:
  ask: {code: , codes: {"4711": ring}, length: 4, tries: 1, otherwise: information}
  ring: {dial: office, otherwise: information}
expect:
  - {at: 2026-12-02 11:00, press: 4711, dial: answered, ends: conversation}
  - {at: 2026-12-02 11:00, press: 9999, ends: information}
"""


def test_a_code_is_never_printed(flows: Path, now: datetime) -> None:
    (flows / "0577235502.yaml").write_text(CODES, encoding="utf-8")
    loaded = load(flows)
    text = make_sheet(loaded.house.flows["0577235502"], loaded, now)
    assert "4711" not in text
    assert "9999" not in text
    assert "Chi chiama digita un codice valido." in text
    assert re.findall(r"<h3>(.*?) <span>", text) == [
        "Aperto, un codice valido, qualcuno risponde",
        "Aperto, un codice non valido",
    ]


def test_one_telephone_rings_and_several_ring(flows: Path, now: datetime) -> None:
    (flows / "0577235502.yaml").write_text(CODES, encoding="utf-8")
    flow = load(flows).house.flows["0577235502"]
    told = {fact.label: fact.value for fact in facts(flow, now.date(), "it")}
    assert told["Squilla"] == "0577 236001"


def test_each_situation_has_its_call(page: str) -> None:
    scenes = re.findall(r"<h3>(.*?) <span>· (.*?)</span>", page)
    assert [name for name, _ in scenes] == [
        "Aperto, qualcuno risponde",
        "Aperto, nessuno risponde",
        "Fuori orario",
        "Chiusura: festa patronale di Sant&#39;Ansano",
    ]
    assert scenes[0][1] == "Lunedì 23 novembre, ore 11:00"


def test_it_is_well_formed_names_its_language_and_skips_no_heading(page: str) -> None:
    found = outline(page)
    assert found.open == []
    assert '<html lang="it">' in page
    assert found.headings[0] == 1
    steps = zip(found.headings, found.headings[1:], strict=False)
    assert all(after - before <= 1 for before, after in steps)


def test_it_carries_the_picture_and_needs_no_other_file(page: str) -> None:
    assert 'role="img"' in page
    assert not re.search(r'(?:src|href)="', page)


def test_it_exists_in_english(flows: Path, now: datetime) -> None:
    text = made(flows, now, "en")
    assert '<html lang="en">' in text
    assert "What callers of 0577 235590 hear" in text
    assert "Outside the hours" in text


def test_without_graphviz_it_has_no_picture(
    flows: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(graphviz, "PACKAGES", ("no_such_package",))
    monkeypatch.setenv("PATH", "/nowhere")
    graphviz.engine.cache_clear()
    try:
        text = made(flows, now)
    finally:
        graphviz.engine.cache_clear()
    assert "<figure" not in text
    assert "Fuori orario" in text


def test_what_a_flow_says_cannot_become_markup(flows: Path, now: datetime) -> None:
    name = "<b>Ufficio</b>"
    (flows / "0577235502.yaml").write_text(
        f'number: "0577 235502"\noffice: "{name}"\nemail: x@example.org\n'
        "expect: [{at: 2026-12-25 11:00, ends: information}]\n",
        encoding="utf-8",
    )
    loaded = load(flows)
    text = make_sheet(loaded.house.flows["0577235502"], loaded, now)
    assert name not in text
    assert "&lt;b&gt;Ufficio" in text


@pytest.mark.parametrize(
    ("day", "written"),
    [("2028-02-29", "martedì 29 febbraio 2028"), ("2026-12-31", "31 dicembre 2026")],
)
def test_it_tells_the_day_of_its_making_with_the_year(flows: Path, day: str, written: str) -> None:
    assert written in made(flows, at(f"{day} 12:00"))


def test_it_prints_on_one_page(page: str, tmp_path: Path) -> None:
    browser = find_chromium()
    html, pdf = tmp_path / "sheet.html", tmp_path / "sheet.pdf"
    html.write_text(page, encoding="utf-8")
    flags = ("--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}/browser")
    command = (browser, *flags, f"--print-to-pdf={pdf}", html.as_uri())
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    pages = re.findall(rb"/Type\s*/Page\b", pdf.read_bytes())
    assert len(pages) == 1


def test_every_telephone_and_mailbox_of_a_custom_flow_is_told(flows: Path, now: datetime) -> None:
    file = flows / "0577235591.yaml"
    steps = """
steps:
  a: {menu: Prema 1., keys: {1: b}, otherwise: c}
  b: {dial: [{number: "0577 236003", name: Rossi}, "0577 236004"], otherwise: c}
  c: {dial: "0577 236003", otherwise: d}
  d: {voicemail: tasse@example.org}
"""
    file.write_text(f'number: "0577 235591"\nemail: urp@example.org{steps}', encoding="utf-8")
    flow = load(flows).house.flows[file.stem]
    told = {fact.label: fact.value for fact in facts(flow, now.date(), "it")}
    assert told["Squillano"] == "Rossi, 0577 236003; 0577 236004"
    assert told["I messaggi arrivano a"] == "tasse@example.org"
