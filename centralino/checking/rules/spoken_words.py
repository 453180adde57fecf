"""What is said can be said: audio is there, words are not too long, nor missing."""

from collections.abc import Iterator
from itertools import chain

from centralino.checking.call_edge import CallEdge
from centralino.checking.findings import Finding
from centralino.checking.foreseen import Said
from centralino.checking.rule_context import RuleContext
from centralino.core.input_errors import Place
from centralino.core.readable import write_list
from centralino.core.texts import _
from centralino.languages.prompts import Audio, Prompt, in_pieces, placeholders
from centralino.loading.compiling import prompts_of


def audio(subject: RuleContext) -> Iterator[Finding]:
    """CE005."""
    for place, prompt in prompts_of(subject.flow):
        for file in _recorded(prompt):
            path = subject.audio / file
            if not path.resolve().is_relative_to(subject.audio.resolve()):
                message = _(
                    "{file} is a link to what is not under {folder}",
                    file=path,
                    folder=subject.audio,
                )
                hint = _("put the recording itself there")
                yield subject.finding("CE005", place, message, hint)
            elif not path.is_file():
                message = _("there is no {file}", file=path)
                hint = _("put the recording there, or write its words instead")
                yield subject.finding("CE005", place, message, hint)


def _recorded(prompt: Prompt) -> list[str]:
    """The audio files of a prompt; what has a path of its own, the app itself serves."""
    audios = [each for each in prompt.versions.values() if isinstance(each, Audio)]
    return [audio.file for audio in audios if not audio.file.startswith("/")]


def lengths(subject: RuleContext) -> Iterator[Finding]:
    """CW002: cut at its sentences, any text fits; a sentence too long is cut within a word."""
    for edge, said in _all_said(subject):
        pieces = in_pieces(said.text, subject.flow.voices[said.language].limit)
        if any(piece[-1:] not in ".!?" for piece in pieces[:-1]):
            message = _("a sentence can be longer than what Twilio speaks in one piece")
            place, slug = _place_of(subject, edge, said)
            hint = _("make several sentences of it")
            yield subject.finding("CW002", place, message, hint, (), slug)


def empty(subject: RuleContext) -> Iterator[Finding]:
    """CW003."""
    for edge, said in _all_said(subject):
        if said.text or isinstance(said.version, Audio) or not said.version:
            continue
        place, slug = _place_of(subject, edge, said)
        if place and not said.asks:
            wanted = [f"{{{name}}}" for name in sorted(placeholders(said.version))]
            message = _(
                "callers hear nothing of this text: there is nothing to say for {placeholders}",
                placeholders=write_list(wanted, "or"),
            )
            hint = _("give the number an `email`, `web` or `hours`, or write words without braces")
            yield subject.finding("CW003", place, message, hint, (), slug)


def languages(subject: RuleContext) -> Iterator[Finding]:
    """CW008."""
    for edge, said in _all_said(subject):
        if said.language != said.wanted:
            place, slug = _place_of(subject, edge, said)
            message = _(
                "callers who chose '{wanted}' hear this in '{spoken}'",
                wanted=said.wanted,
                spoken=said.language,
            )
            hint = _("add `{wanted}:` to it", wanted=said.wanted)
            yield subject.finding("CW008", place, message, hint, (), slug)


def _all_said(subject: RuleContext) -> Iterator[tuple[CallEdge, Said]]:
    """What is said anywhere; the same words at the same step once."""
    told = set()
    for edge, said in chain.from_iterable(
        ((edge, said) for said in edge.said) for edge in subject.graph.edges()
    ):
        key = (edge.source.flow, edge.source.step, said.version, said.text, said.wanted)
        if key not in told and edge.source.flow == subject.flow.slug:
            told.add(key)
            yield edge, said


def _place_of(subject: RuleContext, edge: CallEdge, said: Said) -> tuple[Place, str]:
    """Where a file has what was heard: in its step, or among the named prompts."""
    slug = edge.source.flow
    flow = subject.stepping.flows[slug]
    step = flow.steps.get(edge.source.step)
    if step is not None and said.prompt is not None and not said.name:
        for name in type(step).model_fields:
            if getattr(step, name) is said.prompt:
                return ("steps", edge.source.step, name), slug
    if said.name and ("prompts", said.name) in subject.document(slug).places:
        return ("prompts", said.name), slug
    return (("steps", edge.source.step) if edge.source.step else ()), slug
