"""PUBLIC_URL, called from here as Twilio would: does each number answer, and with its greeting?"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from time import monotonic
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import requests
from sqlalchemy.exc import SQLAlchemyError

from centralino.calls import urls
from centralino.calls.call import Call
from centralino.calls.call_log import PROBE
from centralino.core.readable import write_decimal
from centralino.core.texts import N_, _, _n
from centralino.doctor.finding import Findings, Symptom, doubtful, well, wrong
from centralino.flows.flow import Flow
from centralino.flows.switches import NONE, Held
from centralino.services import InstallationServices
from centralino.simulator.line import Http, HttpAnswer, UnreachableError
from centralino.switchboard.switchboard import Switchboard

SECONDS = 15  # within which Twilio wants an answer
WITHHELD = "anonymous"
REACH = N_("is the app running, and its proxy or tunnel? PUBLIC_URL must be what Twilio calls")
SIGNATURE = N_("PUBLIC_URL and TWILIO_AUTH_TOKEN must be the same here and where the app runs")


def check_public_url(services: InstallationServices, now: datetime) -> Findings:
    """One signed call a number; nothing of it is kept. Without an answer the rest is not asked."""
    line = Http(
        services.settings.public_url, services.settings.public_url, services.settings.auth_token
    )
    try:
        yield _unsigned(services)
    except requests.RequestException as error:
        told = _(
            "{url} does not answer: {why}",
            url=services.settings.public_url,
            why=type(error).__name__,
        )
        yield wrong("public_url", told, _(REACH))
        return
    board = _board(services)
    expected = Expected(board, now)
    probes = {flow.slug: _probe(line, flow, services, expected) for flow in services.flows}
    yield from _grouped(probes)
    if probes and not any(probes.values()):
        told = _n(
            "{count} number called: it answers with its own words",
            "{count} numbers called: each answers with its own words",
            len(probes),
        )
        yield well("greetings", told)


def _grouped(probes: Mapping[str, Symptom | None]) -> Findings:
    """What several numbers have in common is told once."""
    slugs = defaultdict[Symptom, list[str]](list)
    for slug, found in probes.items():
        if found is not None:
            slugs[found].append(slug)
    for found, those in slugs.items():
        who = _("every number") if len(those) == len(probes) > 1 else ", ".join(those)
        yield replace(found, told=f"{who}: {found.told}")


def _unsigned(services: InstallationServices) -> Symptom:
    """A call that nobody signed must be refused. Raises RequestException without an answer."""
    url = f"{services.settings.public_url}/voice"
    answer = requests.post(url, data=_form(services, ""), timeout=SECONDS)
    if answer.status_code == 403:
        seconds = write_decimal(answer.elapsed.total_seconds(), 2)
        return well("public_url", _("answers in {seconds} s", seconds=seconds))
    told = _(
        "{url} answers {status} to a call that nobody signed: 403 was expected",
        url=url,
        status=answer.status_code,
    )
    return wrong("public_url", told, _(REACH))


def _probe(
    line: Http, flow: Flow, services: InstallationServices, expected: "Expected"
) -> Symptom | None:
    """What is wrong with the answer for one number; None if nothing is."""
    try:
        answer = line.post(urls.VOICE, _form(services, flow.number))
    except UnreachableError as error:
        return wrong("greetings", str(error), _(REACH))
    if answer.status == 403:
        return wrong("greetings", _("our signature is refused"), _(SIGNATURE))
    heard = _heard(answer)
    if heard is None:
        told = _("answers {status}, and no TwiML", status=answer.status)
        return wrong("greetings", told, _(REACH))
    if answer.seconds > SECONDS / 3:
        told = _("takes {seconds} s", seconds=write_decimal(answer.seconds, 1))
        return doubtful("greetings", told, _("see the log"))
    if heard in expected.words(flow):
        return None
    return doubtful(
        "greetings",
        _("says “{heard}…”, and its flow file says otherwise", heard=heard[:60]),
        _("the app has not loaded the newest flows: run `centralino reload`"),
    )


def _board(services: InstallationServices) -> Switchboard:
    """The flows as their files have them, with what is switched; none, if nobody can tell."""
    try:
        switches = services.switches()
    except SQLAlchemyError:
        switches = NONE  # the database's own finding tells of it
    return Switchboard(services.loaded, Held(switches), urlsplit(services.settings.public_url).path)


class Expected:
    """What a caller hears first, by the flow files; `now` is when the probing begins."""

    def __init__(self, board: Switchboard, now: datetime) -> None:
        self._board = board
        self._start, self._began = now, monotonic()

    def words(self, flow: Flow) -> Iterator[str | None]:
        """As it was at the start, and as it is by now: an office may have opened meanwhile."""
        for passed in (0.0, monotonic() - self._began):
            moment = self._start + timedelta(seconds=passed)
            yield _words(self._board.answer(flow, Call(PROBE, None, moment)).twiml)


def _form(services: InstallationServices, number: str) -> Mapping[str, str]:
    return {
        "CallSid": PROBE,
        "AccountSid": services.settings.account_sid,
        "From": WITHHELD,
        "To": number,
        "CallStatus": "ringing",
        "ApiVersion": "2010-04-01",
        "Direction": "inbound",
    }


def _heard(answer: HttpAnswer) -> str | None:
    return _words(answer.body.decode(errors="replace")) if answer.status == 200 else None


def _words(document: str) -> str | None:
    """All that a document speaks, plays and rings; None for what is no TwiML."""
    try:
        root = ET.fromstring(document)  # noqa: S314 -- expat resolves nothing outside, and bounds entities
    except ET.ParseError:
        return None
    if root.tag != "Response":
        return None
    return " ".join(_told(root))


def _told(root: ET.Element) -> Iterator[str]:
    for verb in root.iter():
        if verb.tag in ("Say", "Play", "Number"):
            yield (verb.text or "").strip()
