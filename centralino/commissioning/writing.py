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
    elif request.rotates or request.codes or not request.email:
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
    yield "  languages: {offer: languages, then: hours}"
    opened = "welcome" if first != "information" or request.codes else first
    yield f"  hours: {{gate: hours, open: {opened}, closed: outside}}"
    if opened == "welcome":
        yield f"  welcome: {{say: {{prompt: welcome}}, then: {'code' if request.codes else first}}}"
    if request.codes:
        yield from _code_steps(request, said, instead=first)
    if request.ring:
        yield f"  ring: {{dial: office, {_order(request, request.ring)}otherwise: nobody}}"
    if request.ring or request.codes:
        yield f"  nobody: {{say: {{prompt: nobody}}, then: {_after(request)}}}"
    yield from _last_steps(request)


def _code_steps(request: NumberRequest, said: FileComments, instead: str) -> Iterator[str]:
    """The question for a code, which goes on by the hours a second time: whoever has none has
    heard by then whether it is open.
    """
    closed = "mailbox" if request.email else "closed"
    codes = {code.digits: f"service-{place}" for place, code in enumerate(request.codes, start=1)}
    yield f"  code: # {said.codes}"
    yield f"    code: {_in_each(request, lambda words: words.code_question)}"
    yield "    codes:"
    for code in request.codes:
        yield f"      {write_yaml_text(code.digits)}: {codes[code.digits]} # {code.whom}"
    yield f"    length: {len(request.codes[0].digits)}"
    yield "    tries: 1"
    yield "    timeout: 4s"
    yield "    otherwise: without-code"
    yield f"  without-code: {{gate: hours, open: {instead}, closed: {closed}}}"
    if not request.email:
        yield f"  closed: {{say: {_in_each(request, lambda words: words.code_closed)}}}"
    for code in request.codes:
        numbers = _telephones(request, code.ring, code.whom)
        order = _order(request, code.ring)
        yield f"  {codes[code.digits]}: {{dial: {numbers}, {order}otherwise: nobody}}"


def _after(request: NumberRequest) -> str:
    return "mailbox" if request.email else "information"


def _last_steps(request: NumberRequest) -> Iterator[str]:
    if request.email:
        then = "code" if request.codes else "mailbox"
        yield f"  outside: {{say: {{prompt: outside}}, then: {then}}}"
        yield "  mailbox: {voicemail: office}"
    else:
        then = ", then: code" if request.codes else ""
        yield f"  outside: {{say: {{prompt: outside}}{then}}}"
        if not request.ring and not request.choices and not request.codes:
            yield "  information: {say: {prompt: information}}"


def _menu_steps(request: NumberRequest, said: FileComments) -> Iterator[str]:
    """A menu before the telephones; whoever presses nothing reaches the first of them."""
    first = f"choice-{_name(request.choices[0].key)}"
    yield f"# {said.steps}"
    yield "steps:"
    yield "  hours: {gate: hours, open: greeting, closed: outside}"
    yield f"  greeting: {{say: {_in_each(request, lambda words: '{office}.')}, then: choices}}"
    yield "  choices:"
    yield f"    menu: # {said.menu}"
    yield "    keys:"
    for choice in request.choices:
        name = f"choice-{_name(choice.key)}"
        yield f"      {_key(choice.key)}: {{say: {_words(request, choice)}, then: {name}}}"
    if request.codes:
        words = _in_each(request, lambda words: words.code_choice)
        yield f"      {request.code_key}: {{say: {words}, then: code}}"
    for key, language in zip(reversed(request.free_keys), request.languages[1:], strict=False):
        yield f"      {key}: {{language: {language}, then: greeting}}"
    yield f"    otherwise: {'ring' if request.ring else first} # {said.otherwise}"
    for choice in request.choices:
        numbers = _telephones(request, choice.ring)
        order = _order(request, choice.ring)
        yield f"  choice-{_name(choice.key)}: {{dial: {numbers}, {order}otherwise: nobody}}"
    if request.ring:
        yield f"  ring: {{dial: office, {_order(request, request.ring)}otherwise: nobody}}"
    if request.codes:
        yield from _code_steps(request, said, instead="choices")
    yield f"  nobody: {{say: {{prompt: nobody}}, then: {_after(request)}}}"
    yield from _last_steps(request)


def _order(request: NumberRequest, ring: Sequence[str]) -> str:
    return "order: rotating, " if request.rotates and len(ring) > 1 else ""


def _in_each(request: NumberRequest, words: Callable[[FileComments], str]) -> str:
    """What callers hear, in each language that they hear the number in."""
    return _per_language({each: words(find_language(each).comments) for each in request.languages})


def _words(request: NumberRequest, choice: MenuChoice) -> str:
    if len(request.languages) == 1:
        return write_yaml_text(choice.words)
    return _per_language({request.language: choice.words, **choice.words_in})


def _per_language(words: Mapping[str, str]) -> str:
    """As a text where there is one alone."""
    return write_yaml_mapping(words) if len(words) > 1 else write_yaml_text(*words.values())


def _expectations(expected: Sequence[Foretold], said: FileComments) -> Iterator[str]:
    yield f"# {said.expect}"
    yield "expect:"
    for each in expected:
        pairs = [f"at: {each.at:%Y-%m-%d %H:%M}"]
        pairs += [f"press: {_keys(each.press)}"] if each.press else []
        pairs += [f"dial: [{', '.join(each.dial)}]"] if each.dial else []
        pairs += [f"ends: {each.ends}"]
        pairs += [f"to: {each.to}"] if each.to else []
        yield f"  # {said.situations[each.about]}"
        yield f"  - {{{', '.join(pairs)}}}"


def _office(request: NumberRequest) -> str:
    names = {request.language: request.office, **request.office_in}
    return write_yaml_mapping(names) if len(names) > 1 else write_yaml_text(request.office)


def _telephones(request: NumberRequest, numbers: Sequence[str], name: str = "") -> str:
    """A mobile's own voicemail would take the call: there whoever picks up presses 1."""
    confirms = _leg_confirms(request)
    each = [_telephone(number, name, confirm=confirms(number)) for number in numbers]
    return f"[{', '.join(each)}]"


def _leg_confirms(request: NumberRequest) -> Callable[[str], bool]:
    return is_mobile if request.confirm is None else lambda number: False


def _telephone(number: str, name: str, *, confirm: bool) -> str:
    written = write_yaml_text(format_number(number))
    details = [f"name: {write_yaml_text(name)}"] if name else []
    details += ["confirm: true"] if confirm else []
    return f"{{{', '.join([f'number: {written}', *details])}}}" if details else written


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


def _keys(keys: Sequence[str]) -> str:
    """One key as it is; codes between quotes, so that none loses a zero it begins with."""
    written = [
        write_yaml_text(each) if len(each) > 1 and each.isdigit() else _key(each) for each in keys
    ]
    return written[0] if len(written) == 1 else f"[{', '.join(written)}]"


def _name(key: str) -> str:
    return {"*": "star", "#": "hash"}.get(key, key)
