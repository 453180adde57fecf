"""The bounds of delivery: one frozen object, so that a test can be quick about days."""

from dataclasses import dataclass
from datetime import time, timedelta
from pathlib import Path
from random import uniform


@dataclass(frozen=True)
class DeliveryLimits:
    """Times in seconds unless they are a timedelta; sizes in bytes."""

    # Audio: 32 kbit/s is 240 kB a minute, so an hour of it still fits; base64 adds a third.
    largest: int = 16_000_000
    fetch: float = 60.0
    longest: int = 4 * 3600  # of a length that Twilio may sensibly name; it ends calls after that

    # Trying again: from half a minute, doubling up to two hours, for four days: a weekend and more.
    first_wait: float = 30.0
    longest_wait: float = 7200.0
    patience: timedelta = timedelta(days=4)
    deaths: int = 5  # workers that died with a voicemail in their hands: it is given up

    # Channels
    a_minute: int = 300  # messages of one worker, whatever is waiting
    a_connection: int = 50  # messages before a connection is made anew
    idle: float = 10.0  # a connection unused for longer is not trusted
    smtp: float = 30.0
    webhook: float = 10.0
    outbox: Path = Path("var/outbox")

    # The worker
    at_once: int = 16
    polling: float = 0.1  # of the queue of mails; the chores' is in no hurry
    chore_polling: float = 2.0
    beat: float = 5.0
    silence: float = 30.0  # without a beat: its work is taken over
    drain: int = 25  # to finish what is held, after SIGTERM

    # Chores
    reconciling: float = 600.0
    announced: float = 300.0  # a recording younger than this is left to its callback
    unreadable: float = 3600.0  # before the helpdesk is told of an entry that does not read
    back: timedelta = timedelta(days=7)  # how far reconciliation looks
    retaining: float = 3600.0
    judging: float = 30.0
    missed: timedelta = timedelta(seconds=30)  # from a call's end to telling that it was missed
    late: timedelta = timedelta(minutes=20)  # the same, where a recording may yet be adopted
    digest: time = time(7, 30)  # local; a day's missed calls are told after it
    examining: time = time(7, 0)  # local; the doctor makes its daily round after it
    done: timedelta = timedelta(days=14)  # the engine forgets finished work after it

    def wait(self, attempt: int) -> float:
        """Seconds before the try after the `attempt`th: doubling, spread by a quarter."""
        grown = self.first_wait * 2.0 ** min(attempt - 1, 30)
        return min(grown, self.longest_wait) * uniform(0.75, 1.25)  # noqa: S311 -- spreads load
