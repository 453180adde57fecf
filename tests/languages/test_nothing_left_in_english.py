"""Whoever reads a command in another language finds no sentence in English: see marked_texts."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent

import holidays
import pytest
from checking.office import OFFICE, SLUG
from checking.test_rules import BROKEN
from click.testing import CliRunner
from support.house import write
from support.marked_reader import FIRST, FindUnmarked, find_unmarked, mark_words, read_marked

from centralino.cli import COMMANDS, main
from centralino.core.texts import _, _n, in_force, read_in, reading
from centralino.languages.readers import reading_in
from centralino.serving.last_good import load_or_last_good
from centralino.simulator import printer
from centralino.year import terminal

ROOT = Path(__file__).parents[2]
ORGANISATION = """
organisation: {it: Università di Prova, en: Test University}
mail: {from: centralino@example.org, helpdesk: helpdesk@example.org}
"""
TYPED = "centralino main flows static audio yaml CE CW number options files"
"""What stands in usage lines and places of files, and is typed as it is."""
WIDE = 400
SPOKEN = "it en IT GB"
NEAREST = "did you mean known"
UNIQUE = re.compile(r"(?:CA|RE)[0-9a-f]{32}|(?:\d ){5}\d")
"""Of each call and recording another."""
Unmarked = Callable[..., list[str]]


@pytest.fixture
def unmarked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Unmarked]:
    """`unmarked("check", **{SLUG: flow})`: the words that a command leaves in English."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", str(WIDE))
    monkeypatch.setattr(printer, "WIDEST", WIDE)
    monkeypatch.setattr(printer, "WHO", 20)
    monkeypatch.setattr(terminal, "PAGE", WIDE)
    monkeypatch.setenv("LC_MESSAGES", "it_IT.UTF-8")

    def run(*args: str, data: str = "", exits: int = 0, **files: str) -> list[str]:
        if files:
            write(Path("flows"), {"centralino.yaml": ORGANISATION, **files})
        held = " ".join(each.read_text() for each in Path("flows").rglob("*.yaml"))
        result = CliRunner().invoke(main, list(args))
        assert result.exit_code in (exits, 1), result.output
        assert FIRST in result.output
        known = f"{held} {data} {TYPED} {SPOKEN} {' '.join(args)} {Path.cwd()}"
        return find(result.output, data=known)

    find: FindUnmarked
    with read_marked() as find:
        yield run


# --- the marks themselves


def test_words_are_marked_and_what_fills_a_placeholder_is_not() -> None:
    assert mark_words("{number} rings for {length:>4}") == "{number}⟦ rings for ⟧{length:>4}"
    assert mark_words("write {{office}} in {word!r}") == "⟦write {{⟧⟦office}}⟧⟦ in ⟧{word!r}"
    assert mark_words("a brace { by itself") == "⟦a brace { by itself⟧"
    assert mark_words("“{text}”: {more}") == "“{text}”: {more}"


def test_what_was_never_looked_up_is_found_even_within_a_sentence() -> None:
    with read_marked() as find, reading(reading_in("it")):
        assert find(_("{number} is {state}", number="0577", state=_("closed"))) == []
        assert find(_("{number} is {state}", number="0577", state="closed")) == ["closed"]
        assert find(_n("{count} error", "{count} errors", 2) + " in b", data="B") == ["in"]
        assert find("lunedì 23 novembre, gio 24 dic: a, b e c", data="a b c") == []


def test_a_mark_that_was_cut_off_is_no_proof() -> None:
    with pytest.raises(AssertionError):
        find_unmarked("⟦the beginning of a")


def test_outside_of_the_marks_everything_is_as_before() -> None:
    before = in_force()
    with read_marked():
        read_in(reading_in("it"))
        assert _("closed") == "⟦closed⟧"
    assert in_force() is before
    assert reading_in("it").catalogue.gettext("closed") == "chiuso"


# --- what a helpdesk person runs


