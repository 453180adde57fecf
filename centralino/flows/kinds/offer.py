"""`offer`: "For English, press 9", before anything else."""

from collections.abc import Collection, Iterator, Mapping
from typing import Annotated, ClassVar

from pydantic import BeforeValidator

from centralino.calls.caller_input import CallerInput
from centralino.core.input_errors import input_error
from centralino.core.texts import _
from centralino.fields.keys import KEYS
from centralino.fields.schema_forms import as_schema
from centralino.fields.values import Word
from centralino.flows.next_move import WAIT, Admit, Go, Move
from centralino.flows.number import VirtualNumber
from centralino.flows.step import Step
from centralino.flows.step_facts import Exit
from centralino.flows.turn import Turn
from centralino.languages import words
from centralino.languages.prompts import Prompt
from centralino.languages.registry import find_language
from centralino.languages.step_words import titles_of

LANGUAGES = "languages"
PATIENCE = 1  # second after the words: all that it costs a caller who wants nothing of it


def read_offered(value: object) -> str:
    """Raises InputError."""
    if value != LANGUAGES:
        raise input_error(_("expected `languages`: which, and by which keys, the number's own say"))
    return LANGUAGES


class Offer(Step):
    """Offers the number's other languages, each in itself; whoever has one already, nothing.

    Any other key goes on as silence does: nobody is told that it was wrong.
    """

    kind: ClassVar[str] = "offer"
    about: ClassVar[str] = "`languages`: the number's, by the keys that it says"
    titles: ClassVar[Mapping[str, str]] = titles_of("offer")
    asks: ClassVar[bool] = True
    parts: ClassVar[tuple[str, ...]] = ("", "silence")
    leads: ClassVar[tuple[str, ...]] = ("then",)

    offer: Annotated[str, BeforeValidator(read_offered), as_schema({"const": LANGUAGES})]
    then: Word

    def enter(self, turn: Turn) -> Move:
        if not self.precedes(turn):
            return Go(self.then)
        gather = turn.response.gather(
            input="dtmf",
            num_digits=1,
            finish_on_key="",
            timeout=PATIENCE,
            language=turn.number.voices[turn.language].locale,
            action=turn.url(),
            method="POST",
        )
        for key, language in turn.number.offers.items():
            named = [(key, find_language(language).name_after_for)]
            turn.say_words(words.speak_choices(named, language), language, gather)
        turn.response.redirect(turn.url("silence"), method="POST")
        return WAIT

    def take(self, turn: Turn, given: CallerInput) -> Move:
        language = turn.number.offers.get(given.digits)
        if language:
            turn.remember(given.digits)
            turn.speak(language)
        return Admit(self.then)

    def precedes(self, turn: Turn) -> bool:
        return self.comes_first(turn.number) and not turn.call_state.language

    def comes_first(self, number: VirtualNumber) -> bool:
        return bool(number.offers)

    def exits(self) -> Iterator[Exit]:
        yield Exit("then", self.then, ("then",), onward=True)

    def digits_at(self, number: VirtualNumber) -> Collection[str]:
        return number.offers

    def brief(self, number: VirtualNumber, language: str) -> Iterator[Prompt | str]:
        for key, offered in number.offers.items():
            yield f"{key} {find_language(offered).name}"

    def inputs(self, turn: Turn) -> Iterator[CallerInput]:
        offers = turn.number.offers
        yield from (CallerInput(digits=key) for key in offers)
        yield CallerInput(part="silence")
        yield CallerInput()
        yield CallerInput(digits=next(key for key in KEYS if key not in offers))
