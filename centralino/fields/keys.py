"""The keys of the telephone, as flow files name them."""

from typing import Annotated

from pydantic import AfterValidator

from centralino.core.input_errors import input_error
from centralino.core.texts import _

KEYS = tuple("1234567890*#")
LONGEST_CODE = 20  # digits


def read_key(value: object) -> str:
    """A key that telephones have. Raises InputError."""
    if value not in KEYS:
        raise input_error(_('no telephone has this key: 0 to 9, "*" and "#" are known'))
    return str(value)


Key = Annotated[str, AfterValidator(read_key)]
