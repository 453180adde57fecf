"""What mails say, and that nothing from outside can bend them."""

from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parseaddr, quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from centralino.core.directory import Directory, Meaning, StepWords
from centralino.delivery.call_wording import short_length
from centralino.delivery.channels.email.message import ComposedMail, compose_message, one_line
from centralino.delivery.channels.email.typesetting import as_html, as_text
from centralino.delivery.helpdesk_mails import trouble_letter
from centralino.delivery.intake import valid
from centralino.delivery.letters import Letter
from centralino.delivery.missed_letters import digest_letter, missed_letter
from centralino.delivery.voicemail_letters import file_name, voicemail_letter
from centralino.store.models import (
    AudioState,
    CallRecord,
    DeliveryState,
    Receipt,
    Recipient,
    Recording,
)

from .office import CALLER, NOON, URP, directory, office

TRAIL = (
    "welcome.9~welcome.0~gone.7~office.busy@0577235010~office.no-answer@0577235011~mailbox.message"
)
ANNA, SECOND = "0577 235010", "0577 235011"
STEPS = {
    "welcome": StepWords(
        {
            "9": Meaning({"it": "inglese", "en": "English"}),
            "0": Meaning({"it": "parlare con la segreteria"}, is_quoted=True),
        },
        {},
    ),
    "office": StepWords({}, {"0577235010": "Anna", "0577235011": ""}),
}
NO_BREAK = "\N{NO-BREAK SPACE}"
KINDS = ("voicemail", "dead", "refused", "missed", "digest")


def recording(**more: object) -> Recording:
    values: dict[str, object] = {
        "sid": "RE" + "5" * 32,
        "call_sid": "CA" + "5" * 32,
        "number": URP,
        "caller": CALLER,
        "taken_at": NOON,
        "seconds": 65,
        "asked_at": NOON,
        "was_open": False,
        "trail": TRAIL,
        "language": "en",
        "state": DeliveryState.WAITING,
        "attempts": 2,
        "error": "",
        "recipients": [
            Recipient(address="urp@example.org", receipt=Receipt.REFUSED, error="550 no")
        ],
    }
    return Recording(**values | more)


def call(**more: object) -> CallRecord:
    values: dict[str, object] = {
        "number": URP,
        "caller": CALLER,
        "started_at": NOON - timedelta(seconds=40),
        "heard_at": NOON,
    }
    return CallRecord(sid="CA" + "6" * 32, trail=TRAIL, **values | more)


def letter(kind: str, language: str, name: str = "Segreteria Studenti") -> Letter:
    desk = office(language=language, name={"it": name, "en": name})
    book = directory(desk, language=language)
    if kind == "missed":
        return missed_letter(call(), desk, book)
    if kind == "digest":
        return digest_letter([call(), call(caller=None)], desk, book, NOON)
    if kind == "voicemail":
        return voicemail_letter(recording(), book, AudioState.ATTACHED)
    return trouble_letter(kind, recording(), book)


def parsed(mail: ComposedMail) -> EmailMessage:
    return message_from_bytes(mail.content, policy=policy.default)


def made(words: Letter, **more: bytes) -> EmailMessage:
    built = compose_message(
        words,
        sender="Centralino <centralino@example.org>",
        to=("urp@example.org",),
        name="RE1.voicemail",
        now=NOON,
        file="a.mp3",
        **more,
    )
    return parsed(built)


def test_an_italian_office_reads_all_there_is_to_know() -> None:
    book = directory(office(steps=STEPS))
    words = voicemail_letter(recording(), book, AudioState.ATTACHED, call())
    assert words.subject == (
        "Messaggio in segreteria da 333 123 4567 (1 min 5 s) - Ufficio Relazioni con il Pubblico"
    )
    assert {row.label: row.value for row in words.rows} == {
        "Chi ha chiamato": "333 123 4567",
        "Numero chiamato": "0577 235501 (Ufficio Relazioni con il Pubblico)",
        "Quando": "lunedì 23 novembre 2026 alle 12:02",
        "Durata": "un minuto e cinque secondi",
        "Ha atteso": "40 secondi prima del segnale",
        "Scelte": "inglese, poi «parlare con la segreteria», poi tasto 7",
        "Telefoni provati": f"Anna, {ANNA} (occupato); {SECOND} (nessuna risposta)",
        "Ufficio": "chiuso in quel momento",
        "Lingua": "inglese",
        "Riferimento": "762144",
    }
    assert words.rows[0].link == "tel:+393331234567"
    assert "fino al 23 dicembre 2026" in words.footer


def test_an_english_office_reads_it_in_english() -> None:
    words = letter("voicemail", "en")
    subject = "Voicemail from 333 123 4567 (1 min 5 s) - Segreteria Studenti"
    assert words.subject == subject
    rows = {row.label: row.value for row in words.rows}
    assert rows["When"] == "Monday, 23 November 2026 at 12:02"
    assert rows["Telephones tried"] == f"{ANNA} (busy); {SECOND} (no answer)"
    assert rows["Choices"] == "key 9, then key 0, then key 7"
    assert rows["Language"] == "English"
    assert "Waited" not in rows


