"""A number's page: how it stands, closing, opening, notices, ending them, and the trail."""

import re
from collections.abc import Iterator
from html import unescape
from io import BytesIO

import pytest
from sqlalchemy import select
from support.house import at
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from centralino.calendar.layers import Layer, Switch
from centralino.flows.switches import Aim, Notice, Switched
from centralino.languages.prompts import Prompt
from centralino.store.switch_models import Deed, LiveSwitch, Spoken
from centralino.switching.desk import PAGES, TELEPHONE, Hand
from centralino.switching.spoken_notices import LARGEST, URL, SpokenNotices
from handlers.access import largest_by_path
from handlers.edge import LARGEST_REQUEST

from .desk import LIBRARY, TOKEN, URP, Browser, Desk, MakesDesk, text

HERE = f"/today/{URP}"
MP3 = b"ID3" + b"\x00" * 64
WITH_ENGLISH = (
    'number: "0577 235501"\noffice: {it: Ufficio, en: Public Office}\nemail: urp@example.org\n'
    'languages: [it, en]\nhours: {mon-fri: "10:00-13:00"}\n'
)
LATER = at("2026-11-23 20:00")
OWN = Aim(numbers=frozenset({URP}))
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


@pytest.fixture
def either(pages: MakesDesk, database_url: str) -> Iterator[Desk]:
    """On each database."""
    desk = pages(database_url=database_url)
    if not desk.store.is_sqlite:
        desk.store.reshape()
    yield desk
    desk.store.close()
    desk.pages.people.desk.store.close()


def hidden(answer: TestResponse) -> dict[str, str]:
    found = HIDDEN.findall(answer.get_data(as_text=True))
    return {name: unescape(value) for name, value in found if name != "csrf_token"}


def upload(browser: Browser, path: str, content: bytes, **fields: str) -> TestResponse:
    token = TOKEN.search(browser.get(path).get_data(as_text=True))
    assert token is not None
    file = FileStorage(BytesIO(content), "notice.mp3")
    form = {"csrf_token": unescape(token[1]), **fields, "recording": file}
    boundary, body = encode_multipart(form)
    headers = {**browser.headers, "Origin": browser.origin}
    kind = f"multipart/form-data; boundary={boundary}"
    return browser.client.post(path, data=body, content_type=kind, headers=headers)


def confirm(browser: Browser, path: str, preview: TestResponse) -> TestResponse:
    assert preview.status_code == 200, text(preview)
    return browser.post(path, {**hidden(preview), "step": "confirm"}, of=path)


def switches(desk: Desk) -> list[LiveSwitch]:
    desk.store.prepare()
    with desk.store.reading() as session:
        return list(session.scalars(select(LiveSwitch).order_by(LiveSwitch.id)))


def deeds(desk: Desk) -> list[Deed]:
    with desk.store.reading() as session:
        return list(session.scalars(select(Deed)))


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2026-11-23 11:00", "Open now It is within the office's hours. It closes on Monday 23"),
        ("2026-11-23 13:00", "Closed now It is outside the office's hours. It opens on Tuesday 24"),
    ],
)
def test_it_says_open_or_closed_why_and_what_changes_next(
    pages: MakesDesk, now: str, said: str
) -> None:
    assert said in text(pages(now).as_role("office").get(HERE))


def test_a_closure_is_told_with_its_reason(pages: MakesDesk) -> None:
    page = text(pages().as_role("helpdesk").get(f"/today/{LIBRARY}"))
    assert "Closed now It is a closure of this office. Reason: inventario. It opens" in page


def test_the_office_closes_until_the_next_opening_and_callers_hear_it(either: Desk) -> None:
    desk = either
    office = desk.as_role("office")
    form = {"until": "opening", "words_it": "sciopero"}
    preview = office.post(f"{HERE}/close", form, of=HERE)
    assert "From now until Tuesday 24 November 2026 at 10:00." in text(preview)
    assert "l'ufficio è chiuso per sciopero" in text(preview)
    assert "Nothing has changed yet." in text(preview)
    assert switches(desk) == []
    sent = {**hidden(preview), "step": "confirm"}
    for _ in range(2):
        answer = office.post(f"{HERE}/close", sent, of=HERE)
        assert answer.status_code == 303
        assert answer.headers["Location"] == f"{HERE}?done={sent['once']}"
    assert len(switches(desk)) == 1
    assert [(each.who, each.means) for each in deeds(desk)] == [("urp@example.org", PAGES)]
    page = text(office.get(answer.headers["Location"]))
    assert "The closing is in place." in page
    assert (
        "Closed now Somebody has closed this number for the time being. Reason: sciopero." in page
    )
    assert "urp@example.org (pages) New closing: sciopero" in page


