"""The start page: one's numbers and how they stand; what is said when it cannot be shown."""

from collections.abc import Callable
from pathlib import Path

import pytest
from support.house import FORM, document, sign
from support.house import NUMBER as CALLED

from centralino.calendar.layers import Layer, Switch
from centralino.flows.switches import Aim, Switched, Switches
from handlers.database_share import FullError, Share
from handlers.pages.paging import A_PAGE

from .desk import KEY, LIBRARY, URP, Desk, MakesDesk, text


def test_an_office_sees_its_own_number_and_the_helpdesk_all(pages: MakesDesk) -> None:
    desk = pages()
    office, helpdesk = (
        text(desk.as_role("office").get("/")),
        text(desk.as_role("helpdesk").get("/")),
    )
    assert "1 number " in office
    assert "0577 235501" in office
    assert "0577 235502" not in office
    assert "2 numbers " in helpdesk
    assert "0577 235502" in helpdesk


def test_a_group_of_the_identity_provider_counts(pages: MakesDesk) -> None:
    desk = pages()
    assert "Biblioteca" in text(desk.signed_in("x@elsewhere.org", "lib").get("/"))
    assert desk.signed_in("x@elsewhere.org", "other").get("/").status_code == 403


def test_a_long_list_is_shown_in_parts(pages: MakesDesk) -> None:
    desk = pages()
    more = range(10, 10 + A_PAGE)
    desk.serve(**{f"05772356{n}": f'number: "0577 2356{n}"\nemail: a@b.org\n' for n in more})
    helpdesk = desk.as_role("helpdesk")
    first, second = (text(helpdesk.get(path)) for path in ("/", "/?page=2"))
    assert f"{A_PAGE + 2} numbers " in first
    assert "Page 1 of 2" in first
    assert "0577 235501" in first
    assert "Previous page" not in first
    assert "0577 235659" in second
    assert "0577 235501" not in second
    for odd in ("0", "-1", "x", "99", "9" * 400, "²"):
        assert helpdesk.get("/", query_string={"page": odd}).status_code == 200


@pytest.mark.parametrize("role", ["auditor", "staff"])
def test_whoever_has_a_role_but_no_number_is_told_so(pages: MakesDesk, role: str) -> None:
    answer = pages().as_role(role).get("/")
    assert answer.status_code == 200
    assert "No number is yours." in text(answer)


@pytest.mark.parametrize(
    ("now", "language", "said"),
    [
        ("2026-11-23 11:00", "en", "open now"),
        ("2026-11-23 13:00", "en", "closed now, reopens Tue 24 Nov, 10:00"),
        ("2026-11-23 11:00", "it", "ora è aperto"),
        ("2026-11-23 13:00", "it", "ora è chiuso, riapre mar 24 nov, 10:00"),
    ],
)
def test_a_number_is_told_open_or_closed_as_its_callers_find_it(
    pages: MakesDesk, now: str, language: str, said: str
) -> None:
    desk = pages(now)
    assert said in text(desk.signed_in("urp@example.org", language=language).get("/"))


def test_why_it_is_closed_is_told_and_a_live_closing_counts_at_once(pages: MakesDesk) -> None:
    desk = pages()
    browser = desk.signed_in("anna@library.org", language="it")
    assert "Motivo: inventario" in text(browser.get("/"))
    office = desk.as_role("office")
    now = desk.clock.now
    until, reason = now.replace(hour=12), {"it": "sciopero"}
    closing = Switch(Layer.NUMBER_SWITCH, opens=False, start=now, end=until, reason=reason)
    desk.board.switches = Switches((), (Switched(closing, Aim(numbers=frozenset({URP}))),))
    assert "Reason: sciopero" in text(office.get("/"))
    desk.board.switches = Switches((), (Switched(closing, Aim(numbers=frozenset({LIBRARY}))),))
    assert "open now" in text(office.get("/"))


def test_what_files_say_is_shown_as_text_and_not_run(pages: MakesDesk) -> None:
    page = pages().signed_in("urp@example.org", language="it").get("/").get_data(as_text=True)
    assert "Ufficio &lt;b&gt;URP&lt;/b&gt;" in page
    assert "<b>URP" not in page


