"""Twilio's API and a mail server in a process of their own: `python -m soak.standins`.

It prints where they are, as JSON, and lives until its standard input ends. Besides what Twilio has,
the API has `/soak/...`, by which whoever started it breaks it and asks what arrived.
"""

import json
import sys
from dataclasses import dataclass
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "tests"))

from standins.mailserver import OK, MailServer, mail_server
from standins.twilio_api import MP3, Asked, Reply, TwilioApi, twilio_api

NOBODY = "nobody"  # begins an address that no server takes
AUDIO_A_SECOND = 4_000  # bytes at 32 kbit/s


class Refusals(dict[str, list[str]]):
    """Of the addresses that nobody has."""

    def get(self, address: str, default: object = None) -> list[str]:
        return ["550 5.1.1 no such user"] if address.startswith(NOBODY) else []


@dataclass
class Control:
    """What `/soak/...` does."""

    api: TwilioApi
    post: MailServer
    broken: int = 0

    def route(self, asked: Asked) -> Reply | None:
        if not asked.path.startswith("/soak/"):
            return Reply(self.broken) if self.broken else None
        found = getattr(self, asked.path.removeprefix("/soak/"))(asked.form)
        return Reply(body=json.dumps(found).encode())

    def keep(self, form: dict[str, str]) -> None:
        """Twilio has recordings from now on: `RE… CA… +39…` each, and who called whom."""
        for line in form["recordings"].splitlines():
            recording, call, number, caller = line.split()
            self.api.calls[call] = {"to": number, "from": caller}
            self.api.keep(recording, call)

    def fail(self, form: dict[str, str]) -> None:
        """The API answers with a status (0: as it should), the mail server with words."""
        self.broken = int(form["api"])
        self.post.always = form["smtp"] or OK

    def hang_up(self, _: dict[str, str]) -> None:
        self.post.hang_up()

    def mails(self, _: dict[str, str]) -> dict[str, int]:
        return {"taken": self.post.names.total()}

    def arrived(self, _: dict[str, str]) -> dict[str, int]:
        """How often each message was taken, by its Message-ID."""
        return dict(self.post.names)


def main(seconds: float) -> None:
    with twilio_api() as api, mail_server() as post:
        api.audio = (MP3 * 1000)[: int(seconds * AUDIO_A_SECOND)]
        api.on_a_page = 1000
        api.remembers = post.keeps = False
        post.rcpt = Refusals()
        api.routes.append(Control(api, post).route)
        print(json.dumps({"api": api.url, "smtp": post.url}), flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main(float(sys.argv[1]) if sys.argv[1:] else 2.0)
