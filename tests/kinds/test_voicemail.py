"""`voicemail`: greeting, beep, recording, receipt; empty messages."""

from urllib.parse import parse_qs, urlsplit

import pytest
from support.house import CALLER, RECORDING, Housed

from centralino.calls.reference import reference

HEAD = "email: [a@example.org, b@example.org]\nprompts: {greeting: Dica., goodbye: Ciao.}\n"
SAID = {"RecordingSid": RECORDING, "RecordingDuration": "12"}
ORGANISATION = "organisation: Ateneo\n"


def flow(step: str = "voicemail: office", head: str = HEAD, more: str = "") -> str:
    return f"{head}\nsteps:\n  box: {{{step}}}\n{more}"


def test_a_message_is_recorded_after_a_greeting(housed: Housed) -> None:
    answer = housed(flow()).call()
    assert answer.verbs == ["Say", "Record", "Redirect"]
    assert answer.spoken == "Dica."
    record = dict(answer.verb("Record").attrib)
    callback = record.pop("recordingStatusCallback")
    assert record == {
        "action": "/voice/0577235501/box?n=1",
        "finishOnKey": "#",
        "maxLength": "180",
        "method": "POST",
        "playBeep": "true",
        "recordingStatusCallbackEvent": "completed absent",
        "recordingStatusCallbackMethod": "POST",
        "timeout": "5",
        "trim": "trim-silence",
    }
    assert urlsplit(callback).path == "/voice/recordings"
    assert urlsplit(callback).fragment == "rc=5&rp=all"
    query = parse_qs(urlsplit(callback).query)
    assert query["number"] == ["0577235501"]
    assert query["caller"] == [CALLER]
    assert query["to"] == ["a@example.org,b@example.org"]
    assert answer.redirect.endswith("part=silence")


def test_the_settings_of_the_recording(housed: Housed) -> None:
    step = "voicemail: c@example.org, greeting: Parli., max: 1m, silence: 9s, beep: false"
    answer = housed(flow(step)).call()
    assert answer.spoken == "Parli."
    record = answer.verb("Record")
    sent = [record.get(name) for name in ("maxLength", "timeout", "playBeep")]
    assert sent == ["60", "9", "false"]
    assert "to=c%40example.org&" in str(record.get("recordingStatusCallback"))


def test_that_messages_are_recorded_is_said_unless_the_organisation_forgoes_it(
    housed: Housed,
) -> None:
    said = housed(flow(), **{"centralino.yaml": ORGANISATION + "retention: {recordings: 7 days}"})
    assert "sette giorni" in said.call().spoken
    assert said.call().verbs == ["Say", "Say", "Record", "Redirect"]
    silent = housed(flow(), **{"centralino.yaml": ORGANISATION + "recording_notice: false"})
    assert silent.call().spoken == "Dica."


def test_a_message_is_thanked_for_with_its_reference(housed: Housed) -> None:
    desk = housed(flow())
    thanks = desk.post(desk.call().action, **SAID, Digits="#")
    assert " ".join(reference(RECORDING)) in thanks.spoken.replace(",", "")
    assert thanks.spoken.endswith("Ciao.")
    assert thanks.verbs[-1] == "Hangup"
    assert desk.last.ending == "voicemail"
    assert desk.last.trail == (("box", "message"),)


def test_a_caller_who_hangs_up_after_speaking_has_left_a_message(housed: Housed) -> None:
    desk = housed(flow())
    assert desk.post(desk.call().action, **SAID, Digits="hangup").verbs == []
    assert desk.last.ending == "voicemail"


@pytest.mark.parametrize(
    "answered",
    [
        {},
        {"RecordingDuration": "0", "RecordingSid": RECORDING},
        {"RecordingDuration": "1", "RecordingSid": RECORDING},
    ],
)
def test_an_empty_message_is_told_and_goes_on(housed: Housed, answered: dict[str, str]) -> None:
    desk = housed(flow() + "  # no receipt\nweb: www.example.org")
    answer = desk.call()
    told = desk.post(answer.action if answered else answer.redirect, **answered)
    assert "a chiocciola example" in told.spoken
    assert told.spoken.endswith("Ciao.")
    assert desk.last.ending == "information"
    assert desk.last.trail == (("box", "empty"),)


