"""Reasons in an Italian sentence: "chiuso per sciopero", "chiuso per la pausa estiva"."""

from collections.abc import Mapping
from types import MappingProxyType

ARTICLES: Mapping[str, str] = MappingProxyType(
    {
        noun: article
        for article, nouns in {
            "la ": "festa pausa chiusura giornata settimana sessione vigilia cerimonia",
            "le ": "feste festività vacanze elezioni",
            "il ": "ponte patrono periodo lungo lunedì",
            "l'": "epifania immacolata orario assunzione inaugurazione apertura",
            "gli ": "esami",
            "i ": "funerali",
        }.items()
        for noun in nouns.split()
    }
)
"""What "per" cannot stand before without an article; before others it can: "per sciopero"."""
COMPLETE = (
    "per ", "a causa ", "causa ", "in ", "durante ", "dopo ", "a seguito ", "su ", "vista ",
    "visto ", "visti ", "viste ", "fino ",
)  # fmt: skip
"""What begins a reason that is a phrase already."""


def because(reason: str) -> str:
    lower = reason.lower()
    if lower.startswith(COMPLETE):
        return reason
    return f"per {ARTICLES.get(lower.split()[0], '') if lower.split() else ''}{reason}"
