"""Every error of a file, where it stands, what was expected, and a remedy: word for word."""

from pathlib import Path

import pytest
from support.house import write

from centralino.loading.loader import load

HEAD = 'number: "0577 235501"\n'
KINDS = "code, control, dial, gate, goto, hangup, menu, offer, say, voicemail"
TABLE = {
    "an unknown setting names the nearest": (
        'rings: ["0577 235010"]\nemial: a@example.org\nzzz: 1\n',
        "2:1: rings: unknown setting; did you mean 'ring'?",
        "3:1: emial: unknown setting; did you mean 'email'?",
        "4:1: zzz: unknown setting; no known name is near it",
    ),
    "a step that does not fit still tells where it would lead": (
        "steps:\n"
        "  start: {menu: x, keys: {1: ends, 2: {then: edn}}, tries: 0, otherwise: end}\n"
        "  office: {gate: hours, open: ende}\n"
        "  lock: {code: x, codes: {12: edn}, tries: 0, otherwise: end}\n"
        "  end: {hangup: x}\n",
        "3:27: steps.start.keys.1.then: no step is called 'ends'; did you mean 'end'?",
        "3:40: steps.start.keys.2.then: no step is called 'edn'; did you mean 'end'?",
        "3:53: steps.start.tries: expected 1 or more",
        "4:3: steps.office.closed: this setting is missing",
        "4:25: steps.office.open: no step is called 'ende'; did you mean 'end'?",
        "5:27: steps.lock.codes.12: no step is called 'edn'; did you mean 'end'?",
        "5:37: steps.lock.tries: expected 1 or more",
    ),
    "a key that stands twice": (
        "email: a@example.org\nemail: b@example.org\n",
        "3:1: email: this key stands twice; the first is on line 2",
    ),
    "a key that stands twice, as a number and as text": (
        'steps:\n  a: {menu: x, keys: {1: a, "1": a}}\n',
        "3:29: steps.a.keys.1: this key stands twice; the first is on line 3",
    ),
    "a number": (
        'ring: [nobody, "0577 235010", 577235010, "12"]\ncaller_id: me\n',
        "2:8: ring[0].number: 'nobody' is no telephone number: write it like 0577 235501",
        "2:42: ring[3].number: '12' is no possible telephone number: count its digits",
        "3:1: caller_id: expected `number`, `caller`, or a number that the account owns",
    ),
    "an address": (
        "email: [a, b@example.org, c d@e, d..e@example.org]\n",
        "2:9: email[0]: 'a' is no e-mail address: write it like urp@example.org",
        "2:27: email[2]: 'c d@e' is no e-mail address: write it like urp@example.org",
        "2:34: email[3]: 'd..e@example.org' is no e-mail address: write it like urp@example.org",
    ),
    "people": (
        "people: [nobody, '@example', 'a b@example.org', 3, {grup: x}, {group: ' '}, {group: 3}]\n",
        "2:10: people[0]: 'nobody' names nobody: write urp@example.org, \"@example.org\" or "
        "{group: urp}",
        "2:18: people[1]: '@example' is no domain: write it like \"@example.org\"",
        "2:30: people[2]: 'a b@example.org' is no e-mail address: write it like urp@example.org",
        "2:49: people[3]: '3' names nobody: write urp@example.org, \"@example.org\" or "
        "{group: urp}",
        '2:52: people[4]: expected a group, like {group: urp}; or urp@example.org, "@example.org"',
        "2:64: people[5].group: expected the group's name, as the identity provider has it",
        "2:78: people[6].group: expected the group's name, as the identity provider has it",
    ),
    "an at sign without quotes": (
        "people: @example.org\n",
        "2:9: a text that begins with @ goes between quotes",
    ),
    "a webhook": (
        "email: [webhook:http://example.org/h, webhook:https://u:s3cret@example.org,\n"
        "  'webhook:https://example.org/a b', webhook:https://, pager:12, mailto:a]\n",
        "2:9: email[0]: a webhook's URL begins with https://: "
        "write it like webhook:https://tickets.example.org/hook",
        "2:39: email[1]: a webhook's URL has no user and no password: the signature says who posts",
        "3:3: email[2]: a webhook's URL has letters, digits and no comma, blank or #: "
        "write it like webhook:https://tickets.example.org/hook",
        "3:38: email[3]: a webhook's URL names a host: "
        "write it like webhook:https://tickets.example.org/hook",
        "3:56: email[4]: no channel is called 'pager': begin with mailto: or webhook:",
        "3:66: email[5]: 'a' is no e-mail address: write it like urp@example.org",
    ),
    "plain settings": (
        "language: fr\nlanguages: [it, de]\nmissed_calls: often\nconfirm: si\nweb: 3\n"
        "site: nowhere\noffice: {fr: x}\n",
        "2:1: language: 'fr' is no language that Centralino speaks; known: it, en",
        "3:17: languages[1]: 'de' is no language that Centralino speaks; known: it, en",
        "4:1: missed_calls: expected 'each', 'daily' or 'off'",
        "5:1: confirm: expected true or false; for 'si' write true",
        "6:1: web: expected text",
        "7:1: site: the organisation's file has no site 'nowhere'; no known name is near it",
        "8:10: office.fr: no language; known: it, en",
    ),
    "the languages and their keys": (
        "languages: {fr: 1, it: 12, en: hash, offer: maybe}\n",
        "2:13: languages.fr: no language that Centralino speaks; known: it, en, offer",
        "2:20: languages.it: expected the key that chooses this language, like 9, or nothing, "
        "not '12'",
        "2:28: languages.en: expected the key that chooses this language, like 9, or nothing, "
        "not 'hash'",
        "2:38: languages.offer: expected the key that offers another language, like 9, or `no`, "
        "not 'maybe'",
    ),
    "one key for two languages": (
        "languages: {it: 9, en: 9}\n",
        "2:20: languages.en: the key 9 chooses 'it' already: write another one",
    ),
    "languages of which none is named": (
        "languages: {}\n",
        "2:1: languages: expected languages, like [it, en], or {it: , en: 9}",
    ),
    "an offer of something else": (
        "greet: forse\nsteps: {a: {offer: en, then: b}, b: {offer: languages}}\n",
        "2:1: greet: expected true or false",
        "3:13: steps.a.offer: expected `languages`: which, and by which keys, the number's own say",
        "3:34: steps.b.then: this setting is missing",
    ),
    "the kind of a step": (
        "steps:\n  a: {mneu: x, keys: {1: a}}\n  b: {say: x, goto: a}\n  c: {then: a}\n  d: 5\n"
        "  e: hangup\n",
        "3:3: steps.a: no key names this step's kind; did you mean 'menu'?",
        "4:3: steps.b: two kinds in one step (say, goto): make a step of each",
        f"5:3: steps.c: no key names this step's kind; known: {KINDS}",
        f"6:3: steps.d: expected a step: one of {KINDS}, with its settings",
        "7:3: steps.e: expected a step, with its settings: write it as {hangup: }",
    ),
    "the settings of a step": (
        "steps:\n  enrolment:\n    dial: ['0577 235020']\n    rings: 20s\n    ring: 2s\n"
        "    cap: 1x\n    order: sequential\n",
        "5:5: steps.enrolment.rings: unknown setting; did you mean 'ring'?",
        "6:5: steps.enrolment.ring: expected 5s or more",
        "7:5: steps.enrolment.cap: '1x' is no duration: write it like 20s, 3m, or in seconds",
        "8:5: steps.enrolment.order: expected 'in sequence', 'all at once', 'rotating' or "
        "'random'; for 'sequential' write in sequence",
    ),
    "a step that is not there, beside a step that does not fit": (
        "steps:\n  start: {say: x, then: welcme}\n  welcome: {hangup: , tehn: x}\n",
        "3:19: steps.start.then: no step is called 'welcme'; did you mean 'welcome'?",
        "4:23: steps.welcome.tehn: unknown setting; known: hangup",
    ),
    "the name of a step": (
        'steps:\n  "a b": {say: x}\n  à: {say: x}\n',
        "3:3: steps.a b: a step's name is made of letters, digits, - and _, 60 at most: "
        "it is in URLs",
    ),
    "prompts": (
        'steps:\n  a: {say: "Ciao {ofice}"}\n  b: {say: {prompt: closd}}\n  c: {say: ""}\n'
        "  d: {say: {fr: x}}\n  e: {say: [a]}\n  f: {say: '{x'}\n",
        "3:7: steps.a.say: nothing fills '{ofice}'; did you mean 'office'?",
        "4:7: steps.b.say: no prompt is called 'closd'; did you mean 'closed'?",
        "5:7: steps.c.say: expected the text to say: an empty text cannot be spoken",
        "6:7: steps.d.say: "
        "expected text, {it: ..., en: ...}, {audio: ...} or {prompt: ...}, not 'fr'",
        "7:7: steps.e.say: expected the text to say, between quotes if it has a colon",
        "8:7: steps.f.say: a brace without its partner: placeholders are written like {office}",
    ),
    "prompts that mean each other": (
        "prompts: {a: {prompt: b}, b: {prompt: a}}\n",
        "2:11: prompts.a: the prompt 'b' is made of itself",
        "2:27: prompts.b: the prompt 'a' is made of itself",
    ),
    "a menu": (
        "steps:\n  a: {menu: x, keys: {A: a, 10: a, 1: {say: x}, 3: {language: fr}}}\n"
        "  b: {menu: , keys: {1: a}}\n  c: {menu: x}\n  d: {menu: x, keys: {}}\n"
        "  e: {menu: x, keys: {1: a}, tries: 0, timeout: 99, speech: maybe}\n",
        '3:23: steps.a.keys.A: no telephone has this key: 0 to 9, "*" and "#" are known',
        '3:29: steps.a.keys.10: no telephone has this key: 0 to 9, "*" and "#" are known',
        "3:36: steps.a.keys.1: this key leads nowhere: give it `then: step`, or `language: en`",
        "3:53: steps.a.keys.3.language: 'fr' is no language that Centralino speaks; known: it, en",
        "4:22: steps.b.keys.1: a menu without text is made of its keys: `say` is missing",
        "5:3: steps.c.keys: this setting is missing",
        "6:16: steps.d.keys: expected keys of the telephone, like `1: {say: ..., then: step}`",
        "7:30: steps.e.tries: expected 1 or more",
        "7:40: steps.e.timeout: expected 60 or less",
        "7:53: steps.e.speech: expected true or false",
    ),
    "codes": (
        "steps:\n  a: {code: , codes: {12a: a, 123: a}, length: 4}\n"
        "  b: {code: , codes: {123: b}, length: 4}\n",
        "3:23: steps.a.codes.12a: a code is made of 1 to 20 digits",
        "4:23: steps.b.codes.123: this code does not have the 4 digits of `length`",
    ),
    "voicemail": (
        "steps:\n  a: {voicemail: nobody, max: 1s, silence: 2m, beep: si}\n",
        "3:7: steps.a.voicemail: 'nobody' is no e-mail address: write it like urp@example.org",
        "3:26: steps.a.max: expected 2s or more",
        "3:35: steps.a.silence: expected 1m or less",
        "3:48: steps.a.beep: expected true or false; for 'si' write true",
    ),
    "times": (
        'hours: {mon-fry: "10-13", wed: "25:00-26:00"}\n'
        "calendar:\n  - {on: 2026-02-30}\n  - {from: 2026-08-21, to: 2026-08-10}\n"
        '  - {on: 2026-08-01, opne: "9-12"}\n',
        "2:9: hours.mon-fry: 'fry' is no day of the week: did you mean 'friday'?",
        "2:27: hours.wed: there is no 25:00: a day goes from 00:00 to 24:00",
        "4:6: calendar[0].on: there is no day '2026-02-30' in the calendar",
        "5:24: calendar[1].to: 2026-08-10 comes before the 2026-08-21 of `from`: exchange them",
        "6:22: calendar[2].opne: unknown setting; did you mean 'open'?",
    ),
    "another number that is not here": (
        'steps: {a: {goto: "0577 235599"}}\n',
        "2:13: steps.a.goto: no number 0577235599 is here; did you mean '0577235502'?",
    ),
    "expectations": (
        "expect:\n  - {at: 2026-11-23, hears: x}\n  - {at: 2026-11-23 11:00}\n"
        "  - {at: 2026-11-23 11:00, ends: goodbye}\n",
        "3:6: expect[0].at: '2026-11-23' is no moment: write it like 2026-11-23 11:00",
        "4:5: expect[1]: nothing is expected: add `hears`, `ends` or `to`",
        "5:28: expect[2].ends: expected 'conversation', 'voicemail', 'information' or 'hung-up'",
    ),
    "too many telephones at once": (
        f"ring: {[f'0577 2350{n}' for n in range(10, 21)]}\n"
        "steps:\n  a: {dial: office, order: all at once}\n",
        "4:21: steps.a.order: at most 10 numbers can ring all at once",
    ),
    "a character that cannot be spoken": (
        'office: "a\\a"\nsteps: {a: {say: "b\\uFFFE"}}\n',
        "2:1: office: a control character stands here, which cannot be spoken: leave it out",
        "3:13: steps.a.say: a control character stands here, which cannot be spoken: leave it out",
    ),
}
UNREADABLE = {
    "an empty file": ("", "1:1: the file is empty: settings, each `name: value`, were expected"),
    "a list": ("- a\n", "1:1: this is no mapping: settings, each `name: value`, were expected"),
    "a raw control character": (
        "office: a\x07\n",
        "1:10: a control character stands here, which cannot be spoken: leave it out",
    ),
    "a key that is no word": ("true: x\n", "1:1: a key must be a word or a number"),
    "a list as a key": ("? [a]\n: x\n", "1:3: a key must be a word or a number"),
    "what means itself": ("a: &a [*a]\n", "1:4: too much is nested or repeated by aliases"),
    "what nests without end": (
        "a: " + "[" * 100_000,
        "1:63: too much is nested or repeated by aliases",
    ),
    "lists within lists": ("- " * 200_000, "1:121: too much is nested or repeated by aliases"),
}
HINTS = {
    "a tab": ("steps:\n\ta: {goto: b}\n", "2:1", "indent with spaces, not with tabs"),
    "a star": ("keys: {*: a}\n", "1:8", 'write the keys "*" and "#" between quotes'),
    "a colon": (
        "office: Ufficio: Tasse\n",
        "1:9",
        'put text that has a colon between quotes: write office: "Ufficio: Tasse"',
    ),
    "a colon in braces": (
        "a: {say: ciao: b}\n",
        "1:10",
        "put text that has a colon between quotes",
    ),
    "an open quote": (
        'office: "Tasse\n',
        "1:9",
        "this quote is not closed: put it at the end of the text too",
    ),
    "two documents": ("a: 1\n---\nb: 2\n", "2:1", "leave out the second ---"),
}


