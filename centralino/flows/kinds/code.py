"""`code`: digits that open a function reserved to those who know them."""

from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from centralino.calls.caller_input import CallerInput
from centralino.core.directory import Meaning
from centralino.core.input_errors import InputError, InputIssue, Place, input_error
from centralino.core.texts import N_, _
from centralino.fields.keys import LONGEST_CODE
from centralino.fields.values import PromptField, Word
from centralino.flows.asking import Asking
from centralino.flows.next_move import WAIT, Go, Move
from centralino.flows.number import VirtualNumber
from centralino.flows.step_facts import Exit, Flaw
from centralino.flows.turn import Turn
from centralino.languages.step_words import in_each_language, titles_of

VALID = in_each_language("valid code")


def read_codes(value: object) -> dict[str, Any]:
    """Codes as text, whatever YAML made of them. Raises InputError."""
    if not isinstance(value, dict) or not value:
        raise input_error(_('expected codes, like `"4711": step`'))
    return {str(key): step for key, step in value.items()}


def read_digits(value: str) -> str:
    """A code that can be entered on a telephone's keys. Raises InputError."""
    if not (value.isascii() and value.isdigit() and len(value) <= LONGEST_CODE):
        raise input_error(_("a code is made of 1 to {longest} digits", longest=LONGEST_CODE))
    return value


Digits = Annotated[str, AfterValidator(read_digits)]


class Code(Asking):
    """Asks for several digits, ended by `#` or by the last of `length`."""

    kind: ClassVar[str] = "code"
    about: ClassVar[str] = "the prompt, or none for the built-in one"
    titles: ClassVar[Mapping[str, str]] = titles_of("code")
    rules: ClassVar[Mapping[str, str]] = {"CW004": N_("a code is the beginning of another")}

    code: PromptField | None
    codes: Annotated[dict[Digits, Word], BeforeValidator(read_codes)]
    length: int | None = Field(None, ge=1, le=LONGEST_CODE)
    tries: int = Field(3, ge=1, le=10)

    @model_validator(mode="after")
    def _fits_its_length(self) -> "Code":
        misfits = [
            InputIssue(
                _("this code does not have the {length} digits of `length`", length=self.length),
                ("codes", code),
            )
            for code in self.codes
            if self.length is not None and len(code) != self.length
        ]
        if misfits:
            raise InputError(*misfits)
        return self

    def enter(self, turn: Turn) -> Move:
        gather = turn.response.gather(
            input="dtmf",
            finish_on_key="#",
            timeout=self.timeout,
            language=turn.number.voices[turn.language].locale,
            action=turn.url(),
            method="POST",
            **({"num_digits": self.length} if self.length else {}),
        )
        turn.say(self.code or ("code_alone" if self.length else "code"), to=gather)
        turn.response.redirect(turn.url("silence"), method="POST")
        return WAIT

    def take(self, turn: Turn, given: CallerInput) -> Move:
        step = self.codes.get(given.digits)
        if step is None:
            return self.ask_again(turn, given, "invalid_code")
        turn.remember("code")  # which one is a secret, and the trail is mailed
        return Go(step)

    def exits(self) -> Iterator[Exit]:
        for place, (code, step) in enumerate(self.codes.items(), start=1):
            said = in_each_language("code", place=place)
            yield Exit(f"code {place}", step, ("codes", code), said)
        yield self.exit_otherwise()

    @classmethod
    def leading(cls, settings: Mapping[Any, Any]) -> Iterator[tuple[Place, object]]:
        yield from super().leading(settings)
        codes = settings.get("codes")
        for code, step in codes.items() if isinstance(codes, dict) else ():
            yield ("codes", str(code)), step

    def meanings(self, number: VirtualNumber) -> Iterator[tuple[str, Meaning]]:
        yield "code", Meaning(VALID)

    def secrets(self) -> Collection[str]:
        return self.codes

    def known_digits(self) -> Collection[str]:
        return self.codes

    def flaws(self, number: VirtualNumber, known_numbers: Mapping[str, str]) -> Iterator[Flaw]:
        """In order, a code that begins others stands right before one of them."""
        for code, longer in pairwise(sorted(self.codes)):
            if longer.startswith(code):
                message = _(
                    "a caller who pauses while entering {longer} has entered {code}",
                    longer=longer,
                    code=code,
                )
                hint = _("give all codes the same number of digits, and say it with `length`")
                yield Flaw("CW004", ("codes", code), message, hint)

    def inputs(self, turn: Turn) -> Iterator[CallerInput]:
        one_each = {step: code for code, step in reversed(self.codes.items())}
        yield from (CallerInput(digits=code) for code in one_each.values())
        yield from self.refusals()
        yield CallerInput(digits=self.unused())

    def unused(self) -> str:
        """Digits that are no code: one more zero than the longest code has digits."""
        return "0" * (max(map(len, self.codes)) + 1)
