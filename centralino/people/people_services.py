"""What the pages know people by: their sessions, signing in by mail, and what they may."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from centralino.core.settings import Settings
from centralino.delivery.queueing import Dispatch
from centralino.loading.organisation import Organisation
from centralino.people import local_link
from centralino.people.roles import ALL_RIGHTS, NO_RIGHTS, Rights, rights_of
from centralino.people.sessions import Sessions
from centralino.people.sign_in_by_mail import MailSignIn
from centralino.people.sign_in_secrets import SignInKeys
from centralino.people.signed_in import SignedIn, SignInMeans
from centralino.store.store import Store
from centralino.switching.desk import Desk


@dataclass(frozen=True)
class PeopleServices:
    """`house` is what is served now: a change of role counts at the next request."""

    settings: Settings
    house: Callable[[], Organisation]
    sessions: Sessions
    by_mail: MailSignIn
    desk: Desk

    def rights(self, person: SignedIn) -> Rights:
        """What somebody who is signed in may. Raises OSError."""
        if person.means is SignInMeans.LOCAL:
            still = self.settings.is_local and local_link.is_of_this_run(person)
            return ALL_RIGHTS if still else NO_RIGHTS
        return rights_of(person.address, person.groups, self.house())

    def find(self, cookie: str, now: datetime) -> SignedIn | None:
        """Who is signed in by a cookie. Raises SQLAlchemyError and StoreNotReadyError."""
        return self.sessions.find(cookie, now) if cookie else None


def make_people_services(
    settings: Settings, house: Callable[[], Organisation], store: Store
) -> PeopleServices:
    """`store` is the pages' own: no page waits for a connection that a webhook has, nor it."""
    dispatch = Dispatch(store)
    by_mail = MailSignIn(store, dispatch, SignInKeys(settings.pages_key))
    return PeopleServices(settings, house, Sessions(store), by_mail, Desk(store, dispatch))