def test_a_language_without_words_is_written_in_english() -> None:
    assert letter("voicemail", "de").heading == "New voicemail"


def test_a_withheld_number_is_called_so_and_is_no_link() -> None:
    words = voicemail_letter(recording(caller=None), directory(), AudioState.ATTACHED)
    assert (words.rows[0].value, words.rows[0].link) == ("numero riservato", None)
    assert "tel:" not in as_html(words)


def test_audio_that_is_not_kept_is_said_not_to_be() -> None:
    book = directory()
    nothing = type(book.retention)(recordings=timedelta(0))
    words = voicemail_letter(recording(), directory(retention=nothing), AudioState.ATTACHED)
    assert words.footer.startswith("La registrazione viene cancellata")


@pytest.mark.parametrize("language", ["it", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_mail_reads_well_as_plain_text(kind: str, language: str) -> None:
    text = as_text(letter(kind, language))
    assert "None" not in text
    assert "\n\n\n" not in text
    assert max(map(len, text.splitlines())) <= 100
    assert "0577 235501" in text


@pytest.mark.parametrize("kind", KINDS)
def test_both_languages_tell_the_same(kind: str) -> None:
    italian, english = letter(kind, "it"), letter(kind, "en")
    assert len(italian.rows) == len(english.rows)
    assert len(italian.notes) == len(english.notes)


@pytest.mark.parametrize("kind", KINDS)
def test_html_from_outside_is_text_in_a_mail(kind: str) -> None:
    html = as_html(letter(kind, "it", name="<script>alert(1)</script> & Co."))
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


@given(st.text(max_size=60))
def test_no_name_can_put_a_header_into_a_mail(name: str) -> None:
    mail = made(letter("voicemail", "it", name=f"{name}\r\nBcc: victim@example.org\n"))
    assert mail["Bcc"] is None
    assert mail["To"] == "urp@example.org"
    assert mail.get_body(("plain",)) is not None


def test_a_mail_is_marked_as_sent_by_a_machine_and_keeps_its_name() -> None:
    mail = made(letter("voicemail", "it"))
    assert mail["Message-ID"] == "<RE1.voicemail@example.org>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Content-Language"] == "it"
    assert mail["From"] == "Centralino <centralino@example.org>"


def test_audio_is_attached_under_a_name_that_tells_and_sorts() -> None:
    name = file_name(recording(), directory(), "messaggio")
    assert name == "messaggio-2026-11-23-12.02-393331234567.mp3"
    assert file_name(recording(caller=None), directory(), "message") == (
        "message-2026-11-23-12.02.mp3"
    )
    attached = next(made(letter("voicemail", "it"), audio=b"ID3").iter_attachments())
    assert (attached.get_content_type(), attached.get_filename()) == ("audio/mpeg", "a.mp3")


def test_a_mail_without_a_configured_sender_is_still_a_mail() -> None:
    words = letter("voicemail", "it")
    to = ("urp@example.org",)
    mail = compose_message(words, sender="", to=to, name="RE1.voicemail", now=NOON)
    assert mail.id == parsed(mail)["Message-ID"] == "<RE1.voicemail@localhost>"


@given(st.text("Segretia ", min_size=1, max_size=150))
def test_a_plain_subject_stays_on_the_line_of_its_name(office_name: str) -> None:
    words = replace(letter("voicemail", "it"), subject=f"Segreteria {office_name}: messaggio")
    mail = compose_message(words, sender="", to=("urp@example.org",), name="RE1", now=NOON)
    assert f"\r\nSubject: {parsed(mail)['Subject']}\r\n".encode() in mail.content
    assert max(map(len, mail.content.splitlines())) < 998


@given(st.text(min_size=1, max_size=150))
def test_a_subject_arrives_as_it_was_written_and_no_line_is_too_long(subject: str) -> None:
    words = replace(letter("voicemail", "it"), subject=subject)
    mail = compose_message(words, sender="", to=("urp@example.org",), name="RE1", now=NOON)
    assert parsed(mail)["Subject"] == one_line(subject)
    assert max(map(len, mail.content.split(b"\r\n"))) < 998
    assert b"\n" not in mail.content.replace(b"\r\n", b"")


@given(st.binary(min_size=1, max_size=400), st.text(max_size=300))
def test_text_and_audio_arrive_as_they_were(audio: bytes, text: str) -> None:
    words = replace(letter("voicemail", "it"), heading=f"From {text}\n.\nFrom {text}")
    mail = made(words, audio=audio)
    assert [each.get_content() for each in mail.iter_attachments()] == [audio]
    for kind, written in (("plain", as_text(words)), ("html", as_html(words))):
        body = mail.get_body((kind,))
        assert body is not None
        assert body.get_content().splitlines() == written.splitlines()


def test_a_line_break_in_an_address_is_refused() -> None:
    words, to = letter("voicemail", "it"), ("urp@example.org\r\nBcc: victim@example.org",)
    with pytest.raises(ValueError, match="line break in the header To"):
        compose_message(words, sender="", to=to, name="RE1", now=NOON)


def test_twenty_addresses_are_all_in_the_header() -> None:
    to = tuple(f"{'office' * 6}{number}@example.org" for number in range(20))
    mail = compose_message(letter("voicemail", "it"), sender="", to=to, name="RE1", now=NOON)
    assert [each.addr_spec for each in parsed(mail)["To"].addresses] == list(to)


@pytest.mark.parametrize("name", ["Università di Siena", 'Siena, "centralino"', "è" * 200])
def test_a_senders_name_arrives_as_it_was_written(name: str) -> None:
    sender = f'"{quote(name)}" <centralino@example.org>'
    mail = compose_message(letter("voicemail", "it"), sender=sender, to=(), name="RE1", now=NOON)
    read = str(make_header(decode_header(message_from_bytes(mail.content)["From"])))
    assert parseaddr(read) == (name[:160], "centralino@example.org")


@given(st.text(max_size=80))
def test_only_what_reads_as_an_address_is_written_to(text: str) -> None:
    for address in valid(text.split(",")):
        assert address.isascii()
        assert not set(address) & set(' \r\n<>,;:"()')
        assert address.count("@") == 1


@pytest.mark.parametrize(
    "text",
    ["a..b@x.org", ".a@x.org", "a.@x.org", "a@x..org", "a@x.org.", "a@", f"{'a' * 65}@x.org"],
)
def test_an_address_that_no_header_takes_stops_no_other(text: str) -> None:
    assert valid([text, "urp@example.org"]) == ("urp@example.org",)


@given(st.from_regex(r"[A-Za-z0-9.!'+-]{1,9}@[A-Za-z0-9.-]{1,9}", fullmatch=True))
def test_every_address_that_is_written_to_fits_into_a_header(text: str) -> None:
    for address in valid([text]):
        words = letter("voicemail", "it")
        mail = compose_message(words, sender="", to=(address,), name="RE1", now=NOON)
        assert parsed(mail)["To"].addresses[0].addr_spec == address


def test_addresses_are_written_to_once_each() -> None:
    assert valid([" a@example.org", "b@example.org", "a@example.org", "nobody"]) == (
        "a@example.org",
        "b@example.org",
    )


def test_no_line_of_a_mail_ends_within_a_telephone_number() -> None:
    html = as_html(letter("voicemail", "it"))
    assert f"{ANNA.replace(' ', NO_BREAK)} (occupato)" in html


def test_telephones_that_rang_all_at_once_are_told_together() -> None:
    book = directory(office(steps=STEPS))
    words = voicemail_letter(recording(trail="office.no-answer"), book, AudioState.ATTACHED)
    rows = {row.label: row.value for row in words.rows}
    assert rows["Telefoni provati"] == f"Anna, {ANNA} e {SECOND} (nessuna risposta)"


def test_a_choice_in_another_number_s_menu_is_told_in_that_menu_s_words() -> None:
    other = "0577235510"
    first, second = office(steps=STEPS), office(other, name={"it": "Segreteria"})
    trail = f"welcome.0~students.{URP}@{other}~welcome.0"
    words = voicemail_letter(
        recording(trail=trail, number=other), directory(first, second), AudioState.ATTACHED
    )
    rows = {row.label: row.value for row in words.rows}
    assert rows["Scelte"] == "«parlare con la segreteria», poi tasto 0"
    assert rows["Numero chiamato"] == "0577 235510 (Segreteria)"


def test_a_missed_call_tells_how_long_its_caller_waited_and_no_word_twice() -> None:
    words = missed_letter(call(seconds=35, was_open=True), office(), directory())
    rows = {row.label: row.value for row in words.rows}
    assert words.subject == "Chiamata persa - Ufficio Relazioni con il Pubblico"
    assert rows["Ha atteso"] == "35 secondi"
    assert rows["Ufficio"] == "aperto in quel momento"


@pytest.mark.parametrize(
    ("seconds", "told"), [(0, "0 s"), (12, "12 s"), (60, "1 min"), (3725, "1 h 2 min 5 s")]
)
def test_a_subject_tells_lengths_in_short(seconds: int, told: str) -> None:
    assert short_length(seconds) == told


def test_the_office_of_a_number_that_is_gone_is_called_by_its_number() -> None:
    book: Directory = directory(office("0577235599"))
    words = voicemail_letter(recording(), book, AudioState.ATTACHED)
    assert "0577 235501" in words.subject


def test_the_mail_leads_to_the_message_only_where_the_organisation_wants_it() -> None:
    plain = directory()
    linking = replace(plain, mail=replace(plain.mail, link=True))
    url = "https://switchboard.example.org/below"
    link = f"{url}/messages/0577235501/{recording().sid}"
    for audio in (AudioState.ATTACHED, AudioState.FAILED):
        words = voicemail_letter(recording(), linking, audio, None, url)
        assert link in as_text(words)
        assert f'href="{link}"' in as_html(words)
        for none in (
            voicemail_letter(recording(), plain, audio, None, url),
            voicemail_letter(recording(), linking, audio),
        ):
            assert "/messages/" not in as_html(none)
