"""What people call the days in English: public holidays, and words that are true of one day."""

from collections.abc import Mapping
from types import MappingProxyType

HOLIDAYS: Mapping[str, str] = MappingProxyType(
    {
        "Labor Day": "Labour Day",
        "Saint Stephen's Day": "St Stephen's Day",
        "Assumption Of Mary Day": "public holiday of the Assumption",
        "Saint Francis of Assisi, Patron Saint of Italy": "feast of Saint Francis",
        "All Saints' Day; National Unity Day": "All Saints' Day",
        "Immaculate Conception": "public holiday of the Immaculate Conception",
        "Saint Ansanus's Day": "feast of Saint Ansanus, Siena's patron saint",
        "Saint Donatus of Arezzo's Day": "feast of Saint Donatus, Arezzo's patron saint",
    }
)
DAY_WORDS = (
    "today",
    "tonight",
    "this morning",
    "this afternoon",
    "this evening",
    "tomorrow",
    "the day after tomorrow",
    "yesterday",
    "the day before yesterday",
    "last night",
)
