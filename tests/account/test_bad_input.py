from pathlib import Path

import pytest
import requests
import responses
from pydantic import SecretStr
from standins.account_api import SUBACCOUNT, AccountApi
from standins.twilio_api import ACCOUNT, TOKEN, Reply

from centralino.core.settings import Settings
from centralino.twilio.account_status import read_standing
from centralino.twilio.api import Account, base_of, proxies_to
from centralino.twilio.errors import AccountError

from .conftest import TAXES, URP, Run


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("TWILIO_AUTH_TOKEN", "", "no credentials: set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN"),
        ("TWILIO_ACCOUNT_SID", "", "no credentials: set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN"),
        ("TWILIO_ACCOUNT_SID", "SK123", "'SK123' is no account: AC and 32 digits"),
        ("TWILIO_AUTH_TOKEN", "revoked", "Twilio answered 401 (20003: Authenticate)"),
        ("TWILIO_REGION", "ie1", "TWILIO_REGION=ie1 needs TWILIO_EDGE too: ie1 goes with dublin"),
        ("PUBLIC_URL", "http://127.0.0.1:8000", "Twilio cannot call http://127.0.0.1:8000"),
        ("PUBLIC_URL", "centralino", "Error: PUBLIC_URL: expected the address that Twilio"),
        ("FALLBACK_URL", "static.example.org", "'static.example.org' is no address"),
        ("TWILIO_API_URL", "http://127.0.0.1:9", "no whole answer from Twilio: ConnectionError"),
    ],
)
def test_each_is_a_clear_line_and_nothing_is_changed(
    run: Run, book: AccountApi, monkeypatch: pytest.MonkeyPatch, name: str, value: str, told: str
) -> None:
    book.own(URP, TAXES)
    monkeypatch.setenv(name, value)
    result = run("numbers", "apply", "--yes")
    assert result.exit_code == 1
    assert told in result.stderr
    assert "Traceback" not in result.stderr
    assert book.posted == []


