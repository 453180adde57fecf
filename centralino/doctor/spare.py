"""The fallback's files, where they are served: there, and in step with the flows?"""

from collections.abc import Iterable
from urllib.parse import quote

import requests

from centralino.doctor.finding import Findings, count_in_words, doubtful, skip_check, well, wrong
from centralino.services import InstallationServices
from centralino.switchboard import fallback_files

SECONDS = 10
EXPORT = "run `centralino fallback export`, and put its files where FALLBACK_URL serves them"


def check_fallback(services: InstallationServices) -> Findings:
    base = services.settings.fallback_url.rstrip("/")
    if not base:
        yield skip_check(
            "fallback",
            "no FALLBACK_URL: with the whole app down callers hear Twilio's error message",
        )
        return
    due = fallback_files.export_fallbacks(services.loaded.house.flows)
    try:
        served = _served(base, [*due.documents, *sorted(due.audio)])
    except requests.RequestException as error:
        told = f"{base} does not answer: {type(error).__name__}"
        yield wrong("fallback", told, "is that web server running?")
        return
    missing = [name for name, content in served.items() if content is None]
    stale = [
        name for name, text in due.documents.items() if served[name] not in (None, text.encode())
    ]
    if missing:
        yield wrong("fallback", f"{base} has no {', '.join(missing)}", EXPORT)
    if stale:
        yield doubtful("fallback", f"older than the flows: {', '.join(stale)}", EXPORT)
    if not missing and not stale:
        yield well(
            "fallback", f"{count_in_words(len(served), 'file')} served, as the flows have them"
        )


def _served(base: str, names: Iterable[str]) -> dict[str, bytes | None]:
    """Each file as it is served; None for one that is not. Raises RequestException."""
    with requests.Session() as session:
        answers = {name: session.get(f"{base}/{quote(name)}", timeout=SECONDS) for name in names}
    return {name: answer.content if answer.ok else None for name, answer in answers.items()}
