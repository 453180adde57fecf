"""What can still be checked of a file in which something does not fit: errors come all at once."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from centralino.core.input_errors import Misfit, MisfitError, Place
from centralino.fields.schedules import Setting
from centralino.flows.kinds.hangup import Hangup
from centralino.flows.step import Exit
from centralino.loading.compiling import compiled
from centralino.loading.number_file import NumberFile
from centralino.loading.organisation import NOBODY
from centralino.loading.organisation_file import OrganisationFile
from centralino.loading.reading_steps import NAME

LEADING = ("then", "otherwise", "open", "closed")
BY_DIGITS: Mapping[str, Place] = {"keys": ("then",), "codes": ()}


class StandIn(Hangup):
    """Holds the name of a step that does not fit, and leads where that step plainly would."""

    leads: tuple[Exit, ...] = ()

    def exits(self) -> Iterator[Exit]:
        yield from self.leads


def further(
    data: Mapping[Any, Any],
    misfits: Iterable[Misfit],
    organisation: OrganisationFile,
    setting: Setting,
) -> tuple[Misfit, ...]:
    """What compiling a number's file would find, had it not the misfits that are known already."""
    try:
        rest = NumberFile.model_validate(_rest(data, list(misfits)), context=setting)
        compiled(rest, organisation)
    except ValidationError:
        return ()  # what is wrong with it is known
    except MisfitError as error:
        return error.misfits
    return ()


def _rest(data: Mapping[Any, Any], misfits: list[Misfit]) -> dict[str, Any]:
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
    leads: list[tuple[Place, object]] = [((name,), settings.get(name)) for name in LEADING]
    for setting, deeper in BY_DIGITS.items():
        choices = settings.get(setting)
        for digits, choice in choices.items() if isinstance(choices, dict) else ():
            then = choice.get("then") if isinstance(choice, dict) else choice
            leads.append(((setting, str(digits), *deeper), then))
    found = tuple(Exit("", to, place) for place, to in leads if isinstance(to, str))
    return StandIn(hangup=None, leads=found)
