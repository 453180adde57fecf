"""The fallback TwiML as files: one for each number, for any web server, should the app be down."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from centralino.flows.flow import Flow
from centralino.switchboard.spoken_help import help_of

HERE = "."  # the files' own folder: whatever address they are served at


@dataclass(frozen=True)
class Exported:
    """Each file's content by its name below the folder."""

    documents: Mapping[str, str]
    audio: frozenset[str]


def export_fallbacks(flows: Mapping[str, Flow]) -> Exported:
    documents = {f"{slug}.xml": help_of(flow, HERE) for slug, flow in flows.items()}
    audio = {name for text in documents.values() for name in _played(text)}
    return Exported(documents, frozenset(audio))


def write(what: Exported, folder: Path, static: Path) -> Iterator[Path]:
    """Write the files, each whole or not at all; yields those that have changed.

    Recorded prompts are copied from `static`, so that they are served beside. Raises OSError.
    """
    for name in sorted(what.audio):
        content = (static.parent / name).read_bytes()
        yield from _written(folder / name, content)
    for name, document in what.documents.items():
        yield from _written(folder / name, document.encode())


def left_over(what: Exported, folder: Path) -> list[Path]:
    """Documents in the folder that belong to no number any more."""
    return sorted(file for file in folder.glob("*.xml") if file.name not in what.documents)


def _played(document: str) -> Iterator[str]:
    for verb in ET.fromstring(document).iter("Play"):  # noqa: S314 -- our own app wrote it
        yield unquote((verb.text or "").removeprefix(f"{HERE}/"))


def _written(file: Path, content: bytes) -> Iterator[Path]:
    """Write beside and rename: a web server never reads half a file."""
    if file.is_file() and file.read_bytes() == content:
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f".{file.name}.new")
    beside.write_bytes(content)
    beside.replace(file)
    yield file
