"""Only Twilio's signed requests reach the call path."""

import json
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlencode

import pytest
from pydantic import SecretStr
from structlog.testing import capture_logs
from support.house import (
    FORM,
    NUMBER,
    PUBLIC_URL,
    TOKEN,
    House,
    document,
    house,
    settings_of,
    sign,
    write,
)
from twilio.request_validator import (
    HMAC_SHA256,
    SIGNATURE_HEADER,
    SIGNATURE_SETTINGS_HEADER,
    RequestValidator,
)
from werkzeug.test import TestResponse

FLOW = {"0577235501": 'number: "0577 235501"\nsteps: {start: {hangup: Buongiorno.}}'}
KEY = "webhooks_sharedkey_01"
PAIRS = list(FORM.items())
FORM_TYPE = "application/x-www-form-urlencoded"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    monkeypatch.chdir(tmp_path)
    return house(write(tmp_path / "flows", FLOW), twilio_shared_keys=SecretStr(f"{KEY}=open"))


def raw(
    desk: House,
    signature: str | None,
    path: str = "/voice",
    body: str = urlencode(PAIRS),
    **more: str,
) -> TestResponse:
    headers = {} if signature is None else {SIGNATURE_HEADER: signature}
    client = desk.app.test_client()
    return client.open(
        path, method="POST", data=body, content_type=FORM_TYPE, headers={**headers, **more}
    )


def test_a_request_that_twilio_signed_is_answered(desk: House) -> None:
    assert document(desk.send("/voice", FORM)).spoken == "Buongiorno."


@pytest.mark.parametrize("path", ["/voice", "/voice/0577235501/start", "/voice/fallback"])
@pytest.mark.parametrize("signature", [None, "", "wrong", "àè☎", "=" * 5000, sign("x", [], "x")])
def test_a_missing_or_wrong_signature_is_refused(
    desk: House, path: str, signature: str | None
) -> None:
    encoded = signature and signature.encode().decode("latin-1")
    response = raw(desk, encoded, path)
    assert response.status_code == 403
    assert "Traceback" not in response.get_data(as_text=True)
    assert "Buongiorno" not in response.get_data(as_text=True)


@pytest.mark.parametrize(("signature", "reason"), [("wrong", "wrong"), (None, "missing")])
def test_a_refusal_is_logged_with_the_url_and_a_hint_about_public_url(
    desk: House, signature: str | None, reason: str
) -> None:
    with capture_logs() as events:
        raw(desk, signature, "/voice/0577235501/start?n=1&caller=%2B393331234567")
    (event,) = [each for each in events if each["log_level"] == "warning"]
    assert event["reason"] == reason
    assert event["url"] == f"{PUBLIC_URL}/voice/0577235501/start"
    assert "PUBLIC_URL" in event["hint"]
    assert "exc_info" not in event


def test_a_signature_made_with_another_token_is_refused(desk: House) -> None:
    assert desk.send("/voice", FORM, token="another's").status_code == 403


def test_a_signature_for_other_parameters_is_refused(desk: House) -> None:
    signature = sign(f"{PUBLIC_URL}/voice", PAIRS, TOKEN)
    assert raw(desk, signature, body=urlencode([*PAIRS, ("Digits", "1")])).status_code == 403


def test_the_query_is_signed_too(desk: House) -> None:
    path = "/voice/0577235501/start?n=1"
    signature = sign(PUBLIC_URL + path, PAIRS, TOKEN)
    assert raw(desk, signature, path).status_code == 200
    assert raw(desk, signature, path.replace("n=1", "n=2")).status_code == 403


def test_the_url_is_public_url_whatever_host_the_proxy_names(desk: House) -> None:
    signature = sign(f"{PUBLIC_URL}/voice", PAIRS, TOKEN)
    assert raw(desk, signature, Host="10.0.0.7:8000").status_code == 200
    forwarded = {"X-Forwarded-Host": "evil.example.com", "X-Forwarded-Proto": "http"}
    assert raw(desk, signature, **forwarded).status_code == 200
    assert raw(desk, sign("http://10.0.0.7:8000/voice", PAIRS, TOKEN)).status_code == 403


@pytest.mark.parametrize(
    ("public", "signed"),
    [
        ("https://switchboard.example.org", "https://switchboard.example.org:443/voice"),
        ("https://switchboard.example.org:443", "https://switchboard.example.org/voice"),
        ("https://switchboard.example.org:8443", "https://switchboard.example.org/voice"),
        ("http://switchboard.example.org", "http://switchboard.example.org:80/voice"),
        ("https://example.org/phones", "https://example.org/phones/voice"),
        ("https://example.org/phones/", "https://example.org/phones/voice"),
    ],
)
def test_twilio_may_sign_with_the_port_or_without_and_public_url_may_have_a_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, public: str, signed: str
) -> None:
    monkeypatch.chdir(tmp_path)
    desk = house(write(tmp_path / "flows", FLOW), public_url=public)
    assert raw(desk, sign(signed, PAIRS, TOKEN)).status_code == 200
    assert raw(desk, sign(signed + "x", PAIRS, TOKEN)).status_code == 403


