"""The flow file of a new number, with comments for whoever changes it later."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence

from centralino.commissioning.foretelling import Foretold
from centralino.commissioning.request import NumberRequest
from centralino.commissioning.request_fields import MenuChoice
from centralino.core.numbers import format_number, is_mobile
from centralino.languages.registry import MAIN, find_language
from centralino.languages.vocabulary import FileComments


def flow_file(request: NumberRequest, expected: Sequence[Foretold] = ()) -> str:
    """The YAML text."""
    said = find_language(request.language).comments
    parts = [list(_settings(request, said))]
    if request.choices:
        parts.append(list(_menu_steps(request, said)))
    elif request.rotates or not request.email:
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
    yield from _hours(request) if request.hours else [f"# {said.no_hours}"]
    yield from _options(request, said)


def _options(request: NumberRequest, said: FileComments) -> Iterator[str]:
    """The settings that are written only where the office asked for them."""
    options = (
        (request.web, f"web: {write_yaml_text(request.web)}"),
        (request.site, f"site: {request.site} # {said.site}"),
        (request.language != MAIN, f"language: {request.language}"),
        (request.always_open, f"always_open: true # {said.always_open}"),
        (request.ring, f"ring: {_telephones(request, request.ring)} # {said.ring}"),
        (request.confirm, f"confirm: true # {said.confirm}"),
        (any(map(_leg_confirms(request), request.ring)), f"# confirm: {said.confirm}"),
    )
    return (line for wished, line in options if wished)


def _hours(request: NumberRequest) -> Iterator[str]:
    if not request.seasons:
        yield f"hours: {write_yaml_mapping(request.hours or {})}"
        return
    yield "hours:"
    for days, spans in (request.hours or {}).items():
        yield f"  {_key(days)}: {write_yaml_text(spans)}"
    yield "  seasons:"
    for season in request.seasons:
        days = f'from: "{season.start}", to: "{season.end}"'
        yield f"    - {{{days}, hours: {write_yaml_mapping(season.hours)}}}"


def _steps(request: NumberRequest, said: FileComments) -> Iterator[str]:
    """As the default flow, but each thing once: without a mailbox, what is said outside the hours
    is all that there is to say.
    """
    first = "ring" if request.ring else _after(request)
    yield f"# {said.steps}"
    yield "steps:"
    yield f"  hours: {{gate: hours, open: {first}, closed: outside}}"
    if request.ring:
        yield f"  ring: {{dial: office, {_order(request, request.ring)}otherwise: nobody}}"
        yield f"  nobody: {{say: {{prompt: nobody}}, then: {_after(request)}}}"
    yield from _last_steps(request)


def _after(request: NumberRequest) -> str:
    return "mailbox" if request.email else "information"


def _last_steps(request: NumberRequest) -> Iterator[str]:
    if request.email:
        yield "  outside: {say: {prompt: outside}, then: mailbox}"
        yield "  mailbox: {voicemail: office}"
    else:
        yield "  outside: {say: {prompt: outside}}"
        if not request.ring and not request.choices:
            yield "  information: {say: {prompt: information}}"


def _menu_steps(request: NumberRequest, said: FileComments) -> Iterator[str]:
    """A menu before the telephones; whoever presses nothing reaches the first of them."""
    first = f"choice-{_name(request.choices[0].key)}"
    yield f"# {said.steps}"
    yield "steps:"
    yield "  hours: {gate: hours, open: greeting, closed: outside}"
    yield f"  greeting: {{say: {_in_each(request, '{office}.')}, then: choices}}"
    yield "  choices:"
    yield f"    menu: # {said.menu}"
    yield "    keys:"
    for choice in request.choices:
        name = f"choice-{_name(choice.key)}"
        yield f"      {_key(choice.key)}: {{say: {_words(request, choice)}, then: {name}}}"
    for key, language in zip(_free_keys(request), request.languages[1:], strict=False):
        yield f"      {key}: {{language: {language}, then: greeting}}"
    yield f"    otherwise: {'ring' if request.ring else first} # {said.otherwise}"
    for choice in request.choices:
        numbers = _telephones(request, choice.ring)
        order = _order(request, choice.ring)
        yield f"  choice-{_name(choice.key)}: {{dial: {numbers}, {order}otherwise: nobody}}"
    if request.ring:
        yield f"  ring: {{dial: office, {_order(request, request.ring)}otherwise: nobody}}"
    yield f"  nobody: {{say: {{prompt: nobody}}, then: {_after(request)}}}"
    yield from _last_steps(request)


def _order(request: NumberRequest, ring: Sequence[str]) -> str:
    return "order: rotating, " if request.rotates and len(ring) > 1 else ""


def _in_each(request: NumberRequest, words: str) -> str:
    """The same words in each language that the menu is in."""
    if len(request.languages) == 1:
        return write_yaml_text(words)
    return write_yaml_mapping(dict.fromkeys(request.languages, words))


def _words(request: NumberRequest, choice: MenuChoice) -> str:
    if len(request.languages) == 1:
        return write_yaml_text(choice.words)
    return write_yaml_mapping({request.language: choice.words, **choice.words_in})


def _free_keys(request: NumberRequest) -> list[str]:
    """Where a language may be chosen: at the end of the keys, where people expect it."""
    taken = {choice.key for choice in request.choices}
    return [key for key in "987654321" if key not in taken]


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


def _telephones(request: NumberRequest, numbers: Sequence[str]) -> str:
    """A mobile's own voicemail would take the call: there whoever picks up presses 1."""
    confirms = _leg_confirms(request)
    return "[" + ", ".join(_telephone(each, confirm=confirms(each)) for each in numbers) + "]"


def _leg_confirms(request: NumberRequest) -> Callable[[str], bool]:
    return is_mobile if request.confirm is None else lambda number: False


def _telephone(number: str, *, confirm: bool) -> str:
    written = write_yaml_text(format_number(number))
    return f"{{number: {written}, confirm: true}}" if confirm else written


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
