"""How long a thousand flow files take to load and compile, and how much memory they hold."""

import resource
import sys
import tempfile
import time
from pathlib import Path

FILES = 1_000
ORGANISATION = """
organisation: {it: Università di Siena, en: University of Siena}
email: urp@example.org
holidays: {country: IT, province: SI}
calendar:
  - {from: 2026-08-10, to: 2026-08-21, reason: chiusura estiva}
"""
NUMBER = """
number: "0577 2%05d"
office: {it: Segreteria %d, en: Office %d}
email: office%d@example.org
hours: {mon-fri: "10:00-13:00", tue: "15:00-17:00"}
calendar:
  - {on: 2026-12-24, open: "09:00-12:00", reason: vigilia di Natale}
steps:
  hours: {gate: hours, open: welcome, closed: outside}
  outside: {say: {prompt: outside}, then: mailbox}
  welcome:
    menu:
    keys:
      1: {say: {it: le immatricolazioni, en: enrolment}, then: enrolment}
      2: {say: {it: tasse e contributi, en: fees}, then: fees}
      9: {language: en, then: welcome}
    otherwise: fees
  enrolment: {dial: ["0577 235020", "0577 235021"], ring: 20s, confirm: true, otherwise: mailbox}
  fees: {dial: [{number: "0577 235030", ring: 15s}], otherwise: mailbox}
  mailbox: {voicemail: office, max: 2m}
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        flows = Path(folder)
        (flows / "centralino.yaml").write_text(ORGANISATION)
        for n in range(FILES):
            (flows / f"{n:04}.yaml").write_text(NUMBER % (n, n, n, n))
        started = time.perf_counter()
        from centralino.loading.loader import load
        from centralino.switchboard.switchboard import Switchboard

        imported = time.perf_counter()
        before = _megabytes()
        loaded = load(flows)
        Switchboard(loaded)
        took = time.perf_counter() - imported
    if loaded.problems or len(loaded.house.flows) != FILES:
        sys.exit(f"not all files loaded: {loaded.problems[:3]}")
    print(
        f"{FILES} flow files: {took:.2f} s, {_megabytes() - before:.0f} MB more than before, "
        f"{_megabytes():.0f} MB in all (imports took {imported - started:.2f} s)"
    )


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
