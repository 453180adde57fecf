"""What can still be checked of a file in which something does not fit: errors come all at once."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar

from pydantic import ValidationError

from centralino.core.input_errors import InputError, InputIssue
from centralino.fields.schedules import Setting
from centralino.flows.kinds import KINDS
from centralino.flows.next_move import Move
from centralino.flows.step import Step
from centralino.flows.step_facts import Exit
from centralino.flows.turn import Turn
from centralino.loading.compiling import compile_flow
from centralino.loading.number_file import NumberFile
from centralino.loading.organisation import NOBODY
from centralino.loading.organisation_file import OrganisationFile
from centralino.loading.reading_steps import NAME


class StandIn(Step):
    """Holds the name of a step that does not fit, and leads where that step plainly would."""

    kind: ClassVar[str] = "a step that does not fit"

    ways: tuple[Exit, ...] = ()

    def enter(self, turn: Turn) -> Move:
        raise AssertionError("a flow with errors is not walked")

    def exits(self) -> Iterator[Exit]:
        yield from self.ways


def further(
    data: Mapping[Any, Any],
    misfits: Iterable[InputIssue],
    organisation: OrganisationFile,
    setting: Setting,
) -> tuple[InputIssue, ...]:
    """What compiling a number's file would find, had it not the misfits that are known already."""
    try:
        rest = NumberFile.model_validate(_rest(data, list(misfits)), context=setting)
        compile_flow(rest, organisation)
    except ValidationError:
        return ()  # what is wrong with it is known
    except InputError as error:
        return error.misfits
    return ()


def _rest(data: Mapping[Any, Any], misfits: list[InputIssue]) -> dict[str, Any]:
    """The file without what does not fit. A step that does not is stood in for: its name holds."""
    wrong = {str(misfit.at[0]) for misfit in misfits if misfit.at}
    steps = {str(misfit.at[1]) for misfit in misfits if misfit.at[:1] == ("steps",) != misfit.at}
    rest = {str(key): value for key, value in data.items() if str(key) not in wrong}
    rest.setdefault("number", NOBODY)
    if steps and isinstance(data["steps"], dict):
        rest["steps"] = {
            str(name): _stand_in(step) if str(name) in steps else step
            for name, step in data["steps"].items()
            if NAME.fullmatch(str(name))
        }
    return rest


def _stand_in(step: object) -> StandIn:
    settings = step if isinstance(step, dict) else {}
    named = [kind for name, kind in KINDS.items() if name in settings]
    leads = [lead for kind in named or KINDS.values() for lead in kind.leading(settings)]
    ways = dict.fromkeys(Exit("", to, place) for place, to in leads if isinstance(to, str))
    return StandIn(ways=tuple(ways))
