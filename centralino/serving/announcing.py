"""What is told in the log where serving begins."""

import structlog

from centralino.core.settings import Settings

log = structlog.get_logger(__name__)


def announce_flows(settings: Settings, numbers: int) -> None:
    """What serves, and loudly that nobody from outside is answered. Once for each start."""
    log.info("flows loaded", numbers=numbers, flows_dir=str(settings.flows_dir))
    if not settings.pages_key:
        log.warning("there are no pages: SECRET_KEY is not set")
    if settings.is_local:
        log.warning(
            "local mode: no TWILIO_AUTH_TOKEN, so only calls from this folder are answered",
            public_url=settings.public_url,
        )
