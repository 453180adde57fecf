"""How long it takes to prove flows, and that cost grows with states and not with paths."""

import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bench.loading import FILES, NUMBER, ORGANISATION
from centralino.checking.checked import Check, Proof
from centralino.checking.objections import objections
from centralino.cli.check import prove_numbers
from centralino.core import logs
from centralino.loading.loader import Loaded, load

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
HEAD = """
number: "0577 235501"
email: urp@example.org
hours: {mon-fri: "10:00-13:00"}
ring: ["0577 235010", "0577 235011"]
steps:
"""


def main() -> None:
    logs.quiet()
    flows = load(Path("flows"))
    _timed("all example flows, with their expectations", lambda: prove_numbers(flows, now=NOW)[0])
    print("\nsteps  gates           paths  states    ways  seconds")
    for steps, gates in ((50, 2), (100, 5), (200, 10), (200, 40), (400, 80)):
        _row(steps, gates)
    print()
    _thousand()


def _timed(what: str, run: Callable[[], list[Proof]]) -> None:
    began = time.perf_counter()
    proofs = run()
    took = time.perf_counter() - began
    states = sum(proof.states for proof in proofs)
    print(f"{what}: {len(proofs)} numbers, {states} states, {took:.2f} s")


def _row(steps: int, gates: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        loaded = _written(Path(folder), HEAD + flow(steps, gates))
    number = next(iter(loaded.house.flows.values()))
    began = time.perf_counter()
    proof = Check(loaded, NOW).prove(number)
    took = time.perf_counter() - began
    paths = f"2^{gates} x {steps - 3 * gates}"
    print(
        f"{steps:5}  {gates:5}  {paths:>14}  {proof.states:6}  {proof.ways:6}  {took:7.2f}",
        f" {len(proof.findings)} findings",
    )


def flow(steps: int, gates: int) -> str:
    """A chain of gates whose ways join again, then menus that lead on, back and to telephones."""
    lines = []
    for n in range(gates):
        after = f"g{n + 1}" if n + 1 < gates else "m0"
        hours = "hours" if n % 2 else f'{{mon-fri: "{n % 12}:00-{n % 12 + 8}:00"}}'
        lines.append(f"  g{n}: {{gate: {hours}, open: o{n}, closed: c{n}}}")
        lines.append(f"  o{n}: {{say: 'Sportello {n} aperto.', then: {after}}}")
        lines.append(f"  c{n}: {{say: 'Sportello {n} chiuso.', then: {after}}}")
    menus = (steps - len(lines) - 1) // 2
    for n in range(menus):
        after = f"m{n + 1}" if n + 1 < menus else "mailbox"
        keys = f"{{1: {after}, 2: r{n}, 3: m{n // 2}, 9: {{language: en, then: m{n}}}}}"
        menu = "{it: Prema un tasto., en: Press a key.}"
        lines.append(f"  m{n}: {{menu: {menu}, keys: {keys}, otherwise: mailbox}}")
        lines.append(f"  r{n}: {{dial: office, otherwise: mailbox}}")
    return "\n".join([*lines, "  mailbox: {voicemail: office}\n"])


def _thousand() -> None:
    """What the app does when it starts: everything for the first time, then unchanged."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for n in range(FILES):
            (folder / f"{n:04}.yaml").write_text(NUMBER % (n, n, n, n))
        loaded = _written(folder)
        for what in ("for the first time", "with nothing changed"):
            began = time.perf_counter()
            objections(loaded, folder, folder / "kept" / "checked.json", now=NOW)
            print(f"{FILES} flow files checked {what}: {time.perf_counter() - began:.2f} s")


def _written(folder: Path, number: str = "") -> Loaded:
    (folder / "centralino.yaml").write_text(ORGANISATION)
    if number:
        (folder / "number.yaml").write_text(number)
    loaded = load(folder)
    if loaded.problems:
        raise SystemExit(str(loaded.problems[0]))
    return loaded


if __name__ == "__main__":
    main()
