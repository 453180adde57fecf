"""A third language, from outside: it is heard and read wherever the two built-in ones are."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from checking.office import checked
from click.testing import CliRunner
from delivery.office import NOON, directory, office
from jsonschema import Draft202012Validator
from support.flows import HOUSE
from support.german import German
from support.house import Housed, at, house, write

from centralino.calendar.weekdays import read_weekdays
from centralino.cli import main
from centralino.commissioning.commission import commission
from centralino.commissioning.request import Written, read_request
from centralino.commissioning.sheet import make_sheet
from centralino.core.input_errors import InputError
from centralino.delivery import mail_wording
from centralino.delivery.missed_letters import missed_letter
from centralino.drawing.mermaid import mermaid
from centralino.drawing.sketching import sketch
from centralino.flows.flow import Flow
from centralino.flows.kinds import KINDS
from centralino.languages import words
from centralino.languages.italian import Italian
from centralino.languages.language import Language
from centralino.languages.registry import add_for_a_while, codes
from centralino.languages.voices import voice
from centralino.loading.json_schema import json_schema
from centralino.loading.loader import load
from centralino.store.models import CallRecord
from centralino.store.switch_models import Act, Deed, Kind, LiveSwitch
from centralino.switchboard.spoken_help import help_of
from centralino.switching.reading_times import read_moment
from centralino.switching.service_line.spoken_document import SpokenDocument
from centralino.switching.switch_words import act_words
from centralino.year.almanac import year_of
from centralino.year.ical_year import feed
from centralino.year.poster import poster

NOW = at("2026-11-22 11:00")  # a Sunday
ORGANISATION = """
organisation: {it: Università di Prova, de: Musterhochschule}
language: de
mail: {from: centralino@example.org, helpdesk: helpdesk@example.org}
"""
OFFICE = """\
office: Sekretariat
email: urp@example.org
hours: {mo-fr: "10:00-13:00"}
ring: ["0577 235010", "0577 235011"]
"""


@pytest.fixture(autouse=True)
def _german() -> Iterator[None]:
    with add_for_a_while(German):
        yield


def files(**more: str) -> dict[str, str]:
    return {"centralino.yaml": ORGANISATION, **more}


def flow_in(folder: Path, settings: str = OFFICE) -> Flow:
    number = {"0577235501": f'number: "0577 235501"\n{settings}'}
    loaded = load(write(folder, files(**number)))
    assert not loaded.problems, loaded.problems
    return loaded.house.flows["0577235501"]


def like_german(**words: object) -> type[German]:
    """A language more, which is German but for some of its words."""
    return type("LikeGerman", (German,), words)


def missed() -> CallRecord:
    trail = "ring.busy@0577235010"
    return CallRecord(
        sid="CA" + "6" * 32, number="0577235501", started_at=NOON, heard_at=NOON, trail=trail
    )


def texts_of(value: object) -> Iterator[str]:
    """Every text in a language's words."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from texts_of(each)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts_of(getattr(value, field.name))


def pieces_of(language: type[Language]) -> set[str]:
    """What a language says between its placeholders, where it is long enough to be known by."""
    words = [getattr(language, name) for name in Language.__annotations__ if name != "typed"]
    texts = [text for each in words for text in texts_of(each)]
    pieces = [piece for text in texts for piece in re.split(r"\{[^}]*\}|(?<=[.?!]) ", text)]
    return {piece.strip(" .,:") for piece in pieces if len(piece.strip(" .,:")) > 5}


def italian_in(text: str) -> list[str]:
    """What of Italian's own words is in a text."""
    pieces = pieces_of(Italian) - pieces_of(German)
    names = {"dalle", "alle", "dal", "ore", *Italian.weekdays.values()}
    return sorted({each for each in pieces if each in text} | names & set(re.findall(r"\w+", text)))


def test_italian_is_known_by_its_words() -> None:
    assert italian_in("L'ufficio è aperto dal lunedì al venerdì dalle 10 alle 13.") != []
    assert italian_in("Offen ist Montag bis Freitag von 10 Uhr bis 13 Uhr.") == []


# --- calls


def test_a_call_to_a_closed_office_is_told_its_hours_and_when_it_reopens(housed: Housed) -> None:
    heard = housed(OFFICE, "2026-11-22 11:00", **{"centralino.yaml": ORGANISATION}).call()
    assert "Sekretariat." in heard.spoken
    assert "Offen ist Montag bis Freitag von 10 Uhr bis 13 Uhr." in heard.spoken
    assert "Wieder offen morgen um 10 Uhr." in heard.spoken
    assert "urp Klammeraffe example Punkt org" in heard.spoken
    assert italian_in(heard.spoken) == []
    assert {(say.get("language"), say.get("voice")) for say in heard.says("Say")} == {
        ("de-DE", "Polly.Vicki-Neural")
    }


