"""What the doctor finds: one line each, with what to do about it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Health(StrEnum):
    """`wrong` is felt by callers or offices, or soon will be; `doubtful` is not, yet."""

    WELL = "well"
    DOUBTFUL = "doubtful"
    WRONG = "wrong"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Symptom:
    """`id` says what was looked at, the same every day; `remedy` is empty where all is well."""

    id: str
    mark: Health
    told: str
    remedy: str = ""


Findings = Iterator[Symptom]


def well(id_: str, told: str) -> Symptom:
    return Symptom(id_, Health.WELL, told)


def doubtful(id_: str, told: str, remedy: str) -> Symptom:
    return Symptom(id_, Health.DOUBTFUL, told, remedy)


def wrong(id_: str, told: str, remedy: str) -> Symptom:
    return Symptom(id_, Health.WRONG, told, remedy)


def skip_check(id_: str, told: str) -> Symptom:
    return Symptom(id_, Health.SKIPPED, told)
