"""The fallback's files, where they are served: there, and in step with the flows?"""

from collections.abc import Iterable
from urllib.parse import quote

import requests

from centralino.core.texts import N_, _, _n
from centralino.doctor.finding import Findings, doubtful, skip_check, well, wrong
from centralino.services import InstallationServices
from centralino.switchboard import fallback_files

SECONDS = 10
EXPORT = N_("run `centralino fallback export`, and put its files where FALLBACK_URL serves them")


def check_fallback(services: InstallationServices) -> Findings:
    base = services.settings.fallback_url.rstrip("/")
    if not base:
        yield skip_check(
            "fallback",
            _("no FALLBACK_URL: with the whole app down callers hear Twilio's error message"),
        )
        return
    due = fallback_files.export_fallbacks(services.loaded.house.flows)
    try:
        served = _served(base, [*due.documents, *sorted(due.audio)])
    except requests.RequestException as error:
        told = _("{url} does not answer: {why}", url=base, why=type(error).__name__)
        yield wrong("fallback", told, _("is that web server running?"))
        return
    missing = [name for name, content in served.items() if content is None]
    stale = [
        name for name, text in due.documents.items() if served[name] not in (None, text.encode())
    ]
    if missing:
        told = _("{url} has no {files}", url=base, files=", ".join(missing))
        yield wrong("fallback", told, _(EXPORT))
    if stale:
        told = _("older than the flows: {files}", files=", ".join(stale))
        yield doubtful("fallback", told, _(EXPORT))
    if not missing and not stale:
        yield well("fallback", _all_served(len(served)))


def _all_served(files: int) -> str:
    return _n(
        "{count} file served, as the flows have it",
        "{count} files served, as the flows have them",
        files,
    )


def _served(base: str, names: Iterable[str]) -> dict[str, bytes | None]:
    """Each file as it is served; None for one that is not. Raises RequestException."""
    with requests.Session() as session:
        answers = {name: session.get(f"{base}/{quote(name)}", timeout=SECONDS) for name in names}
    return {name: answer.content if answer.ok else None for name, answer in answers.items()}
