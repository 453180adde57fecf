"""The errors of flow files as the helpdesk reads them: in Italian, whole, and without English."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.house import write
from support.plain_words import PYTHON

from centralino.core.texts import reading
from centralino.languages.readers import reading_in
from centralino.loading.loader import load
from loading.test_errors import HEAD, HINTS, TABLE, UNREADABLE
from loading.test_typical_mistakes import MISTAKES

ENGLISH = re.compile(
    r"\b(the|is|are|this|that|with|write|expected|unknown|missing|nothing|known|begins|goes|line"
    r"|between|did|mean|or|and|not|of|it like|a list)\b"
)
QUOTED = re.compile(r"«[^»]*»|`[^`]*`|\"[^\"]*\"|\{[^}]*\}|https?:\S+|\[[^]]*\]")
"""What stands as it is in a file, and is no sentence."""
TEXTS = {**{case: HEAD + text for case, (text, *_) in {**MISTAKES, **TABLE}.items()}}
TEXTS |= {case: text for case, (text, *_) in {**HINTS, **UNREADABLE}.items()}
EXACT = {
    "orari: {}\n": "2:1: orari: impostazione sconosciuta; si scrive «hours»",
    "office:Tasse\nemail: a@example.org\n": "2:1: dopo i due punti manca lo spazio: "
    "si scrive office: Tasse",
    "email: a@example.org, b@example.org\n": "2:1: email: più indirizzi sono un elenco: "
    "si scrive [a@example.org, b@example.org]",
    "email: x\n": "2:1: email: «x» non è un indirizzo di posta: si scrive come urp@example.org",
    "hours: {lun/ven: 9-12}\n": "2:9: hours.lun/ven: «lun/ven» non è un giorno della settimana: "
    "si scrive lun-ven (dall'uno all'altro) o \"lun, ven\" (questi due)",
    "hours: {lun: 9-12 e 15-17}\n": "2:9: hours.lun: «9-12 e 15-17» non si legge come orario: "
    'si scrive "9-12, 15-17"',
    "calendar: [{on: 24/12/2026}]\n": "2:13: calendar[0].on: prima l'anno, poi il mese e il "
    "giorno, come 2026-08-10: si scrive 2026-12-24",
    "missed_calls: mai\n": "2:1: missed_calls: qui ci vuole «each», «daily» o «off»; per «mai» "
    "si scrive off",
    "hours: 3\n": "2:1: hours: qui ci vogliono i giorni e i loro orari, come "
    '{mon-fri: "10:00-13:00"}',
    "steps: {a: {say: x, then: fnie}, fine: {hangup: x}}\n": "2:21: steps.a.then: nessun passo si "
    "chiama «fnie»; forse «fine»?",
    "steps:\n  a: {say: x}\n b: {say: y}\n": "4:2: rientro sbagliato: questa riga comincia con 1 "
    "spazio, la riga 3 con 2; ciò che sta insieme comincia allo stesso punto",
}


@pytest.fixture(autouse=True)
def _italian() -> Iterator[None]:
    with reading(reading_in("it")):
        yield


def problems(folder: Path, text: str) -> list[str]:
    write(folder, {"0577235501": text})
    found = load(folder).problems
    return [str(each).removeprefix(f"{folder / '0577235501.yaml'}:") for each in found]


@pytest.mark.parametrize("text", EXACT)
def test_an_error_reads_as_an_italian_would_say_it(tmp_path: Path, text: str) -> None:
    assert problems(tmp_path, HEAD + text) == [EXACT[text]]


@pytest.mark.parametrize("case", TEXTS)
def test_no_word_of_an_error_is_left_in_english(tmp_path: Path, case: str) -> None:
    write(tmp_path, {"0577235501": TEXTS[case]})
    told = [QUOTED.sub("", each.expected) for each in load(tmp_path).problems]
    assert told
    assert [each for each in told if ENGLISH.search(each) or PYTHON.search(each)] == []
