"""What a webhook is told of a message: facts, in the words of docs/delivery.md."""

import json
from datetime import UTC, datetime
from typing import Any

from centralino.delivery.job import Facts, Parcel


def payload(parcel: Parcel, public_url: str) -> bytes:
    """The same parcel is told in the same bytes."""
    facts = parcel.facts
    told = {
        "kind": parcel.kind,
        "subject": parcel.write_short().letter.subject,
        **call_told(facts),
        "office": facts.office or None,
        "seconds": facts.seconds,
        "reference": facts.reference or None,
        "link": link(facts, public_url),
        "audio": parcel.audio_state or None,
        "calls": [call_told(call) for call in facts.calls],
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True).encode()


def call_told(facts: Facts) -> dict[str, Any]:
    return {
        "number": facts.number or None,
        "caller": facts.caller,
        "time": moment(facts.at),
        "language": facts.language or None,
    }


def link(facts: Facts, public_url: str) -> str | None:
    """Where the message is heard, if there is one."""
    return f"{public_url}/messages/{facts.reference}" if facts.is_heard else None


def moment(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat(timespec="seconds") if at else None
