"""The inbox as each role uses it: real forms, on either database."""

import re
from collections.abc import Iterator

import pytest
from sqlalchemy import delete
from sqlalchemy import text as sql

from centralino.calls.reference import reference
from centralino.delivery.inbox import handling
from centralino.delivery.inbox.inbox import A_PART
from centralino.delivery.inbox.searching import MOST_APART, InboxWish, find_items
from centralino.store.models import CallRecord, Recording

from .desk import LIBRARY, URP, WHO, MakesDesk, text
from .inbox import CALLER, Post, open_post, path

OFFICE = WHO["office"]

PART = """SELECT at, key FROM inbox WHERE number = '0577235501' AND is_done = false
AND kind = 'voicemail' AND (at, key) < ('2026-11-23 11:00:00', 'RE')
ORDER BY at DESC, key DESC LIMIT 51"""


@pytest.fixture
def post(pages: MakesDesk, database_url: str) -> Iterator[Post]:
    with open_post(pages, database_url) as made:
        yield made


def act(post: Post, who: str, key: str, doing: str, **form: str) -> int:
    """The status of pressing a button on the message's page."""
    browser = post.desk.signed_in(who)
    return browser.post(path(key, doing), form, of=path(key)).status_code


def test_an_office_sees_who_left_a_message_when_and_how_long(post: Post) -> None:
    sid = post.leave()
    read = text(post.desk.as_role("office").get("/messages"))
    for told in (
        "There is 1 message to deal with.",
        "Voicemail: 333 123 4567",
        "Sunday, 22 November 2026 at 11:01",
        "1 minute and 5 seconds",
        reference(sid),
        "Open, taken by nobody",
    ):
        assert told in read


def test_it_is_read_in_italian_too(post: Post) -> None:
    post.leave()
    post.miss(caller=None)
    read = text(post.desk.signed_in(OFFICE, language="it").get("/messages"))
    for told in (
        "Ci sono 2 messaggi da evadere.",
        "Messaggio vocale: 333 123 4567",
        "Chiamata persa: numero riservato",
        "Prendi in carico",
    ):
        assert told.casefold() in read.casefold()


def test_the_number_can_be_called_back_by_its_link_and_a_withheld_one_not(post: Post) -> None:
    post.leave()
    post.leave(caller=None)
    page = post.desk.as_role("office").get("/messages").get_data(as_text=True)
    assert page.count(f'href="tel:{CALLER}"') == 1
    assert page.count('href="tel:') == 1


def test_missed_calls_stand_beside_voicemails_in_their_order(post: Post) -> None:
    post.leave(caller="+390577111111")
    post.miss(caller="+390577222222")
    read = text(post.desk.as_role("office").get("/messages"))
    assert read.index("Missed call: 0577 222222") < read.index("Voicemail: 0577 111111")


def test_another_offices_messages_are_nobodys_business(post: Post) -> None:
    mine, others = post.leave(), post.leave(LIBRARY, caller="+390577999999")
    office = post.desk.as_role("office")
    assert "0577 999999" not in text(office.get("/messages?state=all"))
    assert "0577 999999" not in text(office.get("/messages?search=0577999999"))
    assert office.get(f"/messages?number={LIBRARY}").status_code == 422
    assert office.get(path(others, number=LIBRARY)).status_code == 403
    for doing in ("", "audio"):
        assert office.get(path(others, doing)).status_code == 404  # under one's own number
    for doing in ("take", "done", "note", "give-back", "reopen"):
        assert office.post(path(others, doing), of=path(mine)).status_code == 404
    item = post.item(others)
    assert item is not None
    assert (item.taken_by, item.is_done, item.notes) == ("", False, 0)


def test_the_helpdesk_sees_every_message_and_an_auditor_none(post: Post) -> None:
    post.leave()
    post.leave(LIBRARY, caller="+390577999999")
    post.leave("0577000000", caller="+390577888888")
    helpdesk = text(post.desk.as_role("helpdesk").get("/messages"))
    assert "0577 999999" in helpdesk
    assert "0577 888888" in helpdesk  # of a number that is no more
    for role in ("auditor", "staff", "nobody"):
        assert post.desk.as_role(role).get("/messages").status_code == 403


def test_a_message_for_no_number_at_all_is_the_helpdesks(post: Post) -> None:
    sid = post.leave("")
    helpdesk = post.desk.as_role("helpdesk")
    link = re.search(
        r'href="(/messages/-/[^"]+)" ', helpdesk.get("/messages").get_data(as_text=True)
    )
    assert link is not None
    assert helpdesk.get(link[1]).status_code == 200
    assert helpdesk.post(path(sid, "done", "-"), of=link[1]).status_code == 303


