"""A kind of step that is registered from outside is known wherever kinds are, by that alone."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import jsonschema
import pytest
from checking.office import NOW, OFFICE, SLUG, Checked, checked
from click.testing import CliRunner
from delivery.office import directory
from docs.pages import LANGUAGE, rows, section
from flows.rehearsal import Rehearsal, differences
from support import made_up_kinds
from support.house import House, house, write
from support.made_up_kinds import (
    MusicStep,
    OfferingStep,
    PartlyForetoldStep,
    PartlyNamedStep,
    QueueStep,
    TimedQueueStep,
)

from centralino.checking import findings
from centralino.checking.fingerprint import modules_of_others
from centralino.cli import main
from centralino.commissioning.sheet import facts, make_sheet
from centralino.delivery.call_wording import describe_tries
from centralino.drawing.picture import Form, Picture
from centralino.drawing.sketching import sketch
from centralino.flows import kinds
from centralino.flows.kinds import KINDS, add_kinds_for_a_while
from centralino.flows.step import Step
from centralino.loading.json_schema import json_schema
from centralino.loading.loader import Loaded, load

PAGE = """
# Our own kinds
### wait

Music, round after round.

| setting | what it is | default |
|---|---|---|
| `wait` | the music: a prompt | required |
| `lasts` | how long it is | `30s` |
| `max` | how long a caller may wait | `2m` |
| `then` | exit: key 1 was pressed | required |
| `otherwise` | exit: the time is up | `information` |
"""
STEPS = """
queue: {wait: {audio: music.mp3}, lasts: 30s, max: 2m, then: mailbox, otherwise: nobody}
nobody: {say: Non si è liberato nessuno. Scriva a urp., then: goodbye}
mailbox: {voicemail: office}
"""
EXPECT = """
expect:
  - {at: 2026-11-23 11:00, press: 1, record: 10s, ends: voicemail, to: urp@example.org}
  - {at: 2026-11-23 11:00, hears: liberato nessuno, ends: information}
