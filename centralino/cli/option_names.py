"""What a person wrote wrong, with the option of the command that it was written in.

What is wrong names a field (`InputIssue.at`), as a page would; only a command knows its options.
"""

from centralino.core.input_errors import InputError, InputIssue
from centralino.core.texts import N_, _

OPTIONS = {
    "aim": N_("--all, --site S, or --number N (once or several times): {wrong}"),
    "end": "--until: {wrong}",
    "fallback_url": N_("--base-url or FALLBACK_URL: {wrong}"),
    "pin": N_("{wrong}; --generate makes one"),
    "public_url": "PUBLIC_URL: {wrong}",
    "start": "--from: {wrong}",
    "words": "--text: {wrong}",
    **{
        name: f"--{name}: {{wrong}}"
        for name in (
            *("choice", "code", "email", "hours", "number", "office", "reason", "ring", "season"),
            *("site", "web"),
        )
    },
}
"""How a command says what is wrong with a field; what stands elsewhere says all there is to say."""


def name_options(error: InputError, between: str = "; ") -> str:
    """All that is wrong, each with its option."""
    return between.join(map(_named, error.misfits))


def _named(issue: InputIssue) -> str:
    field = str(issue.at[0]) if issue.at else ""
    return _(OPTIONS.get(field, "{wrong}"), wrong=issue.expected)
