"""What people write who do not know the language: each is told where, and what to write."""

from pathlib import Path

import pytest
from support.house import write

from centralino.loading.loader import load

NUMBER = 'number: "0577 235501"\n'
SPACES = "wrong indentation: this line begins with"
AS_MANY = "what belongs together begins with as many"
MISTAKES = {
    # --- spaces and colons
    "no space after a colon": (
        "office:Ufficio Tasse\nemail: a@example.org\n",
        "2:1: a space is missing after the colon: write office: Ufficio Tasse",
    ),
    "no space after a colon, before a setting that is indented as it is": (
        "steps:\n  a:\n    say:Ciao\n    then: b\n",
        "4:5: a space is missing after the colon: write say: Ciao",
    ),
    "no space after the only colon of a step": (
        "steps:\n  a:\n    say:Ciao\n",
        "4:5: steps.a: a space is missing after the colon: write say: Ciao",
    ),
    "no space after a colon between braces": (
        "steps: {a: {say:Ciao, then: a}}\n",
        "2:13: steps.a.say:Ciao: a space is missing after the colon: write say: Ciao",
    ),
    "no space before a brace": (
        'hours:{lun-ven: "9-12"}\nemail: a@example.org\n',
        '2:1: a space is missing after the colon: write hours: {lun-ven: "9-12"}',
    ),
    "no space before the brace of a step": (
        "steps:\n  a:{say: Ciao}\n",
        "3:3: steps.a:{say: a space is missing after the colon: write a: {...}",
    ),
    "no space between a day and its hours": (
        'hours: {lun-ven:"9-12"}\n',
        '2:9: hours.lun-ven:"9-12": a space is missing after the colon: write lun-ven: "9-12"',
    ),
    "a blank that is no space": (
        "office:\u00a0Tasse\nemail: a@example.org\n",
        "2:1: a space is missing after the colon: write office: Tasse",
    ),
    "no space after a dash": (
        "ring:\n  -0577 235010\n  -0577 235011\n",
        "3:3: ring: a space is missing after the dash: write - 0577 235010",
    ),
    "no colon": (
        "office Tasse\nemail: a@example.org\n",
        "2:1: a colon is missing after the name: write office: Tasse",
    ),
    "a sign of equality": (
        'office = "Tasse"\nemail: a@example.org\n',
        '2:1: a colon is missing after the name: write office: "Tasse"',
    ),
    # --- indentation
    "a line that begins further left than its neighbours": (
        "steps:\n  a:\n    say: Ciao\n   then: b\n",
        f"5:4: {SPACES} 3 spaces, line 4 with 4; {AS_MANY}",
    ),
    "a line that begins further right than its neighbours": (
        "steps:\n  a:\n    say: Ciao\n      then: b\n",
        f"5:7: {SPACES} 6 spaces, line 4 with 4; {AS_MANY}",
    ),
    "a setting of the number that is indented": (
        "  office: Tasse\n",
        f"2:3: {SPACES} 2 spaces, line 1 with 0; {AS_MANY}",
    ),
    "a step beside another that is indented otherwise": (
        "steps:\n  a: {say: x}\n b: {say: y}\n",
        f"4:2: {SPACES} 1 space, line 3 with 2; {AS_MANY}",
    ),
    "an item beside another that is indented otherwise": (
        "ring:\n  - 0577 235010\n - 0577 235011\n",
        f"4:2: {SPACES} 1 space, line 3 with 2; {AS_MANY}",
    ),
    "steps that are not indented": (
        "steps:\na: {say: x}\n",
        "2:1: steps: expected named steps, each on a line below that begins with two spaces, "
        "like `  welcome: {say: ..., then: ...}`",
        "3:1: a: wrong indentation? If this belongs to `steps`, begin its line with two spaces "
        "more",
    ),
    "a step whose settings are not indented": (
        "steps:\n  a:\n  say: x\n  then: b\n",
        "3:3: steps.a: expected a step below its name, on lines that begin with more spaces "
        "than it",
        "4:3: steps.say: wrong indentation? If this belongs to the step `a`, begin its line "
        "with two spaces more",
        "5:3: steps.then: wrong indentation? If this belongs to the step `a`, begin its line "
        "with two spaces more",
    ),
    "a tab": ("steps:\n\ta: {say: x}\n", "3:1: indent with spaces, not with tabs"),
    "a tab among spaces": (
        "steps:\n  a:\n  \tsay: x\n    then: a\n",
        "4:3: indent with spaces, not with tabs",
    ),
    # --- quotes and braces
    "a text that begins with a brace": (
        "steps:\n  a:\n    say: {office} è chiuso.\n    then: a\n",
        '4:10: a text that begins with a brace goes between quotes: write "{office} è chiuso."',
    ),
    "a text between braces that begins with one": (
        "steps:\n  a: {say: {office} è chiuso., then: a}\n",
        '3:12: a text that begins with a brace goes between quotes: write "{office} è chiuso."',
    ),
    "a text of several braces": (
        "steps:\n  a:\n    hangup: {office}. Riapre {reopens}.\n",
        "4:13: a text that begins with a brace goes between quotes: "
        'write "{office}. Riapre {reopens}."',
    ),
    "a text that is one brace": (
        "steps:\n  a: {say: {office}}\noffice: {organisation}\n",
        '3:7: steps.a.say: a text that begins with a brace goes between quotes: write "{office}"',
        '4:1: office: a text that begins with a brace goes between quotes: write "{organisation}"',
    ),
    "a text with a comma between braces": (
        "steps:\n  a: {say: Siamo chiusi, richiami domani, then: a}\n",
        "3:26: steps.a.richiami domani: a text that has a comma goes between quotes: "
        'write "Siamo chiusi, richiami domani"',
    ),
    "a text with a colon": (
        "steps:\n  a:\n    say: Orario: dalle 9\n",
        '4:10: put text that has a colon between quotes: write say: "Orario: dalle 9"',
    ),
    "an apostrophe between single quotes": (
        "steps:\n  a: {say: 'L'ufficio è chiuso', then: a}\n",
        "3:12: the apostrophe ends this text: write it between double quotes, "
        '"L\'ufficio è chiuso"',
    ),
    "text after a closing quote": (
        'steps:\n  a:\n    say: "Ufficio" chiuso\n',
        "4:10: the text goes on after its closing quote: put quotes around all of it",
    ),
    "a sign that YAML keeps for itself": (
        "office: @Tasse\n",
        "2:9: a text that begins with @ goes between quotes",
    ),
    "no comma": (
        "steps:\n  a: {say: Ciao then: b}\n",
        "3:17: put a comma before then:, or the text with its colon between quotes",
    ),
    "a brace that is not closed": (
        "steps:\n  a: {say: Ciao, then: a\n  b: {hangup: }\n",
        "3:6: this brace is not closed: is a } or a comma missing?",
    ),
    "a bracket that is not closed": (
        "email: [a@example.org, b@example.org\noffice: Tasse\n",
        "2:8: this bracket is not closed: is a ] or a comma missing?",
    ),
    "a brace too many": (
        "steps:\n  a: {say: Ciao}}\n",
        "3:17: there is a brace too many, or another too few",
    ),
    # --- names in Italian, and other words in English
    "names in Italian": (
        "ufficio: Tasse\norari: {}\nsquilla: 1\nsede: a\nposta: a\npassi: {}\nchiusure: []\n"
        "Chiamate perse: x\nlingue: it\nsempre-aperto: true\nconferma: si\nattese: []\n",
        "2:1: ufficio: unknown setting; write 'office'",
        "3:1: orari: unknown setting; write 'hours'",
        "4:1: squilla: unknown setting; write 'ring'",
        "5:1: sede: unknown setting; write 'site'",
        "6:1: posta: unknown setting; write 'email'",
        "7:1: passi: unknown setting; write 'steps'",
        "8:1: chiusure: unknown setting; write 'calendar'",
        "9:1: Chiamate perse: unknown setting; write 'missed_calls'",
        "10:1: lingue: unknown setting; write 'languages'",
        "11:1: sempre-aperto: unknown setting; write 'always_open'",
        "12:1: conferma: unknown setting; write 'confirm'",
        "13:1: attese: unknown setting; write 'expect'",
    ),
    "other names in English": (
        "opening_hours: {}\nphones: 1\nwebsite: a\n",
        "2:1: opening_hours: unknown setting; write 'hours'",
        "3:1: phones: unknown setting; write 'ring'",
        "4:1: website: unknown setting; write 'web'",
    ),
    "the settings of a season, of a closure and of a telephone in Italian": (
        'hours: {stagioni: [], lun: "9-12"}\n'
        "calendar: [{dal: 2026-08-10, al: 2026-08-11, motivo: x}]\n"
        'ring: [{numero: "0577 235010", conferma: true}]\n',
        "2:9: hours.stagioni: unknown setting; write 'seasons'",
        "3:12: calendar[0]: say when: `on: 2026-12-24`, or `from: 2026-08-10` and `to: 2026-08-21`",
        "3:13: calendar[0].dal: unknown setting; write 'from'",
        "3:30: calendar[0].al: unknown setting; write 'to'",
        "3:46: calendar[0].motivo: unknown setting; write 'reason'",
        "4:8: ring[0].number: this setting is missing",
        "4:9: ring[0].numero: unknown setting; write 'number'",
        "4:32: ring[0].conferma: unknown setting; write 'confirm'",
    ),
    "the kinds and settings of steps in Italian": (
        "steps:\n  a: {segreteria: }\n  b: {menu: x, tasti: {}}\n  c: {say: x, poi: c}\n"
        "  d: {gate: hours, aperto: c, chiuso: c}\n",
        "3:3: steps.a: no key names this step's kind; write 'voicemail'",
        "4:3: steps.b.keys: this setting is missing",
        "4:16: steps.b.tasti: unknown setting; write 'keys'",
        "5:15: steps.c.poi: unknown setting; write 'then'",
        "6:3: steps.d.closed: this setting is missing",
        "6:3: steps.d.open: this setting is missing",
        "6:20: steps.d.aperto: unknown setting; write 'open'",
        "6:31: steps.d.chiuso: unknown setting; write 'closed'",
    ),
    "placeholders in Italian": (
        'steps: {a: {say: "{ufficio} {orari} {motivo} {riapre}"}}\n',
        "2:13: steps.a.say: nothing fills '{motivo}'; write 'reason'",
        "2:13: steps.a.say: nothing fills '{orari}'; write 'hours'",
        "2:13: steps.a.say: nothing fills '{riapre}'; write 'reopens'",
        "2:13: steps.a.say: nothing fills '{ufficio}'; write 'office'",
    ),
    "values in Italian": (
        "confirm: sì\nalways_open: vero\nmissed_calls: giornaliero\n"
        "steps: {a: {dial: 0577 235010, order: a turno}}\n",
        "2:1: confirm: expected true or false; for 'sì' write true",
        "3:1: always_open: expected true or false; for 'vero' write true",
        "4:1: missed_calls: expected 'each', 'daily' or 'off'; for 'giornaliero' write daily",
        "5:32: steps.a.order: expected 'in sequence', 'all at once', 'rotating' or 'random'; "
        "for 'a turno' write rotating",
    ),
    # --- times
    "days with a slash": (
        'hours: {lun/ven: "9-12"}\n',
        "2:9: hours.lun/ven: 'lun/ven' is no day of the week: write lun-ven (from one to the "
        'other) or "lun, ven" (these two)',
    ),
    "days in words": (
        "hours:\n  dal lunedì al venerdì: 9-12\n  lun.: 9-12\n  lun e mar e gio: 9-12\n",
        "3:3: hours.dal lunedì al venerdì: 'dal lunedì al venerdì' is no day of the week: write "
        'lunedì-venerdì (from one to the other) or "lunedì, venerdì" (these two)',
        "4:3: hours.lun.: 'lun.' is no day of the week: write lun",
        "5:3: hours.lun e mar e gio: 'lun e mar e gio' is no day of the week: write "
        '"lun, mar, gio"',
    ),
    "days that have a name together": (
        "hours: {feriali: 9-12, weekend: 9-12}\n",
        "2:9: hours.feriali: 'feriali' is no day of the week: write lun-ven or lun-sab",
        "2:24: hours.weekend: 'weekend' is no day of the week: write sab-dom",
    ),
    "several days without quotes": (
        'hours: {lun, mer: "9-12", ven: "9-12"}\n',
        '2:9: hours.lun: several days go between quotes: write "lun, mer"',
    ),
    "hours with commas": (
        'hours: {lun: "9,30-12,30", mar: 9,30-12,30, mer: [9,30-12,30], gio: "9-12,30"}\n',
        "2:9: hours.lun: '9,30-12,30' does not read as hours: write \"9:30-12:30\"",
        '2:28: hours.mar: hours with a comma go between quotes: write "9:30-12:30"',
        '2:45: hours.mer: hours with a comma go between quotes: write "9:30-12:30"',
        "2:64: hours.gio: '9-12,30' does not read as hours: write \"9-12:30\"",
    ),
    "hours in words": (
        "hours:\n  lun: dalle 9 alle 12 e dalle 15.30 alle 17\n  mar: 9/12\n  mer: 9-12; 15-17\n"
        "  gio: chiuso\n  ven: 9\n",
        "3:3: hours.lun: 'dalle 9 alle 12 e dalle 15.30 alle 17' does not read as hours: write "
        '"9-12, 15:30-17"',
        "4:3: hours.mar: '9/12' does not read as hours: write \"9-12\"",
        "5:3: hours.mer: '9-12; 15-17' does not read as hours: write \"9-12, 15-17\"",
        "6:3: hours.gio: a day that is closed is left out of a timetable",
        "7:3: hours.ven: expected hours like \"10:00-13:00\", not '9'",
    ),
    "hours and their days in one text": (
        "hours: lun-ven 9-12\n",
        '2:1: hours: expected days and their hours, like {mon-fri: "10:00-13:00"}: '
        'write {lun-ven: "9-12"}',
    ),
    "dates as they are written elsewhere": (
        "calendar:\n  - {on: 24-12-2026}\n  - {on: 24/12/26}\n  - {on: 24 dicembre 2026}\n"
        "  - {on: 20261224}\n  - {on: 24-12}\n",
        "3:6: calendar[0].on: expected a date like 2026-08-10: write 2026-12-24",
        "4:6: calendar[1].on: expected a date like 2026-08-10: write 2026-12-24",
        "5:6: calendar[2].on: expected a date like 2026-08-10: write 2026-12-24",
        "6:6: calendar[3].on: expected a date like 2026-08-10: write 2026-12-24",
        "7:6: calendar[4].on: expected a date with its year, like 2026-08-10, not '24-12'",
    ),
    "days of a season as they are written elsewhere": (
        'hours: {seasons: [{from: 1 luglio, to: 31-08, hours: {lun: "9-12"}}]}\n',
        "2:20: hours.seasons[0].from: expected the month, then the day, like 07-01: write 07-01",
        "2:36: hours.seasons[0].to: expected the month, then the day, like 07-01: write 08-31",
    ),
    "a moment as it is written elsewhere": (
        "expect: [{at: 24/12/2026 11:00, ends: voicemail}]\n",
        "2:11: expect[0].at: '24/12/2026 11:00' is no moment: write it like 2026-12-24 11:00",
    ),
    "lengths of time in words": (
        "steps:\n  a: {dial: 0577 235010, ring: 20 secondi, cap: 2 minuti}\n"
        "  b: {dial: 0577 235010, ring: 20 sec, cap: 1 ora}\n",
        "3:26: steps.a.ring: '20 secondi' is no duration: write 20s",
        "3:44: steps.a.cap: '2 minuti' is no duration: write 2m",
        "4:26: steps.b.ring: '20 sec' is no duration: write 20s",
        "4:40: steps.b.cap: '1 ora' is no duration: write 1h",
    ),
    # --- addresses and telephones
    "several addresses in one text": (
        "email: a@example.org, b@example.org\n",
        "2:1: email: several addresses are a list: write [a@example.org, b@example.org]",
    ),
    "several addresses with semicolons, in a step": (
        "steps: {a: {voicemail: a@example.org; b@example.org}}\n",
        "2:13: steps.a.voicemail: several addresses are a list: "
        "write [a@example.org, b@example.org]",
    ),
    "an address with its name": (
        'email: "Segreteria <a@example.org>"\n',
        "2:1: email: write the address alone: a@example.org",
    ),
    "several telephones in one text": (
        'ring: 0577 235010, 0577 235011\nsteps: {a: {control: "0577 235010 / 0577 235011"}}\n',
        '2:1: ring[0]: several numbers are a list: write ["0577 235010", "0577 235011"]',
        '3:13: steps.a.control: several numbers are a list: write ["0577 235010", "0577 235011"]',
    ),
}


