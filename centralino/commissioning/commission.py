"""From a request to a flow file in service: written, tried, and only then put in its place."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from centralino.commissioning.foretelling import foretold
from centralino.commissioning.proving import flow_in, objections, rehearsal
from centralino.commissioning.request import NumberRequest
from centralino.commissioning.writing import flow_file
from centralino.core.input_errors import input_error
from centralino.core.texts import _
from centralino.loading.loader import load


class RequestRefusedError(Exception):
    """The request makes no flow that could serve; `reasons` has what the check says of it."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True)
class Commissioned:
    """A flow file that is in its place."""

    file: Path
    text: str


def commission(request: NumberRequest, folder: Path, now: datetime) -> Commissioned:
    """Write the flow file of a new number into a folder, where it overwrites nothing.

    Raises InputError for a number that has a file, RequestRefusedError for a flow that fails the
    check, OSError for a folder that cannot be written.
    """
    file = folder / f"{request.slug}.yaml"
    refuse_to_overwrite(file)
    text = prove_request(request, folder, now)
    with file.open("x", encoding="utf-8") as writer:
        writer.write(text)
    return Commissioned(file, text)


def refuse_to_overwrite(file: Path) -> None:
    if file.exists():
        raise input_error(
            _("there is a file {file} already: change that one, or move it away first", file=file)
        )


def prove_request(request: NumberRequest, folder: Path, now: datetime) -> str:
    """The text of a flow file that was tried. Raises RequestRefusedError."""
    with rehearsal(folder) as copy:
        known = load(copy).problems
        file = copy / f"{request.slug}.yaml"
        file.write_text(flow_file(request), encoding="utf-8")
        loaded = load(copy)
        flow = flow_in(loaded, file)
        if flow is not None:
            today = now.astimezone(flow.zone).date()
            file.write_text(flow_file(request, list(foretold(request, flow, today))), "utf-8")
        wrong = objections(file, now, known)
        if wrong or flow is None:
            raise RequestRefusedError([each.replace(str(copy), str(folder)) for each in wrong])
        return file.read_text(encoding="utf-8")
