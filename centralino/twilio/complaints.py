"""What Twilio's errors about voice mean here, and what to do.

Levels and meanings are those of Twilio's dictionary (twilio.com/docs/api/errors), which has a page
for each code. Twilio may raise a level, so an alert's own counts for what is asked and told.
"""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """Of an alert, in Twilio's words. `notice` and `debug` are left out: nothing is wrong."""

    ERROR = "error"
    WARNING = "warning"


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


GEO = "allow it in Twilio's geographic permissions"
SERVER = "was the app, its proxy or its network down at that time?"
LEG = "mend it in the flow's `ring` or `dial`"
VOICE = "see `voices` in flows/centralino.yaml, and `centralino check`"

COMPLAINTS = {
    10001: _error("the account is not active", "see Twilio's console for why"),
    10003: _error("a call was rejected: the account is not active", "see Twilio's console for why"),
    10004: _error("too many calls at once for the account", "ask Twilio for a higher limit"),
    11100: _error("an address is none", "see `centralino numbers plan`"),
    11200: _error("our answer could not be fetched", "see the app's log and its proxy's then"),
    11201: _error("the app did not take the connection in time", SERVER),
    11202: _error("the app refused the connection", "was it down? Is its port open to the world?"),
    11203: _error("our answer did not come in time", "see the app's log: what took it so long?"),
    11205: _error("the app could not be reached", "was it down? Is its port open to the world?"),
    11206: _error("our answer broke the rules of HTTP", "what does a proxy in between make of it?"),
    11210: _error("the host of PUBLIC_URL is unknown", "check its DNS record"),
    11215: _error("too many redirects", "PUBLIC_URL must be the address that answers by itself"),
    11220: _error(
        "the connection was broken off while TLS was agreed on",
        "let the server or proxy speak TLS 1.2 or newer, with usual ciphers",
    ),
    11235: _error(
        "the certificate is for another domain",
        "get one that names the host of PUBLIC_URL, or set PUBLIC_URL to what it names",
    ),
    11236: _error("the certificate has expired", "renew it, and reload the server that shows it"),
    11237: _error(
        "the certificate is of no authority that Twilio knows, or its chain is not whole",
        "install it with the authority's whole chain; Twilio takes no self-signed one",
    ),
    11750: _error("our answer was too large", "shorten the flow's prompts"),
    11770: _error("our answer was empty", "what does a proxy in between make of it?"),
    12100: _error("our answer was no XML", "what does a proxy in between put into it?"),
    12200: _warning(
        "our answer was not wholly TwiML", "tell the developers, with the call's SID", felt=False
    ),
    12300: _error("our answer had a wrong content type", "what does a proxy make of it?"),
    13214: _warning("the caller ID was refused", "see `caller_ids`, or set `caller_id: number`"),
    13223: _warning("a number that was rung is none", LEG),
    13224: _error("a number that was rung is not valid, or not served", LEG),
    13225: _warning("a number that was rung is blocked by Twilio", "ask Twilio to release it"),
    13226: _warning("a number that was rung has no country's code", LEG),
    13227: _warning("that country may not be rung", GEO),
    13247: _error("the caller ID was refused", "see `caller_ids`, or set `caller_id: number`"),
    13248: _warning("the caller ID was too long", "see `caller_ids`, or set `caller_id: number`"),
    13325: _error("an audio file within a menu has a wrong type", "make it mp3, wav or ulaw"),
    13331: _warning("a menu listens in a language that is none", VOICE, felt=False),
    13420: _error("an audio file has a wrong type", "make it mp3, wav or ulaw"),
    13511: _warning("there is no such voice", VOICE),
    13512: _warning("a menu's or voice's language is none", VOICE),
    13520: _warning("a prompt could not be spoken: empty, or not in that voice's region", VOICE),
    13521: _warning("a prompt was too long for its voice", "make several sentences of it"),
    15003: _warning("we answered a status callback with an error", "see the app's log", felt=False),
    32017: _error(
        "the carrier refused the caller ID that a telephone was to be shown",
        "set `caller_id: number` in the flow",
    ),
}


def page(code: int) -> str:
    """Where Twilio explains it."""
    return f"twilio.com/docs/api/errors/{code}"