def test_who_takes_it_is_told_to_the_others(post: Post) -> None:
    sid = post.leave()
    assert act(post, OFFICE, sid, "take") == 303
    assert "Taken by you" in text(post.desk.signed_in(OFFICE).get("/messages"))
    seen = text(post.desk.as_role("helpdesk").get("/messages"))
    assert f"Taken by {OFFICE} (Mon 23 Nov, 11:00)" in seen
    assert post.deeds() == [("taken", OFFICE)]


def test_of_two_who_take_the_same_the_second_is_told(post: Post) -> None:
    sid = post.leave()
    browser = post.desk.as_role("helpdesk")
    browser.get("/messages")
    assert act(post, OFFICE, sid, "take") == 303
    answer = browser.post(path(sid, "take"), of="/messages")
    assert answer.status_code == 409
    assert "Somebody was quicker" in text(answer)
    assert f"Taken by {OFFICE}" in text(answer)
    item = post.item(sid)
    assert item is not None
    assert item.taken_by == OFFICE
    assert post.deeds() == [("taken", OFFICE)]


def test_of_two_who_read_before_either_wrote_one_has_it(post: Post) -> None:
    sid, store, now = post.leave(), post.desk.store, post.desk.clock.now
    item = post.item(sid)
    assert item is not None
    with store.writing() as session:
        assert handling.take(session, item, "anna@example.org", now)
    with store.writing() as session:  # with the same old item in hand
        assert not handling.take(session, item, "bruno@example.org", now)


def test_it_is_given_back_by_whoever_unless_another_has_taken_it_meanwhile(post: Post) -> None:
    sid = post.leave()
    act(post, OFFICE, sid, "take")
    assert act(post, WHO["helpdesk"], sid, "give-back", holder="someone@else.org") == 409
    assert act(post, WHO["helpdesk"], sid, "give-back", holder=OFFICE) == 303
    item = post.item(sid)
    assert item is not None
    assert (item.taken_by, item.taken_at) == ("", None)
    assert act(post, OFFICE, sid, "give-back", holder="") == 409


def test_what_is_done_leaves_the_list_and_can_be_opened_again(post: Post) -> None:
    sid = post.leave()
    office = post.desk.as_role("office")
    assert act(post, OFFICE, sid, "done") == 303
    assert act(post, OFFICE, sid, "done") == 409
    assert act(post, OFFICE, sid, "take") == 409
    assert "There are no messages to deal with. " in text(office.get("/messages"))
    assert "Done by you" in text(office.get("/messages?state=done"))
    assert act(post, OFFICE, sid, "reopen") == 303
    assert "There is 1 message to deal with." in text(office.get("/messages"))
    assert [each for each, _who in post.deeds()] == ["done", "reopened"]


def test_an_act_leads_back_to_the_list_as_it_was_and_nowhere_else(post: Post) -> None:
    sid, office = post.leave(), post.desk.as_role("office")
    back = office.post(path(sid, "take"), {"next": "/messages?state=all"}, of="/messages")
    assert back.headers["Location"] == "/messages?state=all"
    away = office.post(path(sid, "done"), {"next": "//evil.example"}, of="/messages")
    assert away.headers["Location"] == "/"


def test_a_note_is_read_by_colleagues_as_it_was_written(post: Post) -> None:
    sid = post.leave()
    assert act(post, OFFICE, sid, "note", note="<b>richiamare</b>\r\ndomani", seen="0") == 303
    page = post.desk.as_role("helpdesk").get(path(sid))
    assert "&lt;b&gt;richiamare&lt;/b&gt;" in page.get_data(as_text=True)
    assert f"Last written by {OFFICE}" in text(page)


def test_nobody_writes_over_a_note_that_they_have_not_read(post: Post) -> None:
    sid = post.leave()
    act(post, OFFICE, sid, "note", note="first", seen="0")
    browser = post.desk.as_role("helpdesk")
    answer = browser.post(path(sid, "note"), {"note": "second", "seen": "0"}, of=path(sid))
    assert answer.status_code == 409
    assert "second</textarea>" in answer.get_data(as_text=True)
    assert "first" in text(answer)
    assert act(post, OFFICE, sid, "note", note="x", seen="no number") == 409


