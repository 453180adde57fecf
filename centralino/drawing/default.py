"""The default flow as a picture: of a number that has everything, or of one there is."""

from dataclasses import replace

from centralino.drawing.picture import Picture
from centralino.drawing.sketching import sketch
from centralino.flows.flow import Flow
from centralino.languages.registry import languages
from centralino.loading import default_flow
from centralino.loading.compiling import ENDINGS, compile_flow
from centralino.loading.number_file import NumberFile
from centralino.loading.organisation_file import OrganisationFile
from centralino.loading.shared_settings import ALWAYS_OPEN

EXAMPLE = {
    "number": "0577 235500",
    "email": "office@example.org",
    "hours": {"mon-fri": "10:00-13:00"},
    "ring": ["0577 235010", "0577 235011"],
    "site": None,
    "always_open": ALWAYS_OPEN,
    "languages": {"offer": 9},
}


def default_picture(organisation: OrganisationFile, language: str = "") -> Picture:
    """The default flow with every part that it may have."""
    names = {each.code: each.picture.example_office for each in languages()}
    flow = compile_flow(NumberFile.model_validate({**EXAMPLE, "office": names}), organisation)
    return sketch(flow, language)


def on_default_flow(flow: Flow) -> Flow:
    """A number as it would be without steps of its own."""
    steps = default_flow.steps(
        rings=bool(flow.ring),
        has_email=bool(flow.addresses),
        offers=bool(flow.offers),
        greets=flow.greet,
    )
    return replace(flow, steps={**ENDINGS, **steps}, start=next(iter(steps)))