def problems(folder: Path, text: str) -> list[str]:
    write(folder, {"0577235501": text})
    file = folder / "0577235501.yaml"
    return [str(each).removeprefix(f"{file}:") for each in load(folder).problems]


@pytest.mark.parametrize("case", MISTAKES)
def test_a_mistake_is_told_where_it_is_and_with_what_to_write(tmp_path: Path, case: str) -> None:
    text, *expected = MISTAKES[case]
    assert problems(tmp_path, NUMBER + text) == expected


def test_a_file_without_any_space_after_its_colons(tmp_path: Path) -> None:
    assert problems(tmp_path, "# Tasse\nnumber:0577 235501\noffice:Tasse\n") == [
        "2:1: a space is missing after each colon: write `name: value`"
    ]


def test_a_file_that_begins_with_a_space(tmp_path: Path) -> None:
    assert problems(tmp_path, " number: 0577 235501\noffice: Tasse\n") == [
        "1:1: wrong indentation: this line begins with 1 space: begin it with none"
    ]


def test_telephone_numbers_need_no_quotes(tmp_path: Path) -> None:
    ring = "[0577 235010, 0577235011, 3331234567, +393331234567, +39 333 1234567]"
    write(tmp_path, {"0577235501": f"number: 0577 235501\nring: {ring}\ncaller_id: 0577235510\n"})
    found = load(tmp_path)
    assert found.problems == ()
    assert [leg.number for leg in found.house.flows["0577235501"].ring] == [
        "+390577235010",
        "+390577235011",
        "+393331234567",
        "+393331234567",
        "+393331234567",
    ]
