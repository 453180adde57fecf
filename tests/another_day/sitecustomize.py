"""Found by every Python of a suite that runs as on another day (as_on.py)."""

import os
import select
import subprocess
import time
from collections.abc import Mapping
from typing import Any, SupportsIndex

HANDED_ON = ("FAKETIME", "FAKETIME_DONT_FAKE_MONOTONIC", "LD_PRELOAD")
_begin = subprocess.Popen.__init__


def sleep(seconds: SupportsIndex | float, /) -> None:
    """time.sleep(), which goes by clock_nanosleep(): that fails under libfaketime 0.9.10."""
    select.select([], [], [], float(seconds))


def begin(self: "subprocess.Popen[Any]", *arguments: Any, **options: Any) -> None:
    """A process whose environment a test has chosen lives on the same day."""
    if options.get("env") is not None:
        options["env"] = of_the_day(options["env"])
    _begin(self, *arguments, **options)


def of_the_day(chosen: Mapping[str, str]) -> dict[str, str]:
    ours = {name: os.environ[name] for name in HANDED_ON if name in os.environ}
    paths = (os.path.dirname(__file__), chosen.get("PYTHONPATH"))
    return {**ours, **chosen, "PYTHONPATH": os.pathsep.join(filter(None, paths))}


time.sleep = sleep
subprocess.Popen.__init__ = begin  # type: ignore[method-assign]
