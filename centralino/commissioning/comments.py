"""The comments of a new flow file, in each language."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Comments:
    head: str
    try_it: str
    email: str
    no_email: str
    site: str
    always_open: str
    no_hours: str
    ring: str
    confirm: str
    steps: str
    menu: str
    otherwise: str
    expect: str
    situations: Mapping[str, str]


ITALIAN = Comments(
    head="{office}.",
    try_it="Dopo ogni modifica: `centralino check`, e per ascoltare `centralino call {slug}`.",
    email="qui arrivano i messaggi vocali",
    no_email="nessuna casella: chi chiama sente le informazioni, e non lascia messaggi",
    site="chiusure e avvisi di questa sede valgono anche qui",
    always_open="le chiusure dell'organizzazione non lo riguardano; gli avvisi sì",
    no_hours="Nessun orario proprio: vale quello dell'organizzazione, o è sempre aperto.",
    ring="squillano uno dopo l'altro",
    confirm="chi risponde preme 1: così la segreteria di un cellulare non prende la chiamata",
    steps="Il percorso della chiamata: la prima voce è quella da cui si comincia.",
    menu="senza testo: la frase si compone da sé con le voci dei tasti",
    otherwise="per chi non preme niente",
    expect="Le prove: che cosa deve accadere a chi chiama in questi momenti.",
    situations={
        "open": "ufficio aperto, qualcuno risponde",
        "unanswered": "ufficio aperto, non risponde nessuno",
        "no_telephones": "ufficio aperto",
        "outside": "fuori orario",
        "closure": "giorno di chiusura o festivo",
    },
)
ENGLISH = Comments(
    head="{office}.",
    try_it="After each change: `centralino check`; to hear it, `centralino call {slug}`.",
    email="voicemail is sent here",
    no_email="no mailbox: callers hear information, and leave no message",
    site="this site's closures and notices hold here too",
    always_open="the organisation's closures do not apply; notices do",
    no_hours="No hours of its own: the organisation's hold, or it is always open.",
    ring="they ring one after the other",
    confirm="whoever picks up presses 1, so that a mobile's own voicemail takes no call",
    steps="The way of a call: it starts at the first step.",
    menu="no text: the sentence is made of the keys' words",
    otherwise="for those who press nothing",
    expect="The tests: what must happen to those who call at these moments.",
    situations={
        "open": "open, and somebody answers",
        "unanswered": "open, and nobody answers",
        "no_telephones": "open",
        "outside": "outside the hours",
        "closure": "a day of closure, or a public holiday",
    },
)
COMMENTS: Mapping[str, Comments] = {"it": ITALIAN, "en": ENGLISH}
