"""The flow file of a new number, with comments for whoever changes it later."""

import json
from collections.abc import Iterator, Mapping, Sequence

from centralino.commissioning.foretelling import Foretold
from centralino.commissioning.request import NumberRequest
from centralino.core.numbers import format_number
from centralino.languages.registry import MAIN, find_language
from centralino.languages.vocabulary import FileComments


def flow_file(request: NumberRequest, expected: Sequence[Foretold] = ()) -> str:
    """The YAML text."""
    said = find_language(request.language).comments
    parts = [list(_settings(request, said))]
    if request.choices:
        parts.append(list(_steps(request, said)))
    if expected:
        parts.append(list(_expectations(expected, said)))
    return "\n\n".join("\n".join(lines) for lines in parts) + "\n"


def _settings(request: NumberRequest, said: FileComments) -> Iterator[str]:
    yield f"# {said.head.format(office=request.office)}"
    yield f"# {said.try_it.format(slug=request.slug)}"
    yield f"number: {write_yaml_text(format_number(request.number))}"
    yield f"office: {_office(request)}"
    email = write_yaml_list(request.email) if request.email else "[]"
    yield f"email: {email} # {said.email if request.email else said.no_email}"
    yield f"hours: {write_yaml_mapping(request.hours)}" if request.hours else f"# {said.no_hours}"
    yield from _options(request, said)


def _options(request: NumberRequest, said: FileComments) -> Iterator[str]:
    """The settings that are written only where the office asked for them."""
    options = (
        (request.web, f"web: {write_yaml_text(request.web)}"),
        (request.site, f"site: {request.site} # {said.site}"),
        (request.language != MAIN, f"language: {request.language}"),
        (request.always_open, f"always_open: true # {said.always_open}"),
        (request.ring, f"ring: {_telephones(request.ring)} # {said.ring}"),
        (request.confirm, f"confirm: true # {said.confirm}"),
    )
    return (line for wished, line in options if wished)


def _steps(request: NumberRequest, said: FileComments) -> Iterator[str]:
    """A menu before the telephones; whoever presses nothing reaches the first of them."""
    first = f"choice-{_name(request.choices[0].key)}"
    yield f"# {said.steps}"
    yield "steps:"
    yield "  hours: {gate: hours, open: greeting, closed: outside}"
    yield '  greeting: {say: "{office}.", then: choices}'
    yield "  choices:"
    yield f"    menu: # {said.menu}"
    yield "    keys:"
    for choice in request.choices:
        name = f"choice-{_name(choice.key)}"
        yield f"      {_key(choice.key)}: {{say: {write_yaml_text(choice.words)}, then: {name}}}"
    yield f"    otherwise: {'ring' if request.ring else first} # {said.otherwise}"
    for choice in request.choices:
        numbers = _telephones(choice.ring)
        yield f"  choice-{_name(choice.key)}: {{dial: {numbers}, otherwise: nobody}}"
    if request.ring:
        yield "  ring: {dial: office, otherwise: nobody}"
    after = "mailbox" if request.email else "information"
    yield f"  nobody: {{say: {{prompt: nobody}}, then: {after}}}"
    if request.email:
        yield "  outside: {say: {prompt: outside}, then: mailbox}"
        yield "  mailbox: {voicemail: office}"
    else:
        yield "  outside: {say: {prompt: outside}}"


def _expectations(expected: Sequence[Foretold], said: FileComments) -> Iterator[str]:
    yield f"# {said.expect}"
    yield "expect:"
    for each in expected:
        pairs = [f"at: {each.at:%Y-%m-%d %H:%M}"]
        pairs += [f"press: {_key(each.press)}"] if each.press else []
        pairs += [f"dial: [{', '.join(each.dial)}]"] if each.dial else []
        pairs += [f"ends: {each.ends}"]
        pairs += [f"to: {each.to}"] if each.to else []
        yield f"  # {said.situations[each.about]}"
        yield f"  - {{{', '.join(pairs)}}}"


def _office(request: NumberRequest) -> str:
    names = {request.language: request.office, **request.office_in}
    return write_yaml_mapping(names) if len(names) > 1 else write_yaml_text(request.office)


def _telephones(numbers: Sequence[str]) -> str:
    return "[" + ", ".join(write_yaml_text(format_number(number)) for number in numbers) + "]"


def write_yaml_text(value: str) -> str:
    """Between quotes: what JSON writes, YAML reads as the same."""
    return json.dumps(value, ensure_ascii=False)


def write_yaml_list(values: Sequence[str]) -> str:
    return values[0] if len(values) == 1 else "[" + ", ".join(values) + "]"


def write_yaml_mapping(pairs: Mapping[str, str]) -> str:
    return (
        "{"
        + ", ".join(f"{_key(key)}: {write_yaml_text(value)}" for key, value in pairs.items())
        + "}"
    )


def _key(key: str) -> str:
    return key if key.replace("-", "").isalnum() else write_yaml_text(key)


def _name(key: str) -> str:
    return {"*": "star", "#": "hash"}.get(key, key)
