"""What delivery would be without an engine: fetch, write, send, one after the other.

`python -m bench.delivery loop API PORT SID...` prints deliveries a second, and ms of its own
processor time for each. Nothing is remembered: what it holds when it is killed is lost.
"""

import smtplib
import time
from dataclasses import dataclass
from email.message import EmailMessage

import requests

ACCOUNT, TOKEN = "AC" + "a" * 32, "the-account-token"  # the stand-in's


@dataclass(frozen=True)
class Pace:
    """Deliveries a second, and ms of processor time for each."""

    rate: float
    cpu: float


def mean_of(one: Pace, other: Pace) -> Pace:
    return Pace((one.rate + other.rate) / 2, (one.cpu + other.cpu) / 2)


def deliver(session: requests.Session, smtp: smtplib.SMTP, api: str, sid: str) -> None:
    url = f"{api}/2010-04-01/Accounts/{ACCOUNT}/Recordings/{sid}.mp3"
    answer = session.get(url, timeout=30)
    answer.raise_for_status()
    message = EmailMessage()
    message["Subject"] = "Segreteria Ufficio Relazioni con il Pubblico: messaggio da 333 123 4567"
    message["From"] = "Centralino <centralino@example.org>"
    message["To"] = "urp@example.org"
    message["Message-ID"] = f"<{sid}.loop@example.org>"
    message.set_content("È arrivato un messaggio vocale.\n" * 12)
    message.add_alternative("<p>È arrivato un messaggio vocale.</p>\n" * 24, subtype="html")
    message.add_attachment(answer.content, maintype="audio", subtype="mpeg", filename="message.mp3")
    smtp.send_message(message)


def main(api: str, port: str, *sids: str) -> None:
    with requests.Session() as session, smtplib.SMTP("127.0.0.1", int(port)) as smtp:
        session.auth = (ACCOUNT, TOKEN)
        started, used = time.perf_counter(), time.process_time()
        for sid in sids:
            deliver(session, smtp, api, sid)
        took, cpu = time.perf_counter() - started, time.process_time() - used
    print(len(sids) / took, cpu / len(sids) * 1000)
