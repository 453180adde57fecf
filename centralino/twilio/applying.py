"""Setting numbers up at Twilio, one whole number after the other."""

from collections.abc import Iterator
from dataclasses import dataclass

from centralino.core.texts import N_, _
from centralino.twilio.account_numbers import (
    APPLICATION,
    SHADOWS,
    IncomingNumber,
    change,
    leave_trunk,
)
from centralino.twilio.api import Account
from centralino.twilio.errors import AccountError
from centralino.twilio.plan import PlannedNumber, SetupPlan

REFUSED = 400
CONSOLE = N_("free the number in Twilio's console (Configure with: Webhook), and run it again")


@dataclass(frozen=True)
class AppliedNumber:
    """What became of one number."""

    entry: PlannedNumber
    error: AccountError | None = None
    told: str = ""

    @property
    def is_done(self) -> bool:
        return self.error is None and not self.told


def apply_to(account: Account, plan: SetupPlan) -> Iterator[AppliedNumber]:
    """Change what differs; stops after the first number that cannot be, or at Ctrl-C.

    A number's settings are one request, so each is as it was or as planned, whenever this ends. A
    trunk lets go of it in a second one, after them: until then Twilio ignores what was set.
    """
    for entry in plan.to_change:
        outcome = _applied(account, entry)
        yield outcome
        if not outcome.is_done:
            return


def _applied(account: Account, entry: PlannedNumber) -> AppliedNumber:
    try:
        found = _set_up(account, entry)
    except AccountError as error:
        return AppliedNumber(entry, _explained(error, entry))
    except KeyboardInterrupt:
        told = _("interrupted: whether Twilio had it already, `plan` tells")
        return AppliedNumber(entry, told=told)
    kept = [each.name for each in entry.changes if found.settings[each.name] != each.then]
    told = _("Twilio keeps another {settings}", settings=", ".join(kept)) if kept else ""
    by_hand = f": {_(CONSOLE)}" if set(kept) & set(SHADOWS) else ""
    return AppliedNumber(entry, told=told + by_hand)


def _set_up(account: Account, entry: PlannedNumber) -> IncomingNumber:
    """The number as it is afterwards. Raises AccountError."""
    found = entry.incoming
    if entry.form:
        found = change(account, found.sid, entry.form)
    return leave_trunk(account, entry.trunk, found.sid) if entry.trunk else found


def _explained(error: AccountError, entry: PlannedNumber) -> AccountError:
    """An application is emptied in a way that Twilio does but does not document."""
    if error.status != REFUSED or APPLICATION not in entry.form:
        return error
    return AccountError(str(error), error.status, code=error.code, remedy=CONSOLE)
