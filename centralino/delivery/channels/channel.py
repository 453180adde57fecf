"""What a way for messages is, whatever it is made of."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Protocol

from centralino.delivery.job import Parcel, Result


class ChannelError(RuntimeError):
    """A parcel could not be handed over, to no address at all; the words are for a table.

    Unless it `is_permanent` it is worth another try.
    """

    is_permanent = False


class RefusedError(ChannelError):
    """No other try will do better."""

    is_permanent = True


class Channel(Protocol):
    """One way. Its methods are called from several threads."""

    def takes(self, address: str) -> bool:
        """Whether an address is this channel's, by its scheme."""

    def send(self, parcel: Parcel, addresses: Sequence[str]) -> Result:
        """Hand it over at these addresses, of those it takes; each one's answer.

        The same parcel again has the same `message_id`. Raises ChannelError, and AccountError
        while what it asks of the parcel is not to be had.
        """

    def forget(self, caller: str) -> int:
        """Erase what it keeps here that names a caller (E.164); how many things."""

    def forget_older(self, age: timedelta) -> None:
        """Erase what it has kept here for longer."""

    def close(self) -> None:
        """Let go of what is kept open. It may be used again."""
