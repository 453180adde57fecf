"""A webhook is somebody to send a message to, and nothing to say to a caller or to print."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from checking.office import proved
from support.house import SLUG, Housed, at, write

from centralino.commissioning.sheet import make_sheet
from centralino.drawing.mermaid import mermaid
from centralino.drawing.sketching import sketch
from centralino.loading.loader import load

HOOK = "webhook:https://tickets.example.org/hook/s3cret?team=urp&x=1"
BOTH = f'email: [a@example.org, "{HOOK}"]\n'
ALONE = f'email: "{HOOK}"\n'
SAYS = "steps:\n  box: {say: 'Scriva a {email}.', then: mailbox}\n  mailbox: {voicemail: office}\n"
NOW = at("2026-11-23 11:00")


def flow(tmp_path: Path, text: str) -> Path:
    return write(tmp_path / "flows", {SLUG: f'number: "0577 235501"\n{text}'})


def test_callers_hear_the_e_mail_address_only(housed: Housed) -> None:
    spoken = housed(BOTH + SAYS).call().spoken
    assert "a chiocciola example punto org" in spoken
    assert "tickets" not in spoken


def test_where_there_is_no_e_mail_address_none_is_said(housed: Housed) -> None:
    answer = housed(ALONE + "steps:\n  mailbox: {voicemail: office}\n").call()
    assert "Record" in answer.verbs
    assert "tickets" not in answer.spoken


def test_the_webhook_travels_whole_to_the_callback(housed: Housed) -> None:
    record = housed(BOTH + "steps:\n  box: {voicemail: office}\n").call().verb("Record")
    query = parse_qs(urlsplit(record.attrib["recordingStatusCallback"]).query)
    assert query["to"] == [f"a@example.org,{HOOK}"]


@pytest.mark.parametrize("to", [HOOK, "mailto:b@example.org"])
def test_a_step_of_its_own_may_name_one(tmp_path: Path, to: str) -> None:
    text = f'steps:\n  box: {{voicemail: ["{to}"]}}\n'
    found = load(flow(tmp_path, text))
    assert not found.problems
    made = found.house.flows[SLUG]
    assert made.steps["box"].recipients(made) == (to.removeprefix("mailto:"),)


def test_a_webhook_alone_is_a_recipient_and_words_that_lack_an_e_mail_address_are_told(
    tmp_path: Path,
) -> None:
    found = proved(load(flow(tmp_path, ALONE + SAYS)), tmp_path / "audio")
    assert "CE007" not in found.ids
    assert "CW003" in found.ids  # of {email}, which nothing fills


def test_a_sheet_and_a_picture_keep_what_is_private(tmp_path: Path) -> None:
    loaded = load(flow(tmp_path, BOTH + SAYS))
    made = loaded.house.flows[SLUG]
    for text in (make_sheet(made, loaded, NOW), mermaid(sketch(made, "it", names=False))):
        assert "s3cret" not in text
        assert "a@example.org" in text
    assert "webhook (tickets.example.org)" in make_sheet(made, loaded, NOW)
