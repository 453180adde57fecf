"""A caller, a call and a recording that never were, for the examples of mails."""

from datetime import timedelta
from typing import Any

from centralino.calls import trail
from centralino.calls.reference import EXAMPLE
from centralino.calls.trail import Passage, Trail
from centralino.core.directory import Office
from centralino.delivery.mail_kinds import Sample
from centralino.store.models import CallRecord, DeliveryState, Receipt, Recipient, Recording

CALLER = "+393331234567"
CALL = "CA" + "0" * 32
RECORDING = EXAMPLE
OUTCOMES = ("busy", "no-answer")


def invent_recording(sample: Sample, **more: Any) -> Recording:
    office = sample.office
    addresses = office.addresses or (sample.directory.mail.helpdesk,)
    values: dict[str, Any] = {
        "sid": RECORDING,
        "call_sid": CALL,
        "number": office.slug,
        "caller": CALLER,
        "taken_at": sample.now,
        "seconds": 12,
        "asked_at": sample.now - timedelta(seconds=25),
        "was_open": True,
        "trail": trail.write_trail(invent_trail(office)),
        "language": office.language,
        "state": DeliveryState.WAITING,
        "audio": "",
        "attempts": 1,
        "error": "",
        "recipients": [Recipient(address=each, receipt=Receipt.WAITING) for each in addresses],
    }
    return Recording(**values | more)


def invent_call(sample: Sample, **more: Any) -> CallRecord:
    office = sample.office
    values: dict[str, Any] = {
        "sid": CALL,
        "number": office.slug,
        "caller": CALLER,
        "started_at": sample.now - timedelta(seconds=70),
        "heard_at": sample.now,
        "seconds": 70,
        "was_open": True,
        "trail": trail.write_trail(invent_trail(office)),
        "language": office.language,
    }
    return CallRecord(**values | more)


def invent_trail(office: Office) -> Trail:
    """A choice of the office's own first menu, and its first telephones that did not answer."""
    return (*_chosen(office), *_rung(office))


def _chosen(office: Office) -> list[Passage]:
    for name, step in office.steps.items():
        for outcome, meaning in step.meanings.items():
            if meaning.is_quoted:
                return [Passage(name, outcome)]
    return []


def _rung(office: Office) -> list[Passage]:
    for name, step in office.steps.items():
        if step.telephones:
            pairs = zip(step.telephones, OUTCOMES, strict=False)
            return [Passage(name, f"{outcome}@{slug}") for slug, outcome in pairs]
    return []
