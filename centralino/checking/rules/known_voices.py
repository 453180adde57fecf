"""The organisation's voices: are they there, and where its calls are processed?"""

from collections.abc import Iterator

from centralino.checking.findings import Finding
from centralino.checking.rule_context import RuleContext
from centralino.core.texts import _


def unknown(subject: RuleContext) -> Iterator[Finding]:
    """CW011: a new voice of Twilio's, or an invented one, which fails the call (13511)."""
    for language, voice in subject.loaded.house.organisation.voices.items():
        if not voice.is_known:
            message = _(
                "{voice} is not among the voices that Twilio's libraries list", voice=voice.name
            )
            hint = _(
                "{nearest} If it is a new one, hear it before it serves", nearest=voice.nearest
            )
            yield subject.shared("CW011", ("voices", language), message, hint)


def out_of_region(subject: RuleContext) -> Iterator[Finding]:
    """CW012."""
    for language, voice in subject.loaded.house.organisation.voices.items():
        if voice.fails_in(subject.region):
            message = _(
                "{voice} is generative: calls in Twilio's region {region} fail",
                voice=voice.name,
                region=subject.region,
            )
            hint = _("take a neural voice, or hear this one in that region before it serves")
            yield subject.shared("CW012", ("voices", language), message, hint)
