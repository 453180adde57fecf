"""A channel that Centralino does not have: pagers. It is given to the wiring, and needs no more."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from standins.twilio_api import TwilioApi
from support.house import write

from centralino.core.addresses import registered_scheme, scheme_of, shown
from centralino.delivery.channels.channel import ChannelError, RefusedError
from centralino.delivery.channels.known_channels import Channels
from centralino.delivery.channels.wiring import make_channels
from centralino.delivery.delivery_services import make_delivery_services
from centralino.delivery.forgetting import forget
from centralino.delivery.intake import Intake
from centralino.delivery.job import AddressAnswer, Fate, Parcel, Result
from centralino.delivery.retention import Retirement
from centralino.loading.loader import load
from centralino.store import migrating
from centralino.store.models import DeliveryState, Receipt, Recording

from .office import (
    CALLER,
    HELPDESK,
    URP_MAIL,
    Bench,
    directory,
    eventually,
    outbox,
    settings,
    sid,
    worker,
)

PAGER = "pager:42"


@dataclass
class Pagers:
    """Shows who called; `troubles` come first, one a try."""

    shown: list[str] = field(default_factory=list)
    troubles: list[Exception] = field(default_factory=list)
    ages: list[timedelta] = field(default_factory=list)
    closed: int = 0

    def takes(self, address: str) -> bool:
        return scheme_of(address) == "pager"

    def send(self, parcel: Parcel, addresses: Sequence[str]) -> Result:
        if self.troubles:
            raise self.troubles.pop(0)
        self.shown += [f"{address} {parcel.facts.caller}" for address in addresses]
        return Result(dict.fromkeys(addresses, AddressAnswer(Fate.ACCEPTED)))

    def forget(self, caller: str) -> int:
        named = [line for line in self.shown if caller in line]
        self.shown = [line for line in self.shown if line not in named]
        return len(named)

    def forget_older(self, age: timedelta) -> None:
        self.ages.append(age)

    def close(self) -> None:
        self.closed += 1


def object_to_pager(number: str) -> str:
    return "" if number.isdecimal() else "a pager has a number: write it like pager:42"


@pytest.fixture
def pagers() -> Iterator[Pagers]:
    with registered_scheme("pager", object_to_pager):
        yield Pagers()


@pytest.fixture
def house(tmp_path: Path, api: TwilioApi, pagers: Pagers) -> Iterator[Bench]:
    made, limits = settings(f"sqlite:///{tmp_path}/store.sqlite3", api), outbox(tmp_path)
    book = [directory()]
    channels = make_channels(made, lambda: book[0], limits).and_("pager", pagers)
    means = make_delivery_services(made, lambda: book[0], limits, channels=channels)
    migrating.upgrade(means.store.engine)
    intake = Intake(means.store, means.dispatch, means.directory, limits)
    yield Bench(means, intake, book)
    means.close()


def deliver(house: Bench, api: TwilioApi, *to: str) -> Recording:
    """Take a voicemail in, and wait until it is settled."""
    recording = sid()
    api.keep(recording, sid("CA"))
    house.take(recording, to=to)
    with worker(house.means):
        eventually(lambda: kept(house, recording).settled_at)
        eventually(lambda: is_over(kept(house, recording)))
    return kept(house, recording)


def kept(house: Bench, recording: str) -> Recording:
    with house.means.store.reading() as session:
        found = session.get_one(Recording, recording)
        assert found.recipients is not None
        return found


def is_over(found: Recording) -> bool:
    return found.state == DeliveryState.DELIVERED or found.told_at is not None


def mails(house: Bench) -> list[str]:
    return [file.read_text() for file in house.means.limits.outbox.glob("*.eml")]


def test_a_flow_names_a_pager_once_its_scheme_is_registered(tmp_path: Path, pagers: Pagers) -> None:
    flow = 'number: "0577 235501"\nemail: [urp@example.org, "pager:42"]\n'
    found = load(write(tmp_path / "flows", {"0577235501": flow}))
    (office,) = found.house.directory.offices.values()
    assert office.addresses == ("urp@example.org", PAGER)
    assert shown(PAGER) == "pager"


def test_a_wrong_pager_is_told_with_its_remedy(tmp_path: Path, pagers: Pagers) -> None:
    flow = 'number: "0577 235501"\nemail: ["pager:x"]\n'
    (problem,) = load(write(tmp_path / "flows", {"0577235501": flow})).problems
    assert "a pager has a number: write it like pager:42" in str(problem)


def test_a_voicemail_is_shown_on_a_pager_beside_a_mail(
    house: Bench, api: TwilioApi, pagers: Pagers
) -> None:
    found = deliver(house, api, URP_MAIL, PAGER)
    assert {item.address: item.receipt for item in found.recipients} == {
        URP_MAIL: Receipt.ACCEPTED,
        PAGER: Receipt.ACCEPTED,
    }
    assert pagers.shown == [f"{PAGER} {CALLER}"]
    (mail,) = mails(house)
    assert f"To: {URP_MAIL}\n" in mail


def test_what_passes_is_tried_again_and_so_is_a_fault_of_the_channels_own(
    house: Bench, api: TwilioApi, pagers: Pagers
) -> None:
    pagers.troubles = [ChannelError("no signal"), ZeroDivisionError()]
    found = deliver(house, api, URP_MAIL, PAGER)
    assert (found.state, found.attempts) == (DeliveryState.DELIVERED, 3)
    assert pagers.shown == [f"{PAGER} {CALLER}"]
    assert len(mails(house)) == 1


def test_what_is_refused_for_good_is_dead_and_told(
    house: Bench, api: TwilioApi, pagers: Pagers
) -> None:
    pagers.troubles = [RefusedError("no such pager")]
    found = deliver(house, api, PAGER)
    assert (found.state, found.error) == (DeliveryState.DEAD, "no such pager")
    assert found.attempts == 1
    (told,) = mails(house)
    assert f"To: {HELPDESK}\n" in told


def test_a_caller_is_forgotten_on_the_pager_too(
    house: Bench, api: TwilioApi, pagers: Pagers
) -> None:
    deliver(house, api, PAGER)
    done = forget(house.means, CALLER, Retirement(house.means))
    assert (done.files, done.mailed_to, pagers.shown) == (1, (PAGER,), [])


def test_a_pager_forgets_what_is_old_and_is_closed_at_the_end(house: Bench, pagers: Pagers) -> None:
    Retirement(house.means).run()
    house.means.close()
    assert pagers.ages == [timedelta(days=30)]
    assert pagers.closed == 1


def test_an_address_that_no_channel_takes_waits_for_a_version_that_has_one(
    house: Bench, api: TwilioApi
) -> None:
    recording = sid()
    api.keep(recording, sid("CA"))
    with registered_scheme("pigeon", lambda name: ""):
        house.take(recording, to=("pigeon:Ada",))
    with worker(house.means):
        eventually(lambda: kept(house, recording).attempts >= 2)
    found = kept(house, recording)
    assert (found.state, found.error) == (
        DeliveryState.WAITING,
        "no channel here takes this address",
    )


def test_no_two_channels_have_one_name(pagers: Pagers) -> None:
    with pytest.raises(ValueError, match="pager"):
        Channels({"pager": pagers}).and_("pager", pagers)
