"""The kinds of step. Each is one module here; whoever must know them all reads `KINDS`."""

from importlib import import_module
from pkgutil import iter_modules

from centralino.flows.step import Step


def _kinds() -> dict[str, type[Step]]:
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
    return {step.kind: step for step in sorted(_concrete(Step), key=lambda step: step.kind)}  # type: ignore[type-abstract]  # walked, never made


def _concrete(step: type[Step]) -> list[type[Step]]:
    below = [found for each in step.__subclasses__() for found in _concrete(each)]
    return below or ([step] if hasattr(step, "kind") else [])


KINDS = _kinds()
