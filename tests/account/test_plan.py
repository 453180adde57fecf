import pytest
from standins.account_api import SUBACCOUNT, AccountApi
from standins.twilio_api import ACCOUNT

from .conftest import PUBLIC_URL, TAXES, URP, Run, data


def test_a_number_that_was_just_bought_is_shown_with_every_setting_that_would_change(
    run: Run, book: AccountApi
) -> None:
    book.own(URP, TAXES)
    result = run("numbers", "plan")
    assert result.exit_code == 1
    assert "~ 0577 235501  Ufficio Relazioni" in result.stdout
    assert "- https://demo.twilio.com/welcome/voice/" in result.stdout
    assert f"+ {PUBLIC_URL}/voice#rc=2&rp=ct,rt,5xx&ct=2000&rt=4500\n" in result.stdout
    assert f"+ {PUBLIC_URL}/voice/fallback\n" in result.stdout
    assert f"+ {PUBLIC_URL}/voice/status#rc=5&rp=all\n" in result.stdout
    assert "VoiceMethod" not in result.stdout  # it is POST already
    assert "0 in step, 2 to change." in result.stdout
    assert book.posted == []


def test_a_plan_in_json_names_each_change(run: Run, book: AccountApi) -> None:
    book.own(URP, TAXES)
    found = data(run("numbers", "plan", "--json"))
    assert found["account"] == ACCOUNT
    assert not found["in_step"]
    assert found["numbers"][0]["changes"]["VoiceFallbackUrl"] == [
        "",
        f"{PUBLIC_URL}/voice/fallback",
    ]


def test_every_page_of_the_account_is_read(run: Run, book: AccountApi) -> None:
    book.own(*(f"+3905772355{n}" for n in range(60, 67)), URP, TAXES)
    found = data(run("numbers", "plan", "--json"))
    assert len(found["without_flow"]) == 7
    assert [each["number"] for each in found["numbers"]] == [URP, TAXES]
    assert book.asked[f"GET /2010-04-01/Accounts/{ACCOUNT}/IncomingPhoneNumbers.json"] == 5


def test_a_flow_without_a_number_and_a_number_without_a_flow_are_told(
    run: Run, book: AccountApi
) -> None:
    book.own(URP, "+390577999999")
    result = run("numbers", "plan")
    assert "- 0577 235502  Ufficio Tasse" in result.stdout
    assert "not in the account: buy or port it" in result.stdout
    assert result.stdout.count("+390577999999") == 1  # Twilio names it after itself
    assert "has no flow: left as it is" in result.stdout


def test_a_number_in_a_subaccount_is_told_with_the_subaccount(run: Run, book: AccountApi) -> None:
    book.own(URP)
    book.own(TAXES, account=SUBACCOUNT)
    result = run("numbers", "plan")
    assert f"is in the subaccount {SUBACCOUNT}, Dipartimento di Prova" in result.stdout


def test_a_subaccount_is_reached_with_its_parents_credentials(run: Run, book: AccountApi) -> None:
    book.own(URP, TAXES, account=SUBACCOUNT)
    found = data(run("numbers", "plan", "--json", "--account", SUBACCOUNT))
    assert found["account"] == SUBACCOUNT
    assert len(found["numbers"]) == 2


@pytest.mark.parametrize(("name", "kind"), [("trunk_sid", "TK"), ("voice_application_sid", "AP")])
def test_what_shadows_a_number_is_told_and_left_alone(
    run: Run, book: AccountApi, name: str, kind: str
) -> None:
    book.own(URP, TAXES)
    run("numbers", "apply", "--yes")
    book.number(URP)[name] = shadow = kind + "c" * 32
    result = run("numbers", "plan")
    assert result.exit_code == 1
    assert shadow in result.stdout
    assert "add --take-over to free it" in result.stdout
    assert run("numbers", "apply", "--yes").exit_code == 1
    assert book.number(URP)[name] == shadow


@pytest.mark.parametrize(("name", "kind"), [("trunk_sid", "TK"), ("voice_application_sid", "AP")])
def test_take_over_frees_a_number_of_what_shadows_it(
    run: Run, book: AccountApi, name: str, kind: str
) -> None:
    book.own(URP, TAXES, **{name: kind + "c" * 32})
    assert run("numbers", "apply", "--yes", "--take-over").exit_code == 0
    assert not book.number(URP)[name]
    assert run("numbers", "plan").exit_code == 0


def test_a_number_that_lost_its_zero_is_told_beside_the_flow(run: Run, book: AccountApi) -> None:
    book.own(URP, "+39577235502")
    result = run("numbers", "plan")
    assert "+39577235502 is, the same but for its 0" in result.stdout


def test_a_number_that_twilio_writes_with_blanks_is_known_all_the_same(
    run: Run, book: AccountApi
) -> None:
    book.own("+39 0577 235501", TAXES)
    found = data(run("numbers", "plan", "--json"))
    assert [each["number"] for each in found["numbers"]] == [URP, TAXES]


def test_what_is_no_telephone_number_or_is_listed_twice_is_told_and_left_alone(
    run: Run, book: AccountApi
) -> None:
    book.own(URP, TAXES, TAXES, "urp")
    result = run("numbers", "apply", "--yes")
    assert result.exit_code == 1
    assert result.stdout.count("no telephone number, or listed twice") == 2
    assert len(book.posted) == 2


def test_one_number_can_be_compared_alone(run: Run, book: AccountApi) -> None:
    book.own(URP, TAXES, "+390577999999")
    found = data(run("numbers", "plan", "--json", "0577 235502"))
    assert [each["number"] for each in found["numbers"]] == [TAXES]
    assert found["without_flow"] == []


def test_the_files_of_the_fallback_are_asked_for_by_get(run: Run, book: AccountApi) -> None:
    book.own(URP, TAXES)
    found = data(run("numbers", "plan", "--json", "--base-url", "https://static.example.org/c/"))
    changes = found["numbers"][0]["changes"]
    assert changes["VoiceFallbackUrl"][1] == "https://static.example.org/c/0577235501.xml"
    assert changes["VoiceFallbackMethod"] == ["POST", "GET"]


def test_the_fallbacks_address_may_stand_in_the_environment(
    run: Run, book: AccountApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    book.own(URP, TAXES)
    monkeypatch.setenv("FALLBACK_URL", "https://static.example.org")
    found = data(run("numbers", "plan", "--json"))
    fallback = found["numbers"][0]["changes"]["VoiceFallbackUrl"][1]
    assert fallback == "https://static.example.org/0577235501.xml"
