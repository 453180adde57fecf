"""The words of steps for people who look at pictures, in each language that there is."""

from collections.abc import Mapping

from centralino.languages.registry import FromLanguages


def titles_of(kind: str) -> Mapping[str, str]:
    """What a kind of step is called, per language."""
    return FromLanguages(lambda all_: {each.code: each.titles[kind] for each in all_})


def in_each_language(name: str, **known: object) -> Mapping[str, str]:
    """Some words about a step, filled, per language."""
    return FromLanguages(
        lambda all_: {each.code: each.steps[name].format_map(known) for each in all_}
    )
