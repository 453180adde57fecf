"""Live notices and closures: made from a terminal or a telephone, heard by calls at once."""

from datetime import datetime

from centralino.core.settings import Settings
from centralino.flows.switches import Switches

__all__ = ["live"]


def live(settings: Settings, now: datetime) -> Switches:
    """All that is switched, as the database has it; for tools that look at it once.

    Raises SQLAlchemyError while the database cannot be reached; one that is not there yet has
    nothing switched.
    """
    from centralino.store.store import Store
    from centralino.switching.current_switches import read_switches

    store = Store(settings.database_url)
    try:
        return read_switches(store, now)
    finally:
        store.close()
