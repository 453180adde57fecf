"""Menus and codes can be heard, and each key and code means one thing."""

from collections.abc import Iterator
from itertools import pairwise

from centralino.checking.findings import Finding
from centralino.checking.rule_context import Subject
from centralino.flows.kinds.code import Code
from centralino.flows.kinds.menu import Menu
from centralino.languages.prompts import Audio, Prompt


def silent(subject: Subject) -> Iterator[Finding]:
    """CE006: the question itself has no words, in some language."""
    told = set()
    for edge in subject.graph.edges():
        target = edge.target
        if target is None or not target.waits or target.flow != subject.flow.slug:
            continue
        asking = isinstance(subject.flow.steps.get(target.step), Menu | Code)
        heard = any(said.text or isinstance(said.version, Audio) for said in edge.said if said.asks)
        if asking and not heard and target.step not in told:
            told.add(target.step)
            message = "callers are asked for keys without a word"
            hint = "its prompt says nothing here: write words that need no placeholder"
            call = [*subject.graph.call_to(edge.source), edge]
            yield subject.finding("CE006", ("steps", target.step), message, hint, call)


def prefixes(subject: Subject) -> Iterator[Finding]:
    """CW004. In order, a code that begins others stands right before one of them."""
    for name, step in subject.flow.steps.items():
        for code, longer in pairwise(sorted(step.codes)) if isinstance(step, Code) else ():
            if longer.startswith(code):
                message = f"a caller who pauses while entering {longer} has entered {code}"
                hint = "give all codes the same number of digits, and say it with `length`"
                yield subject.finding("CW004", ("steps", name, "codes", code), message, hint)


def same_words(subject: Subject) -> Iterator[Finding]:
    """CW006: callers cannot tell which of two keys they want."""
    for name, step in subject.flow.steps.items():
        if not isinstance(step, Menu):
            continue
        seen: dict[tuple[tuple[str, object], ...], str] = {}
        for key, choice in step.keys.items():
            words = _words(choice.say)
            if words and words in seen:
                message = f"the keys {seen[words]} and {key} have the same words"
                place = ("steps", name, "keys", key)
                yield subject.finding("CW006", place, message, "tell callers how they differ")
            elif words:
                seen[words] = key


def _words(prompt: Prompt | None) -> tuple[tuple[str, object], ...]:
    return tuple(sorted(prompt.versions.items(), key=str)) if prompt else ()
