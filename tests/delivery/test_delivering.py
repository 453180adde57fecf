"""A voicemail on its way, with a real database, a real mail server and a stand-in for Twilio."""

from collections.abc import Iterator

import pytest
from standins.mailserver import MailServer, mail_server
from standins.twilio_api import MP3, TwilioApi, twilio_api

from centralino.store.models import Recording, State

from .office import URP_MAIL, Bench, bench, eventually, settings, sid, worker


@pytest.fixture
def api() -> Iterator[TwilioApi]:
    with twilio_api() as made:
        yield made


@pytest.fixture
def post() -> Iterator[MailServer]:
    with mail_server() as made:
        yield made


@pytest.fixture
def desk(database_url: str, api: TwilioApi, post: MailServer) -> Iterator[Bench]:
    made = bench(settings(database_url, api, post.url))
    from centralino.store import schema

    schema.upgrade(made.means.store.engine)
    yield made
    made.means.close()


def state(desk: Bench, recording: str) -> Recording:
    with desk.means.store.reading() as session:
        return session.get_one(Recording, recording)


def test_a_voicemail_reaches_the_office_with_its_audio(
    desk: Bench, api: TwilioApi, post: MailServer
) -> None:
    recording = sid()
    api.keep(recording, sid("CA"))
    desk.take(recording)
    with worker(desk.means):
        eventually(lambda: state(desk, recording).state == State.DELIVERED)
    taken = post.taken[0]
    assert taken.addresses == (URP_MAIL,)
    assert [part.get_content() for part in taken.message.iter_attachments()] == [MP3]
