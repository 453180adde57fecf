"""The whole wiring on one page: `create_app(settings)`, and `app:app` for gunicorn."""

from flask import Flask

from centralino.core import logs
from centralino.core.settings import Settings
from centralino.services import Services, live
from centralino.serving.announcing import announce_flows
from centralino.serving.loading_ahead import is_loaded_ahead
from handlers import assets, edge
from handlers.database_share import Share
from handlers.operations import health, metrics
from handlers.pages import (
    accessibility,
    components,
    message,
    messages,
    provider,
    sign_in,
    start,
    today,
)
from handlers.pages.cookies import set_up_cookies
from handlers.pages.error_pages import show_errors
from handlers.pages.page_services import PageServices
from handlers.signature import Verifier
from handlers.twilio import notice_audio, recordings, service_line, status, voice


def create_app(settings: Settings, services: Services | None = None) -> Flask:
    """A Flask app that answers for the flows in `settings.flows_dir`.

    `services` is what it answers with, where that is not what serves real calls.
    """
    app = Flask(__name__, static_folder=None, template_folder=None)
    made = services or live(settings)
    board, clock, meter = made.board, made.clock, made.meter
    app.extensions["centralino"] = board
    app.extensions["verifier"] = Verifier(settings)
    share = app.extensions["share"] = Share(settings.web_threads)
    edge.harden(app)
    app.register_blueprint(voice.blueprint(board, made.call_log, clock, meter))
    for webhooks in (
        recordings.blueprint(made.intake, settings.account_sid, clock, made.limits),
        status.blueprint(made.call_log, board.directory, clock),
        service_line.blueprint(made.lines, made.recorder, clock),
    ):
        app.register_blueprint(metrics.measure_blueprint(webhooks, meter))
    app.register_blueprint(notice_audio.blueprint(made.notices, share))
    app.register_blueprint(health.blueprint(board))
    app.register_blueprint(metrics.blueprint(meter, made.gauges, clock, share))
    app.register_blueprint(assets.blueprint())
    add_pages(app, PageServices(settings, made.people, board, clock, made.inbox))
    if not is_loaded_ahead(settings.flows_dir):  # or the server has said so, once for all workers
        announce_flows(settings, len(board.house.flows))
    return app


def add_pages(app: Flask, pages: PageServices) -> None:
    """What people see. Its share of threads and connections is its own: calls never wait for it."""
    app.extensions["pages"] = pages
    app.extensions["pages_share"] = Share(0, pages.settings.pages_threads)
    for each in (
        start,
        sign_in,
        provider,
        today,
        messages,
        message,
        accessibility,
        components,
    ):
        app.register_blueprint(each.blueprint())
    set_up_cookies(app, pages)
    provider.set_up_provider(app, pages.settings)
    show_errors(app)


def __getattr__(name: str) -> Flask:
    """`app:app` is made when gunicorn asks for it, and not when tests or tools import this."""
    if name == "app":
        settings = Settings()
        logs.set_up(settings)
        return create_app(settings)
    raise AttributeError(name)
