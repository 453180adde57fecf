"""The real server tells the app the target of a request as Twilio sent, and signed, it."""

from collections.abc import Iterator
from http.client import HTTPConnection
from urllib.parse import urlencode

import pytest
from support.house import FORM_TYPE, sign
from twilio.request_validator import SIGNATURE_HEADER

from setup.served import FORM, PUBLIC_URL, TOKEN, Served, says, served

# Targets that do not survive being read and written again.
SENT = ["/voice/0577235501/st%61rt?n=1", "/voice/0577235501/start?w=%7e", "/voice?%61=%C3%a8"]
BODY = urlencode(FORM)


def headers(signed: str) -> dict[str, str]:
    signature = sign(PUBLIC_URL + signed, FORM.items(), TOKEN)
    return {SIGNATURE_HEADER: signature, "Content-Type": FORM_TYPE}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("signed"), says("Buongiorno.")) as made:
        yield made


@pytest.mark.parametrize("sent", SENT)
def test_gunicorn_tells_the_target_as_it_was_sent(server: Served, sent: str) -> None:
    for signed, status in ((sent, 200), (sent + "x", 403)):
        line = HTTPConnection("127.0.0.1", server.port, timeout=60)
        line.request("POST", sent, BODY, headers(signed))
        assert line.getresponse().status == status
        line.close()
