"""The default flow, less what a number lacks."""

from importlib.resources import files
from typing import Any

from centralino.flows.step import INFORMATION, Step
from centralino.loading.reading_steps import read_steps_of
from centralino.loading.yaml12 import read_yaml


def text() -> str:
    """The whole default flow, as YAML."""
    return files("centralino.loading").joinpath("default_flow.yaml").read_text(encoding="utf-8")


def steps(*, rings: bool, has_email: bool, offers: bool, greets: bool) -> dict[str, Step]:
    """The default flow of a number with telephones to ring and an address, or without; that offers
    languages and says its name first, or does not."""
    skipped: dict[str, str] = {}
    if not offers:
        skipped |= {"languages": "hours"}
    if not greets or not (rings or has_email):  # what is said instead begins with the name
        skipped |= {"welcome": "ring"}
    if not rings:
        skipped |= {"ring": "mailbox", "nobody": "mailbox"}
    if not has_email:
        skipped |= {"mailbox": INFORMATION}
    return read_steps_of(_without(read_yaml(text().encode()).data["steps"], skipped))


def _without(steps: dict[str, Any], skipped: dict[str, str]) -> dict[str, Any]:
    """Steps without those skipped; whatever led to one leads to what comes after it."""
    return {
        name: {key: _after(value, skipped) for key, value in step.items()}
        for name, step in steps.items()
        if name not in skipped
    }


def _after(value: Any, skipped: dict[str, str]) -> Any:
    while isinstance(value, str) and value in skipped:
        value = skipped[value]
    return value
