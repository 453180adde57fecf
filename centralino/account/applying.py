"""Setting numbers up at Twilio, one whole number after the other."""

from collections.abc import Iterator
from dataclasses import dataclass

from centralino.account.api import Account
from centralino.account.errors import AccountError
from centralino.account.numbers import change
from centralino.account.plan import Entry, Plan


@dataclass(frozen=True)
class Outcome:
    """What became of one number."""

    entry: Entry
    error: AccountError | None = None
    told: str = ""

    @property
    def is_done(self) -> bool:
        return self.error is None and not self.told


def apply_to(account: Account, plan: Plan) -> Iterator[Outcome]:
    """Change what differs; stops after the first number that cannot be, or at Ctrl-C.

    A number's settings are one request, so each is as it was or as planned, whenever this ends.
    """
    for entry in plan.to_change:
        outcome = _applied(account, entry)
        yield outcome
        if not outcome.is_done:
            return


def _applied(account: Account, entry: Entry) -> Outcome:
    try:
        found = change(account, entry.incoming.sid, entry.form)
    except AccountError as error:
        return Outcome(entry, error)
    except KeyboardInterrupt:
        return Outcome(entry, told="interrupted: whether Twilio had it already, `plan` tells")
    kept = [each.name for each in entry.changes if found.settings[each.name] != each.then]
    return Outcome(entry, told=f"Twilio keeps another {', '.join(kept)}" if kept else "")
