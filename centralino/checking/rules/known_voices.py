"""The organisation's voices: are they there, and where its calls are processed?"""

from collections.abc import Iterator

from centralino.checking.findings import Finding
from centralino.checking.rule_context import RuleContext


def unknown(subject: RuleContext) -> Iterator[Finding]:
    """CW011: a new voice of Twilio's, or an invented one, which fails the call (13511)."""
    for language, voice in subject.loaded.house.organisation.voices.items():
        if not voice.is_known:
            message = f"{voice.name} is not among the voices that Twilio's libraries list"
            hint = f"{voice.nearest} If it is a new one, hear it before it serves"
            yield subject.shared("CW011", ("voices", language), message, hint)


def out_of_region(subject: RuleContext) -> Iterator[Finding]:
    """CW012."""
    for language, voice in subject.loaded.house.organisation.voices.items():
        if voice.fails_in(subject.region):
            message = f"{voice.name} is generative: calls in Twilio's region {subject.region} fail"
            hint = "take a neural voice, or hear this one in that region before it serves"
            yield subject.shared("CW012", ("voices", language), message, hint)
