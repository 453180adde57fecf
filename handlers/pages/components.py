"""`/components`: every component in all its states, for who makes pages; in local mode alone."""

from datetime import UTC, datetime

from flask import Response, abort, request
from flask_wtf import FlaskForm
from wtforms import BooleanField, FileField, RadioField, SelectField, StringField, TextAreaField

from centralino.core.texts import N_
from centralino.people.overview import NumberOverview
from handlers.access import DeclaredBlueprint
from handlers.pages.admission import pages_blueprint
from handlers.pages.navigation import MenuItem
from handlers.pages.page_services import page_services
from handlers.pages.paging import ListPart
from handlers.pages.rendering import render
from handlers.pages.view_access import ANYONE, open_to

AT = datetime(2026, 11, 23, 11, tzinfo=UTC)
CHOICES = [("a", "Biblioteca"), ("b", "Segreteria studenti")]
MENU = [MenuItem("#a", N_("Numbers"), is_here=True), MenuItem("#b", N_("Pages"), is_here=False)]
NUMBERS = [
    NumberOverview("0577235501", "0577 235501", "Biblioteca", True, "", ""),
    NumberOverview(
        "0577235502", "0577 235502", "Segreteria", False, "sciopero", "mar 24 nov, 9:00"
    ),
    NumberOverview("0577235503", "0577 235503", "Laboratorio", False, "", ""),
]


class EveryField(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """One of each kind."""

    class Meta:
        csrf = False

    text = StringField(N_("E-mail address"))
    day = StringField(N_("Day"))
    words = TextAreaField(N_("Words"))
    choice = SelectField(N_("Number"), choices=CHOICES)
    one = RadioField(N_("One of these"), choices=CHOICES)
    tick = BooleanField(N_("For all numbers"))
    sound = FileField(N_("Recording"))


def blueprint() -> DeclaredBlueprint:
    pages = pages_blueprint("components", __name__)
    pages.add_url_rule("/components", "components", components, methods=["GET"])
    return pages


@open_to(ANYONE)
def components() -> Response:
    """With `?errors=1` each field is wrong: a summary says so, and two would share their names."""
    if not page_services().settings.is_local:
        abort(404)
    return render(
        "components.html",
        form=form_of_all(wrong="errors" in request.args),
        at=AT,
        menu_example=MENU,
        numbers=NUMBERS,
        parts=[ListPart((), page, 3, 120) for page in (1, 2, 3)],
    )


def form_of_all(*, wrong: bool) -> EveryField:
    form = EveryField(formdata=None, data={"text": "urp", "one": "a"} if wrong else {"one": "b"})
    for field in form if wrong else ():
        field.errors = [N_("Write an e-mail address, like name@example.org.")]
    return form
