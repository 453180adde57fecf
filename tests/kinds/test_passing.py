"""`gate`, `say`, `goto`, `hangup`: steps that wait for nobody."""

import pytest
from support.house import NUMBER, Housed, at

from centralino.calendar.layers import Layer

ENDS = (
    "\n  open: {hangup: Aperto.}\n  shut: {hangup: 'Chiuso. Riapre {reopens}. Orario {hours}.'}\n"
)


def gate(schedule: str, head: str = "") -> str:
    return f"{head}\nsteps:\n  start: {{gate: {schedule}, open: open, closed: shut}}{ENDS}"


@pytest.mark.parametrize(
    ("when", "hears"),
    [
        ("2026-11-23 09:59", "Chiuso. Riapre oggi alle 10."),
        ("2026-11-23 10:00", "Aperto."),
        ("2026-11-23 12:59", "Aperto."),
        ("2026-11-23 13:00", "Chiuso. Riapre domani alle 10."),
        ("2026-11-28 11:00", "Chiuso. Riapre lunedì alle 10."),
    ],
)
def test_the_gate_of_the_offices_hours(housed: Housed, when: str, hears: str) -> None:
    desk = housed(gate("hours", 'hours: {mon-fri: "10-13"}'), now=when)
    assert desk.call().spoken.startswith(hears)


def test_without_hours_the_office_is_open_whenever_the_organisation_is(housed: Housed) -> None:
    assert housed(gate("hours"), now="2026-11-22 03:00").call().spoken == "Aperto."


def test_a_gate_may_have_a_timetable_of_its_own(housed: Housed) -> None:
    desk = housed(gate('{sat-sun: "00:00-24:00"}', 'hours: {mon-fri: "10-13"}'))
    told = desk.call().spoken
    assert told.startswith("Chiuso. Riapre sabato a mezzanotte") or "Riapre" in told
    assert "il sabato e la domenica" in told, "its own hours are told, not the office's"
    desk.clock.now = at("2026-11-28 03:00")
    assert desk.call().spoken == "Aperto."


def test_a_gate_may_have_a_calendar_of_its_own(housed: Housed) -> None:
    desk = housed(gate('[{on: 2026-11-23, open: "15-16"}, {on: 2026-11-24}]'))
    assert desk.call().spoken.startswith("Chiuso. Riapre oggi alle 15.")
    for when, hears in (("23 15:30", "Aperto."), ("24 11:00", "Chiuso."), ("25 03:00", "Aperto.")):
        desk.clock.now = at(f"2026-11-{when}")
        assert desk.call().spoken.startswith(hears)


def test_a_gate_s_own_calendar_is_nobody_else_s(housed: Housed) -> None:
    desk = housed(gate("[{on: 2026-11-24}]"))
    flow = desk.app.extensions["centralino"].find(NUMBER)
    agenda = flow.steps["start"].goes_by(flow)
    state = agenda.state(at("2026-11-24 11:00"))
    assert (state.layer, state.closure, state.shared_closure) == (Layer.NUMBER, True, False)


def test_say_goes_on_or_says_goodbye(housed: Housed) -> None:
    flow = "steps:\n  a: {say: Uno., then: b}\n  b: {say: {it: Due., en: Two.}}"
    desk = housed(flow + "\nprompts: {goodbye: Arrivederla.}")
    answer = desk.call()
    assert answer.spoken == "Uno. Due. Arrivederla."
    assert answer.verbs == ["Say", "Say", "Say", "Hangup"]
    assert desk.last.ending == "information"


def test_every_sentence_has_its_voice_and_language(housed: Housed) -> None:
    organisation = "organisation: Ateneo\nvoices: {it: Google.it-IT-Chirp3-HD-Kore}"
    desk = housed("steps: {a: {say: Uno.}}", **{"centralino.yaml": organisation})
    for say in desk.call().says("Say"):
        assert say.get("voice") == "Google.it-IT-Chirp3-HD-Kore"
        assert say.get("language") == "it-IT"


def test_goto_jumps(housed: Housed) -> None:
    desk = housed("steps:\n  a: {goto: c}\n  b: {hangup: Bi.}\n  c: {say: Ci., then: b}")
    assert desk.call().spoken == "Ci. Bi."


def test_hangup_may_say_a_last_word_or_none(housed: Housed) -> None:
    assert housed("steps: {a: {hangup: Fine.}}").call().verbs == ["Say", "Hangup"]
    silent = housed("steps: {a: {hangup: }}")
    assert silent.call().verbs == ["Hangup"]
    assert silent.last.ending == "information"


def test_placeholders_are_filled_from_what_routes_the_call(housed: Housed) -> None:
    text = "{office} {organisation} {number} {email} {web} {hours}"
    head = "office: Tasse\nemail: a@example.org\nweb: www.example.org\nhours: {mon: '10-13'}\n"
    told = housed(head + f"steps: {{a: {{hangup: '{text}'}}}}").call().spoken
    for part in ("Tasse", "Università di Prova", "a chiocciola example", "www punto", "lunedì"):
        assert part in told


def test_a_sentence_whose_placeholder_has_no_value_is_left_out(housed: Housed) -> None:
    told = housed("steps: {a: {hangup: 'Buongiorno. Scriva a {email}. Arrivederci.'}}").call()
    assert told.spoken == "Buongiorno. Arrivederci."


def test_a_prompt_of_nothing_but_missing_values_says_nothing(housed: Housed) -> None:
    assert housed("steps: {a: {hangup: 'Scriva a {email}.'}}").call().verbs == ["Hangup"]


def test_a_named_prompt_is_the_numbers_the_organisations_or_the_built_in_one(
    housed: Housed,
) -> None:
    organisation = "organisation: Ateneo\nprompts: {saluto: Salve., goodbye: Addio.}"
    flow = "steps: {a: {say: {prompt: saluto}}}"
    files = {"centralino.yaml": organisation}
    assert housed(flow, **files).call().spoken == "Salve. Addio."
    assert housed(flow + "\nprompts: {saluto: Ehi.}", **files).call().spoken == "Ehi. Addio."


def test_a_long_prompt_is_cut_at_its_sentences_below_twilios_limit(housed: Housed) -> None:
    sentence = "Questa frase si ripete molte volte. "
    pieces = housed(f"steps: {{a: {{hangup: '{sentence * 200}'}}}}").call().says("Say")
    assert len(pieces) > 1
    assert all(len(piece.text or "") <= 3000 for piece in pieces)
    assert " ".join(piece.text or "" for piece in pieces) == (sentence * 200).strip()


@pytest.mark.parametrize("text", ["<b> & 'c'", "A < B", "]]>", "☎ àèìòù"])
def test_what_means_something_in_xml_is_said_as_it_is_written(housed: Housed, text: str) -> None:
    quoted = text.replace("'", "''")
    assert housed(f"steps: {{a: {{hangup: '{quoted}'}}}}").call().spoken == text
