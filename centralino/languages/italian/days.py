"""What Italians call the days: public holidays, and words that are true of one day alone."""

from collections.abc import Mapping
from types import MappingProxyType

HOLIDAYS: Mapping[str, str] = MappingProxyType(
    {
        "Lunedì dell'Angelo": "Pasquetta",
        "Anniversario della Liberazione": "festa della Liberazione",
        "Festa del Lavoro": "festa del lavoro",
        "Festa della Repubblica": "festa della Repubblica",
        "Assunzione della Beata Vergine Maria": "Ferragosto",
        "Festa nazionale di San Francesco d'Assisi, patrono d'Italia": "festa di San Francesco",
        "Giorno dell'unità nazionale": "giornata dell'unità nazionale",
        "Giorno dell'unità nazionale; Ognissanti": "Ognissanti",
        "Immacolata Concezione": "festa dell'Immacolata",
        "Sant'Ansano": "festa patronale di Sant'Ansano",
        "San Donato d'Arezzo": "festa patronale di San Donato",
    }
)
DAY_WORDS = (
    "oggi",
    "in giornata",
    "stamattina",
    "stamani",
    "stamane",
    "stasera",
    "stanotte",
    "questa mattina",
    "questo pomeriggio",
    "questa sera",
    "questa notte",
    "domani",
    "domattina",
    "dopodomani",
    "dopo domani",
    "ieri",
    "l'altro ieri",
    "ieri l'altro",
    "l'altroieri",
    "avantieri",
)
