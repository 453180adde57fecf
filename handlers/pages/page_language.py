"""In which language a page is read: as the person chose, else as the browser asks."""

from contextlib import AbstractContextManager

from flask import request

from centralino.core.texts import ENGLISH, reading
from centralino.languages.readers import reading_in
from centralino.languages.registry import find_language, languages
from handlers.pages.page_services import page_services

COOKIE = "language"


def read_languages() -> list[str]:
    """The languages that pages are written in, by their codes."""
    return [each.code for each in languages() if is_read(each.code)]


def is_read(code: str) -> bool:
    """English is what the code says; another is read where it has a catalogue."""
    return code == ENGLISH or find_language(code).texts.is_file()


def page_language() -> str:
    """The code of this request's language."""
    known = read_languages()
    chosen = request.cookies.get(page_services().cookie(COOKIE), "")
    if chosen in known:
        return chosen
    own = page_services().board.directory().language
    wished = request.accept_languages.best_match(known)
    return wished or (own if own in known else ENGLISH)


def reading_page() -> AbstractContextManager[None]:
    """For whatever of a page is put in words before its template is."""
    return reading(reading_in(page_language()))
