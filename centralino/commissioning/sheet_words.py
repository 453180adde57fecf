"""The words of an office's sheet, in each language."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class SheetWords:
    heading: str
    lead: str
    facts: str
    number: str
    hours: str
    any_hour: str
    seasons: str
    telephones: str
    nobody_rings: str
    messages: str
    no_messages: str
    kept: str
    closures: str
    calls: str
    calls_lead: str
    open: str
    outside: str
    closure: str
    at: str
    presses: str
    rings: str
    answered: str
    unanswered: str
    talks: str
    leaves: str
    plays: str
    picture: str
    change: str
    made: str


ITALIAN = SheetWords(
    heading="Che cosa sente chi chiama il {number}",
    lead="{office}. Questa scheda riporta le parole esatte che sentirà chi chiama.",
    facts="In breve",
    number="Numero",
    hours="Orario",
    any_hour="a qualunque ora, salvo le chiusure",
    seasons="in alcuni periodi dell'anno l'orario è diverso",
    telephones="Squillano",
    nobody_rings="nessun telefono",
    messages="I messaggi arrivano a",
    no_messages="da nessuna parte: chi chiama non può lasciarne",
    kept="Si conservano per",
    closures="Prossime chiusure",
    calls="Le chiamate, momento per momento",
    calls_lead="Tra virgolette le parole che si sentono.",
    open="Aperto",
    outside="Fuori orario",
    closure="Chiusura",
    at="{day}, ore {clock}",
    presses="Chi chiama preme {keys}.",
    rings="Squilla il {number}",
    answered="e qualcuno risponde.",
    unanswered="e non risponde nessuno.",
    talks="Comincia la conversazione.",
    leaves="Chi chiama lascia un messaggio.",
    plays="Si sente la registrazione {file}.",
    picture="Il percorso della chiamata",
    change="Per cambiare qualcosa, o per un avviso urgente, scriva a {helpdesk}.",
    made="Preparata {day}.",
)
ENGLISH = SheetWords(
    heading="What callers of {number} hear",
    lead="{office}. This sheet has the very words that callers will hear.",
    facts="In brief",
    number="Number",
    hours="Hours",
    any_hour="at any hour, but for closures",
    seasons="at some times of the year the hours are different",
    telephones="Telephones",
    nobody_rings="none",
    messages="Messages are sent to",
    no_messages="nobody: callers cannot leave any",
    kept="They are kept for",
    closures="Next closures",
    calls="Calls, moment by moment",
    calls_lead="Between quotation marks, the words that are heard.",
    open="Open",
    outside="Outside the hours",
    closure="Closed",
    at="{day}, at {clock}",
    presses="The caller presses {keys}.",
    rings="{number} rings",
    answered="and somebody answers.",
    unanswered="and nobody answers.",
    talks="They talk.",
    leaves="The caller leaves a message.",
    plays="The recording {file} is heard.",
    picture="The way of the call",
    change="To change anything, or for an urgent notice, write to {helpdesk}.",
    made="Made on {day}.",
)
SHEET_WORDS: Mapping[str, SheetWords] = {"it": ITALIAN, "en": ENGLISH}
