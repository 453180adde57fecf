"""What nobody has told the check of: it must not pass over it, as if it took no time."""

from collections.abc import Collection

from centralino.core.texts import _
from centralino.flows.step import Step


class UnforeseenError(Exception):
    """A kind of step does what the check does not know: nothing can be proved of it."""


def check_written(step: Step | None, written: Collection[str]) -> None:
    """Every part that a step asked is one that its kind names. Raises UnforeseenError."""
    for part in written:
        if step is None or part not in step.parts:
            raise UnforeseenError(
                _("its kind does not name the part '{part}' among its own", part=part)
            )


def check_foretold(step: Step, foretold: Collection[str]) -> None:
    """Of every part that a kind names something may come back. Raises UnforeseenError."""
    for part in step.parts:
        if part not in foretold:
            raise UnforeseenError(
                _("its kind does not tell what may come back to '{part}'", part=part)
            )
