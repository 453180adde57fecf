"""What pictures say in Italian: of flows, of their steps, of years."""

from collections.abc import Mapping
from types import MappingProxyType

from centralino.languages.vocabulary import PictureWords, YearWords

TITLES: Mapping[str, str] = MappingProxyType(
    {
        "menu": "Menu",
        "goto": "Rimando",
        "voicemail": "Segreteria",
        "say": "Messaggio",
        "gate": "È aperto?",
        "dial": "Squillano",
        "hangup": "Fine della chiamata",
        "control": "Linea di servizio",
        "offer": "Scelta della lingua",
        "code": "Codice",
    }
)
STEPS: Mapping[str, str] = MappingProxyType(
    {
        "open": "aperto",
        "closed": "chiuso",
        "own calendar": "secondo un calendario proprio",
        "always": "sempre, salvo chiusure",
        "nobody": "non risponde nessuno",
        "rings alone": "Squilla",
        "in sequence": "uno dopo l'altro",
        "all at once": "tutti insieme",
        "rotating": "a rotazione",
        "random": "in ordine casuale",
        "no message": "nessun messaggio",
        "no valid answer": "nessuna risposta valida",
        "code": "codice {place}",
        "valid code": "un codice valido",
        "withheld": "un numero riservato",
    }
)
PICTURE = PictureWords(
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
    example_office="Nome dell'ufficio",
    blanks={
        "hours": "[orario]",
        "reopens": "[giorno e ora]",
        "reason": "[motivo]",
        "reference": "[riferimento]",
        "caller": "[numero di chi chiama]",
    },
)
YEAR = YearWords(
    marks={
        "open": "aperto come di consueto",
        "other hours": "altro orario",
        "bridge day left open": "ponte rimasto aperto",
        "closed by its timetable": "chiuso da orario",
        "public holiday": "festività",
        "closed": "chiuso",
    },
    about="Calendario del {year}: {title}. Aperto {hours}. Giorni di chiusura: {count}.",
    any_time="a qualunque ora",
    open="aperto",
    closed="chiuso",
)