def test_the_language_is_the_browsers_until_one_is_chosen(pages: MakesDesk) -> None:
    browser = pages().browser("de, en;q=0.5")
    assert "Sign in" in text(browser.get("/sign-in"))
    answer = browser.get("/language/it?next=/sign-in")
    assert answer.headers["Location"] == "/sign-in"
    assert "Accedi" in text(browser.get("/sign-in")) or "Entra" in text(browser.get("/sign-in"))
    assert browser.get("/language/xx").status_code == 404
    unasked = pages().browser("de")
    assert '<html lang="it">' in unasked.get("/sign-in").get_data(as_text=True)


def test_without_the_database_a_page_says_so_and_calls_go_on(
    pages: MakesDesk, tmp_path: Path
) -> None:
    desk = pages(database_url=f"sqlite:///{tmp_path}/flows/0577235501.yaml")  # no database at all
    browser = desk.browser()
    browser.client.set_cookie("__Host-session", "x", domain="localhost")
    answer = browser.get("/")
    assert answer.status_code == 503
    assert "Calls go on as always." in text(answer)
    assert answer.headers["Retry-After"] == "5"
    assert "sqlite" not in text(answer).lower()
    assert_calls_are_answered(desk)


def assert_calls_are_answered(desk: Desk) -> None:
    form = {**FORM, "To": CALLED}
    signature = sign(desk.settings.public_url + "/voice", form.items(), desk.settings.auth_token)
    answer = desk.app.test_client().post(
        "/voice", data=form, headers={"X-Twilio-Signature": signature}
    )
    assert document(answer).verbs


def test_without_a_key_there_are_no_pages_and_calls_go_on(pages: MakesDesk) -> None:
    desk = pages(secret_key="")
    answer = desk.browser().get("/")
    assert answer.status_code == 503
    assert "SECRET_KEY" in text(answer)
    assert_calls_are_answered(desk)


def test_pages_that_are_full_say_so_and_calls_go_on(
    pages: MakesDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = pages()

    def full(**_: bool) -> None:
        raise FullError

    monkeypatch.setattr(desk.app.extensions["pages_share"], "take", full)
    answer = desk.browser().get("/sign-in")
    assert answer.status_code == 503
    assert "Many people are here at once" in text(answer)
    assert_calls_are_answered(desk)


def test_pages_sit_in_seats_of_their_own_and_leave_the_calls_theirs(
    pages: MakesDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = pages(pages_threads=3)
    taken: list[str] = []
    shares: dict[str, Share] = {
        name: desk.app.extensions[name] for name in ("share", "pages_share")
    }

    def noted(name: str) -> Callable[..., None]:
        take = shares[name].take

        def note(**how: bool) -> None:
            taken.append(name)
            take(**how)

        return note

    for name, share in shares.items():
        monkeypatch.setattr(share, "take", noted(name))
    desk.as_role("office").get("/")
    assert set(taken) == {"pages_share"}
    assert shares["pages_share"].seats == 3
    assert not shares["pages_share"].has_taken()


def test_a_fault_of_ours_is_told_without_its_details(
    pages: MakesDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = pages()
    browser = desk.as_role("office")

    def fails() -> None:
        raise ZeroDivisionError("a secret")

    monkeypatch.setattr(desk.board, "current", fails)
    answer = browser.get("/")
    assert answer.status_code == 500
    assert "Something of ours went wrong" in text(answer)
    assert "secret" not in answer.get_data(as_text=True)


def test_other_paths_answer_errors_as_they_did(pages: MakesDesk) -> None:
    client = pages().app.test_client()
    assert "<html lang=en>" in client.get("/voice/nothing/at/all").get_data(as_text=True)
    assert client.get("/static/nothing").status_code == 404


def test_what_is_kept_of_somebody_elses_link_is_no_use_with_another_key(pages: MakesDesk) -> None:
    desk = pages()
    browser = desk.browser()
    browser.post("/sign-in", {"address": "urp@example.org"})
    link = desk.link()
    other = pages(secret_key=KEY[::-1])
    assert other.browser().get(link).status_code == 410