def test_an_empty_message_may_go_elsewhere(housed: Housed) -> None:
    desk = housed(flow("voicemail: office, empty: again", more="  again: {hangup: Peccato.}"))
    told = desk.post(desk.call().redirect)
    assert told.spoken.endswith("Peccato.")


def test_a_caller_who_hangs_up_without_a_word_has_hung_up(housed: Housed) -> None:
    desk = housed(flow())
    hung_up = {"RecordingSid": RECORDING, "RecordingDuration": "0", "Digits": "hangup"}
    assert desk.post(desk.call().action, **hung_up).verbs == []
    assert desk.last.ending == "hung-up"


@pytest.mark.parametrize(("seconds", "outcome"), [("1", "empty"), ("2", "message")])
def test_a_message_of_two_seconds_counts_and_none_below(
    housed: Housed, seconds: str, outcome: str
) -> None:
    desk = housed(flow())
    answer = desk.post(desk.call().action, RecordingSid=RECORDING, RecordingDuration=seconds)
    assert ("Non abbiamo ricevuto" in answer.spoken) is (outcome == "empty")
    assert [passage.outcome for passage in desk.last.trail] == [outcome]


def test_a_message_of_unknown_length_counts(housed: Housed) -> None:
    desk = housed(flow())
    desk.post(desk.call().action, RecordingSid=RECORDING)
    assert desk.last.ending == "voicemail"


@pytest.mark.parametrize(
    ("receipt", "told"), [("false", "Ciao."), ("Ricevuto., then: more", "Ricevuto. Altro.")]
)
def test_the_receipt_may_be_another_or_none(housed: Housed, receipt: str, told: str) -> None:
    more = "  more: {hangup: Altro.}"
    desk = housed(flow(f"voicemail: office, receipt: {receipt}", more=more))
    assert desk.post(desk.call().action, **SAID).spoken == told
    assert desk.last.ending == "voicemail", "whatever comes after it"


def test_the_reference_fits_a_receipt_of_the_files_own(housed: Housed) -> None:
    desk = housed(flow("voicemail: office, receipt: 'Numero {reference}.'"))
    told = desk.post(desk.call().action, **SAID).spoken
    assert told.replace(",", "").startswith("Numero " + " ".join(reference(RECORDING)))


@pytest.mark.parametrize("head", ["", "email: []\n"])
def test_without_anybody_to_send_it_to_information_is_given_instead(
    housed: Housed, head: str
) -> None:
    desk = housed(flow(head=head + "office: Portineria\n"))
    answer = desk.call()
    assert "Record" not in answer.verbs
    assert answer.spoken.startswith("Portineria.")
    assert desk.last.ending == "information"


def test_the_organisations_address_is_every_numbers_default(housed: Housed) -> None:
    desk = housed(flow(head=""), **{"centralino.yaml": ORGANISATION + "email: o@example.org"})
    assert "o%40example.org" in str(desk.call().verb("Record").get("recordingStatusCallback"))


def test_a_withheld_caller_is_not_written_into_the_callback(housed: Housed) -> None:
    record = housed(flow()).call(From="Anonymous").verb("Record")
    assert "nonymous" not in str(record.get("recordingStatusCallback"))


@pytest.mark.parametrize("end", ["", ".mp3"])
def test_a_message_that_only_its_url_names_is_thanked_for(housed: Housed, end: str) -> None:
    """Record's `action` documents RecordingUrl, RecordingDuration and Digits."""
    desk = housed(flow())
    url = f"https://api.twilio.com/2010-04-01/Accounts/AC1/Recordings/{RECORDING}{end}"
    form = {"RecordingUrl": url, "RecordingDuration": "12", "Digits": "#"}
    expected = desk.post(desk.call().action, **SAID).spoken
    assert desk.post(desk.call().action, **form).spoken == expected
