"""Which calls were missed: judged when a call is over, told at once or once a day."""

from datetime import datetime

from sqlalchemy import select

from centralino.delivery.delivery_services import DeliveryServices
from centralino.delivery.inbox.arrivals import put_in_missed
from centralino.delivery.missed_letters import DIGEST, MISSED
from centralino.store import call_records
from centralino.store.models import CallRecord, CallVerdict


def judge(services: DeliveryServices, now: datetime) -> int:
    """Decide on the calls that are over, and send for what is to be told at once.

    Returns how many were missed. A call is judged once, and told of once.
    """
    limits, directory, missed = services.limits, services.directory(), 0
    with services.store.writing() as session:
        for call in call_records.over(session, now, limits.missed, limits.late):
            office = directory.offices.get(call.number)
            wish = office.missed_calls if office else "off"
            is_missed = call_records.is_missed(session, call) and wish != "off"
            call.verdict = CallVerdict.MISSED if is_missed else CallVerdict.ANSWERED
            missed += is_missed
            if is_missed:
                put_in_missed(session, call)
            if is_missed and wish == "each":
                services.dispatch.send(session, MISSED, call.sid, since=call.started_at)
    return missed


def summon_digests(services: DeliveryServices, now: datetime) -> None:
    """Send for the summary of each office that wants one a day, once it is due."""
    directory = services.directory()
    local = now.astimezone(directory.zone)
    if local.time() < services.limits.digest:
        return
    with services.store.writing() as session:
        query = select(CallRecord.number).where(CallRecord.verdict == CallVerdict.MISSED).distinct()
        for number in session.scalars(query):
            office = directory.offices.get(number)
            if office is not None and office.missed_calls == "daily":
                key = f"{number}/{local.date().isoformat()}"
                services.dispatch.send(session, DIGEST, key, since=now)
