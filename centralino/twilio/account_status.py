"""The account itself: whether it is in use, on trial or suspended, and its subaccounts."""

from collections.abc import Iterator
from dataclasses import dataclass

from centralino.core.texts import N_, _
from centralino.twilio.api import VERSION, Account

STATES = {
    "suspended": N_("the account is suspended"),
    "closed": N_("the account is closed"),
}


@dataclass(frozen=True)
class AccountStatus:
    """`status` is `active`, `suspended` or `closed`."""

    sid: str
    name: str
    status: str
    is_trial: bool

    @property
    def is_active(self) -> bool:
        return self.status == "active"

    @property
    def told(self) -> str:
        """What is to be said of one that is out of use."""
        known = STATES.get(self.status)
        return _(known) if known else _("the account is {status}", status=self.status)


def read_standing(account: Account) -> AccountStatus:
    """Raises AccountError: 401 for credentials that Twilio does not know."""
    return _read(account.fetch("GET", f"{account.base}/{VERSION}/Accounts/{account.sid}.json"))


def subaccounts(account: Account) -> Iterator[AccountStatus]:
    """The active accounts below this one, a thousand at the most. Raises AccountError."""
    query = {"Status": "active", "PageSize": "1000"}
    page = account.fetch("GET", f"{account.base}/{VERSION}/Accounts.json", query)
    for item in page.get("accounts", ()):
        found = _read(item)
        if found.sid != account.sid:
            yield found


def _read(item: dict[str, object]) -> AccountStatus:
    return AccountStatus(
        str(item.get("sid") or ""),
        str(item.get("friendly_name") or ""),
        str(item.get("status") or ""),
        item.get("type") == "Trial",
    )