def test_a_menu_s_key_changes_to_it_and_the_call_remembers_it(housed: Housed) -> None:
    steps = "steps: {a: {menu: , keys: {1: {say: {it: le tasse, de: Steuern}, then: b},"
    steps += " 9: {language: de}}}, b: {say: {prompt: closed}, then: a}}"
    desk = housed(steps)
    changed = desk.post(desk.call().action, Digits="9")
    assert "Für Steuern drücken Sie 1." in changed.spoken
    assert "l=de" in changed.action
    assert changed.verb("Gather").get("language") == "de-DE"


def test_a_menu_offers_it_by_its_own_name(housed: Housed) -> None:
    desk = housed("steps: {a: {menu: , keys: {1: {language: de}, 2: {language: en}}}}")
    said = [(say.get("language"), say.text) for say in desk.call().says("Say")]
    assert ("de-DE", "Für Deutsch drücken Sie 1.") in said


def test_every_built_in_prompt_is_in_it(tmp_path: Path) -> None:
    flow = flow_in(tmp_path)
    spoken = {name: flow.prompts[name].version("de", "de") for name in German.prompts}
    assert spoken == {name: ("de", text) for name, text in German.prompts.items()}


def test_what_is_said_when_nothing_can_be_computed_is_in_it(tmp_path: Path) -> None:
    said = help_of(flow_in(tmp_path, f"{OFFICE}languages: [de]\n"))
    assert "Eine Störung." in said
    assert italian_in(said) == []


def test_the_service_line_speaks_it(tmp_path: Path) -> None:
    line = flow_in(tmp_path, 'steps: {start: {control: "0577 235010"}}')
    document = SpokenDocument(line, "https://example.org", NOW)
    for name in German.service_line:
        document.say(name, office="X", why="Y", moment="Z")
    said = document.hang_up()
    assert 'language="de-DE"' in said
    assert "Die Geheimzahl stimmt nicht." in said


def test_every_kind_of_step_serves_in_it(tmp_path: Path) -> None:
    organisation = HOUSE["centralino.yaml"] + "language: de\n"
    found = load(write(tmp_path, {**HOUSE, "centralino.yaml": organisation}))
    assert found.problems == ()
    desk = house(tmp_path)
    for flow in found.house.flows.values():
        assert desk.call(flow.number).verbs
        assert "Anruf bei" in mermaid(sketch(flow))


# --- what is typed and written


def test_a_caller_s_withheld_number_is_told_in_it() -> None:
    assert German.steps["withheld"] == "eine unterdrückte Nummer"
    assert words.speak_duration(3720, "de") == "eine Stunde und 2 Minuten"


def test_days_and_times_are_typed_in_it() -> None:
    assert read_weekdays("mo-fr") == {0, 1, 2, 3, 4}
    assert read_weekdays("täglich") == set(range(7))
    assert read_moment("morgen 12:00", NOW) == at("2026-11-23 12:00")
    assert read_moment("di um 8:00 uhr", NOW) == at("2026-11-24 08:00")
    assert read_moment("in 2 stunden und 5 minuten", NOW) == at("2026-11-22 13:05")
    assert read_moment("24. dezember 10:00".replace(".", ""), NOW) == at("2026-12-24 10:00")
    assert read_moment("mitternacht", NOW) == at("2026-11-23 00:00")


def test_when_it_is_gone_its_words_are_unknown_again() -> None:
    with add_for_a_while(like_german(code="nl")):
        assert codes() == ("it", "en", "de", "nl")
        assert words.speak_duration(1, "nl") == "eine Sekunde"
    with pytest.raises(InputError, match="known: it, en, de"):
        words.speak_duration(1, "nl")


# --- the check


def test_words_that_do_not_help_are_known_by_its_own_courtesies(tmp_path: Path) -> None:
    found = checked(
        tmp_path,
        "a: {say: Leider ist gerade gar keiner da., then: goodbye}",
        f'number: "0577 235501"\n{OFFICE}',
        **{"centralino.yaml": ORGANISATION},
    )
    assert "CE003" in found.ids


def test_words_that_help_in_it_are_no_courtesy(tmp_path: Path) -> None:
    found = checked(
        tmp_path,
        "a: {say: Kommen Sie in die Hauptstraße., then: goodbye}",
        f'number: "0577 235501"\n{OFFICE}',
        **{"centralino.yaml": ORGANISATION},
    )
    assert found.ids == []


def test_the_default_flow_passes_the_check_in_it(tmp_path: Path) -> None:
    settings = f'number: "0577 235501"\n{OFFICE}'
    assert checked(tmp_path, "", settings, **{"centralino.yaml": ORGANISATION}).ids == []


# --- what people read


def test_a_picture_is_in_it(tmp_path: Path) -> None:
    drawn = mermaid(sketch(flow_in(tmp_path), names=False))
    assert "Anruf bei 0577 235501" in drawn
    assert "der Reihe nach" in drawn
    assert "niemand antwortet" in drawn
    assert italian_in(drawn) == []


def test_every_kind_of_step_has_a_title_in_it() -> None:
    assert {kind: step.titles["de"] for kind, step in KINDS.items()} == German.titles


