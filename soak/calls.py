"""Twilio's part: recordings that are there, and callbacks that are tried again as `rc=5` asks."""

import random
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from uuid import uuid4

import requests
from standins.twilio_api import ACCOUNT, TOKEN
from twilio.request_validator import RequestValidator

from soak.house import NUMBER
from soak.outside import Outside
from soak.standins import NOBODY

CLIENTS, TRIES = 4, 6
LARGEST, BATCHES, PAUSE = 100, 10, 1.0  # so that a short soak is broken into too
WITHIN = 15.0  # seconds
CALLER = "+393331234567"
NOBODYS = 50  # one in so many goes to an address that no server takes


@dataclass(frozen=True)
class Announcement:
    """One recording. `is_refused`: it can reach nobody, and the helpdesk must be told."""

    sid: str
    call: str
    is_refused: bool

    @property
    def to(self) -> str:
        return f"{NOBODY}-{self.sid}@example.org" if self.is_refused else "urp@example.org"


@dataclass
class Twilio:
    """Announces recordings to `url`, and remembers which were acknowledged."""

    url: str
    outside: Outside

    def announce(self, count: int, until: float) -> tuple[list[Announcement], int]:
        """So many, or as many as begin before `until`; and how many were acknowledged."""
        size = min(LARGEST, max(1, count // BATCHES))
        announced: list[Announcement] = []
        acknowledged = 0
        with ThreadPoolExecutor(CLIENTS) as clients:
            while len(announced) < count and time.monotonic() < until:
                batch = made(min(size, count - len(announced)))
                self.outside.keep(f"{one.sid} {one.call} +39{NUMBER} {CALLER}" for one in batch)
                announced += batch
                acknowledged += sum(clients.map(self._acknowledged, batch))
                time.sleep(PAUSE)
        return announced, acknowledged

    def _acknowledged(self, one: Announcement) -> bool:
        """All tries come within 15 s, as with Twilio."""
        until = time.monotonic() + WITHIN
        for _ in range(TRIES):
            try:
                if self._post(one, until) == 204:
                    return True
            except requests.RequestException:
                time.sleep(random.uniform(0.5, 2.0))
            if time.monotonic() > until:
                return False
            time.sleep(random.uniform(0.0, 0.5))
        return False

    def _post(self, one: Announcement, until: float) -> int:
        query = f"number={NUMBER}&step=box&l=it&caller=%2B{CALLER[1:]}&to={one.to}"
        url = f"{self.url}/voice/recordings?{query}"
        form = {
            "AccountSid": ACCOUNT,
            "CallSid": one.call,
            "RecordingSid": one.sid,
            "RecordingStatus": "completed",
            "RecordingDuration": "2",
        }
        signature = RequestValidator(TOKEN).compute_signature(url, form)
        left = max(1.0, until - time.monotonic())
        headers = {"X-Twilio-Signature": signature}
        return requests.post(url, data=form, headers=headers, timeout=left).status_code


def made(count: int) -> list[Announcement]:
    return [
        Announcement(f"RE{uuid4().hex}", f"CA{uuid4().hex}", random.randrange(NOBODYS) == 0)
        for _ in range(count)
    ]


def sids(announced: Iterable[Announcement]) -> set[str]:
    return {one.sid for one in announced}
