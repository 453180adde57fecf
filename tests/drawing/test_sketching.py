"""What a picture shows of a flow."""

from pathlib import Path

from support.flows import EVERY_KIND

from centralino.drawing.abridging import cut_text
from centralino.drawing.default import default_picture, on_default_flow
from centralino.drawing.picture import ENDINGS, Arrow, Form, Picture, merge_arrows
from centralino.drawing.sketching import sketch
from centralino.flows.kinds import KINDS
from centralino.loading.loader import load
from centralino.loading.organisation_file import OrganisationFile
from drawing.conftest import Flowing

FLOWS = Path(__file__).parents[2] / "flows"
DEFAULT = """
office: {it: Ufficio Prova, en: Test Office}
email: office@example.org
hours: {mon-fri: "10-13"}
ring: ["0577 235010", {number: "0577 235011", name: Segreteria}]
"""


def forms(picture: Picture) -> list[Form]:
    return [node.form for node in picture.nodes]


def labels(picture: Picture, start: str) -> dict[str, str]:
    """From a node: where its arrows lead, by their labels."""
    return {" / ".join(a.labels): a.end for a in picture.arrows if a.start == start}


def words(picture: Picture, key: str) -> str:
    return " ".join(next(node.words for node in picture.nodes if node.key == key))


def test_the_default_flow_has_each_way_to_end(flow: Flowing) -> None:
    found = set(forms(sketch(flow(DEFAULT))))
    assert found >= ENDINGS
    assert Form.TELEPHONES in found


def test_notices_and_closures_come_before_the_flow(flow: Flowing) -> None:
    picture = sketch(flow(DEFAULT))
    titles = [node.title for node in picture.nodes[:4]]
    assert titles == [
        "Chiamata al 0577 235501",
        "Avvisi in vigore",
        "Avviso",
        "Giorno di chiusura?",
    ]
    assert labels(picture, "call/closures")["aperto"] == "hours"


def test_languages_are_offered_before_the_notices(flow: Flowing) -> None:
    picture = sketch(flow(f"{DEFAULT}languages: {{it: , en: }}\n"))
    assert [node.title for node in picture.nodes[:3]] == [
        "Chiamata al 0577 235501",
        "Scelta della lingua",
        "Avvisi in vigore",
    ]
    assert words(picture, "languages") == "9 English"
    assert labels(picture, "call/start")[""] == "languages"
    assert set(labels(picture, "languages").values()) == {"call/notices"}
    assert labels(picture, "call/closures")["aperto"] == "hours"


def test_closures_are_left_out_where_none_applies(flow: Flowing) -> None:
    picture = sketch(flow(f"{DEFAULT}always_open: true\n"))
    assert "call/closures" not in [node.key for node in picture.nodes]
    assert labels(picture, "call/notices")[""] == "hours"


def test_nothing_comes_before_the_service_line(flow: Flowing) -> None:
    picture = sketch(flow("steps: {start: {control: all}}"))
    assert [node.title for node in picture.nodes] == [
        "Chiamata al 0577 235501",
        "Linea di servizio",
    ]
    assert labels(picture, "call/start") == {"": "start"}


def test_exits_are_labelled_in_the_words_of_people(flow: Flowing) -> None:
    picture = sketch(flow(DEFAULT))
    assert labels(picture, "hours") == {"aperto": "welcome", "chiuso": "outside"}
    assert labels(picture, "ring")["non risponde nessuno"] == "nobody"
    assert labels(sketch(flow(DEFAULT), "en"), "ring")["nobody answers"] == "nobody"


def test_telephones_are_told_by_name_number_and_order(flow: Flowing) -> None:
    told = words(sketch(flow(DEFAULT)), "ring").replace("\N{NO-BREAK SPACE}", " ")
    assert told == "uno dopo l'altro 0577 235010 Segreteria, 0577 235011"


def test_a_voicemail_shows_to_whom_it_goes(flow: Flowing) -> None:
    assert words(sketch(flow(DEFAULT)), "mailbox") == "office@example.org"


def test_a_menu_s_keys_carry_their_words_and_languages(flow: Flowing) -> None:
    settings = EVERY_KIND.partition("\n")[2].partition("\n")[2].replace("235502", "235501")
    picture = sketch(flow(settings))
    found = labels(picture, "welcome")
    assert found["1 le tasse"] == "hunt"
    assert "9 English" in words(picture, "welcome")
    assert found["nessuna risposta valida"] == "outside"


def test_codes_stay_secret(flow: Flowing) -> None:
    steps = 'steps: {door: {code: Il codice., codes: {"4711": lab}}, lab: {dial: "0577 235010"}}'
    picture = sketch(flow(steps))
    assert labels(picture, "door")["codice 1"] == "lab"
    assert "4711" not in repr(picture)


