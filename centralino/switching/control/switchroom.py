"""All service lines of a house, with what they work on."""

from centralino.delivery.queueing import Dispatch
from centralino.loading.house import House
from centralino.store.store import Store
from centralino.switching.control.line import Line
from centralino.switching.desk import Desk
from centralino.switching.pins import Pins


class NoSwitchroom:
    """No service line answers: for an app that only tries flows."""

    def line(self, slug: str) -> Line | None:
        return None


class Switchroom(NoSwitchroom):
    """Made cheaply; the database is asked when a line is called."""

    def __init__(self, house: House, store: Store, dispatch: Dispatch, base: str = "") -> None:
        self._house = house
        self._base = base
        self._desk = Desk(store, dispatch)
        self._pins = Pins(store, dispatch)

    def line(self, slug: str) -> Line | None:
        """The service line of that number; None if there is none."""
        flow = self._house.flows.get(slug)
        if flow is None or not flow.is_service:
            return None
        return Line(flow, self._house, self._desk, self._pins, self._base)
