"""What Twilio's errors about voice mean here, and what to do.

Levels and meanings are those of Twilio's dictionary (twilio.com/docs/api/errors), which has a page
for each code. Twilio may raise a level, so an alert's own counts for what is asked and told.
"""

from dataclasses import dataclass
from enum import StrEnum

from centralino.core.texts import N_


class Level(StrEnum):
    """Of an alert, in Twilio's words. `notice` and `debug` are left out: nothing is wrong."""

    ERROR = "error"
    WARNING = "warning"


LEVELS = {Level.ERROR: N_("error"), Level.WARNING: N_("warning")}


@dataclass(frozen=True)
class Complaint:
    """`level` is the dictionary's; `felt`: a caller notices, whatever the level says."""

    level: Level
    meaning: str
    remedy: str
    felt: bool = True


def _error(meaning: str, remedy: str) -> Complaint:
    return Complaint(Level.ERROR, meaning, remedy)


def _warning(meaning: str, remedy: str, *, felt: bool = True) -> Complaint:
    return Complaint(Level.WARNING, meaning, remedy, felt)


GEO = N_("allow it in Twilio's geographic permissions")
SERVER = N_("was the app, its proxy or its network down at that time?")
LEG = N_("mend it in the flow's `ring` or `dial`")
VOICE = N_("see `voices` in flows/centralino.yaml, and `centralino check`")

COMPLAINTS = {
    10001: _error(N_("the account is not active"), N_("see Twilio's console for why")),
    10003: _error(
        N_("a call was rejected: the account is not active"), N_("see Twilio's console for why")
    ),
    10004: _error(
        N_("too many calls at once for the account"), N_("ask Twilio for a higher limit")
    ),
    11100: _error(N_("an address is none"), N_("see `centralino numbers plan`")),
    11200: _error(
        N_("our answer could not be fetched"), N_("see the app's log and its proxy's then")
    ),
    11201: _error(N_("the app did not take the connection in time"), SERVER),
    11202: _error(
        N_("the app refused the connection"), N_("was it down? Is its port open to the world?")
    ),
    11203: _error(
        N_("our answer did not come in time"), N_("see the app's log: what took it so long?")
    ),
    11205: _error(
        N_("the app could not be reached"), N_("was it down? Is its port open to the world?")
    ),
    11206: _error(
        N_("our answer broke the rules of HTTP"), N_("what does a proxy in between make of it?")
    ),
    11210: _error(N_("the host of PUBLIC_URL is unknown"), N_("check its DNS record")),
    11215: _error(
        N_("too many redirects"), N_("PUBLIC_URL must be the address that answers by itself")
    ),
    11220: _error(
        N_("the connection was broken off while TLS was agreed on"),
        N_("let the server or proxy speak TLS 1.2 or newer, with usual ciphers"),
    ),
    11235: _error(
        N_("the certificate is for another domain"),
        N_("get one that names the host of PUBLIC_URL, or set PUBLIC_URL to what it names"),
    ),
    11236: _error(
        N_("the certificate has expired"), N_("renew it, and reload the server that shows it")
    ),
    11237: _error(
        N_("the certificate is of no authority that Twilio knows, or its chain is not whole"),
        N_("install it with the authority's whole chain; Twilio takes no self-signed one"),
    ),
    11750: _error(N_("our answer was too large"), N_("shorten the flow's prompts")),
    11770: _error(N_("our answer was empty"), N_("what does a proxy in between make of it?")),
    12100: _error(N_("our answer was no XML"), N_("what does a proxy in between put into it?")),
    12200: _warning(
        N_("our answer was not wholly TwiML"),
        N_("tell the developers, with the call's SID"),
        felt=False,
    ),
    12300: _error(N_("our answer had a wrong content type"), N_("what does a proxy make of it?")),
    13214: _warning(
        N_("the caller ID was refused"), N_("see `caller_ids`, or set `caller_id: number`")
    ),
    13223: _warning(N_("a number that was rung is none"), LEG),
    13224: _error(N_("a number that was rung is not valid, or not served"), LEG),
    13225: _warning(
        N_("a number that was rung is blocked by Twilio"), N_("ask Twilio to release it")
    ),
    13226: _warning(N_("a number that was rung has no country's code"), LEG),
    13227: _warning(N_("that country may not be rung"), GEO),
    13247: _error(
        N_("the caller ID was refused"), N_("see `caller_ids`, or set `caller_id: number`")
    ),
    13248: _warning(
        N_("the caller ID was too long"), N_("see `caller_ids`, or set `caller_id: number`")
    ),
    13325: _error(
        N_("an audio file within a menu has a wrong type"), N_("make it mp3, wav or ulaw")
    ),
    13331: _warning(N_("a menu listens in a language that is none"), VOICE, felt=False),
    13420: _error(N_("an audio file has a wrong type"), N_("make it mp3, wav or ulaw")),
    13511: _warning(N_("there is no such voice"), VOICE),
    13512: _warning(N_("a menu's or voice's language is none"), VOICE),
    13520: _warning(
        N_("a prompt could not be spoken: empty, or not in that voice's region"), VOICE
    ),
    13521: _warning(N_("a prompt was too long for its voice"), N_("make several sentences of it")),
    15003: _warning(
        N_("we answered a status callback with an error"), N_("see the app's log"), felt=False
    ),
    32017: _error(
        N_("the carrier refused the caller ID that a telephone was to be shown"),
        N_("set `caller_id: number` in the flow"),
    ),
}


def page(code: int) -> str:
    """Where Twilio explains it."""
    return f"twilio.com/docs/api/errors/{code}"