def problems(folder: Path, text: str | bytes) -> list[str]:
    write(folder, {"good": 'number: "0577 235502"\nsteps: {a: {hangup: Ciao.}}'})
    file = folder / "0577235501.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    found = load(folder)
    assert "0577235502" in found.house.flows, "the other number keeps working"
    assert "0577235501" not in found.house.flows
    return [str(problem).removeprefix(f"{file}:") for problem in found.problems]


@pytest.mark.parametrize("case", TABLE)
def test_every_error_comes_at_once_with_its_place_and_remedy(tmp_path: Path, case: str) -> None:
    text, *expected = TABLE[case]
    assert problems(tmp_path, HEAD + text) == expected


@pytest.mark.parametrize("case", UNREADABLE)
def test_what_is_no_file_of_settings(tmp_path: Path, case: str) -> None:
    text, expected = UNREADABLE[case]
    assert problems(tmp_path, text) == [expected]


@pytest.mark.parametrize("case", HINTS)
def test_what_is_no_yaml_is_told_with_its_usual_cause(tmp_path: Path, case: str) -> None:
    text, place, hint = HINTS[case]
    (told,) = problems(tmp_path, text)
    assert told == f"{place}: {hint}"


def test_the_path_of_the_file_comes_first(tmp_path: Path) -> None:
    write(tmp_path / "flows", {"a": "number: 12"})
    (problem,) = load(tmp_path / "flows").problems
    assert str(problem).startswith(f"{tmp_path}/flows/a.yaml:1:1: number: ")


