"""What comes without a right: nothing is spent on it, and whatever it is, it breaks nothing."""

import json
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from flask import request
from hypothesis import given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs
from support.house import FORM, FORM_TYPE, PUBLIC_URL, TOKEN, House, house, sign, write
from twilio import request_validator
from twilio.request_validator import SIGNATURE_HEADER, RequestValidator

from handlers.access import Caller, blueprint_for, largest_by_path
from handlers.edge import LARGEST_REQUEST, MOST_PARAMETERS

FLOW = {"0577235501": 'number: "0577 235501"\nsteps: {start: {hangup: Buongiorno.}}'}
WRONG = {SIGNATURE_HEADER: "AAAAAAAAAAAAAAAAAAAAAAAAAAA="}
MULTIPART = "multipart/form-data; boundary=b"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder: Path = tmp_path_factory.mktemp("before")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        yield house(write(folder / "flows", FLOW))


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The lengths of all that goes into a signature."""
    lengths: list[int] = []
    new = request_validator.hmac.new

    def counted(key: bytes, message: bytes, how: Any) -> Any:
        lengths.append(len(message))
        return new(key, message, how)

    monkeypatch.setattr(request_validator.hmac, "new", counted)
    return lengths


class Unread(BytesIO):
    """A body that nobody should ask for."""

    def read(self, size: int | None = -1) -> bytes:
        raise AssertionError("the body is read")

    readline = readinto = read  # type: ignore[assignment]  # none of them


def test_large_requests_are_refused_unread_and_nothing_is_hashed(
    desk: House, hashed: list[int]
) -> None:
    for path in ["/voice", "/voice/0577235501/start", "/voice/recordings", "/voice/control/1"] * 11:
        answer = desk.app.test_client().post(
            path,
            input_stream=Unread(),
            content_type=FORM_TYPE,
            headers=WRONG,
            environ_overrides={"CONTENT_LENGTH": "1000000"},
        )
        assert answer.status_code == 413
    assert hashed == []


def test_a_body_of_no_told_length_is_read_up_to_the_cap_only(
    desk: House, hashed: list[int]
) -> None:
    body = BytesIO(b"Digits=" + b"1" * 10_000_000)
    answer = desk.app.test_client().post(
        "/voice",
        input_stream=body,
        content_type=FORM_TYPE,
        headers=WRONG,
        environ_overrides={"wsgi.input_terminated": True, "HTTP_TRANSFER_ENCODING": "chunked"},
    )
    assert answer.status_code == 413
    assert body.tell() < 2 * LARGEST_REQUEST
    assert hashed == []


@pytest.mark.parametrize("kind", [FORM_TYPE, "application/json", MULTIPART, "text/plain", ""])
def test_what_is_not_signed_at_all_is_not_read(desk: House, hashed: list[int], kind: str) -> None:
    answer = desk.app.test_client().post(
        "/voice",
        input_stream=Unread(),
        content_type=kind,
        environ_overrides={"CONTENT_LENGTH": "5000"},
    )
    assert answer.status_code == 403
    assert hashed == []


@pytest.mark.parametrize("count", [MOST_PARAMETERS + 1, 30_000])
def test_too_many_parameters_are_refused_before_they_are_taken_apart(
    desk: House, hashed: list[int], count: int
) -> None:
    client = desk.app.test_client()
    body = "&" * (count - 1)
    asked = client.post("/voice", data=body, content_type=FORM_TYPE, headers=WRONG)
    assert asked.status_code == 413
    query = "/voice?" + "&" * min(count - 1, 8_000)
    assert client.post(query, data="a=b", content_type=FORM_TYPE, headers=WRONG).status_code == 413
    assert hashed == []


def test_as_many_parameters_as_are_allowed_are_answered(desk: House) -> None:
    more = {f"P{number}": "x" for number in range(MOST_PARAMETERS - len(FORM))}
    assert desk.call(**more).spoken == "Buongiorno."
    signed = desk.send("/voice", {**FORM, **more, "One": "more"})
    assert signed.status_code == 413


def test_a_right_signature_is_computed_once_and_a_wrong_one_twice(
    desk: House, hashed: list[int]
) -> None:
    signature = sign(f"{PUBLIC_URL}/voice", FORM.items(), TOKEN)
    with_port = sign(f"{PUBLIC_URL}:443/voice", FORM.items(), TOKEN)
    counts = []
    for each in (signature, with_port, "wrong"):
        hashed.clear()
        desk.app.test_client().post("/voice", data=FORM, headers={SIGNATURE_HEADER: each})
        counts.append(len(hashed))
    assert counts == [1, 2, 2]


@pytest.mark.parametrize("length", [LARGEST_REQUEST, LARGEST_REQUEST + 1])
def test_the_cap_is_met_to_the_byte(desk: House, length: int) -> None:
    body = urlencode({**FORM, "SpeechResult": ""})
    text = "x" * (length - len(body))
    answer = desk.send("/voice", {**FORM, "SpeechResult": text})
    assert answer.status_code == (200 if length <= LARGEST_REQUEST else 413)


def test_a_view_may_declare_a_larger_request(desk: House) -> None:
    app = house(desk.settings.flows_dir).app
    larger = blueprint_for("larger", Caller.ANYONE, largest=300_000)
    larger.add_url_rule("/larger", "view", lambda: str(len(request.get_data())), methods=["POST"])
    forms = blueprint_for("forms", Caller.ANYONE, largest=300_000)
    forms.add_url_rule("/forms", "view", lambda: str(len(request.form["a"])), methods=["POST"])
    for each in (larger, forms):
        app.register_blueprint(each)
    largest = largest_by_path(app)
    assert [largest(path) for path in ("/larger", "/forms?a=b", "/voice", "/")] == [
        *[300_000] * 2,
        *[LARGEST_REQUEST] * 2,
    ]
    client = app.test_client()
    assert client.post("/larger", data=b"x" * 300_000).text == "300000"
    assert client.post("/larger", data=b"x" * 300_001).status_code == 413
    assert client.post("/forms", data={"a": "x" * 200_000}).text == "200000"
    assert client.post("/voice", data=b"x" * 65_000, headers=WRONG).status_code == 413


# --- whatever cannot be read was not sent by Twilio


@pytest.mark.parametrize(
    ("path", "body", "kind"),
    [
        ("/voice?bodySHA256=", b"{}", "application/json"),
        ("/voice?bodySHA256", b"", "application/json"),
        ("/voice?bodySHA256=%FF", b"\xff", "application/json"),
        ("/voice?bodySHA256=\u00e0", b"{}", "application/json"),
        ("/voice", b"--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--", MULTIPART),
        ("/voice", b"--b\r\n\r\n", MULTIPART),
        ("/voice", b"x", "multipart/form-data"),
        ("/voice", b"--\r\n", "multipart/form-data; boundary="),
        ("/voice", b"a=%ZZ&%=%&=&==", FORM_TYPE),
        ("/voice", b"a=\xff\xfe\x00", f"{FORM_TYPE}; charset=utf-16"),
        ("/voice", b"a", f"{FORM_TYPE}; charset=nonsense"),
    ],
)
def test_an_odd_body_is_refused_and_no_fault(
    desk: House, path: str, body: bytes, kind: str
) -> None:
    answer = desk.app.test_client().post(path, data=body, content_type=kind, headers=WRONG)
    assert answer.status_code == 403


def test_a_multipart_body_is_not_believed_whatever_is_signed(desk: House) -> None:
    """The signature would have to cover it, and Twilio sends none."""
    signature = sign(f"{PUBLIC_URL}/voice", FORM.items(), TOKEN)
    answer = desk.app.test_client().post(
        "/voice",
        data=FORM,
        content_type="multipart/form-data",
        headers={SIGNATURE_HEADER: signature},
    )
    assert answer.status_code == 403


def test_a_body_that_is_another_than_the_one_hashed_is_refused(desk: House) -> None:
    path = f"/voice/fallback?bodySHA256={sha256(b'{}').hexdigest()}"
    headers = {SIGNATURE_HEADER: RequestValidator(TOKEN).compute_signature(PUBLIC_URL + path, {})}
    for kind in ("application/json", "text/plain"):
        client = desk.app.test_client()
        right = client.post(path, data=b"{}", content_type=kind, headers=headers)
        wrong = client.post(path, data=json.dumps(FORM), content_type=kind, headers=headers)
        assert (right.status_code, wrong.status_code) == (200, 403)


def test_whatever_goes_wrong_in_the_check_is_logged_and_refused(
    desk: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(RequestValidator, "compute_signature", fails)
    with capture_logs() as events:
        answer = desk.app.test_client().post("/voice", data=FORM, headers=WRONG)
    assert answer.status_code == 403
    assert [event["event"] for event in events] == ["signature not checked", "signature refused"]
    assert events[0]["exc_info"]
    assert events[1]["reason"] == "unreadable"


words = st.binary(max_size=40).map(lambda raw: raw.decode("latin-1"))
kinds = words | st.sampled_from(
    [FORM_TYPE, "application/json", MULTIPART, "text/plain", "", ";", "a/b;c"]
)
pieces = [b"--b", b"--b--", b"\r\n", b"Content-Disposition: form-data", b'; name="x"', b":"]
bodies = st.binary(max_size=100) | st.lists(
    st.sampled_from([*pieces, b"a=b", b"&", b"%", b"\x00"]), max_size=12
).map(b"".join)


@settings(max_examples=200)
@given(
    kind=kinds,
    body=bodies,
    query=st.binary(max_size=80),
    signature=words,
    algorithm=st.one_of(words, st.sampled_from(["algorithm=HMAC_SHA256", "key=a,algorithm=x"])),
)
def test_whatever_is_sent_unsigned_is_refused_and_no_fault(
    desk: House, kind: str, body: bytes, query: bytes, signature: str, algorithm: str
) -> None:
    with capture_logs():
        answer = desk.app.test_client().open(
            "/voice",
            method="POST",
            data=body,
            environ_overrides={
                "CONTENT_TYPE": kind,
                "QUERY_STRING": query.decode("latin-1"),
                "RAW_URI": "/voice?" + query.decode("latin-1"),
                "HTTP_X_TWILIO_SIGNATURE": signature,
                "HTTP_X_TWILIO_WEBHOOKS_SIGNATURE_SETTINGS": algorithm,
            },
        )
    assert answer.status_code in (403, 413)
