"""The Twilio account: its credentials, its numbers, and what it complains of."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta, tzinfo

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from centralino.calls import urls
from centralino.core.input_errors import InputError
from centralino.core.numbers import e164, slug_of_number
from centralino.core.readable import write_brief_moment
from centralino.core.texts import N_, _, _n
from centralino.doctor.finding import (
    Findings,
    Symptom,
    doubtful,
    skip_check,
    well,
    wrong,
)
from centralino.services import InstallationServices
from centralino.store.models import CallRecord
from centralino.twilio.account_numbers import list_incoming
from centralino.twilio.account_status import read_standing
from centralino.twilio.alerts import Alert, alerts
from centralino.twilio.complaints import LEVELS, Level
from centralino.twilio.errors import AccountError
from centralino.twilio.plan import SetupPlan, plan
from centralino.twilio.wanted import want_settings

RECENT = timedelta(days=1)
APPLY = N_("see `centralino numbers plan`, then `centralino numbers apply`")


def check_credentials(services: InstallationServices) -> Findings:
    """Twilio knows them, and the account is in use."""
    if not services.has_account:
        yield skip_check("account", _("no account is configured"))
        return
    try:
        found = read_standing(services.account)
    except AccountError as error:
        yield wrong("account", str(error), error.remedy)
        return
    if not found.is_active:
        yield wrong("account", found.told, _("see Twilio's console for why"))
    elif found.is_trial:
        yield doubtful(
            "account",
            _("a trial account: callers hear Twilio first, only verified numbers can be rung"),
            _("upgrade it in Twilio's console"),
        )
    else:
        yield well("account", _("{account} is active", account=found.name))


def check_numbers(services: InstallationServices) -> Findings:
    """The account's numbers lead here."""
    if not services.has_account:
        yield skip_check("numbers", _("no account is configured"))
        return
    try:
        goal = want_settings(services.settings, services.settings.fallback_url)
        found = plan(services.flows, list_incoming(services.account), goal)
    except AccountError as error:
        yield wrong("numbers", str(error), error.remedy)
        return
    except InputError as error:
        yield wrong("numbers", _in_settings(error), _("then `centralino numbers plan`"))
        return
    yield from _differences(found)
    if found.is_in_step and not found.strangers:
        told = _n("{count} number in step", "{count} numbers in step", len(found.entries))
        yield well("numbers", told)


def _in_settings(error: InputError) -> str:
    """`PUBLIC_URL: Twilio cannot call …`."""
    return "; ".join(
        f"{str(issue.at[0]).upper()}: {issue.expected}" if issue.at else issue.expected
        for issue in error.misfits
    )


def _differences(found: SetupPlan) -> Findings:
    names = ", ".join(entry.flow.slug for entry in found.to_change)
    if names:
        told = _("not set up as they should be: {numbers}", numbers=names)
        yield wrong("numbers.changed", told, _(APPLY))
    if found.shadowed:
        names = ", ".join(entry.flow.slug for entry in found.shadowed)
        told = _("an application or trunk takes the calls of {numbers}", numbers=names)
        yield wrong("numbers.shadowed", told, _(APPLY))
    if found.missing:
        names = ", ".join(flow.slug for flow in found.missing)
        told = _("a flow, and not in the account: {numbers}", numbers=names)
        yield doubtful("numbers.missing", told, _(APPLY))
    if found.odd:
        names = ", ".join(each.number or each.sid for each in found.odd)
        told = _("no telephone number, or listed twice: {numbers}", numbers=names)
        yield doubtful("numbers.odd", told, _("set it right in Twilio's console"))
    if found.strangers:
        names = ", ".join(each.number for each in found.strangers)
        told = _("in the account, and without a flow: {numbers}", numbers=names)
        yield doubtful("numbers.strangers", told, _("write their flows"))


def check_complaints(services: InstallationServices, now: datetime) -> Findings:
    """Twilio's recent errors and warnings about voice, grouped by number."""
    if not services.has_account:
        yield skip_check("alerts", _("no account is configured"))
        return
    try:
        found = alerts(services.account, now - RECENT)
    except AccountError as error:
        yield doubtful("alerts", _("Twilio's monitor: {why}", why=error), error.remedy)
        return
    yield from _grouped(found, _called(services, found), services.loaded.house.own.zone)
    if not found:
        yield well("alerts", _("no error or warning about voice in a day"))


def _grouped(found: list[Alert], called: Mapping[str, str], zone: tzinfo) -> Iterator[Symptom]:
    """What callers notice is wrong; the rest is doubtful, and mails nobody."""
    groups = Counter(_kind(alert, called) for alert in found)
    examples = {_kind(alert, called): alert for alert in reversed(found)}
    for (number, code, level), count in groups.most_common():
        last = examples[number, code, level]
        told = _(
            "{number}: {count} × {level} {code}, {meaning}; last at {moment}",
            number=number,
            count=count,
            level=_(LEVELS[level]),
            code=code,
            meaning=last.meaning,
            moment=_local(last.at, zone),
        )
        yield (wrong if last.is_felt else doubtful)("alerts", told, last.remedy)


def _local(at: str, zone: tzinfo) -> str:
    """A moment as Twilio writes it, in our zone; to the letter where it cannot be read."""
    try:
        return write_brief_moment(datetime.fromisoformat(at), zone)
    except ValueError:
        return at


def _kind(alert: Alert, called: Mapping[str, str]) -> tuple[str, int, Level]:
    return _number(alert, called), alert.code, alert.level


def _number(alert: Alert, called: Mapping[str, str]) -> str:
    """The number's slug: by the call, or by the webhook's own path."""
    known = called.get(alert.call, "")
    place = urls.read_place(alert.path)
    return known or (place.number if place and place.number else _("unknown number"))


def _called(services: InstallationServices, found: list[Alert]) -> dict[str, str]:
    """Which number each call was to, by our own log, or else by Twilio's."""
    sids = {alert.call for alert in found if alert.call}
    try:
        with services.store.reading() as session:
            rows = session.execute(
                select(CallRecord.sid, CallRecord.number).where(CallRecord.sid.in_(sids))
            )
            known = {row[0]: row[1] for row in rows}
    except SQLAlchemyError:
        known = {}  # told by the database's own finding
    for sid in sorted(sids - known.keys())[:20]:
        known[sid] = _asked(services, sid)
    return known


def _asked(services: InstallationServices, sid: str) -> str:
    try:
        return slug_of_number(e164(str(services.account.get(f"Calls/{sid}.json").get("to") or "")))
    except (AccountError, InputError):
        return ""
