from collections.abc import Iterator
from threading import Thread

import pytest
from werkzeug.serving import make_server

from centralino.simulator import Http, InProcess, Line, UnreachableError
from centralino.simulator.line import under

from .little_app import PUBLIC_URL, TOKEN, LittleApp


@pytest.fixture(params=["in process", "http"])
def lines(request: pytest.FixtureRequest) -> Iterator[tuple[LittleApp, Line]]:
    app = LittleApp().on("/voice", "<Hangup/>")
    if request.param == "in process":
        yield app, InProcess(app, PUBLIC_URL, TOKEN)
        return
    server = make_server("127.0.0.1", 0, app)
    thread = Thread(target=server.serve_forever)
    thread.start()
    line = Http(f"http://127.0.0.1:{server.server_port}/", PUBLIC_URL, TOKEN)
    yield app, line
    line.session.close()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    "url", ["/voice?step=a%20b", f"{PUBLIC_URL}/voice?step=a%20b#rc=5&rp=all", "voice?step=a%20b"]
)
def test_a_request_is_signed_on_the_public_address(lines: tuple[LittleApp, Line], url: str) -> None:
    app, line = lines
    answer = line.post(url, {"From": "+39 è", "Digits": "1#"})
    assert (answer.status, answer.content_type) == (200, "text/xml")
    assert app.received[0].query == "step=a%20b"
    assert app.received[0].form == {"From": "+39 è", "Digits": "1#"}


@pytest.mark.parametrize("url", ["/voice", "/voice?a=1"])
def test_a_get_carries_its_parameters_in_the_signed_query(
    lines: tuple[LittleApp, Line], url: str
) -> None:
    app, line = lines
    assert line.post(url, {"Digits": "1 2"}, "GET").status == 200
    assert app.received[0].method == "GET"
    assert app.received[0].query.endswith("Digits=1+2")
    assert app.received[0].form == {}


def test_another_token_is_refused(lines: tuple[LittleApp, Line]) -> None:
    app, _ = lines
    assert InProcess(app, PUBLIC_URL, "another").post("/voice", {}).status == 403


def test_another_servers_address_is_not_called(lines: tuple[LittleApp, Line]) -> None:
    with pytest.raises(ValueError, match="is not under"):
        lines[1].post("https://switchboard.example.org.evil.example/voice", {})
    assert lines[0].received == []


def test_nobody_listening_is_told_with_the_address() -> None:
    with pytest.raises(UnreachableError, match=r"nothing answers at http://127\.0\.0\.1:9"):
        Http("http://127.0.0.1:9", PUBLIC_URL, TOKEN).post("/voice", {})


def test_a_public_address_with_a_path_reaches_the_app_without_it() -> None:
    app = LittleApp("https://example.org/switchboard").on("/voice", "<Hangup/>")
    line = InProcess(app, app.public_url, TOKEN)
    assert line.post("https://example.org/switchboard/voice", {}).status == 200
    assert app.received[0].path == "/voice"


@pytest.mark.parametrize("rest", ["", "/voice", "?a=1", "#rc=5"])
def test_addresses_below_the_public_one_are_under_it(rest: str) -> None:
    assert under(PUBLIC_URL, PUBLIC_URL + rest)
    assert not under(PUBLIC_URL, PUBLIC_URL + ".evil" + rest)
