"""The kinds of step. Each is one module here; whoever must know them all asks here."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from centralino.flows.step import Step

_kinds: dict[str, type[Step]] = {}
KINDS: Mapping[str, type[Step]] = MappingProxyType(_kinds)
"""Every kind by its name, in the order of the alphabet; it grows as kinds are registered."""


def add_kind(kind: type[Step]) -> type[Step]:
    """Make a kind known, wherever it is written. Raises ValueError where its name is taken."""
    if kind.kind in _kinds:
        raise ValueError(f"there is a kind of step named '{kind.kind}' already")
    _keep({**_kinds, kind.kind: kind})
    return kind


@contextmanager
def add_kinds_for_a_while(*kinds: type[Step]) -> Iterator[None]:
    """Kinds that are known for a while."""
    before = dict(_kinds)
    try:
        for kind in kinds:
            add_kind(kind)
        yield
    finally:
        _keep(before)


def parts() -> tuple[str, ...]:
    """Whatever any kind may ask, in its own words."""
    return tuple(dict.fromkeys(part for kind in _kinds.values() for part in kind.parts))


def results() -> frozenset[str]:
    """What may come of ringing telephones, or of waiting."""
    return frozenset(result for kind in _kinds.values() for result in kind.results)


def outcome_in_words(outcome: str, language: str) -> str | None:
    """What mails say of what some step remembered; None: nothing."""
    told = (kind.outcomes.get(language, {}).get(outcome) for kind in _kinds.values())
    return next(filter(None, told), None)


def rules() -> dict[str, str]:
    """The kinds' own rules for the check."""
    return {id_: title for kind in _kinds.values() for id_, title in kind.rules.items()}


def _keep(kinds: Mapping[str, type[Step]]) -> None:
    _kinds.clear()
    _kinds.update(sorted(kinds.items()))


def _own(step: type[Step]) -> Iterator[type[Step]]:
    """The kinds of this package: the leaves of the tree of steps."""
    below = step.__subclasses__()
    if not below and hasattr(step, "kind"):
        yield step
    for each in below:
        yield from _own(each)


for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")
for _kind in _own(Step):  # type: ignore[type-abstract]  # walked, never made
    add_kind(_kind)