def test_a_file_without_its_number(tmp_path: Path) -> None:
    assert problems(tmp_path, "office: x\n") == ["1:1: number: this setting is missing"]


def test_a_file_that_is_not_utf8_or_too_large(tmp_path: Path) -> None:
    told = problems(tmp_path, "number: x\noffice: Università".encode("latin-1"))
    assert told == ["2:1: the file is not UTF-8: save it with that encoding"]
    told = problems(tmp_path, HEAD + "#" * 1_000_000)
    assert told == ["1:1: the file is larger than 1000 kB"]


def test_a_bomb_of_aliases_is_refused_quickly(tmp_path: Path) -> None:
    lines = ["a: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"b{n}: &a{n + 1} [{', '.join([f'*a{n}'] * 10)}]" for n in range(9)]
    (told,) = problems(tmp_path, "\n".join(lines))
    assert told.endswith("too much is nested or repeated by aliases")


def test_two_files_of_one_number_are_an_error_of_the_second(tmp_path: Path) -> None:
    text = f"{HEAD}steps: {{a: {{hangup: Ciao.}}}}"
    write(tmp_path, {"a": text, "b": text})
    found = load(tmp_path)
    (problem,) = found.problems
    assert str(problem) == (
        f"{tmp_path}/b.yaml:1:1: number: this number has a flow already, in a.yaml"
    )
    assert found.files["0577235501"].name == "a.yaml"


def test_a_jump_to_a_number_whose_file_has_errors_tells_of_that_file(tmp_path: Path) -> None:
    write(tmp_path, {"0577235503": 'number: "0577 235503"\nhuors: {}\n'})
    (told, _) = problems(tmp_path, HEAD + 'steps: {a: {goto: "0577 235503"}}\n')
    assert told.endswith("calls cannot go on to 0577235503: 0577235503.yaml has errors")


def test_an_ical_file_that_is_missing_or_broken_is_named(tmp_path: Path) -> None:
    (tmp_path / "broken.ics").write_text("BEGIN:VCALENDAR\nBEGIN:", encoding="utf-8")
    told = problems(tmp_path, HEAD + "calendar: [{ical: none.ics}, {ical: broken.ics}]\n")
    assert told[0].startswith("2:13: calendar[0].ical: there is no file 'none.ics'")
    assert told[1].startswith("2:31: calendar[1].ical: ")
    assert "broken.ics" in told[1]


ORGANISATION = {
    "timezone: Europe/Roma": "2:1: timezone: "
    "'Europe/Roma' is no time zone; did you mean 'Europe/Rome'?",
    "voices: {it: Polly.Bianca-Neurl}": "2:10: voices.it: "
    "expected a voice of Twilio's, like Polly.Bianca-Neural; did you mean 'Polly.Bianca-Neural'?",
    "voices: {it: Polly.Amy}": "2:10: voices.it: "
    "Polly.Amy speaks en-GB: a voice for 'it' was expected",
    "voices: {it: Google.fr-FR-Neural2-A}": "2:10: voices.it: "
    "Google.fr-FR-Neural2-A speaks fr-FR: a voice for 'it' was expected",
    "mail: {from: x, helpdesk: a@example.org}": "2:8: mail.from: 'x' is no e-mail address",
    "retention: {recordings: 5m}": "2:13: retention.recordings: expected 1h or more",
    "prompts: {a: {prompt: x}}": "2:11: prompts.a: no prompt is called 'x';",
    "holidays: {country: XX}": "2:12: holidays.country:",
}


@pytest.mark.parametrize("text", ORGANISATION)
def test_errors_of_the_organisations_file(tmp_path: Path, text: str) -> None:
    write(tmp_path, {"centralino.yaml": f"organisation: Ateneo\n{text}\n"})
    found = load(tmp_path)
    told = [str(each).removeprefix(f"{tmp_path}/centralino.yaml:") for each in found.problems]
    assert told[0].startswith(ORGANISATION[text])
    assert found.house.flows == {}
    assert found.house.own.start == "unavailable"