"""
INDENTED = "".join(f"  {line}\n" for line in STEPS.strip().splitlines())
FLOW = f"{OFFICE}always_open: true\nsteps:\n{INDENTED}{EXPECT}"


@pytest.fixture(autouse=True)
def _registered() -> Iterator[None]:
    with add_kinds_for_a_while(MusicStep):
        yield


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "flows", {SLUG: FLOW})


@pytest.fixture
def loaded(folder: Path) -> Loaded:
    found = load(folder)
    assert found.problems == ()
    return found


@pytest.fixture
def served(folder: Path) -> House:
    return house(folder)


def with_music(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "music.mp3").touch()


def with_park(tmp_path: Path, kind: type[Step], steps: str = "a: {park: 10m}") -> Checked:
    with add_kinds_for_a_while(kind):
        return checked(tmp_path, steps)


def test_a_name_is_given_once() -> None:
    with pytest.raises(ValueError, match="'wait'"):
        kinds.add_kind(MusicStep)


def test_kinds_are_known_for_as_long_as_they_are_registered() -> None:
    assert list(KINDS) == sorted(KINDS)
    with add_kinds_for_a_while(TimedQueueStep):
        assert "park" in KINDS
    assert "park" not in KINDS


def test_the_schema_takes_it_and_knows_its_settings() -> None:
    schema = json_schema()
    steps = {"queue": {"wait": "Musica.", "then": "goodbye"}}
    jsonschema.validate({"number": "0577 235501", "steps": steps}, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(
            {"number": "0577 235501", "steps": {"a": {"wait": "x", "key": 1}}}, schema
        )
    assert "wait step" in [
        each["title"] for each in schema["$defs"]["Steps"]["additionalProperties"]["anyOf"]
    ]


def test_the_reference_wants_a_section_with_every_setting(tmp_path: Path) -> None:
    page = tmp_path / "our-kinds.md"
    page.write_text(PAGE, encoding="utf-8")
    assert set(rows(section(page, "wait"))) == set(KINDS["wait"].known_keys())
    with pytest.raises(KeyError):
        section(LANGUAGE, "wait")


def test_the_check_tells_how_long_a_caller_waits(tmp_path: Path) -> None:
    with_music(tmp_path / "audio")
    short = checked(tmp_path, STEPS)
    assert short.ids == []
    assert 93 <= _silence(short) <= 120 + 10
    long = checked(tmp_path, STEPS.replace("max: 2m", "max: 15m"))
    assert long.ids == ["CW007"]
    assert _silence(long) > 14 * 60


def _silence(found: Checked) -> float:
    silence = found.proofs[SLUG].silence
    assert silence is not None
    return silence


def test_a_rule_of_its_own_is_told_as_any_other(tmp_path: Path) -> None:
    found = checked(tmp_path, STEPS.replace("lasts: 30s", "lasts: 3m")).one("CW901")
    assert (found.place, found.hint) == ("steps.queue.lasts", "a longer `max`")
    assert found.as_data()["rule"] == findings.rules()["CW901"] == "music is cut before its end"


def test_what_does_not_fit_its_number_is_not_loaded(tmp_path: Path) -> None:
    flow = FLOW.replace("email: urp@example.org\n", "").replace("voicemail: office", "say: Ciao.")
    problems = load(write(tmp_path, {SLUG: flow.partition("expect:")[0]})).problems
    assert [problem.place for problem in problems] == ["steps.queue.wait"]


def test_the_paths_of_a_call_lead_through_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLOWS_DIR", str(folder))
    told = CliRunner().invoke(main, ["paths", SLUG, "--at", "2026-11-23 11:00"]).output
    assert "waits on" in told
    assert "presses 1" in told


def test_a_picture_shows_it_with_its_music_and_its_exits(loaded: Loaded) -> None:
    for language, title, label in (
        ("it", "Attesa", "ha aspettato invano"),
        ("en", "Wait", "waited in vain"),
    ):
        picture = sketch(loaded.house.flows[SLUG], language)
        node = next(node for node in picture.nodes if node.key == "queue")
        assert (node.title, node.words, node.form) == (title, ("music.mp3",), Form.DECISION)
        assert _labels(picture) == {"1": "mailbox", label: "nobody"}


def _labels(picture: Picture) -> dict[str, str]:
    return {" ".join(arrow.labels): arrow.end for arrow in picture.arrows if arrow.start == "queue"}


def test_the_office_s_sheet_tells_its_calls(loaded: Loaded) -> None:
    flow = loaded.house.flows[SLUG]
    page = make_sheet(flow, loaded, NOW)
    assert "Chi chiama preme 1." in page
    assert "liberato nessuno" in page
    assert "Attesa" in page
    assert "urp@example.org" in [fact.value for fact in facts(flow, NOW.date(), "it")]


def test_the_telephone_of_the_simulator_goes_through_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoken = FLOW.replace("{audio: music.mp3}", "Resti in linea.")
    folder = write(tmp_path / "flows", {SLUG: spoken})
    rehearsal = Rehearsal(folder, tmp_path, monkeypatch)
    flow = rehearsal.loaded.house.flows[SLUG]
    for expected in flow.expectations:
        assert differences(expected, rehearsal.call(flow, expected)) == []


def test_errors_of_a_broken_file_come_all_at_once(tmp_path: Path) -> None:
    broken = FLOW.replace("lasts: 30s", "lasts: soon").replace(
        "otherwise: nobody", "otherwise: nowhere"
    )
    told = [str(problem) for problem in load(write(tmp_path, {SLUG: broken})).problems]
    assert any("soon" in each for each in told)
    assert any("no step is called 'nowhere'" in each for each in told)


def test_mails_tell_what_came_of_it() -> None:
    for language, told in (("it", "ha aspettato invano"), ("en", "waited in vain")):
        assert describe_tries("queue.in-vain", SLUG, directory(), language) == told


def test_the_call_log_and_the_metrics_have_what_came_of_it(served: House) -> None:
    music = served.call()
    for _ in range(3):
        served.clock.now = _later(served.clock.now, 31)
        music = served.post(music.redirect)
    assert "liberato nessuno" in music.spoken
    assert [tuple(each) for each in served.last.trail] == [("queue", "in-vain")]
    told = served.app.test_client().get("/metrics").get_data(as_text=True)
    assert f'centralino_dial_results_total{{number="{SLUG}",result="in-vain"}} 1.0' in told


def _later(now: datetime, seconds: int) -> datetime:
    return datetime.fromtimestamp(now.timestamp() + seconds, now.tzinfo)


def test_its_parts_come_back_as_it_named_them(served: House) -> None:
    music = served.call()
    assert "part=round" in music.redirect
    assert served.post(music.redirect).verbs == ["Gather", "Redirect"]
    assert "Record" in served.post(music.action, Digits="1").verbs


def test_a_verb_that_nobody_told_of_is_an_error_and_no_short_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = with_park(tmp_path, QueueStep)
    assert "nobody tells how long <Enqueue> takes" in found.one("CE015").message
    assert (found.one("CE015").place, found.proofs[SLUG].silence) == ("steps.a", None)
    monkeypatch.setenv("FLOWS_DIR", str(tmp_path))
    with add_kinds_for_a_while(QueueStep):
        result = CliRunner().invoke(main, ["check"])
    assert result.exit_code == 1
    assert "not every call could be followed to its end" in result.output
    assert "is kept" not in result.output


def test_a_verb_that_its_kind_tells_of_takes_so_long(tmp_path: Path) -> None:
    found = with_park(tmp_path, TimedQueueStep)
    assert found.ids == ["CW007", "CW016"]
    assert _silence(found) > 600


def test_a_part_that_its_kind_does_not_name_is_an_error(tmp_path: Path) -> None:
    found = with_park(tmp_path, PartlyNamedStep)
    assert "does not name the part 'left'" in found.one("CE015").message
    assert found.proofs[SLUG].silence is None


def test_a_part_of_which_nothing_is_foretold_is_an_error(tmp_path: Path) -> None:
    found = with_park(tmp_path, PartlyForetoldStep)
    assert "what may come back to 'left'" in found.one("CE015").message
    assert found.proofs[SLUG].silence is None


def test_what_another_leg_hears_must_be_told_of_too(tmp_path: Path) -> None:
    found = with_park(tmp_path, OfferingStep)
    assert "nobody tells how long <Enqueue> takes" in found.one("CE015").message


def test_what_was_checked_is_checked_anew_when_its_module_changes() -> None:
    assert modules_of_others() == {Path(made_up_kinds.__file__)}