def test_a_notice_is_typed_in_each_language_and_heard_first(pages: MakesDesk) -> None:
    desk = pages()
    desk.serve(**{URP: WITH_ENGLISH})
    office = desk.as_role("office")
    path = f"{HERE}/notice"
    words = {"words_it": "Oggi manca la luce.", "words_en": "No power today."}
    preview = office.post(path, {**words, "until": "moment", "moment": "2h"}, of=HERE)
    assert "From now until Monday 23 November 2026 at 13:00." in text(preview)
    assert "Oggi manca la luce." in text(preview)
    assert "Warning: from" not in text(preview)
    desk.clock.now = at("2026-11-23 11:05")
    assert confirm(office, path, preview).status_code == 303
    row = switches(desk)[0]
    assert row.words == {"it": "Oggi manca la luce.", "en": "No power today."}
    assert (row.starts_at, row.ends_at) == (at("2026-11-23 11:05"), at("2026-11-23 13:00"))
    page = text(office.get(HERE))
    assert "What a caller hears right now For English, press 9. [waits" in page
    assert "Oggi manca la luce. Ufficio." in page
    assert "Notice 1 For: Public Office (0577 235501)" in page


def test_words_that_outlive_their_day_are_told_before(pages: MakesDesk) -> None:
    office = pages().as_role("office")
    form = {"words_it": "Domani siamo chiusi.", "until": "moment", "moment": "domani 12:00"}
    page = text(office.post(f"{HERE}/notice", form, of=HERE))
    assert "Warning: from Tuesday 24 November 2026 at 00:00 on this is wrong" in page
    assert "“Domani siamo chiusi.”" in page


def test_it_opens_exceptionally_until_the_end_of_today(pages: MakesDesk) -> None:
    desk = pages("2026-11-22 11:00")  # a Sunday
    office, path = desk.as_role("office"), f"{HERE}/open"
    assert "Until the next opening" not in text(office.get(path))
    preview = office.post(path, {"until": "today"}, of=HERE)
    assert "From now until Monday 23 November 2026 at 00:00." in text(preview)
    confirm(office, path, preview)
    assert "Open now Somebody has opened this number exceptionally." in text(office.get(HERE))


def test_it_may_begin_later(pages: MakesDesk) -> None:
    desk = pages()
    office, path = desk.as_role("office"), f"{HERE}/close"
    form = {"start": "domani 11:00", "until": "moment", "moment": "domani 12:00"}
    preview = office.post(path, form, of=HERE)
    told = "From Tuesday 24 November 2026 at 11:00 until Tuesday 24 November 2026 at 12:00."
    assert told in text(preview)
    assert "What callers will hear then" in text(preview)
    confirm(office, path, preview)
    assert "Open now" in text(office.get(HERE))
    assert switches(desk)[0].starts_at == at("2026-11-24 11:00")


