"""The channels of one process: each address goes the way that takes it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

import structlog
from sqlalchemy.exc import SQLAlchemyError

from centralino.core.texts import N_, _
from centralino.delivery.channels.channel import Channel, ChannelError
from centralino.delivery.job import AddressAnswer, Fate, Parcel, Result
from centralino.store.models import AudioState
from centralino.twilio.errors import AccountError

NO_CHANNEL = N_("no channel here takes this address")
log = structlog.get_logger(__name__)


class Channels:
    """Each by its name. What goes wrong with one does not stop the others."""

    def __init__(self, channels: Mapping[str, Channel]) -> None:
        self._channels = dict(channels)

    def and_(self, name: str, channel: Channel) -> "Channels":
        """With one more. Raises ValueError for a name that is taken."""
        if name in self._channels:
            raise ValueError(f"there is a channel '{name}' already")
        return Channels({**self._channels, name: channel})

    def name_of(self, address: str) -> str:
        """The channel that takes it; nothing if none does."""
        takers = (name for name, each in self._channels.items() if each.takes(address))
        return next(takers, "")

    def hand_over(self, parcel: Parcel) -> Result:
        """Raises SQLAlchemyError, and nothing else."""
        sorted_out: dict[str, list[str]] = defaultdict(list)
        for address in parcel.addresses:
            sorted_out[self.name_of(address)].append(address)
        return put_together(
            [self._send(name, parcel, addresses) for name, addresses in sorted_out.items()]
        )

    def forget(self, caller: str) -> int:
        return sum(each.forget(caller) for each in self._channels.values())

    def forget_older(self, age: timedelta) -> None:
        for each in self._channels.values():
            each.forget_older(age)

    def close(self) -> None:
        for each in self._channels.values():
            each.close()

    def _send(self, name: str, parcel: Parcel, addresses: Sequence[str]) -> Result:
        try:
            if not name:
                raise ChannelError(_(NO_CHANNEL))
            return self._channels[name].send(parcel, addresses)
        except ChannelError as error:
            fate = Fate.REFUSED if error.is_permanent else Fate.DEFERRED
            return _failed(addresses, str(error), fate)
        except AccountError as error:
            return _failed(addresses, str(error))
        except SQLAlchemyError:
            raise
        except Exception as error:
            log.exception("errand failed", kind=parcel.kind, channel=name, name=parcel.name)
            return _failed(addresses, type(error).__name__)


def put_together(results: Sequence[Result]) -> Result:
    """What several channels have made of one parcel."""
    answers = {address: answer for each in results for address, answer in each.answers.items()}
    failures = dict.fromkeys(each.failure for each in results if each.failure)
    return Result(answers, failure="; ".join(failures), audio=_audio(results))


def _failed(addresses: Sequence[str], why: str, fate: Fate = Fate.DEFERRED) -> Result:
    return Result(dict.fromkeys(addresses, AddressAnswer(fate, why)), failure=why)


def _audio(results: Sequence[Result]) -> AudioState:
    """That somebody has it counts for more than that others were told where it is."""
    found = list(_audio_that_went(results))
    is_attached = AudioState.ATTACHED in found
    return AudioState.ATTACHED if is_attached else next(iter(found), AudioState.UNKNOWN)


def _audio_that_went(results: Sequence[Result]) -> Iterator[AudioState]:
    return (each.audio for each in results if each.is_told and each.audio)