def flow_of(steps: str, more: str = "") -> str:
    return (
        OFFICE + "steps:\n" + "".join(f"  {each}\n" for each in dedent(steps).splitlines()) + more
    )


@pytest.mark.parametrize("name", BROKEN)
def test_every_finding_of_a_broken_rule_is_told(unmarked: Unmarked, name: str) -> None:
    flow = flow_of(BROKEN[name][0])
    assert unmarked("check", data=NEAREST, **{SLUG: flow}) == []


@pytest.mark.parametrize(
    "flow",
    [
        'number: "0577 235501"\nsteps: {a: {voicemail: }}\n',
        OFFICE.replace("10:00-13:00", "12:30-09:30"),
        OFFICE.replace("ring:", "languages: [en]\nring:"),
        flow_of("a: {dial: office, cap: 3600, otherwise: b}\nb: {dial: office, cap: 3600}"),
        flow_of("a: {say: %s, then: information}" % ("molto " * 900)),
        flow_of("a: {gate: hours, open: b, closed: c}\nb: {dial: office}\nc: {hangup: Ciao.}"),
        flow_of("a: {hangup: Ciao.}").replace("hours:", "web: x.org\nhours:") + "always_open: true",
        flow_of(
            "\n".join(f"s{n}: {{say: Uno., then: s{n + 1}}}" for n in range(40))
            + "\ns40: {dial: office}"
        ),
        flow_of(
            "a: {menu: Prema 1., keys: {1: b}, otherwise: b}\nb: {dial: office}",
            'expect: [{at: 2026-11-23 11:00, dial: "busy,answered:3s", hears: ciao, '
            "ends: voicemail, to: a@x.org}, {at: 2026-11-23 20:00, dial: nessuno, to: b@x.org}]\n",
        ),
    ],
    ids=["CE007", "CW015", "CW010", "CW007", "CW002", "CE003", "CE003 always", "CE011", "CE014"],
)
def test_other_findings_are_told(unmarked: Unmarked, flow: str) -> None:
    results = "answered busy no-answer failed canceled unconfirmed hangup conversation people"
    assert unmarked("check", data=f"{results} {NEAREST}", **{SLUG: flow}) == []


def test_what_is_wrong_for_all_numbers_is_told(
    unmarked: Unmarked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TWILIO_REGION", "ie1")
    voices = ORGANISATION + "voices: {it: Polly.Bianca-Generative, en: Polly.Nobody-Neural}\n"
    assert (
        unmarked("check", data=f"ie Joey {NEAREST}", **{SLUG: OFFICE, "centralino.yaml": voices})
        == []
    )


def test_the_rules_are_told(unmarked: Unmarked) -> None:
    assert unmarked("check", "--rules", data="CE CW", **{SLUG: OFFICE}) == []


@pytest.mark.parametrize(
    "steps",
    [
        "a: {dial: office, otherwise: b}\nb: {voicemail: office}",
        "a: {menu: Prema 1., keys: {1: b, 2: {language: en}}, otherwise: b}\nb: {dial: office}",
        "a: {gate: hours, open: b, closed: information}\nb: {dial: office, confirm: true}",
        'a: {code: , codes: {"4711": b}, otherwise: b}\nb: {say: {audio: x.mp3}}',
    ],
)
@pytest.mark.parametrize("when", [(), ("--at", "2026-11-23 11:00"), ("--at", "2026-11-22 11:00")])
def test_every_way_of_a_call_is_told(unmarked: Unmarked, steps: str, when: tuple[str, ...]) -> None:
    built_in = "closed information goodbye mp3 CW CE"
    assert unmarked("paths", SLUG, *when, data=built_in, **{SLUG: flow_of(steps)}) == []


MENU = flow_of(
    """\
    a: {menu: Prema 1., keys: {1: b, 2: c}, otherwise: b}
    b: {dial: office, confirm: true, otherwise: c}
    c: {voicemail: office}
    """
)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "--press 1 --dial busy,answered:45s",
        "--press 1! --dial unconfirmed,failed --record 12s#",
        "--press 1234 --dial no-answer,canceled --record 12s:hangup",
        "--press 2 --record 0",
        "--press 2 --record 9s* --press 3 --dial busy --record 2s",
        "--hang-up 7s",
        "--press hangup",
        "--from anonymous --dial hangup",
    ],
)
def test_what_happens_in_a_call_is_told(unmarked: Unmarked, said: str) -> None:
    at = ("--at", "2026-11-23 11:00")
    assert unmarked("call", SLUG, *at, *said.split(), **{SLUG: MENU}) == []