@pytest.mark.parametrize(
    ("path", "form", "told"),
    [
        ("close", {"until": "moment", "moment": "boh"}, "'boh' is no moment"),
        ("close", {"until": "moment"}, "say until when: write it like 17:00"),
        ("close", {"until": "moment", "moment": "9:00"}, "is past"),
        ("close", {"until": "today", "start": "domani 8:00"}, "before it begins"),
        ("close", {"until": "moment", "moment": "24/12/2029 10:00"}, "more than a year"),
        ("close", {"start": "xx", "until": "today"}, "'xx' is no moment"),
        ("open", {"until": "moment", "moment": "x"}, "'x' is no moment"),
        ("notice", {"until": "today"}, "write the words that callers will hear"),
        ("notice", {"until": "today", "words_it": "{boh}"}, "nothing fills '{boh}'"),
        ("notice", {"until": "today", "words_it": "a" * 4000}, "shorten it"),
        ("notice", {"until": "today", "words_it": "a", "audio": "/spoken/x.mp3"}, "add it again"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_changes_nothing(
    pages: MakesDesk, path: str, form: dict[str, str], told: str
) -> None:
    desk = pages()
    answer = desk.as_role("office").post(f"{HERE}/{path}", form, of=HERE)
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert 'aria-invalid="true"' in page
    assert "There is something to correct" in page
    assert told in text(answer)
    for name in ("moment", "start", "words_it"):
        assert form.get(name, "") in unescape(page)
    assert switches(desk) == []


def test_to_close_what_is_closed_says_until_when_it_is(pages: MakesDesk) -> None:
    office = pages("2026-11-23 14:00").as_role("office")
    assert "Until the next opening" not in text(office.get(f"{HERE}/close"))
    answer = office.post(f"{HERE}/close", {"until": "opening"}, of=HERE)
    assert "is closed then, and reopens 24/11/2026 10:00" in text(answer)


@pytest.mark.parametrize(
    "form", [{"until": "never"}, {"until": "today", "step": "confirm"}, {"step": "confirm"}]
)
def test_what_no_form_of_ours_sends_changes_nothing(pages: MakesDesk, form: dict[str, str]) -> None:
    desk = pages()
    assert desk.as_role("office").post(f"{HERE}/close", form, of=HERE).status_code == 400
    assert switches(desk) == []


def test_what_was_typed_can_be_changed_after_the_preview(pages: MakesDesk) -> None:
    office, path = pages().as_role("office"), f"{HERE}/notice"
    form = {"words_it": "Manca la luce.", "until": "moment", "moment": "17:00", "ends_call": "y"}
    preview = office.post(path, form, of=HERE)
    again = office.post(path, {**hidden(preview), "step": "change"}, of=HERE)
    page = again.get_data(as_text=True)
    assert "Manca la luce.</textarea>" in page
    assert 'value="17:00"' in page
    assert 'name="ends_call" value="y" checked' in page
    assert 'value="moment" checked' in page


def test_a_recording_is_uploaded_heard_before_and_put_up(either: Desk) -> None:
    desk = either
    office, path = desk.as_role("office"), f"{HERE}/notice"
    preview = upload(office, path, MP3, until="today")
    audio = hidden(preview)["audio"]
    assert f'src="{audio}"' in preview.get_data(as_text=True)
    played = SpokenNotices(desk.store).file(audio.removeprefix(URL))
    assert played is not None
    assert played.read_bytes() == MP3
    confirm(office, path, preview)
    assert switches(desk)[0].words == {"": {"audio": audio}}
    assert f'src="{audio}"' in office.get(HERE).get_data(as_text=True)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"MZ" + b"\x00" * 64, "this is no MP3 or WAV"),
        (b"", "the file is empty"),
        (MP3 + b"\x00" * LARGEST, "the audio has more than 4 MB"),
    ],
)
def test_what_is_no_recording_is_refused_at_its_field(
    pages: MakesDesk, content: bytes, told: str
) -> None:
    desk = pages()
    answer = upload(desk.as_role("office"), f"{HERE}/notice", content, until="today")
    assert answer.status_code == 422
    assert told in text(answer)
    with desk.store.reading() as session:
        assert session.scalars(select(Spoken)).all() == []


def test_a_file_far_too_large_is_not_read(pages: MakesDesk) -> None:
    answer = upload(pages().as_role("office"), f"{HERE}/notice", b"\x00" * 6_000_000)
    assert answer.status_code == 413
    assert "too large" in text(answer)


def test_the_server_reads_an_upload_and_nothing_else_of_that_size(pages: MakesDesk) -> None:
    largest = largest_by_path(pages().app)
    assert largest(f"{HERE}/notice") > LARGEST
    assert largest("/sign-in") == largest("/voice") == LARGEST_REQUEST


def test_a_recording_can_be_taken_away_again(pages: MakesDesk) -> None:
    desk = pages()
    office, path = desk.as_role("office"), f"{HERE}/notice"
    kept = hidden(upload(office, path, MP3, until="today"))
    assert "This recording is kept" in text(office.post(path, {**kept, "step": "change"}, of=HERE))
    words = {**kept, "words_it": "Sciopero."}
    assert "either spoken or played" in text(office.post(path, words, of=HERE))
    answer = office.post(path, {**words, "without_recording": "y"}, of=HERE)
    assert answer.status_code == 200
    assert "audio" not in hidden(answer)


