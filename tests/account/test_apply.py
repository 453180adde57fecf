import pytest
from standins.account_api import AccountApi
from standins.twilio_api import Reply

from centralino.twilio import applying
from centralino.twilio.account_numbers import IncomingNumber
from centralino.twilio.api import Account

from .conftest import PUBLIC_URL, TAXES, URP, Run


def test_apply_asks_first_and_no_changes_nothing(run: Run, book: AccountApi) -> None:
    book.own(URP, TAXES)
    result = run("numbers", "apply", typed="n\n")
    assert result.exit_code == 1
    assert "Change 2 numbers at Twilio? [y/N]" in result.stdout
    assert book.posted == []


def test_a_number_named_twice_is_changed_once(run: Run, book: AccountApi) -> None:
    book.own(URP, TAXES)
    result = run("numbers", "apply", "0577 235501", "+390577235501", typed="y\n")
    assert "Change 1 number at Twilio? [y/N]" in result.stdout
    assert len(book.posted) == 1


def test_apply_changes_only_what_differs_and_nothing_the_second_time(
    run: Run, book: AccountApi
) -> None:
    book.own(URP, TAXES)
    assert run("numbers", "apply", typed="y\n").exit_code == 0
    assert [sorted(form) for form in book.posted] == [
        ["StatusCallback", "VoiceFallbackUrl", "VoiceUrl"]
    ] * 2
    book.posted.clear()
    again = run("numbers", "apply")
    assert again.exit_code == 0
    assert "2 in step." in again.stdout
    assert book.posted == []


def test_a_fallback_is_set_together_with_the_url_that_it_is_of(run: Run, book: AccountApi) -> None:
    book.own(URP, TAXES)
    run("numbers", "apply", "--yes")
    book.posted.clear()
    book.number(URP)["voice_fallback_url"] = "https://elsewhere.example.org/"
    assert run("numbers", "apply", "--yes").exit_code == 0
    assert book.posted == [
        {
            "VoiceFallbackUrl": f"{PUBLIC_URL}/voice/fallback",
            "VoiceUrl": f"{PUBLIC_URL}/voice#rc=2&rp=ct,rt,5xx&ct=2000&rt=4500",
        }
    ]


def test_a_refusal_half_way_leaves_whole_numbers_and_the_next_run_goes_on(
    run: Run, book: AccountApi
) -> None:
    book.own(URP, TAXES)
    second = f"POST {book.number(TAXES)['sid']}.json"
    book.before[second] = [Reply(400, b'{"code": 21402, "message": "Invalid Url"}')]
    result = run("numbers", "apply", "--yes")
    assert result.exit_code == 1
    assert "0577235501  set up" in result.stdout
    assert "0577235502  not changed: Twilio answered 400 (21402: Invalid Url)" in result.stdout
    assert "Stopped: 1 changed, 1 left. Run it again to go on." in result.stderr
    assert book.number(TAXES)["voice_url"] == "https://demo.twilio.com/welcome/voice/"
    assert run("numbers", "apply", "--yes").exit_code == 0
    assert run("numbers", "plan").exit_code == 0


def test_faults_that_pass_are_tried_again(run: Run, book: AccountApi, naps: list[float]) -> None:
    book.own(URP, TAXES)
    first = f"POST {book.number(URP)['sid']}.json"
    busy = Reply(429, b'{"code": 20429}', headers=(("Retry-After", "7"),))
    book.before[first] = [busy, Reply(503), Reply(500)]
    assert run("numbers", "apply", "--yes").exit_code == 0
    assert naps == [7.0, 1.0, 2.0]


def test_a_fault_that_stays_is_given_up_after_four_tries(
    run: Run, book: AccountApi, naps: list[float]
) -> None:
    book.own(URP, TAXES)
    first = f"POST {book.number(URP)['sid']}.json"
    book.before[first] = [Reply(500)] * 9
    result = run("numbers", "apply", "--yes")
    assert result.exit_code == 1
    assert "Twilio answered 500: a fault of Twilio's: try again later" in result.stdout
    assert len(book.before[first]) == 5
    assert book.posted == []


def test_ctrl_c_stops_before_the_next_number(
    run: Run, book: AccountApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    book.own(URP, TAXES)

    def interrupted(account: Account, sid: str, settings: dict[str, str]) -> IncomingNumber:
        raise KeyboardInterrupt

    monkeypatch.setattr(applying, "change", interrupted)
    result = run("numbers", "apply", "--yes")
    assert result.exit_code == 1
    assert "0577235501  not changed: interrupted" in result.stdout
    assert "Stopped: 0 changed, 2 left." in result.stderr


def test_what_twilio_keeps_otherwise_than_asked_is_told(run: Run, book: AccountApi) -> None:
    book.own(URP, TAXES)
    sid = book.number(URP)["sid"]
    book.before[f"POST {sid}.json"] = [Reply(body=b'{"sid": "%s"}' % sid.encode())]
    result = run("numbers", "apply", "--yes")
    assert result.exit_code == 1
    assert "Twilio keeps another VoiceUrl, VoiceFallbackUrl, StatusCallback" in result.stdout


def test_a_trial_account_is_not_changed_unless_told_to(run: Run, book: AccountApi) -> None:
    book.own(URP, TAXES)
    book.kind = "Trial"
    result = run("numbers", "apply", "--yes")
    assert result.exit_code == 1
    assert "is a trial account" in result.stderr
    assert "add --trial" in result.stderr
    assert book.posted == []
    assert run("numbers", "apply", "--yes", "--trial").exit_code == 0


TRUNK = "TK" + "c" * 32


def test_a_trunk_lets_a_number_go_only_after_the_number_is_set_up(
    run: Run, book: AccountApi
) -> None:
    book.own(URP, TAXES, trunk_sid=TRUNK)
    letting_go = f"DELETE {book.number(URP)['sid']}"
    book.before[letting_go] = [Reply(403, b'{"code": 20403, "message": "Forbidden"}')]
    result = run("numbers", "apply", "--yes", "--take-over")
    assert result.exit_code == 1
    assert "0577235501  not wholly changed: Twilio answered 403" in result.stdout
    assert "TrunkSid" not in book.posted[0]
    assert book.number(URP)["voice_url"].startswith(PUBLIC_URL)
    assert run("numbers", "apply", "--yes", "--take-over").exit_code == 0
    assert len(book.posted) == 2  # what was set before is not set again
    assert [book.number(each)["trunk_sid"] for each in (URP, TAXES)] == [None, None]


def test_a_trunk_that_keeps_its_number_is_told_with_what_to_do(run: Run, book: AccountApi) -> None:
    """As where a region has no such resource: Ireland, twilio.com/docs/global-infrastructure."""
    book.own(URP, TAXES, trunk_sid=TRUNK)
    book.before[f"DELETE {book.number(URP)['sid']}"] = [Reply(404)]
    result = run("numbers", "apply", "--yes", "--take-over", URP)
    assert result.exit_code == 1
    assert "Twilio keeps another TrunkSid: free the number in Twilio's console" in result.stdout


def test_an_application_that_may_not_be_emptied_is_told_with_what_to_do(
    run: Run, book: AccountApi
) -> None:
    book.own(URP, TAXES, voice_application_sid="AP" + "c" * 32)
    first = f"POST {book.number(URP)['sid']}.json"
    book.before[first] = [Reply(400, b'{"code": 20001, "message": "VoiceApplicationSid"}')]
    result = run("numbers", "apply", "--yes", "--take-over", URP)
    assert "(20001: VoiceApplicationSid): free the number in Twilio's console" in result.stdout
