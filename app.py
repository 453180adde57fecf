"""The whole wiring on one page: `create_app(settings)`, and `app:app` for gunicorn."""

from urllib.parse import urlsplit

import structlog
from flask import Flask

from centralino.calls.call_log import CallLog, NoCallLog
from centralino.core import logs
from centralino.core.clock import Clock, utc_now
from centralino.core.settings import Settings
from centralino.delivery.delivery_limits import DeliveryLimits
from centralino.delivery.intake import Intake, NoIntake
from centralino.delivery.queueing import Dispatch
from centralino.flows.switches import Nothing, SwitchSource
from centralino.loading.loader import Loaded
from centralino.metrics.gauges import Standings
from centralino.metrics.meter import Meter
from centralino.serving import loading_ahead
from centralino.store.store import Store
from centralino.store.stored_call_log import StoredCallLog
from centralino.store.waits import WEB
from centralino.switchboard.switchboard import Switchboard
from centralino.switching.live_board import LiveBoard
from centralino.switching.service_line.all_lines import ServiceLines, TrialLines
from centralino.switching.service_line.recorder import Recorder
from centralino.switching.spoken_notices import SpokenNotices
from centralino.twilio.api import Account
from handlers import assets, edge
from handlers.database_share import Share
from handlers.operations import health, metrics
from handlers.signature import Verifier
from handlers.twilio import notice_audio, recordings, service_line, status, voice

log = structlog.get_logger()


def create_app(
    settings: Settings,
    *,
    clock: Clock = utc_now,
    switches: SwitchSource | None = None,
    keeps: bool = True,
    loaded: Loaded | None = None,
) -> Flask:
    """A Flask app that answers for the flows in `settings.flows_dir`.

    `clock` tells the time to everything that depends on it. An app that does not keep anything
    is for trying flows: its calls leave no trace in the database. `loaded` is served
    as it is, instead of what that folder holds.
    """
    app = Flask(__name__, static_folder=None, template_folder=None)
    base = urlsplit(settings.public_url).path
    live = switches or (LiveBoard(settings.database_url, clock) if keeps else Nothing())
    board = Switchboard(loaded or loading_ahead.loaded(settings.flows_dir, clock), live, base=base)
    store, limits, directory = Store(settings.database_url, WEB), DeliveryLimits(), board.directory
    dispatch, recorder = Dispatch(store), Recorder(store, Account(settings))
    call_log: CallLog = StoredCallLog(Store(settings.database_url)) if keeps else NoCallLog()
    intake = Intake(store, dispatch, directory, limits) if keeps else NoIntake()
    house = board.house
    room = ServiceLines(house, store, dispatch, base) if keeps else TrialLines(house, base)
    meter, standings = Meter(settings.metrics_dir), Standings(board, store, dispatch)
    app.extensions["centralino"] = board
    app.extensions["verifier"] = Verifier(settings)
    share = app.extensions["share"] = Share(settings.web_threads)
    edge.harden(app)
    app.register_blueprint(voice.blueprint(board, call_log, clock, meter))
    for webhooks in (
        recordings.blueprint(intake, settings.account_sid, clock, limits),
        status.blueprint(call_log, directory, clock),
        service_line.blueprint(room, recorder, clock),
    ):
        app.register_blueprint(metrics.timed(webhooks, meter))
    app.register_blueprint(notice_audio.blueprint(SpokenNotices(store), share))
    app.register_blueprint(health.blueprint(board))
    app.register_blueprint(metrics.blueprint(meter, standings, clock, share))
    app.register_blueprint(assets.blueprint())
    announce(settings, board)
    return app


def announce(settings: Settings, board: Switchboard) -> None:
    """Say in the log what serves, and loudly what does not."""
    log.info("flows loaded", numbers=len(board.house.flows), flows_dir=str(settings.flows_dir))
    if settings.is_local:
        log.warning(
            "local mode: no TWILIO_AUTH_TOKEN, so only calls from this folder are answered",
            public_url=settings.public_url,
        )


def __getattr__(name: str) -> Flask:
    """`app:app` is made when gunicorn asks for it, and not when tests or tools import this."""
    if name == "app":
        settings = Settings()
        logs.set_up(settings)
        return create_app(settings)
    raise AttributeError(name)
