"""Pictures of every flow of a folder, a file each."""

from collections.abc import Callable, Iterator
from pathlib import Path

from centralino.drawing.default import default_picture
from centralino.drawing.picture import Picture
from centralino.drawing.sketching import sketch
from centralino.loading.organisation import Organisation

DEFAULT = "default"


def pictures(house: Organisation, language: str = "") -> Iterator[tuple[str, Picture]]:
    """Each picture under the name that its file bears: the number, or `default`."""
    yield DEFAULT, default_picture(house.organisation, language)
    for slug, flow in house.flows.items():
        yield slug, sketch(flow, language)


def write(
    house: Organisation, folder: Path, draw: Callable[[Picture], str], suffix: str
) -> list[Path]:
    """Draw them into a folder, which is made; pictures of numbers that are gone are removed."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, picture in pictures(house):
        file = folder / f"{name}.{suffix}"
        file.write_text(draw(picture), encoding="utf-8")
        written.append(file)
    for old in set(folder.glob(f"*.{suffix}")) - set(written):
        old.unlink()
    return written
