"""The rules that every flow is held to: each a function from a Subject to Findings."""

from collections.abc import Callable, Iterator

from centralino.checking.findings import Finding
from centralino.checking.rules import (
    circles,
    endings,
    hunts,
    limits,
    mistyped,
    naming,
    prompts,
    questions,
    reach,
    recording,
    voices,
)
from centralino.checking.subject import Subject

Rule = Callable[[Subject], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    limits.unproved,
    limits.faults,
    circles.circles,
    circles.silence,
    endings.endings,
    reach.unreached,
    hunts.own_numbers,
    hunts.caps,
    hunts.left_out,
    mistyped.prefixes,
    mistyped.twice,
    mistyped.nights,
    prompts.audio,
    prompts.lengths,
    prompts.empty,
    prompts.languages,
    questions.silent,
    questions.prefixes,
    questions.same_words,
    naming.controlled,
    naming.languages,
    voices.unknown,
    voices.out_of_region,
    recording.recipients,
    recording.announced,
    limits.sizes,
    limits.steps,
    limits.webhooks,
)