def calendar(entry: str) -> str:
    return OFFICE + f"calendar: [{{{entry}}}]\n"


@pytest.mark.parametrize("year", ["2026", "2027", "2019"])
@pytest.mark.parametrize(
    "flow",
    [
        OFFICE,
        OFFICE.replace("hours:", "# hours:"),
        calendar("from: 2026-12-27, to: 2027-01-03, reason: ferie"),
        calendar("from: 2018-08-10, to: 2018-08-20, reason: ferie"),
        calendar("on: 2026-12-08, open: '10:00-12:00'"),
        flow_of("a: {dial: office}"),
    ],
)
def test_a_year_is_told(unmarked: Unmarked, year: str, flow: str) -> None:
    hours = "x dal al dalle alle lunedì venerdì lu ma me gi ve sa do"
    feasts = holidays.country_holidays("IT", years=range(2018, 2029), language="it")
    assert unmarked("year", SLUG, year, data=f"{hours} {feasts.values()}", **{SLUG: flow}) == []


@pytest.mark.parametrize(
    "typed",
    [
        "check flows/none.yaml",
        "paths 0577235502",
        "paths 0577235501 --live",
        "call 0577235501 --at domani",
        "call 0577235501 --press x",
        "call 0577235501 --dial answered:x",
        "call 0577235501 --dial busy:4s",
        "call 0577235501 --record 4s:x",
        "call 0577235501 --url nessuno",
        "call 0577235501 --url http://127.0.0.1:1 --live",
        "call 0577235501 --url http://127.0.0.1:1 --at 2026-11-23T11:00",
        "call 0577235501 --token x",
        "draw",
        "draw --all x --default",
        "year 0577235502",
    ],
)
def test_what_was_typed_wrong_is_told(unmarked: Unmarked, typed: str) -> None:
    usage = f"{NEAREST} NUMBER YEAR FILES {' '.join(COMMANDS)} help live default all url"
    assert unmarked(*typed.split(), data=usage, exits=2, **{SLUG: OFFICE}) == []


# --- what programs read, and what is kept for whoever reads next


@pytest.mark.parametrize(
    "typed",
    [
        "check --json",
        "check --json --lang it",
        "call 0577235501 --at 2026-11-23T20:00 --json",
        "year 0577235501 2026 --csv",
    ],
)
def test_what_programs_read_is_english(
    unmarked: Unmarked, typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(Path("flows"), {SLUG: flow_of(BROKEN["CE002 by silence"][0])})
    italian = CliRunner().invoke(main, typed.split()).stdout
    monkeypatch.setenv("LC_MESSAGES", "en_GB.UTF-8")
    english = CliRunner().invoke(main, typed.split()).stdout
    assert FIRST not in italian
    assert UNIQUE.sub("", italian) == UNIQUE.sub("", english)


def test_an_italian_command_leaves_nothing_italian_to_the_app(
    unmarked: Unmarked, tmp_path: Path
) -> None:
    write(tmp_path / "flows", {SLUG: flow_of(BROKEN["CE003 an apology"][0])})
    with reading(reading_in("it")):
        read_by_one = load_or_last_good(tmp_path / "flows").problems
        again = load_or_last_good(tmp_path / "flows").problems
    read_by_all = load_or_last_good(tmp_path / "flows").problems
    assert FIRST in str(read_by_one[0])
    assert again == read_by_one
    assert "nothing that helps its caller" in str(read_by_all[0])
    assert FIRST not in str(read_by_all[0])
