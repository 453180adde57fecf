"""What can still be checked of a file in which something does not fit: errors come all at once."""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from centralino.loading.compiling import compiled
from centralino.loading.house import NOBODY
from centralino.loading.number import NumberFile
from centralino.loading.organisation import OrganisationFile
from centralino.loading.steps import NAME
from centralino.misfit import Misfit, MisfitError
from centralino.schedules import Setting
from centralino.steps.hangup import Hangup

STAND_IN = Hangup(hangup=None)


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
            str(name): STAND_IN if str(name) in steps else step
            for name, step in data["steps"].items()
            if NAME.fullmatch(str(name))
        }
    return rest
