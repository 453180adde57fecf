"""The URL that a signature is computed on: as it was sent, whatever a server makes of it."""

from pathlib import Path
from urllib.parse import urlencode

import pytest
from support.house import FORM, FORM_TYPE, PUBLIC_URL, TOKEN, house, sign, write
from twilio.request_validator import SIGNATURE_HEADER

FLOW = {"0577235501": 'number: "0577 235501"\nsteps: {start: {hangup: Buongiorno.}}'}
SENT = "/voice/0577235501/st%61rt?n=1"  # which does not survive being read and written again
BODY = urlencode(FORM)


def headers(signed: str) -> dict[str, str]:
    signature = sign(PUBLIC_URL + signed, FORM.items(), TOKEN)
    return {SIGNATURE_HEADER: signature, "Content-Type": FORM_TYPE}


@pytest.mark.parametrize("name", ["RAW_URI", "REQUEST_URI"])
def test_whichever_way_a_server_tells_the_target_it_is_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    desk = house(write(tmp_path / "flows", FLOW))
    told = {"RAW_URI": "", "REQUEST_URI": "", name: SENT}
    path = "/voice/0577235501/start?n=1"
    for target, status in ((SENT, 200), (path, 403)):
        answer = desk.app.test_client().post(
            path, data=BODY, headers=headers(target), environ_overrides=told
        )
        assert answer.status_code == status


def test_where_no_server_tells_it_the_target_is_written_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    desk = house(write(tmp_path / "flows", FLOW))
    untold = {"RAW_URI": "", "REQUEST_URI": ""}
    for path in ("/voice/0577235501/start?n=1&w=a.1~b.2%40c", "/voice/0577235501/caff%C3%A8"):
        answer = desk.app.test_client().post(
            path, data=BODY, headers=headers(path), environ_overrides=untold
        )
        assert answer.status_code == 200