def test_prompts_are_abridged_and_filled_with_what_never_changes(flow: Flowing) -> None:
    steps = "office: Ufficio Prova\nsteps: {start: {say: '{office}. {reopens} " + "a " * 60 + "'}}"
    told = words(sketch(flow(steps)), "start")
    assert told.startswith("Ufficio Prova. [giorno e ora]")
    assert told.endswith("…")
    assert len(told) <= 72


def test_steps_that_no_call_reaches_are_not_drawn(flow: Flowing) -> None:
    picture = sketch(flow("steps: {start: {say: Ciao.}, alone: {say: Mai.}}"))
    assert "alone" not in [node.key for node in picture.nodes]


def test_an_end_of_the_flow_s_own_is_one_shape_and_a_built_in_one_is_drawn_beside_each(
    flow: Flowing,
) -> None:
    menu = "{menu: Scelga., keys: {1: two}, otherwise: %s}"
    both = "steps: {one: " + menu + ", two: " + menu + ", bye: {hangup: Addio.}}"
    own = sketch(flow(both % ("bye", "bye")))
    shared = sketch(flow(both.replace(", bye: {hangup: Addio.}", "") % (("information",) * 2)))
    assert [node.key for node in own.nodes].count("bye") == 1
    assert [node.title for node in shared.nodes].count("Informazioni") == 2


def test_a_message_before_the_goodbye_is_an_end(flow: Flowing) -> None:
    picture = sketch(flow("steps: {start: {say: Ciao.}}"))
    assert next(node.form for node in picture.nodes if node.key == "start") is Form.INFORMATION
    assert labels(picture, "start") == {}


def test_a_jump_to_another_number_names_it(flow: Flowing) -> None:
    picture = sketch(flow('steps: {start: {goto: "0577 235501"}}'))
    jump = next(node for node in picture.nodes if node.key == "start")
    assert (jump.form, jump.words) == (Form.ELSEWHERE, ("0577 235501",))


def test_every_kind_of_step_has_a_title_in_both_languages() -> None:
    for kind, step in KINDS.items():
        assert set(step.titles) == {"it", "en"}, kind


def test_the_default_flow_can_be_drawn_without_a_number() -> None:
    organisation = OrganisationFile(organisation={"it": "Università"})
    assert set(forms(default_picture(organisation))) >= ENDINGS


def test_a_number_with_steps_can_be_seen_on_the_default_flow(flow: Flowing) -> None:
    found = flow(f"{DEFAULT}steps: {{start: {{say: Ciao.}}}}\n")
    assert "mailbox" in [node.key for node in sketch(on_default_flow(found)).nodes]


def test_arrows_between_the_same_nodes_become_one() -> None:
    arrows = (Arrow("a", "b", ("1",)), Arrow("a", "c"), Arrow("a", "b", ("2",)))
    assert merge_arrows(arrows) == (Arrow("a", "b", ("1", "2")), Arrow("a", "c"))


def test_hours_are_never_cut_in_a_picture() -> None:
    flow = load(FLOWS).house.flows["0577235570"]
    drawn = sketch(flow, "it", longest=34)
    gate = next(node for node in drawn.nodes if node.form is Form.DECISION and node.name)
    assert gate.words == (
        "dal lunedì al venerdì dalle 9 alle 13, "
        "il martedì e il giovedì anche dalle 14 e 30 alle 16 e 30",
    )


def test_a_prompt_is_not_cut_within_a_number() -> None:
    text = "Per le emergenze chiami il numero unico, 1 1 2, a qualunque ora"
    assert cut_text(text, 46).replace("\N{NO-BREAK SPACE}", " ") == (
        "Per le emergenze chiami il numero unico …"
    )


def test_one_telephone_rings_and_several_ring() -> None:
    flows = load(FLOWS).house.flows
    titles = {node.name: node.title for node in sketch(flows["0577235530"], "it").nodes}
    assert (titles["ring"], titles["freezers"]) == ("Squilla", "Squillano")


def test_no_arrow_leads_from_a_box_to_itself(flow: Flowing) -> None:
    menu = "{menu: Prema 1., keys: {1: bye, 9: {language: en, then: start}}, otherwise: bye}"
    drawn = sketch(flow(f"{DEFAULT}steps:\n  start: {menu}\n  bye: {{hangup: Ciao.}}\n"), "it")
    assert not [arrow for arrow in drawn.arrows if arrow.start == arrow.end]
    assert "9 English" in words(drawn, "start")
