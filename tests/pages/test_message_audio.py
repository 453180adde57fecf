"""The audio of a message through the app, from a stand-in for the account over real sockets."""

import wave
from collections.abc import Iterator
from io import BytesIO
from time import monotonic

import pytest
from pydantic import SecretStr
from standins.twilio_api import MP3, Reply, TwilioApi, twilio_api

from centralino.delivery.inbox import message_audio
from centralino.delivery.inbox.message_audio import Hearing
from centralino.store.models import AudioState
from centralino.twilio.api import Account

from .desk import LIBRARY, WHO, MakesDesk, text
from .inbox import Post, open_post, path, with_account

OFFICE = WHO["office"]


@pytest.fixture
def api() -> Iterator[TwilioApi]:
    with twilio_api() as made:
        yield made


@pytest.fixture
def post(pages: MakesDesk, database_url: str, api: TwilioApi) -> Iterator[Post]:
    with open_post(pages, database_url, **with_account(api)) as made:
        yield made


def leave(post: Post, api: TwilioApi, number: str = "0577235501") -> str:
    sid = post.leave(number)
    api.keep(sid, "CA" + sid[2:])
    return sid


def test_the_audio_comes_from_the_account_and_is_kept_by_nobody(post: Post, api: TwilioApi) -> None:
    sid = leave(post, api)
    answer = post.desk.as_role("office").get(path(sid, "audio"))
    assert (answer.status_code, answer.mimetype, answer.data) == (200, "audio/mpeg", MP3)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize(
    ("asked", "status", "got", "told"),
    [
        ("bytes=0-", 206, MP3, f"bytes 0-{len(MP3) - 1}/{len(MP3)}"),
        ("bytes=10-19", 206, MP3[10:20], f"bytes 10-19/{len(MP3)}"),
        ("bytes=-5", 206, MP3[-5:], f"bytes {len(MP3) - 5}-{len(MP3) - 1}/{len(MP3)}"),
        ("bytes=99999-", 416, None, ""),
    ],
)
def test_a_browser_may_ask_for_a_piece(
    post: Post, api: TwilioApi, asked: str, status: int, got: bytes | None, told: str
) -> None:
    sid, office = leave(post, api), post.desk.as_role("office")
    office.headers["Range"] = asked
    answer = office.get(path(sid, "audio"))
    assert (answer.status_code, answer.headers.get("Content-Range", "")) == (status, told)
    assert got is None or answer.data == got


def test_each_listening_is_in_the_trail_whatever_its_pieces(post: Post, api: TwilioApi) -> None:
    sid, office = leave(post, api), post.desk.as_role("office")
    for piece in ("bytes=0-", "bytes=7-", "bytes=9-"):
        office.headers["Range"] = piece
        office.get(path(sid, "audio"))
    assert post.deeds() == [("listened", OFFICE)]
    post.desk.as_role("helpdesk").get(path(sid, "audio"))
    assert (
        post.deeds() == [("listened", WHO["helpdesk"]), ("listened", OFFICE)]
        or len(post.deeds()) == 2
    )


@pytest.mark.parametrize("role", ["auditor", "staff", "nobody", "stranger"])
def test_nobody_else_hears_it_and_the_account_is_not_even_asked(
    post: Post, api: TwilioApi, role: str
) -> None:
    sid = leave(post, api)
    assert post.desk.as_role(role).get(path(sid, "audio")).status_code in (303, 403)
    other = leave(post, api, LIBRARY)
    office = post.desk.as_role("office")
    assert office.get(path(other, "audio", LIBRARY)).status_code == 403
    assert office.get(path(other, "audio")).status_code == 404
    assert [each for each in api.asked if ".mp3" in each] == []
    assert post.deeds() == []