def test_revoked_credentials_are_told_with_a_remedy_and_not_tried_again(
    run: Run, book: AccountApi, naps: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TWILIO_AUTH_TOKEN", "revoked")
    assert (
        "a token that was revoked is replaced in Twilio's console" in run("numbers", "plan").stderr
    )
    assert naps == []


def test_a_suspended_account_is_told(run: Run, book: AccountApi) -> None:
    book.status = "suspended"
    assert f"{ACCOUNT}: the account is suspended" in run("numbers", "plan").stderr


def test_an_account_of_other_credentials_is_told(run: Run, book: AccountApi) -> None:
    result = run("numbers", "plan", "--account", "AC" + "d" * 32)
    assert result.exit_code == 1
    assert "TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN must be of one account" in result.stderr


@pytest.mark.parametrize("asked", ["rossi", "0577"])
def test_a_number_that_is_none_is_told(run: Run, book: AccountApi, asked: str) -> None:
    result = run("numbers", "plan", asked)
    assert result.exit_code == 1
    assert f"'{asked}' is no" in result.stderr


def test_a_number_without_a_flow_cannot_be_asked_for(run: Run, book: AccountApi) -> None:
    result = run("numbers", "plan", "0577 235599")
    assert result.exit_code == 1
    assert "+390577235599 has no flow" in result.stderr


def test_nothing_is_compared_with_flows_that_have_errors(
    run: Run, book: AccountApi, tmp_path: Path
) -> None:
    book.own(URP, TAXES)
    (tmp_path / "flows" / "0577235502.yaml").write_text("number: 12\n")
    result = run("numbers", "apply", "--yes")
    assert result.exit_code == 1
    assert "0577235502.yaml:1:1: number:" in result.stderr
    assert "run `centralino check` first" in result.stderr
    assert book.posted == []


def test_a_page_of_a_proxy_is_not_taken_for_twilios(run: Run, book: AccountApi) -> None:
    book.before[f"GET {ACCOUNT}.json"] = [Reply(body=b"<html>Sign in</html>", kind="text/html")]
    result = run("numbers", "plan")
    assert result.exit_code == 1
    assert "A proxy or a sign-in page may be in between" in result.stderr


def test_subaccounts_that_may_not_be_seen_do_not_stop_the_plan(run: Run, book: AccountApi) -> None:
    book.own(URP)
    book.before["GET Accounts.json"] = [Reply(403)]
    result = run("numbers", "plan")
    assert "The subaccounts could not be looked through: Twilio answered 403" in result.stderr
    assert "1 with a flow but not in the account" in result.stdout


def real(**more: str) -> Account:
    """An account at Twilio's own address."""
    secret = SecretStr(TOKEN)
    return Account(Settings(twilio_account_sid=ACCOUNT, twilio_auth_token=secret, **more))  # type: ignore[arg-type]  # settings by name


@pytest.mark.parametrize(
    ("fault", "remedy", "passes"),
    [
        (requests.exceptions.ProxyError(), "check HTTPS_PROXY", True),
        (requests.exceptions.SSLError(), "put its authority's file into REQUESTS_CA_BUNDLE", False),
        (requests.exceptions.ConnectTimeout(), "is this machine's network up?", True),
        (requests.exceptions.TooManyRedirects(), "is this machine's network up?", True),
    ],
)
def test_no_answer_is_told_by_what_stood_in_between(
    fault: Exception, remedy: str, passes: bool
) -> None:
    with responses.RequestsMock() as twilio:
        url = f"https://api.twilio.com/2010-04-01/Accounts/{ACCOUNT}.json"
        twilio.get(url, body=fault)
        with pytest.raises(AccountError) as found:
            read_standing(real())
    assert remedy in found.value.remedy
    assert found.value.passes is passes


def test_irelands_api_is_asked_in_ireland() -> None:
    with responses.RequestsMock() as twilio:
        url = f"https://api.dublin.ie1.twilio.com/2010-04-01/Accounts/{ACCOUNT}.json"
        twilio.get(url, json={"sid": ACCOUNT, "status": "active", "type": "Full"})
        assert read_standing(real(twilio_region="ie1", twilio_edge="dublin")).is_active
    settings = Settings(twilio_region="ie1", twilio_edge="dublin")
    assert base_of(settings, "monitor") == "https://monitor.dublin.ie1.twilio.com"


def test_a_page_cannot_send_the_credentials_elsewhere() -> None:
    with responses.RequestsMock() as twilio:
        url = f"https://api.twilio.com/2010-04-01/Accounts/{ACCOUNT}/IncomingPhoneNumbers.json"
        twilio.get(url, json={"next_page_uri": f"/2010-04-01/Accounts/{SUBACCOUNT}/x.json"})
        assert len(list(real().pages("IncomingPhoneNumbers.json"))) == 1


def test_a_proxy_of_the_environment_is_used_for_twilio_and_not_for_this_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:

    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example.org:3128")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    assert proxies_to("https://api.twilio.com")["https"] == "http://proxy.example.org:3128"
    assert proxies_to("http://127.0.0.1:1234") == {}
    monkeypatch.setenv("NO_PROXY", "api.twilio.com")
    assert proxies_to("https://api.twilio.com") == {}


def test_an_answer_that_does_not_come_in_time_is_tried_again_and_then_told(
    run: Run, book: AccountApi, naps: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("centralino.twilio.api.TIMEOUT", (1.0, 0.05))
    book.before[f"GET {ACCOUNT}.json"] = [Reply(wait=0.3)] * 9
    result = run("numbers", "plan")
    assert result.exit_code == 1
    assert (
        "no whole answer from Twilio: ReadTimeout: is this machine's network up?" in result.stderr
    )
    assert naps == [0.5, 1.0, 2.0]


def test_a_wait_that_is_too_long_is_not_waited(
    run: Run, book: AccountApi, naps: list[float]
) -> None:
    busy = Reply(429, b'{"code": 20429}', headers=(("Retry-After", "3600"),))
    book.before[f"GET {ACCOUNT}.json"] = [busy]
    result = run("numbers", "plan")
    assert result.exit_code == 1
    assert "too many requests at once: try again in a minute" in result.stderr
    assert naps == []
