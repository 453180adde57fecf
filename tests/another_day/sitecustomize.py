"""Found by every Python of a suite that runs as on another day (as_on.py)."""

import os
import select
import subprocess
import time
from collections.abc import Mapping
from typing import Any, SupportsIndex

# Chromium hangs with libfaketime loaded: it stays in the present. Playwright starts it by node.
LEFT_OUT = ("chromium", "google-chrome", "node")
HANDED_ON = (
    "FAKETIME",
    "FAKETIME_DONT_FAKE_MONOTONIC",
    "FAKETIME_FORCE_MONOTONIC_FIX",
    "LD_PRELOAD",
)
_begin = subprocess.Popen.__init__


def sleep(seconds: SupportsIndex | float, /) -> None:
    """time.sleep(), which goes by clock_nanosleep(): that fails under libfaketime 0.9.10."""
    select.select([], [], [], float(seconds))


def begin(self: "subprocess.Popen[Any]", *arguments: Any, **options: Any) -> None:
    """A process whose environment a test has chosen lives on the same day."""
    command = options.get("args") or arguments[0]
    program = os.fspath(command if isinstance(command, str | os.PathLike) else command[0])
    chosen = options.get("env")
    if os.path.basename(program) in LEFT_OUT:
        options["env"] = of_today(os.environ if chosen is None else chosen)
    elif chosen is not None:
        options["env"] = of_the_day(chosen)
    _begin(self, *arguments, **options)


def of_today(chosen: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in chosen.items() if name not in HANDED_ON}


def of_the_day(chosen: Mapping[str, str]) -> dict[str, str]:
    ours = {name: os.environ[name] for name in HANDED_ON if name in os.environ}
    paths = (os.path.dirname(__file__), chosen.get("PYTHONPATH"))
    return {**ours, **chosen, "PYTHONPATH": os.pathsep.join(filter(None, paths))}


time.sleep = sleep
subprocess.Popen.__init__ = begin  # type: ignore[method-assign]
