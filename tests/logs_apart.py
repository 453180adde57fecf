"""How one test sets up the logs is nothing to the next: a command run in process does."""

from collections.abc import Iterator
from typing import Any

import pytest
import structlog


@pytest.fixture(scope="session", autouse=True)
def _no_logger_is_kept() -> Iterator[None]:
    """A module's logger that was kept on its first use would never hear of another set-up."""
    configure = structlog.configure

    def configured(**how: Any) -> None:
        configure(**{**how, "cache_logger_on_first_use": False})

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(structlog, "configure", configured)
        yield


@pytest.fixture(autouse=True)
def _logs_as_at_first() -> Iterator[None]:
    yield
    structlog.reset_defaults()
