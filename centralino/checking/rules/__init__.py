"""The rules that every flow is held to: each a function from a RuleContext to Findings."""

from collections.abc import Callable, Iterator

from centralino.checking.findings import Finding
from centralino.checking.rule_context import RuleContext
from centralino.checking.rules import (
    bounds,
    circles,
    endings,
    first_words,
    hunts,
    kinds_own,
    known_voices,
    mistyped,
    questions,
    recording,
    spoken_languages,
    spoken_words,
    unreachable,
    unseen,
)

Rule = Callable[[RuleContext], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    bounds.find_unproved,
    bounds.faults,
    circles.circles,
    circles.silence,
    endings.endings,
    first_words.late,
    first_words.closed_too_late,
    unreachable.find_unreached,
    hunts.own_numbers,
    hunts.caps,
    hunts.left_out,
    mistyped.prefixes,
    mistyped.twice,
    mistyped.nights,
    spoken_words.audio,
    spoken_words.lengths,
    spoken_words.empty,
    spoken_words.languages,
    questions.silent,
    spoken_languages.languages,
    known_voices.unknown,
    known_voices.out_of_region,
    recording.find_unannounced,
    unseen.find_unseen,
    kinds_own.flaws,
    bounds.sizes,
    bounds.steps,
    bounds.webhooks,
)
