"""The process of the stand-ins, and how to talk to it."""

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import requests
from standins.twilio_api import ACCOUNT, TOKEN


@dataclass(frozen=True)
class Outside:
    """Twilio's API and the mail server, as URLs."""

    api: str
    smtp: str

    def keep(self, recordings: Iterable[str]) -> None:
        self._ask("keep", recordings="\n".join(recordings))

    def fail(self, api: int = 0, smtp: str = "") -> None:
        self._ask("fail", api=str(api), smtp=smtp)

    def hang_up(self) -> None:
        self._ask("hang_up")

    def arrived(self) -> dict[str, int]:
        found: dict[str, int] = self._ask("arrived")
        return found

    def mails(self) -> int:
        """How many messages were taken."""
        return self._ask("mails")["taken"]

    def _ask(self, what: str, **form: str) -> dict[str, int]:
        url = f"{self.api}/soak/{what}"
        answer = requests.post(url, data=form, auth=(ACCOUNT, TOKEN), timeout=60)
        answer.raise_for_status()
        return answer.json() or {}


@contextmanager
def outside(seconds: float) -> Iterator[Outside]:
    """`seconds` of audio in each recording."""
    command = [sys.executable, "-m", "soak.standins", str(seconds)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        try:
            yield Outside(**json.loads(process.stdout.readline()))
        finally:
            process.kill()
