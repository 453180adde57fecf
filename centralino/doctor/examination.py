"""The whole examination: every check, one after the other, none in another's way."""

from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlalchemy.exc import SQLAlchemyError

from centralino.core.texts import _
from centralino.doctor import (
    account_checks,
    database_checks,
    flow_checks,
    mail,
    reachability,
    spare,
    telephones,
)
from centralino.doctor.caller_id_checks import check_caller_ids
from centralino.doctor.certificate import check_certificate
from centralino.doctor.finding import Findings, Health, Symptom, skip_check, wrong
from centralino.services import InstallationServices

log = structlog.get_logger(__name__)
Check = Callable[[], Findings]

CHECKS = (
    "settings",
    "flows",
    "database",
    "workers",
    "deliveries",
    "telephones",
    "mail",
    "account",
    "numbers",
    "caller_ids",
    "alerts",
    "public_url",
    "certificate",
    "fallback",
)
"""In the order in which they are told."""


@dataclass(frozen=True)
class Report:
    """What was found, and when."""

    at: datetime
    findings: tuple[Symptom, ...]

    def of(self, *marks: Health) -> tuple[Symptom, ...]:
        return tuple(finding for finding in self.findings if finding.mark in marks)

    @property
    def is_well(self) -> bool:
        return not self.of(Health.WRONG)


def examine(services: InstallationServices, now: datetime) -> Report:
    """Takes as long as a worker's beat and a half, and what networks take. Raises nothing."""
    with closing(services):
        heard: dict[str, database_checks.Heartbeats] = {}
        first = list(guard_check("database", lambda: _database(services, heard)))
        rest = _checks(services, now, heard)
        found = {"database": first}
        # The workers are asked last: their beats take a while to move.
        for name in sorted(rest, key=lambda each: each == "workers"):
            found[name] = list(guard_check(name, rest[name]))
    ordered = (finding for name in CHECKS for finding in found[name])
    return Report(now, tuple(ordered))


def _database(
    services: InstallationServices, heard: dict[str, database_checks.Heartbeats]
) -> Findings:
    found = list(database_checks.check_database(services))
    yield from found
    if not any(finding.mark is Health.WRONG for finding in found):
        heard["workers"] = database_checks.Heartbeats(services)


def _checks(
    services: InstallationServices, now: datetime, heard: dict[str, database_checks.Heartbeats]
) -> dict[str, Check]:
    kept: dict[str, Check] = {
        "workers": lambda: heard["workers"].findings(),
        "deliveries": lambda: database_checks.check_deliveries(services, now),
        "telephones": lambda: telephones.check_telephones(services, now),
    }
    if not heard:
        kept = {name: _without_a_database(name) for name in kept}
    return kept | {
        "settings": lambda: flow_checks.check_settings(services),
        "flows": lambda: flow_checks.check_flows(services),
        "mail": lambda: mail.check_channels(services),
        "account": lambda: account_checks.check_credentials(services),
        "numbers": lambda: account_checks.check_numbers(services),
        "caller_ids": lambda: check_caller_ids(services),
        "alerts": lambda: account_checks.check_complaints(services, now),
        "public_url": lambda: reachability.check_public_url(services, now),
        "certificate": lambda: check_certificate(services, now),
        "fallback": lambda: spare.check_fallback(services),
    }


def _without_a_database(name: str) -> Check:
    return lambda: iter([skip_check(name, _("not without the database"))])


def guard_check(name: str, check: Check) -> Iterable[Symptom]:
    """A check that fails is a finding itself, and stops no other."""
    try:
        yield from check()
    except SQLAlchemyError as error:
        told = _("the database failed meanwhile: {why}", why=type(error).__name__)
        yield wrong(name, told, _("see the log of the database"))
    except Exception as error:
        log.exception("check failed", check=name)
        told = _("this check itself failed: {why}", why=type(error).__name__)
        yield wrong(name, told, _("tell the developers, with the log's line `check failed`"))