def test_a_note_has_its_bounds_and_what_was_typed_is_not_lost(post: Post) -> None:
    sid, longest = post.leave(), "è" * handling.LONGEST_NOTE
    answer = post.desk.as_role("office").post(
        path(sid, "note"), {"note": longest + "!", "seen": "0"}, of=path(sid)
    )
    assert answer.status_code == 422
    assert longest + "!</textarea>" in answer.get_data(as_text=True)
    assert "a thousand characters are the most" in text(answer)
    assert act(post, OFFICE, sid, "note", note=longest, seen="0") == 303


def test_filters_show_what_they_say(post: Post) -> None:
    voicemail, missed = post.leave(caller="+390577000001"), post.miss(caller="+390577000002")
    done = post.leave(caller="+390577000003")
    act(post, OFFICE, done, "done")
    act(post, OFFICE, missed, "take")
    post.leave(LIBRARY, caller="+390577000004")
    for query, shown in {
        "": "124",
        "state=mine": "",
        "state=done": "3",
        "state=all": "1234",
        "kind=voicemail": "14",
        "kind=missed": "2",
        f"number={LIBRARY}": "4",
        "number=0577 235501&state=all": "123",
        "search=0577 000003": "3",
        f"search={reference(voicemail)}": "1",
        "search=0577 000009": "",
        "state=nonsense&kind=nonsense&before=nonsense": "124",
    }.items():
        read = text(post.desk.as_role("helpdesk").get(f"/messages?{query}"))
        found = "".join(sorted(set(re.findall(r": 0577 00000(\d) When", read))))
        assert found == shown, query
    assert "0577 000002" in text(post.desk.as_role("office").get("/messages?state=mine"))


def test_a_search_for_what_is_neither_number_nor_reference_says_what_to_write(post: Post) -> None:
    answer = post.desk.as_role("office").get("/messages?search=<i>Rossi</i>")
    assert answer.status_code == 422
    assert "Write a whole telephone number, like 333 123 4567" in text(answer)
    assert "<i>" not in answer.get_data(as_text=True)
    assert 'aria-invalid="true"' in answer.get_data(as_text=True)


def test_a_long_list_is_read_part_by_part_without_a_gap_or_repetition(post: Post) -> None:
    keys = [post.leave() if n % 3 else post.miss() for n in range(2 * A_PART + 7)]
    office, where, seen = post.desk.as_role("office"), "/messages", []
    for _part in range(4):
        page = office.get(where).get_data(as_text=True)
        seen += re.findall(rf'<a href="/messages/{URP}/(\w+)" aria', page)
        older = re.search(r'rel="next" href="([^"]+)"', page)
        if older is None:
            break
        where = older[1].replace("&amp;", "&")
    assert seen == keys[::-1]


def test_what_retention_or_forgetting_erases_is_gone_from_the_inbox_with_its_note(
    post: Post,
) -> None:
    voicemail, missed = post.leave(), post.miss()
    act(post, OFFICE, voicemail, "note", note="la signora Rossi", seen="0")
    with post.desk.store.writing() as session:
        session.execute(delete(Recording).where(Recording.sid == voicemail))
        session.execute(delete(CallRecord).where(CallRecord.sid == missed))
    assert post.item(voicemail) is None
    assert post.item(missed) is None
    assert post.desk.as_role("office").get(path(voicemail)).status_code == 404


def test_a_recording_that_holds_no_message_is_none(post: Post) -> None:
    sid = post.leave(seconds=1)
    assert post.item(sid) is None
    post.leave(sid=sid, seconds=9)  # a later callback knows better
    assert post.item(sid) is not None


def test_every_part_of_a_large_inbox_is_found_by_an_index(post: Post) -> None:
    post.leave()
    store = post.desk.store
    explain = "EXPLAIN QUERY PLAN" if store.is_sqlite else "EXPLAIN"
    with store.writing() as session:
        if not store.is_sqlite:  # which would rather read a single row without one
            session.execute(sql("SET LOCAL enable_seqscan = off"))
        rows = session.execute(sql(f"{explain} {PART}")).all()
    plan = " ".join(str(each) for row in rows for each in row)
    assert re.search("ix_inbox_(number_)?is_done_kind_at_key", plan)
    assert not re.search(r"sort|temp b-tree", plan, re.IGNORECASE)


def test_who_has_many_numbers_sees_them_in_one_order_and_no_others(post: Post) -> None:
    numbers = [f"05772356{n:02}" for n in range(MOST_APART + 1)]
    mine = [post.leave(number) for number in numbers]
    post.leave(LIBRARY)
    for some in (numbers, numbers[:MOST_APART]):
        wish = InboxWish(frozenset(some), "x")
        with post.desk.store.reading() as session:
            found = find_items(session, wish, A_PART)
        assert [each.key for each in found] == mine[: len(some)][::-1]
