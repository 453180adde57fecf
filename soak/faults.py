"""What is broken, one thing after the other, until it is told to stop."""

import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event

from standins.mailserver import DROP

from soak.databases import Database
from soak.house import House
from soak.outside import Outside

PAUSE = (1.0, 4.0)  # seconds between two faults, at the least
PROGRESS = 60.0  # seconds in which something must arrive between two; on a busy machine it may not
LASTS = (0.5, 3.0)  # seconds of one that lasts
SMTP = ("451 4.3.0 try later", "452 4.3.1 disk full", DROP)
API = (500, 503, 429, 401, 404)


@dataclass
class Faults:
    house: House
    outside: Outside
    database: Database
    done: Counter[str] = field(default_factory=Counter)

    def run(self, stop: Event) -> None:
        kinds: list[Callable[[], None]] = [
            self.house.kill_worker,
            self.house.kill_worker,
            self.house.stop_worker,
            self.house.kill_web_worker,
            self.house.kill_web,
            self.outside.hang_up,
            self.mail_fails,
            self.api_fails,
            self.database_away,
        ]
        while not stop.wait(random.uniform(*PAUSE)):
            fault, before = random.choice(kinds), self.outside.mails()
            fault()
            self.done[fault.__name__] += 1
            self._recover(before, stop)
        self.outside.fail()

    def told(self) -> Counter[str]:
        """How often each thing was broken, and how many workers were late to stop."""
        return self.done + Counter(stopped_late=self.house.late)

    def _recover(self, before: int, stop: Event) -> None:
        """Wait for mail: processes that are killed before they come to work prove nothing."""
        until = time.monotonic() + PROGRESS
        while self.outside.mails() == before and time.monotonic() < until:
            if stop.wait(0.3):
                return

    def mail_fails(self) -> None:
        self.outside.fail(smtp=random.choice(SMTP))
        time.sleep(random.uniform(*LASTS))
        self.outside.fail()

    def api_fails(self) -> None:
        self.outside.fail(api=random.choice(API))
        time.sleep(random.uniform(*LASTS))
        self.outside.fail()

    def database_away(self) -> None:
        self.database.away(random.uniform(*LASTS))
