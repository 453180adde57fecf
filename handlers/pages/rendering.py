"""From a template under templates/pages/ to an answer, in the reader's language."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale
from flask import Response, g, request
from flask_wtf.csrf import generate_csrf
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from centralino.core import readable
from centralino.core.texts import _, _n, reading
from centralino.languages.readers import reading_in
from handlers.assets import find_asset
from handlers.pages.navigation import menu
from handlers.pages.page_language import page_language, read_languages
from handlers.pages.page_services import PageServices, page_services

FONTS = (
    "titillium-web-v10-latin-ext_latin-regular.woff2",
    "titillium-web-v10-latin-ext_latin-600.woff2",
)
"""What every page is written in: fetched before the look asks for it."""
WRITERS = ("write_brief_moment", "write_count", "write_date", "write_length", "write_moment")
FOLDER = Path(__file__).resolve().parents[2] / "templates" / "pages"


def render(template: str, status: int = 200, **values: Any) -> Response:
    """A page. Every template finds what `_common` has besides what it is given."""
    language = page_language()
    with reading(reading_in(language)):
        body = _environment().get_template(template).render({**_common(language), **values})
    response = Response(body, status, content_type="text/html; charset=utf-8")
    response.headers["Content-Language"] = language
    response.headers["Vary"] = "Cookie, Accept-Language"
    return response


def in_language(words: Mapping[str, str], language: str) -> str:
    """A name that a flow file has: in the reader's language, or in whichever there is."""
    return words.get(language) or next(iter(words.values()), "")


def asset(name: str) -> str:
    """Where a browser finds what was built under a name; nothing where it was not."""
    found = find_asset(name)
    return page_services().base + found if found else ""


def language_name(code: str) -> str:
    """As its own readers call it: `italiano`."""
    return Locale(code).get_display_name(code) or code


def find_logo(services: PageServices) -> str:
    """Where a browser finds the organisation's logo; nothing where it has none."""
    name = services.board.house.organisation.logo
    return f"{services.base}/static/{name}" if name else ""


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {
        "_": _,
        "_n": _n,
        "asset": asset,
        "csrf_token": generate_csrf,
        "language_name": language_name,
        **{name: getattr(readable, name) for name in WRITERS},
    }
    return made


def _common(language: str) -> dict[str, Any]:
    services = page_services()
    organisation = services.board.directory().organisation
    return {
        "base": services.base,
        "language": language,
        "languages": read_languages(),
        "fonts": FONTS,
        "is_local": services.settings.is_local,
        "logo": find_logo(services),
        "menu": menu(services.base),
        "organisation": in_language(organisation, language),
        "person": g.get("person"),
        "here": request.full_path.rstrip("?") if request.method == "GET" else "/",
    }
