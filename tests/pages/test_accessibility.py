"""The accessibility statement: by AgID's model, with the organisation's own contacts."""

import pytest

from .desk import ORGANISATION, MakesDesk, text

PARTS = {
    "it": (
        "Stato di conformità",
        "Contenuti non accessibili",
        "Redazione della dichiarazione di accessibilità",
        "Feedback e recapiti",
        "Modalità di invio delle segnalazioni",
        "Procedura di attuazione",
    ),
    "en": (
        "Compliance status",
        "Content that is not accessible",
        "Preparation of this statement",
        "Feedback and contacts",
        "How to report a problem",
        "Enforcement procedure",
    ),
}


@pytest.mark.parametrize("language", ["it", "en"])
def test_it_has_the_parts_of_the_model_and_every_page_leads_to_it(
    pages: MakesDesk, language: str
) -> None:
    browser = pages().browser(language)
    assert 'href="/accessibility"' in browser.get("/nothing").get_data(as_text=True)
    page = browser.get("/accessibility").get_data(as_text=True)
    places = [page.find(f"<h2>{part}</h2>") for part in PARTS[language]]
    assert min(places) > 0
    assert places == sorted(places)


def test_complaints_go_to_the_organisation_or_else_to_its_helpdesk(pages: MakesDesk) -> None:
    desk = pages()
    helpdesk = '<a href="mailto:helpdesk@example.org">'
    assert helpdesk in desk.browser().get("/accessibility").get_data(as_text=True)
    own = ORGANISATION + "email: [urp@example.org, web@example.org]\nweb: https://example.org/a\n"
    desk.serve(**{"centralino.yaml": own})
    page = desk.browser().get("/accessibility").get_data(as_text=True)
    assert helpdesk not in page
    assert page.index("mailto:urp@example.org") < page.index("mailto:web@example.org")
    assert '<a href="https://example.org/a">' in page


def test_a_site_that_is_no_address_is_told_and_no_link(pages: MakesDesk) -> None:
    desk = pages()
    desk.serve(**{"centralino.yaml": ORGANISATION + "web: example.org\n"})
    answer = desk.browser().get("/accessibility")
    assert "Other contacts: example.org" in text(answer)
    assert 'href="example.org"' not in answer.get_data(as_text=True)


def test_where_nobody_is_named_readers_are_told_to_turn_to_their_helpdesk(pages: MakesDesk) -> None:
    desk = pages()
    desk.serve(**{"centralino.yaml": "organisation: Prova\n"})
    answer = desk.browser().get("/accessibility")
    assert "tell your helpdesk" in text(answer)
    assert "mailto:" not in answer.get_data(as_text=True)
