"""The flow file of a new number: written, proved, and only then in its place."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.house import at

from centralino.calls.ending import Ending
from centralino.commissioning.commission import RequestRefusedError, commission, prove_request
from centralino.commissioning.proving import exchange as in_the_switchboard
from centralino.commissioning.proving import objections
from centralino.commissioning.request import NumberRequest, Written
from centralino.commissioning.writing import flow_file, write_yaml_text
from centralino.core.input_errors import InputError
from centralino.fields.expectations import Expectation
from centralino.flows.flow import Flow
from centralino.loading.loader import load
from centralino.loading.yaml12 import read_yaml
from centralino.simulator import Telephone
from commissioning.conftest import OFFICE, request_of

CHOICES = ("1=le tasse: 0577 236001", "*=le tesi: 0577 236002, 0577 236003")


def made(written: Written, flows: Path, now: datetime) -> Flow:
    request = request_of(written)
    commission(request, flows, now)
    loaded = load(flows)
    assert not loaded.problems
    return loaded.house.flows[request.slug]


def endings(flow: Flow) -> list[Ending | None]:
    return [each.ends for each in flow.expectations]


def test_the_file_says_what_the_office_asked_for(flows: Path, now: datetime) -> None:
    flow = made(OFFICE, flows, now)
    assert flow.office == {"it": "Segreteria didattica"}
    assert flow.addresses == ("didattica@example.org",)
    assert [leg.number for leg in flow.ring] == ["+390577236001", "+390577236002"]
    assert flow.site == "rettorato"
    assert flow.agenda.state(at("2026-11-24 16:00")).open  # a Tuesday afternoon


def test_its_expectations_are_of_each_situation(flows: Path, now: datetime) -> None:
    flow = made(OFFICE, flows, now)
    assert endings(flow) == ["conversation", "voicemail", "voicemail", "information"]
    answered, unanswered, outside, closure = flow.expectations
    assert f"{answered.at:%Y-%m-%d %H:%M}" == "2026-11-23 11:00"
    assert unanswered.to == "didattica@example.org"
    assert not flow.agenda.state(outside.at.replace(tzinfo=flow.zone)).open
    assert f"{closure.at:%Y-%m-%d}" == "2026-12-01"  # Siena's patron saint


@pytest.mark.parametrize("always_open", [False, True])
def test_a_number_without_telephones_takes_messages(
    always_open: bool, flows: Path, now: datetime
) -> None:
    flow = made(replace(OFFICE, ring=(), always_open=always_open), flows, now)
    assert endings(flow)[0] == "voicemail"
    written = (flows / f"{flow.slug}.yaml").read_text(encoding="utf-8")
    assert "# ufficio aperto\n" in written
    assert "non risponde nessuno" not in written


def test_the_check_has_nothing_against_it(flows: Path, now: datetime) -> None:
    made(replace(OFFICE, choices=CHOICES), flows, now)
    assert objections(flows / "0577235590.yaml", now) == []


def test_a_menu_leads_to_the_telephones_of_each_choice(flows: Path, now: datetime) -> None:
    flow = made(replace(OFFICE, choices=CHOICES), flows, now)
    assert set(flow.steps) >= {"choice-1", "choice-star", "ring", "mailbox"}
    assert flow.expectations[0].press == ("1",)


def test_without_an_address_callers_are_informed(flows: Path, now: datetime) -> None:
    flow = made(replace(OFFICE, email=(), choices=CHOICES), flows, now)
    assert flow.addresses == ()
    assert endings(flow) == ["conversation", "information", "information", "information"]


def test_without_telephones_messages_are_taken_at_once(flows: Path, now: datetime) -> None:
    flow = made(replace(OFFICE, ring=()), flows, now)
    assert endings(flow) == ["voicemail", "voicemail", "information"]


def test_a_desk_that_never_closes_has_no_call_outside_its_hours(flows: Path, now: datetime) -> None:
    flow = made(replace(OFFICE, hours="", always_open=True), flows, now)
    assert endings(flow) == ["conversation", "voicemail"]
    assert flow.expectations[0].at.hour == 11


def test_whoever_picks_up_may_have_to_confirm(flows: Path, now: datetime) -> None:
    flow = made(replace(OFFICE, confirm=True), flows, now)
    assert flow.confirm
    assert endings(flow)[0] == "conversation"


def test_an_english_request_makes_an_english_file(flows: Path, now: datetime) -> None:
    written = replace(OFFICE, office="Welcome Desk", language="en", web="https://www.example.org/w")
    flow = made(written, flows, now)
    content = (flows / "0577235590.yaml").read_text(encoding="utf-8")
    assert flow.language == "en"
    assert flow.web == "https://www.example.org/w"
    assert "# After each change" in content


def test_nothing_is_overwritten(flows: Path, now: datetime) -> None:
    file = flows / "0577235590.yaml"
    file.write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="there is a file"):
        commission(request_of(OFFICE), flows, now)
    assert file.read_text(encoding="utf-8") == "mine"


def test_a_number_described_in_another_file_is_refused(flows: Path, now: datetime) -> None:
    (flows / "urp.yaml").write_text('number: "0577 235590"\n', encoding="utf-8")
    with pytest.raises(RequestRefusedError, match="has a flow already"):
        commission(request_of(OFFICE), flows, now)
    assert not (flows / "0577235590.yaml").exists()


def test_a_flow_that_would_call_our_own_numbers_is_refused(flows: Path, now: datetime) -> None:
    (flows / "urp.yaml").write_text('number: "0577 235501"\n', encoding="utf-8")
    with pytest.raises(RequestRefusedError, match=r"CE\d+") as caught:
        commission(request_of(replace(OFFICE, ring=("0577 235501",))), flows, now)
    assert caught.value.reasons[0].startswith(f"{flows}/0577235590.yaml:")
    assert not (flows / "0577235590.yaml").exists()


def test_other_files_with_errors_do_not_stand_in_the_way(flows: Path, now: datetime) -> None:
    (flows / "broken.yaml").write_text("number: 1\n", encoding="utf-8")
    commission(request_of(OFFICE), flows, now)
    assert (flows / "0577235590.yaml").is_file()


def test_expectations_are_called_and_not_only_written(flows: Path, now: datetime) -> None:
    request = request_of(OFFICE)
    content = prove_request(request, flows, now).replace("ends: conversation", "ends: information")
    file = flows / "0577235590.yaml"
    file.write_text(content, encoding="utf-8")
    assert any("expect[0].ends" in each for each in objections(file, now))


@given(st.text(min_size=1, max_size=40).filter(lambda name: name.strip() and name.isprintable()))
@settings(max_examples=60)
def test_whatever_an_office_is_called_its_file_reads_back(name: str) -> None:
    request = NumberRequest(number="+390577235590", office=name)
    data = read_yaml(flow_file(request).encode()).data
    assert data["office"] == name
    assert data["number"] == "0577 235590"


def test_text_is_quoted_for_yaml() -> None:
    assert write_yaml_text('L\'ufficio "X": sì') == '"L\'ufficio \\"X\\": sì"'


def test_an_expectation_that_is_written_is_read_the_same(flows: Path, now: datetime) -> None:
    first = made(OFFICE, flows, now).expectations[0]
    assert first == Expectation.model_validate(
        {"at": "2026-11-23 11:00", "dial": ["answered"], "ends": "conversation"}
    )


def test_a_season_has_hours_of_its_own(flows: Path, now: datetime) -> None:
    flow = made(replace(OFFICE, seasons=("07-01..08-31: lun-ven 8-9",)), flows, now)
    assert flow.agenda.state(at("2027-07-05 08:30")).open
    assert not flow.agenda.state(at("2027-07-05 11:00")).open
    assert flow.agenda.state(at("2027-09-06 11:00")).open


def test_a_menu_whose_words_are_in_english_too_is_offered_in_english(
    flows: Path, now: datetime
) -> None:
    choices = ("1=le tasse / en=fees: 0577 236001", "9=le tesi / en=theses: 0577 236002")
    wanted = replace(OFFICE, office_in={"en": "Student Office"}, choices=choices, ring=())
    keys = read_yaml(flow_file(request_of(wanted)).encode()).data["steps"]["choices"]["keys"]
    assert {"it": "le tasse", "en": "fees"} in [each.get("say") for each in keys.values()]
    assert list(keys.values())[-1] == {"language": "en", "then": "greeting"}
    assert str(list(keys)[-1]) == "8"
    assert made(wanted, flows, now).steps


def test_telephones_may_take_turns(flows: Path, now: datetime) -> None:
    flow = made(replace(OFFICE, rotates=True), flows, now)
    assert flow.steps["ring"].model_dump()["order"] == "rotating"
    assert endings(flow) == ["conversation", "voicemail", "voicemail", "information"]


@pytest.mark.parametrize(("confirm", "asked"), [(None, [None, True]), (False, [None, None])])
def test_whoever_picks_up_a_mobile_confirms_unless_nobody_is_to(
    confirm: bool | None, asked: list[bool | None], flows: Path, now: datetime
) -> None:
    wanted = replace(OFFICE, ring=("0577 236001", "333 1234567"), confirm=confirm)
    assert [leg.confirm for leg in made(wanted, flows, now).ring] == asked


@pytest.mark.parametrize("ring", [(), ("0577 236001",)])
@pytest.mark.parametrize("moment", ["2026-11-23 11:00", "2026-11-23 18:00"])
def test_without_a_mailbox_neither_name_nor_hours_are_said_twice_in_a_row(
    ring: tuple[str, ...], moment: str, flows: Path, now: datetime
) -> None:
    made(replace(OFFICE, email=(), ring=ring), flows, now)
    exchange = in_the_switchboard(load(flows))
    exchange.clock.start = at(moment)
    telephone = Telephone(
        exchange.line,
        public_url=exchange.public_url,
        account=exchange.account,
        clock=exchange.clock,
    )
    words = telephone.call("+390577235590", "+393330000000").heard()
    rang_in_between = bool(ring) and moment.endswith("11:00")
    assert words.count("Segreteria didattica") == (2 if rang_in_between else 1)
    assert words.count("dalle 10 alle 13") == 1


CODES = ("4711=tecnico di turno: 0577 236005", "0042=guardia: 333 1234567")
IN_ENGLISH = ("1=le tasse / en=fees: 0577 236001", "2=le tesi / en=theses: 0577 236002")


@pytest.mark.parametrize("email", [(), ("d@example.org",)])
@pytest.mark.parametrize("choices", [(), CHOICES, IN_ENGLISH])
@pytest.mark.parametrize("hours", ["", "lun-ven 9-13"])
def test_a_code_reaches_somebody_outside_the_hours_too(
    hours: str, choices: tuple[str, ...], email: tuple[str, ...], flows: Path, now: datetime
) -> None:
    wanted = replace(OFFICE, hours=hours, choices=choices, email=email, codes=CODES)
    flow = made(replace(wanted, office_in={"en": "Student Office"}), flows, now)
    assert objections(flows / f"{flow.slug}.yaml", now) == []
    by_code = next(each for each in flow.expectations if "4711" in each.press)
    assert by_code.ends is Ending.CONVERSATION
    opened = flow.agenda.state(by_code.at.replace(tzinfo=flow.zone)).open
    assert opened == (not hours)


def test_a_code_that_begins_with_zero_and_a_mobile_read_back(flows: Path, now: datetime) -> None:
    flow = made(replace(OFFICE, codes=CODES), flows, now)
    assert set(flow.steps["code"].secrets()) == {"4711", "0042"}
    guard = flow.steps["service-2"].telephones(flow)
    assert guard is not None
    assert [(leg.number, leg.name, leg.confirm) for leg in guard.legs] == [
        ("+393331234567", "guardia", True)
    ]


def test_the_menus_first_free_key_asks_for_the_code() -> None:
    wanted = replace(OFFICE, office_in={"en": "Office"}, choices=IN_ENGLISH, codes=CODES)
    steps = read_yaml(flow_file(request_of(wanted)).encode()).data["steps"]
    assert {str(key): to["then"] for key, to in steps["choices"]["keys"].items()} == {
        "1": "choice-1",
        "2": "choice-2",
        "3": "code",
        "9": "greeting",
    }
    assert set(steps["choices"]["keys"][3]["say"]) == {"it", "en"}


@pytest.mark.parametrize(
    "wanted",
    [
        replace(OFFICE, rotates=True),
        replace(OFFICE, email=()),
        replace(OFFICE, email=(), ring=()),
        replace(OFFICE, codes=CODES),
    ],
)
def test_with_steps_of_its_own_english_is_offered_and_the_name_said_all_the_same(
    wanted: Written, flows: Path, now: datetime
) -> None:
    shared = flows / "centralino.yaml"
    shared.write_text(
        shared.read_text(encoding="utf-8") + "languages: {it: , en: }\n", encoding="utf-8"
    )
    made(wanted, flows, now)
    exchange = in_the_switchboard(load(flows))
    exchange.clock.start = at("2026-11-23 11:00")
    telephone = Telephone(
        exchange.line,
        public_url=exchange.public_url,
        account=exchange.account,
        clock=exchange.clock,
    )
    words = telephone.call("+390577235590", "+393330000000").heard()
    offered, named = words.index("For English, press 9."), words.index("Segreteria didattica")
    assert offered < named