def test_what_is_in_force_is_ended_once(pages: MakesDesk) -> None:
    desk = pages()
    office = desk.as_role("office")
    confirm(office, f"{HERE}/close", office.post(f"{HERE}/close", {"until": "today"}, of=HERE))
    path = f"{HERE}/end/1"
    page = office.get(path)
    assert "What callers of 0577 235501 will hear without it" in text(page)
    assert "ufficio è chiuso" not in text(page)
    first = office.post(path, hidden(page), of=path)
    second = office.post(path, hidden(page), of=HERE)
    assert "The closing has ended." in text(office.get(first.headers["Location"]))
    assert "That was over already" in text(office.get(second.headers["Location"]))
    assert len(deeds(desk)) == 2
    assert "Open now" in text(office.get(HERE))


def test_an_office_sees_what_the_helpdesk_put_up_for_all_and_cannot_end_it(
    pages: MakesDesk,
) -> None:
    desk = pages()
    desk.store.prepare()
    now = desk.clock.now
    notice = Notice(Prompt({"it": "Evacuazione."}), now, now.replace(hour=20), Aim())
    desk.pages.people.desk.put_up(notice, Hand("aiuto@example.org", now))
    office, helpdesk = desk.as_role("office"), desk.as_role("helpdesk")
    page = text(office.get(HERE))
    assert "For: all numbers" in page
    assert "End it" not in page
    assert office.get(f"{HERE}/end/1").status_code == 403
    assert office.post(f"{HERE}/end/1", {"once": "0" * 32}, of=HERE).status_code == 403
    assert "End it" in text(helpdesk.get(HERE))
    assert helpdesk.post(f"{HERE}/end/1", {"once": "0" * 32}, of=HERE).status_code == 303


def test_an_auditor_sees_and_switches_nothing(pages: MakesDesk) -> None:
    desk = pages()
    office = desk.as_role("office")
    confirm(office, f"{HERE}/close", office.post(f"{HERE}/close", {"until": "today"}, of=HERE))
    desk.pages.people.desk.switch(
        Switched(Switch(Layer.NUMBER_SWITCH, True, at("2026-11-23 11:00"), LATER), OWN),
        Hand("+393331234567", desk.clock.now, TELEPHONE),
    )
    auditor = desk.as_role("auditor").get(HERE)
    assert "urp@example.org" in text(auditor)
    assert "333 123 4567" in text(office.get(HERE))
    assert "333" not in text(auditor)
    for act in ("Close until", "Put up", "Open exceptionally", "End it"):
        assert act in text(office.get(HERE))
        assert act not in text(auditor)


def test_another_offices_number_is_not_shown_nor_switched(pages: MakesDesk) -> None:
    desk = pages()
    office = desk.as_role("office")
    there = f"/today/{LIBRARY}"
    for path in (there, f"{there}/close", f"{there}/notice", f"{there}/open", f"{there}/end/1"):
        assert office.get(path).status_code == 403
    for path in (f"{there}/close", f"{there}/notice", f"{there}/open", f"{there}/end/1"):
        assert office.post(path, {"until": "today"}, of=HERE).status_code == 403
    assert switches(desk) == []


def test_what_is_written_is_shown_as_text(pages: MakesDesk) -> None:
    desk = pages()
    office, path = desk.as_role("office"), f"{HERE}/notice"
    form = {"words_it": "<script>alert(1)</script>", "until": "today"}
    confirm(office, path, office.post(path, form, of=HERE))
    for where in (HERE, f"{HERE}/end/1"):
        assert "<script>alert" not in office.get(where).get_data(as_text=True)
    assert office.get("/today/0577999999").status_code == 403
    assert desk.as_role("helpdesk").get("/today/0577999999").status_code == 404


def test_the_start_page_leads_to_each_numbers_today(pages: MakesDesk) -> None:
    assert f'href="{HERE}"' in pages().as_role("office").get("/").get_data(as_text=True)
