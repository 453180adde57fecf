"""`/accessibility`: the statement that public offices owe, by the model of AgID."""

from datetime import date

from flask import Response

from centralino.core.addresses import is_email
from handlers.access import DeclaredBlueprint
from handlers.pages.admission import pages_blueprint
from handlers.pages.page_services import page_services
from handlers.pages.rendering import render
from handlers.pages.view_access import ANYONE, open_to

WRITTEN = date(2026, 11, 24)
"""When the pages were last assessed as a whole; change it with what the statement says."""
OMBUDSMAN = "https://www.agid.gov.it/it/agenzia/difensore-civico-il-digitale"


def blueprint() -> DeclaredBlueprint:
    pages = pages_blueprint("accessibility", __name__)
    pages.add_url_rule("/accessibility", "statement", statement, methods=["GET"])
    return pages


@open_to(ANYONE)
def statement() -> Response:
    organisation = page_services().board.house.organisation
    return render(
        "accessibility.html",
        written=WRITTEN,
        addresses=feedback_addresses(),
        web=organisation.web or "",
        ombudsman=OMBUDSMAN,
    )


def feedback_addresses() -> list[str]:
    """Where to write of what is not accessible: the organisation's `email`, else its helpdesk."""
    organisation = page_services().board.house.organisation
    own = [each for each in organisation.email or () if is_email(each)]
    return own or ([organisation.mail.helpdesk] if organisation.mail else [])
