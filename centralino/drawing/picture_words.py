"""The picture's own words, in each language."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Wording:
    """What a picture says besides the flow's own prompts."""

    call: str
    notices: str
    notices_first: str
    notice_ends: str
    notice: str
    closures: str
    closures_shared: str
    closures_own: str
    closed: str
    open: str
    closure: str
    information: str
    goodbye: str
    answered: str
    conversation: str
    about: str
    endings: str
    blanks: Mapping[str, str]


ITALIAN = Wording(
    call="Chiamata al {number}",
    notices="Avvisi in vigore",
    notices_first="si sentono per primi",
    notice_ends="l'avviso chiude la chiamata",
    notice="Avviso",
    closures="Giorno di chiusura?",
    closures_shared="ente, sede, festività",
    closures_own="calendario del numero",
    closed="chiuso",
    open="aperto",
    closure="Chiusura",
    information="Informazioni",
    goodbye="Saluto",
    answered="risponde qualcuno",
    conversation="Conversazione",
    about="Diagramma di {title}.",
    endings="La chiamata finisce con: {endings}.",
    blanks={
        "reopens": "[giorno e ora]",
        "reason": "[motivo]",
        "reference": "[riferimento]",
        "caller": "[numero di chi chiama]",
    },
)
ENGLISH = Wording(
    call="Call to {number}",
    notices="Notices in force",
    notices_first="heard first",
    notice_ends="the notice ends the call",
    notice="Notice",
    closures="A day of closure?",
    closures_shared="organisation, site, holidays",
    closures_own="the number's calendar",
    closed="closed",
    open="open",
    closure="Closure",
    information="Information",
    goodbye="Goodbye",
    answered="somebody answers",
    conversation="Conversation",
    about="Diagram of {title}.",
    endings="The call ends with: {endings}.",
    blanks={
        "reopens": "[day and time]",
        "reason": "[reason]",
        "reference": "[reference]",
        "caller": "[the caller's number]",
    },
)
WORDINGS: Mapping[str, Wording] = {"it": ITALIAN, "en": ENGLISH}
