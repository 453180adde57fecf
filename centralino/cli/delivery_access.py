"""What the commands about voicemail work with: the same as the worker, from the environment."""

import time
from collections.abc import Callable
from pathlib import Path

import click

from centralino.core.directory import Directory
from centralino.core.input_errors import InputError
from centralino.core.settings import Settings
from centralino.delivery.delivery_services import DeliveryServices, make_delivery_services
from centralino.serving.last_good import load_or_last_good

LOOK = 30.0  # seconds between two looks whether the flows have changed


class FreshDirectory:
    """The offices as the flows name them now, without reading files that have not changed."""

    def __init__(self, folder: Path, now: Callable[[], float] = time.monotonic) -> None:
        self._folder = folder
        self._now = now
        self._looked = now()
        self._print = self._fingerprint()
        self._directory = loaded(folder)

    def __call__(self) -> Directory:
        if self._now() - self._looked >= LOOK:
            self._looked = self._now()
            self._refresh()
        return self._directory

    def _refresh(self) -> None:
        found = self._fingerprint()
        if found != self._print:
            self._print, self._directory = found, loaded(self._folder)

    def _fingerprint(self) -> frozenset[tuple[Path, int]]:
        files = self._folder.rglob("*.yaml")
        return frozenset((file, file.stat().st_mtime_ns) for file in files)


def loaded(folder: Path) -> Directory:
    return load_or_last_good(folder).house.directory


def means() -> DeliveryServices:
    """Raises click.ClickException for settings that do not read."""
    try:
        settings = Settings()
        return make_delivery_services(settings, FreshDirectory(settings.flows_dir))
    except InputError as error:
        raise click.ClickException(str(error)) from error
