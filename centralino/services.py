"""The one wiring: what serves calls, what only rehearses them, what delivers, what is examined.

Whatever a process works with is put together here and nowhere else. All of it is made cheaply:
nothing is connected before it is asked for.
"""

import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from centralino.calls.call_log import CallLog, NoCallLog
from centralino.core.clock import Clock, utc_now
from centralino.core.settings import Settings
from centralino.delivery.channels.email.email_channel import make_postman
from centralino.delivery.channels.email.postman import Postman
from centralino.delivery.delivery_limits import DeliveryLimits
from centralino.delivery.delivery_services import DeliveryServices, make_delivery_services
from centralino.delivery.inbox.inbox import Inbox
from centralino.delivery.inbox.message_audio import SILENCE, Hearing
from centralino.delivery.intake import Intake, NoIntake, TakesRecordings
from centralino.delivery.queueing import Dispatch
from centralino.delivery.worker import Round, Worker
from centralino.flows.flow import Flow
from centralino.flows.switches import NONE, Nothing, Switches, SwitchSource
from centralino.loading.loader import Loaded
from centralino.metrics.gauges import Standings
from centralino.metrics.meter import Meter
from centralino.people.people_jobs import people_jobs, people_routines
from centralino.people.people_services import PeopleServices, make_people_services
from centralino.serving import loading_ahead
from centralino.serving.fresh_directory import FreshDirectory
from centralino.serving.last_good import load_or_last_good
from centralino.store.store import Store
from centralino.store.stored_call_log import StoredCallLog
from centralino.store.waits import WEB
from centralino.switchboard.switchboard import Switchboard
from centralino.switching.current_switches import read_live_switches
from centralino.switching.jobs import switching_jobs, switching_routines
from centralino.switching.live_board import LiveBoard
from centralino.switching.service_line.all_lines import ServiceLines, TrialLines
from centralino.switching.service_line.recorder import Recorder
from centralino.switching.spoken_notices import SpokenNotices
from centralino.twilio.api import Account
from centralino.twilio.patience import Patience

QUICK = Patience(tries=3, longest=10.0)


@dataclass(frozen=True)
class Services:
    """What a web app answers with. `clock` tells the time to everything that depends on it."""

    settings: Settings
    clock: Clock
    board: Switchboard
    call_log: CallLog
    intake: TakesRecordings
    lines: TrialLines
    recorder: Recorder
    notices: SpokenNotices
    meter: Meter
    gauges: Standings
    limits: DeliveryLimits
    people: PeopleServices
    inbox: Inbox


def live(
    settings: Settings, *, clock: Clock = utc_now, switches: SwitchSource | None = None
) -> Services:
    """What serves real calls: they are kept, their messages delivered, and switches are heard."""
    source = switches or LiveBoard(settings.database_url, clock)
    board = _switchboard(settings, source, loading_ahead.take_loaded(settings.flows_dir, clock))
    store, limits = Store(settings.database_url, WEB), DeliveryLimits()
    dispatch = Dispatch(store)
    return Services(
        settings,
        clock,
        board,
        StoredCallLog(Store(settings.database_url)),
        Intake(store, dispatch, board.directory, limits),
        ServiceLines(board.house, store, dispatch, board.base),
        Recorder(store, Account(settings)),
        SpokenNotices(store),
        Meter(settings.metrics_dir),
        Standings(board, store, dispatch),
        limits,
        _people(settings, board),
        _inbox(settings, board),
    )


def rehearsal(
    settings: Settings,
    *,
    clock: Clock = utc_now,
    switches: SwitchSource | None = None,
    loaded: Loaded | None = None,
) -> Services:
    """What tries flows: its calls leave no trace, and nothing is switched from its service lines.

    `loaded` is served as it is, instead of what `settings.flows_dir` holds.
    """
    loaded = loaded or loading_ahead.take_loaded(settings.flows_dir, clock)
    board = _switchboard(settings, switches or Nothing(), loaded)
    store = Store(settings.database_url, WEB)
    return Services(
        settings,
        clock,
        board,
        NoCallLog(),
        NoIntake(),
        TrialLines(board.house, board.base),
        Recorder(store, Account(settings)),
        SpokenNotices(store),
        Meter(settings.metrics_dir),
        Standings(board, store, Dispatch(store)),
        DeliveryLimits(),
        _people(settings, board),
        _inbox(settings, board),
    )


def delivering(settings: Settings) -> DeliveryServices:
    """What the worker, and the commands about voicemail, work with.

    Raises InputError for an SMTP_URL that does not read.
    """
    return make_delivery_services(settings, FreshDirectory(settings.flows_dir))


def make_worker(work: DeliveryServices, settings: Settings, rounds: Sequence[Round] = ()) -> Worker:
    """A worker that does what delivery, live switches and pages leave to it; `rounds` are more."""
    house = FreshDirectory(settings.flows_dir).house
    return Worker(
        work,
        rounds,
        utc_now,
        jobs={**switching_jobs(work), **people_jobs(work, house, settings)},
        routines=(*switching_routines(work), *people_routines(work)),
    )


@dataclass(frozen=True)
class InstallationServices:
    """What is examined: asked anew by each examination, and closed after it.

    `trust` decides on the certificate that PUBLIC_URL shows; none: as everybody does.
    """

    settings: Settings
    loaded: Loaded
    store: Store
    account: Account
    postman: Callable[[], Postman]
    limits: DeliveryLimits
    switches: Callable[[], Switches] = field(default=lambda: NONE)
    trust: ssl.SSLContext | None = None

    @property
    def flows(self) -> list[Flow]:
        return list(self.loaded.house.flows.values())

    @property
    def has_account(self) -> bool:
        return self.account.exists and bool(self.settings.twilio_account_sid)

    def close(self) -> None:
        self.account.close()
        self.store.close()


def installation_services(
    settings: Settings, limits: DeliveryLimits | None = None
) -> InstallationServices:
    """This installation, as its settings describe it."""
    bounds = limits or DeliveryLimits()
    return InstallationServices(
        settings,
        load_or_last_good(settings.flows_dir),
        Store(settings.database_url),
        Account(settings, patience=QUICK),
        lambda: make_postman(settings, bounds),
        bounds,
        lambda: read_live_switches(settings, utc_now()),
    )


def _people(settings: Settings, board: Switchboard) -> PeopleServices:
    return make_people_services(settings, lambda: board.house, Store(settings.database_url, WEB))


def _inbox(settings: Settings, board: Switchboard) -> Inbox:
    """Half of the pages' threads may wait for audio: the others go on."""
    hearing = Hearing(Account(settings, silence=SILENCE), settings.pages_threads // 2)
    return Inbox(Store(settings.database_url, WEB), hearing, board.directory)


def _switchboard(settings: Settings, switches: SwitchSource, loaded: Loaded) -> Switchboard:
    return Switchboard(loaded, switches, base=urlsplit(settings.public_url).path)