@pytest.mark.parametrize(
    ("reply", "status", "told"),
    [
        (Reply(404, b"{}"), 404, "It is not there any more"),
        (Reply(401, b"{}"), 503, "does not hand it out just now"),
        (Reply(500, b"{}"), 503, "does not hand it out just now"),
        (Reply(200, b"<html>", "text/html"), 503, "does not hand it out just now"),
        (Reply(200, b"", "audio/mpeg"), 404, "It is not there any more"),
        (Reply(200, MP3, "audio/mpeg", lie=len(MP3) + 9), 503, "does not hand it out just now"),
    ],
)
def test_what_cannot_be_had_is_told_in_words_and_is_no_listening(
    post: Post, api: TwilioApi, reply: Reply, status: int, told: str
) -> None:
    sid = leave(post, api)
    api.scripts[sid] = [reply]
    answer = post.desk.as_role("office").get(path(sid, "audio"))
    assert answer.status_code == status
    assert told in text(answer)
    assert post.deeds() == []


@pytest.mark.parametrize(
    "reply", [Reply(200, MP3, "audio/mpeg", trickle=True), Reply(200, MP3, "audio/mpeg", wait=3.0)]
)
def test_audio_that_does_not_end_or_begin_holds_no_thread_for_long(
    post: Post, api: TwilioApi, reply: Reply
) -> None:
    sid = leave(post, api)
    api.scripts[sid] = [reply]
    account = Account(post.desk.settings, silence=(0.5, 0.5))
    post.desk.pages.inbox._hearing = Hearing(account, 1, seconds=0.5)
    began = monotonic()
    assert post.desk.as_role("office").get(path(sid, "audio")).status_code == 503
    assert monotonic() - began < 2.5


def test_audio_that_is_too_large_is_not_read_to_its_end(
    post: Post, api: TwilioApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    sid = leave(post, api)
    monkeypatch.setattr(message_audio, "LARGEST", 100)
    answer = post.desk.as_role("office").get(path(sid, "audio"))
    assert answer.status_code == 502
    assert "too large to be played here" in text(answer)


def test_listeners_leave_threads_to_the_other_pages(post: Post, api: TwilioApi) -> None:
    sid, inbox = leave(post, api), post.desk.pages.inbox
    with inbox._hearing._place(), inbox._hearing._place():  # half of four
        answer = post.desk.as_role("office").get(path(sid, "audio"))
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
        assert "Many people are listening" in text(answer)
        assert post.desk.as_role("office").get("/messages").status_code == 200
    assert post.desk.as_role("office").get(path(sid, "audio")).status_code == 200


def test_what_is_encrypted_or_failed_has_no_player_but_a_reason(post: Post, api: TwilioApi) -> None:
    for state, told in {
        AudioState.ENCRYPTED: "The recording is encrypted",
        AudioState.FAILED: "could not keep the recording",
    }.items():
        sid, office = post.leave(audio=state), post.desk.as_role("office")
        page = office.get(path(sid))
        assert "<audio" not in page.get_data(as_text=True)
        assert told in text(page)
        answer = office.get(path(sid, "audio"))
        assert answer.status_code == 409
        assert told in text(answer)


def test_ciphertext_that_nobody_announced_is_not_played(post: Post, api: TwilioApi) -> None:
    sid = leave(post, api)
    api.keep(sid, "CA" + sid[2:], encryption={"public_key_sid": "CR1"})
    api.scripts[sid] = [Reply(200, b"\x00" * 400, "audio/mpeg")]
    assert post.desk.as_role("office").get(path(sid, "audio")).status_code == 409


def test_a_missed_call_has_nothing_to_hear(post: Post) -> None:
    key = post.miss()
    office = post.desk.as_role("office")
    assert "<audio" not in office.get(path(key)).get_data(as_text=True)
    assert office.get(path(key, "audio")).status_code == 404


def test_local_mode_plays_a_sample_that_is_a_sound(pages: MakesDesk, database_url: str) -> None:
    with open_post(pages, database_url, twilio_auth_token=SecretStr("")) as post:
        answer = post.desk.as_role("office").get(path(post.leave(), "audio"))
    assert (answer.status_code, answer.mimetype) == (200, "audio/wav")
    with wave.open(BytesIO(answer.data)) as sound:
        frames = sound.readframes(sound.getnframes())
        assert sound.getnframes() / sound.getframerate() == pytest.approx(1.2)
    assert max(frames) > 0
