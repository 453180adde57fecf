"""How one knows a sentence that was written for programmers."""

import re

PYTHON = re.compile(
    r"\b(None|True|False|dict|tuple|str|int|float|bool|NoneType|nan|inf|datetime|ValueError"
    r"|pydantic|validat\w+|instance|parsable)\b"
    r"|(?<!['\"])[\[{(]['\"]|<\w+|Input should|\bdate\(|\bInf\b"
)
"""Values and types of Python, and what libraries say of them."""
