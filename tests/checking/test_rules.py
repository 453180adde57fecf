"""Each rule, with a flow that breaks it and one that does not."""

from pathlib import Path

import pytest

from centralino.checking.findings import RULES
from centralino.loading.loader import load
from checking.office import OFFICE, OTHER, SLUG, checked, proved

ROOT = Path(__file__).parents[2]


def test_the_example_flows_break_no_rule() -> None:
    found = proved(load(ROOT / "flows"), ROOT / "static" / "audio")
    assert [f"{each.id} {each.file}:{each.line} {each.message}" for each in found.findings] == []
    assert all(proof.silence is not None for proof in found.proofs.values())


def test_the_default_flow_breaks_no_rule(tmp_path: Path) -> None:
    assert checked(tmp_path).ids == []


BROKEN = {
    "CE002 within one answer": ("a: {say: Uno., then: b}\nb: {say: Due., then: a}", "a"),
    "CE002 by silence": ("a: {menu: Prema 1., keys: {1: b}, otherwise: a}\nb: {dial: office}", "a"),
    "CE002 by unanswered telephones": ("a: {dial: office, otherwise: a}", "a"),
    "CE003 an apology": ("a: {say: Siamo spiacenti., then: goodbye}", "a"),
    "CE003 a farewell": ("a: {hangup: Grazie e arrivederci.}", "a"),
    "CE003 a hang-up": ("a: {hangup: }", "a"),
    "CE003 after nobody answered": (
        "a: {dial: office, otherwise: b}\nb: {say: Nessuno può rispondere.}",
        "b",
    ),
    "CE004": ('a: {dial: ["0577 235010", "0577 235501"], otherwise: information}', "a.dial[1]"),
    "CE005": ("a: {say: {audio: manca.mp3}}", "a.say"),
    "CE006": ('a: {menu: "{web}", keys: {1: b}, otherwise: b}\nb: {dial: office}', "a"),
    "CE009": ("a: {dial: office, cap: 10s, confirm: true}", "a.cap"),
    "CW001": ("a: {dial: office}\nb: {say: Mai.}", "b"),
    "CW003": ('a: {say: "Visiti {web}.", then: information}', "a.say"),
    "CW004": (
        'a: {code: , codes: {"47": b, "4711": b}, otherwise: b}\nb: {dial: office}',
        "a.codes.47",
    ),
    "CW005": ('a: {dial: ["0577 235010", "0577 235011"], cap: 30s}', "a.dial[1]"),
    "CW006": (
        "a: {menu: , keys: {1: {say: le tasse, then: b}, 2: {say: le tasse, then: information}}}\n"
        "b: {dial: office}",
        "a.keys.2",
    ),
    "CW013": ('a: {dial: ["235090", "0577 235010"], otherwise: information}', "a.dial[0]"),
    "CW014": (
        'a: {dial: ["0577 235010", "0577 235011", "0577 235010"], otherwise: information}',
        "a.dial[2]",
    ),
    "CW017": (
        "a: {menu: , keys: {1: {say: le tasse, then: b}, 2: {say: i corsi, then: c}}, otherwise: b}"
        "\nb: {gate: hours, open: d, closed: e}\nc: {goto: b}\n"
        "d: {dial: office, otherwise: e}\ne: {voicemail: office}",
        "a",
    ),
    "CW009": ('a: {control: ["0577 235509", "0577 235501"]}', "a.control"),
    "CW008": (
        "a: {menu: Prema 9., keys: {9: {language: en, then: b}}, otherwise: b}\n"
        "b: {say: Si scrive a urp., then: information}",
        "b.say",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_rule_is_found_where_it_is_broken(name: str, tmp_path: Path) -> None:
    steps, place = BROKEN[name]
    found = checked(tmp_path, steps)
    finding = found.one(name[:5])
    assert finding.place == f"steps.{place}"
    assert finding.line > 5
    assert finding.hint


SOUND = [
    "a: {say: Gli uffici riaprono il 7 gennaio alle 9.}",
    'a: {say: "Ci scusiamo. Può scrivere a {email}."}',
    "w: {say: '{office}.', then: a}\na: {dial: office, otherwise: b}\nb: {voicemail: office}",
    "a: {menu: Prema 1., keys: {1: a}}",
    "a: {menu: Prema 1., keys: {1: b}, otherwise: c}\nb: {dial: office}\nc: {goto: b}",
    'a: {code: , codes: {"1234": b}, length: 4, otherwise: b}\nb: {dial: office}',
]


@pytest.mark.parametrize("steps", SOUND)
def test_a_sound_flow_has_no_finding(steps: str, tmp_path: Path) -> None:
    assert checked(tmp_path, steps).ids == []


@pytest.mark.parametrize("more", ["", "always_open: true\n"])
@pytest.mark.parametrize("spare", ["ring", "hours", "email", "email, ring", "hours, ring"])
def test_a_default_flow_without_some_settings_is_sound(
    more: str, spare: str, tmp_path: Path
) -> None:
    lines = [line for line in OFFICE.splitlines() if line.split(":")[0] not in spare.split(", ")]
    people = "people: urp@example.org\n"
    assert checked(tmp_path, settings="\n".join(lines) + "\n" + people + more).ids == []


@pytest.mark.parametrize(
    ("people", "organisation", "ids"),
    [
        ("", "", ["CW021"]),
        ("people: []\n", "", ["CW021"]),
        ("people: [{group: urp}]\n", "", []),
        ("", "people: {helpdesk: aiuto@example.org}\n", []),
        ("", "people: {auditors: aiuto@example.org, staff: '@example.org'}\n", ["CW021"]),
        ("", "email: urp@example.org\n", []),
    ],
)
def test_a_number_that_nobody_can_see_is_warned_of(
    people: str, organisation: str, ids: list[str], tmp_path: Path
) -> None:
    settings = OFFICE.replace("email: urp@example.org\n", people)
    shared = {"centralino.yaml": f"organisation: Prova\nrecording_notice: false\n{organisation}"}
    found = checked(tmp_path, settings=settings, **shared)
    assert found.ids == ids
    assert [each.line for each in found.findings] == (
        [2] if people == "people: []\n" else [1]
    ) * len(ids)


CHANGES = "a: {menu: , keys: {9: {language: en}}, otherwise: b}\nb: {dial: office}"


@pytest.mark.parametrize(
    ("languages", "place"),
    [("[it]", "steps.a.keys.9.language"), ("[en]", "languages"), ("[en, it]", "")],
)
def test_a_language_that_a_number_speaks_is_among_its_languages(
    languages: str, place: str, tmp_path: Path
) -> None:
    found = checked(tmp_path, CHANGES, OFFICE + f"languages: {languages}\n")
    assert [each.place for each in found.findings if each.id == "CW010"] == (
        [place] if place else []
    )


def test_only_a_caller_who_never_presses_anything_counts_as_silent(tmp_path: Path) -> None:
    menu = "a: {menu: Prema 1., keys: {1: b}, timeout: 5, tries: 1, otherwise: information}\n"
    brief = checked(tmp_path / "1", menu + "b: {say: Scriva a urp@example.org}")
    ringing = checked(tmp_path / "2", menu + "b: {dial: office, ring: 60s, cap: 180s}")
    assert brief.proofs[SLUG].silence == ringing.proofs[SLUG].silence


def test_voicemail_without_anybody_to_send_it_to_is_an_error(tmp_path: Path) -> None:
    settings = OFFICE.replace("email: urp@example.org", "web: https://www.example.org")
    found = checked(tmp_path, "a: {voicemail: office}", settings)
    assert found.one("CE007").place == "steps.a.voicemail"


def test_a_recording_is_announced_with_the_time_it_is_kept(tmp_path: Path) -> None:
    organisation = "organisation: Prova\nrecording_notice: true\n"
    own = OFFICE + "prompts: {recorded: Il messaggio sarà registrato.}\n"
    silent = checked(tmp_path / "1", settings=own, **{"centralino.yaml": organisation})
    told = checked(tmp_path / "2", **{"centralino.yaml": organisation})
    assert (silent.ids, told.ids) == (["CE008"], [])


def test_a_call_that_goes_from_number_to_number_and_back_is_a_circle(tmp_path: Path) -> None:
    other = 'number: "0577 235502"\nemail: a@b.org\nsteps: {a: {goto: "0577 235501"}}\n'
    found = checked(tmp_path, 'a: {goto: "0577 235502"}', **{OTHER: other})
    assert set(found.ids) == {"CE002"}


def test_more_steps_than_one_answer_may_walk_are_an_error(tmp_path: Path) -> None:
    long = "".join(f"s{n}: {{say: Avviso {n}., then: s{n + 1}}}\n" for n in range(200))
    found = checked(tmp_path, long + "s200: {dial: office}")
    assert found.one("CE011").message.startswith("a call can walk 2")


def test_an_answer_larger_than_twilio_takes_is_an_error(tmp_path: Path) -> None:
    words = "Questa frase dice qualcosa che serve. " * 60
    long = "".join(f"s{n}: {{say: {words}, then: s{n + 1}}}\n" for n in range(32))
    assert checked(tmp_path, long + "s32: {dial: office}").one("CE010").place == "steps.s32"


def test_a_sentence_longer_than_one_say_is_told(tmp_path: Path) -> None:
    found = checked(tmp_path, f"a: {{say: {'parola ' * 600}, then: b}}\nb: {{dial: office}}")
    assert found.one("CW002").place == "steps.a.say"


def test_a_hunt_that_takes_more_webhooks_than_a_call_has_is_an_error(tmp_path: Path) -> None:
    legs = ", ".join(f'"0577 236{n:03}"' for n in range(70))
    assert "CE011" in checked(tmp_path, f"a: {{dial: [{legs}], cap: 3600}}").ids


def test_the_shortest_call_is_told_and_can_be_called_again(tmp_path: Path) -> None:
    steps = """
        a: {gate: hours, open: b, closed: ring}
        b: {menu: Prema 2., keys: {2: c}, otherwise: ring}
        c: {dial: office, otherwise: d}
        d: {say: Ci dispiace.}
        ring: {dial: office}
    """
    example = checked(tmp_path, steps).one("CE003").example
    assert example is not None
    assert [line.what for line in example.lines] == [
        "“Prema 2.”",
        "presses 2",
        "0577 235010: is busy",
        "0577 235011: is busy",
        "“Ci dispiace.”",
        "“Grazie per aver chiamato. Arrivederci.”",
        "the switchboard hangs up",
    ]
    assert example.command == (
        'centralino call 0577235501 --at "2026-11-23 11:01" --press 2 --dial busy,busy'
    )


def test_where_no_time_shows_it_the_call_says_when(tmp_path: Path) -> None:
    steps = "a: {gate: hours, open: ring, closed: b}\nb: {hangup: }\nring: {dial: office}"
    always = OFFICE.replace("mon-fri", "mon-sun").replace("10:00-13:00", "0:00-24:00")
    example = checked(tmp_path, steps, always).one("CE003").example
    assert example is not None
    assert example.when == "when 0577 235501 is outside its hours"
    assert not example.command


def test_every_rule_is_documented() -> None:
    page = (ROOT / "docs" / "checking.md").read_text(encoding="utf-8")
    assert [rule for rule in RULES if rule not in page] == []


VOICED = "organisation: Ateneo\nvoices:\n  en: Polly.Amy-Neural\n  it: {}\n"


@pytest.mark.parametrize("name", ["Google.it-IT-Chirp3-HD-Bianca", "Polly.Biancaneve-Neural"])
def test_a_voice_that_nobody_lists_is_warned_of_where_it_stands(name: str, tmp_path: Path) -> None:
    found = checked(tmp_path, **{"centralino.yaml": VOICED.format(name)}).one("CW011")
    assert (Path(found.file).name, found.line, found.place) == ("centralino.yaml", 4, "voices.it")
    assert not found.is_error
    assert found.message.startswith(f"{name} is not among the voices")
    assert "did you mean '" in found.hint


@pytest.mark.parametrize(
    ("name", "region", "ids"),
    [
        ("Polly.Bianca-Generative", "ie1", ["CW012"]),
        ("Google.it-IT-Chirp3-HD-Kore", "ie1", ["CW012"]),
        ("Polly.Bianca-Generative", "", []),
        ("Polly.Bianca-Neural", "ie1", []),
    ],
)
def test_a_generative_voice_is_warned_of_in_ireland(
    name: str, region: str, ids: list[str], tmp_path: Path
) -> None:
    loaded = checked(tmp_path, **{"centralino.yaml": VOICED.format(name)}).loaded
    assert proved(loaded, tmp_path / "audio", region).ids == ids


@pytest.mark.parametrize(
    ("hours", "told"),
    [
        ('{mon-fri: "12:30-9:30"}', ["hours.mon-fri"]),
        ('{mon: ["9-12", "13:30-12:30"]}', ["hours.mon[1]"]),
        (
            '{mon: "9-12", seasons: [{from: 07-01, to: 09-05, hours: {mon: "12-10"}}]}',
            ["hours.seasons[0].hours.mon"],
        ),
        ('{fri: "22:00-02:00", sat: "17:00-9:00", sun: "00:00-24:00"}', []),
    ],
)
def test_a_closing_before_its_opening_is_warned_of_and_a_night_is_not(
    tmp_path: Path, hours: str, told: list[str]
) -> None:
    found = checked(tmp_path, settings=OFFICE.replace('{mon-fri: "10:00-13:00"}', hours))
    assert [each.place for each in found.findings if each.id == "CW015"] == told


def test_a_number_without_its_prefix_is_warned_of_with_the_one_that_it_lacks(
    tmp_path: Path,
) -> None:
    found = checked(tmp_path, 'a: {dial: ["235090"], otherwise: information}').one("CW013")
    assert found.hint == "with its prefix it would be 0577 235090"


def test_audio_that_is_a_link_to_elsewhere_is_refused(
    tmp_path: Path,
) -> None:
    (tmp_path / "audio").mkdir()
    (tmp_path / "secret").write_text("x")
    (tmp_path / "audio" / "a.mp3").symlink_to(tmp_path / "secret")
    found = checked(tmp_path, "a: {say: {audio: a.mp3}, then: information}")
    assert "is a link to what is not under" in found.one("CE005").message