def test_a_new_number_s_file_and_sheet_are_in_it(tmp_path: Path) -> None:
    folder = write(tmp_path, files())
    request = read_request(
        Written(
            number="0577 235590",
            office="Sekretariat",
            office_in={"it": "Ufficio"},
            hours="mo-fr 10-13",
            ring=("0577 236001",),
            email=("x@example.org",),
            language="de",
        ),
        (),
    )
    made = commission(request, folder, NOW)
    assert "# Nach jeder Änderung:" in made.text
    assert 'office: {de: "Sekretariat", it: "Ufficio"}' in made.text
    assert italian_in(made.text) == []
    loaded = load(folder)
    page = make_sheet(loaded.house.flows[request.slug], loaded, NOW)
    assert "Was Anrufer von 0577 235590 hören" in page
    assert "offen, und jemand antwortet" in made.text
    assert "Montag bis Freitag von 10 Uhr bis 13 Uhr" in page
    assert italian_in(page) == []


def test_a_year_is_in_it(tmp_path: Path) -> None:
    flow = flow_in(tmp_path)
    dates = year_of(flow.agenda, 2026)
    drawn = poster(flow, dates, "de")
    assert "zu nach Zeiten" in drawn
    assert "Dezember" in drawn
    assert italian_in(drawn) == []
    made = datetime(2026, 1, 1, tzinfo=UTC)
    calendar = feed(dates, name="X", slug="x", language="de", zone=flow.zone, made=made)
    assert b"X: offen" in calendar


# --- mails


def test_without_mails_of_its_own_it_is_written_to_in_the_organisation_s_language() -> None:
    desk = office(language="de")
    written = missed_letter(missed(), desk, directory(desk, language="it"))
    assert written.language == "it"
    assert missed_letter(missed(), desk, directory(desk, language="de")).language == "en"


def test_with_mails_of_its_own_it_is_written_to_in_it(tmp_path: Path) -> None:
    mails = '{% set subject = "Anruf von " ~ caller %}{% set heading = tried %}'
    mails += "{% set lead = when %}{% set notes = [] %}{% set footer = organisation %}"
    for file in Italian().mail_templates.glob("*.jinja"):
        (tmp_path / file.name).write_text(mails, encoding="utf-8")
    with add_for_a_while(like_german(code="nl", mail_templates=tmp_path)):
        desk = office(language="nl")
        written = missed_letter(missed(), desk, directory(desk))
    assert written.subject == "Anruf von unterdrückte Nummer"
    assert written.heading == "0577 235010 (besetzt)"
    assert written.lead.endswith("um 12:02")
    assert italian_in(written.subject + written.heading + written.lead) == []


def test_a_language_with_some_mails_but_not_all_has_none(tmp_path: Path) -> None:
    (tmp_path / "missed.jinja").write_text("", encoding="utf-8")
    with add_for_a_while(like_german(code="nl", mail_templates=tmp_path)):
        assert mail_wording.choose_language("nl", "it") == "it"


def test_switches_are_told_in_it() -> None:
    row = LiveSwitch(kind=Kind.CLOSING, words={})
    assert act_words(Deed(act=Act.MADE), [row], "de") == "Neue Schließung"
    assert act_words(Deed(act=Act.WRONG_PIN), [], "de") == "falsche Geheimzahl"


# --- files, schema and commands


def test_its_voices_are_known_and_chosen(tmp_path: Path) -> None:
    assert voice("Polly.Hans").locale == "de-DE"
    assert voice("Google.de-DE-Wavenet-B").locale == "de-DE"
    chosen = f"{ORGANISATION}voices: {{de: Polly.Daniel-Neural}}\n"
    number = {"0577235501": f'number: "0577 235501"\n{OFFICE}'}
    loaded = load(write(tmp_path, {"centralino.yaml": chosen, **number}))
    assert loaded.house.flows["0577235501"].voices["de"].name == "Polly.Daniel-Neural"
    with pytest.raises(InputError, match="expected a voice of Twilio's"):
        voice("zzz")


def test_the_json_schema_admits_it_and_no_other() -> None:
    told = {"number": "1", "office": {"de": "X"}, "language": "de", "languages": ["de"]}
    steps = {"steps": {"a": {"say": {"de": "Hallo."}}}}
    schema = Draft202012Validator(json_schema(organisation=False))
    assert list(schema.iter_errors({**told, **steps})) == []
    assert list(schema.iter_errors({**told, "language": "nl"})) != []


def test_errors_name_it_among_the_others(tmp_path: Path) -> None:
    number = {"0577235501": 'number: "0577 235501"\nlanguage: fr\noffice: {fr: X}\n'}
    problems = load(write(tmp_path, files(**number))).problems
    assert [problem.expected for problem in problems] == [
        "'fr' is no language that Centralino speaks; known: it, en, de",
        "no language; known: it, en, de",
    ]


def test_commands_take_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flow_in(tmp_path)
    monkeypatch.setenv("FLOWS_DIR", str(tmp_path))
    drawn = CliRunner().invoke(
        main, ["draw", "0577235501", "--format", "mermaid", "--language", "de"]
    )
    assert "Anruf bei" in drawn.output, drawn.output
    assert "[it|en|de]" in CliRunner().invoke(main, ["sheet", "--help"]).output