def test_the_urls_that_we_give_twilio_have_the_path_of_public_url(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    flow = {"0577235501": 'number: "0577 235501"\nring: ["0577 235010"]\nemail: a@example.org'}
    desk = house(write(tmp_path / "flows", flow), public_url="https://example.org/phones")
    dialled = document(desk.send("/voice", FORM))
    assert dialled.action.startswith("/phones/voice/0577235501/ring?")
    inner = dialled.action.removeprefix("/phones")
    recorded = document(desk.send(inner, {**FORM, "DialCallStatus": "busy"}))
    record = recorded.verb("Record")
    assert str(record.get("action")).startswith("/phones/voice/0577235501/mailbox?")
    callback = str(record.get("recordingStatusCallback"))
    assert callback.startswith("/phones/voice/recordings?")


def test_a_repeated_key_is_signed_with_all_its_values(desk: House) -> None:
    pairs = [*PAIRS, ("Extra", "b"), ("Extra", "a"), ("Extra", "b")]
    response = desk.send("/voice", pairs)
    assert document(response).spoken == "Buongiorno."
    signature = sign(f"{PUBLIC_URL}/voice", pairs, TOKEN)
    assert raw(desk, signature, body=urlencode(pairs[:-2])).status_code == 403


def test_a_shared_key_signs_with_sha256(desk: House) -> None:
    signature = sign(f"{PUBLIC_URL}/voice", PAIRS, "open", HMAC_SHA256)
    settings = {SIGNATURE_SETTINGS_HEADER: f"key={KEY},algorithm=HMAC_SHA256"}
    assert raw(desk, signature, **settings).status_code == 200
    assert raw(desk, signature).status_code == 403, "it is no SHA-1 of the account's token"
    assert raw(desk, "x" + signature[1:], **settings).status_code == 403


def test_a_shared_key_that_nobody_configured_opens_nothing(desk: House) -> None:
    signature = sign(f"{PUBLIC_URL}/voice", PAIRS, "another secret", HMAC_SHA256)
    settings = {SIGNATURE_SETTINGS_HEADER: "key=webhooks_sharedkey_99,algorithm=HMAC_SHA256"}
    assert raw(desk, signature, **settings).status_code == 403


@pytest.mark.parametrize("algorithm", ["HMAC_MD5", "none", "", "HMAC_SHA1024"])
def test_an_unknown_algorithm_is_refused_and_no_fault(desk: House, algorithm: str) -> None:
    settings = {SIGNATURE_SETTINGS_HEADER: f"key={KEY},algorithm={algorithm}"}
    signature = sign(f"{PUBLIC_URL}/voice", PAIRS, TOKEN)
    assert raw(desk, signature, **settings).status_code == 403


def test_a_json_body_is_believed_by_the_hash_that_the_query_signs(desk: House) -> None:
    body = json.dumps({"hello": "world"})
    path = f"/voice/fallback?bodySHA256={sha256(body.encode()).hexdigest()}"
    signature = RequestValidator(TOKEN).compute_signature(PUBLIC_URL + path, {})
    client = desk.app.test_client()
    headers = {SIGNATURE_HEADER: signature}
    taken = client.post(path, data=body, content_type="application/json", headers=headers)
    assert taken.status_code == 200
    other = client.post(path, data="{}", content_type="application/json", headers=headers)
    assert other.status_code == 403


@pytest.mark.parametrize("settings", ["", "algorithm=HMAC_MD5", "=,=,"])
@pytest.mark.parametrize("body", ["{}", "[]", "not json", "\udcff"])
def test_a_json_body_without_a_signed_hash_is_refused(
    desk: House, body: str, settings: str
) -> None:
    response = desk.app.test_client().post(
        "/voice",
        data=body.encode("utf-8", "surrogateescape"),
        content_type="application/json",
        headers={SIGNATURE_HEADER: "wrong", SIGNATURE_SETTINGS_HEADER: settings},
    )
    assert response.status_code == 403


def test_the_fallback_is_signed_by_get_too(desk: House) -> None:
    path = "/voice/fallback?" + urlencode({"To": NUMBER, "ErrorCode": "11200"})
    assert "problema" in document(desk.send(path, method="GET")).spoken
    assert desk.send(path, method="GET", token="another's").status_code == 403


def test_local_mode_signs_with_a_token_of_the_folders_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with capture_logs() as events:
        desk = house(write(tmp_path / "flows", FLOW), twilio_auth_token=SecretStr(""))
    assert any("local mode" in event["event"] for event in events)
    token = Path("var/local-token").read_text(encoding="utf-8")
    assert len(token) >= 32
    assert Path("var/local-token").stat().st_mode & 0o077 == 0
    assert document(desk.send("/voice", FORM, token=token)).spoken == "Buongiorno."
    assert desk.send("/voice", FORM, token="other").status_code == 403


@pytest.mark.parametrize(
    "url",
    ["", "switchboard.example.org", "ftp://example.org", "https://", "https://example.org/?a=b"],
)
def test_a_public_url_that_twilio_cannot_call_is_refused_at_start(tmp_path: Path, url: str) -> None:
    with pytest.raises(ValueError, match="public_url"):
        settings_of(tmp_path, public_url=url)


@pytest.mark.parametrize("url", ["https://example.org:voice", "https://example.org/#a"])
def test_a_public_url_with_a_bad_port_or_a_fragment_is_refused_at_start(
    tmp_path: Path, url: str
) -> None:
    with pytest.raises(ValueError, match="public_url"):
        settings_of(tmp_path, public_url=url)
