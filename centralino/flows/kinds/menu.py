"""`menu`: "press 1 for..."."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, model_validator

from centralino.calls.caller_input import CallerInput
from centralino.core.directory import Meaning
from centralino.core.input_errors import InputError, InputIssue, Place, input_error
from centralino.core.texts import N_, _
from centralino.fields.keys import KEYS, Key
from centralino.fields.shapes import Shape
from centralino.fields.values import Language, PromptField, Word
from centralino.flows.asking import Asking
from centralino.flows.next_move import WAIT, Go, Move
from centralino.flows.number import VirtualNumber
from centralino.flows.step_facts import Exit, Flaw
from centralino.flows.turn import Turn
from centralino.languages import words
from centralino.languages.menu_words import find_choice
from centralino.languages.prompts import Prompt, placeholders
from centralino.languages.registry import codes, find_language
from centralino.languages.step_words import titles_of


class Choice(Shape):
    """What one key does: where it leads, its words in a menu made of the keys, its language."""

    short: ClassVar[Mapping[str, Any] | None] = {"type": ["string", "integer"]}

    say: PromptField | None = None
    then: Word | None = None
    language: Language | None = None

    @classmethod
    def shorthand(cls, value: Any) -> Any:
        return {"then": value} if isinstance(value, str | int) else value

    def in_words(self, key: str) -> dict[str, str]:
        """The key for people who look at a picture: with the language that it changes to."""
        name = find_language(self.language).name if self.language else ""
        return dict.fromkeys(codes(), f"{key} {name}".strip())

    @model_validator(mode="after")
    def _leads_somewhere(self) -> "Choice":
        if self.then is None and self.language is None:
            raise input_error(_("this key leads nowhere: give it `then: step`, or `language: en`"))
        return self


def read_keys(value: object) -> dict[str, Any]:
    """Keys as text, whatever YAML made of them. Raises InputError."""
    if not isinstance(value, dict) or not value:
        raise input_error(
            _(
                "expected keys of the telephone, like {example}",
                example="`1: {say: ..., then: step}`",
            )
        )
    return {str(key): choice for key, choice in value.items()}


class Menu(Asking):
    """Asks for one key. A menu without text is made of its keys' words."""

    kind: ClassVar[str] = "menu"
    about: ClassVar[str] = "the prompt; or none: it is made of the keys"
    titles: ClassVar[Mapping[str, str]] = titles_of("menu")
    rules: ClassVar[Mapping[str, str]] = {"CW006": N_("two keys of a menu have the same words")}

    menu: PromptField | None
    keys: Annotated[dict[Key, Choice], BeforeValidator(read_keys)]
    speech: bool = Field(False, description="A caller may also say one of the choices.")

    @model_validator(mode="after")
    def _has_words(self) -> "Menu":
        wordless = [
            key for key, choice in self.keys.items() if not choice.say and not choice.language
        ]
        if self.menu is None and wordless:
            raise InputError(
                *(
                    InputIssue(
                        _("a menu without text is made of its keys: `say` is missing"),
                        ("keys", key),
                    )
                    for key in wordless
                )
            )
        return self

    def enter(self, turn: Turn) -> Move:
        gather = turn.response.gather(
            input="dtmf speech" if self.speech else "dtmf",
            num_digits=1,
            finish_on_key="",
            timeout=self.timeout,
            language=turn.number.voices[turn.language].locale,
            action=turn.url(),
            method="POST",
            **self._hints(turn),
        )
        self._say(turn, gather)
        turn.response.redirect(turn.url("silence"), method="POST")
        return WAIT

    def take(self, turn: Turn, given: CallerInput) -> Move:
        key = self.chosen(turn, given)
        if key is None:
            return self.ask_again(turn, given, "invalid")
        choice = self.keys[key]
        turn.remember(key)
        if choice.language:
            turn.speak(choice.language)
        return Go(choice.then or turn.step)

    def chosen(self, turn: Turn, given: CallerInput) -> str | None:
        """The key that was pressed, or the one whose words were said more than any other's."""
        if given.digits:
            return given.digits if given.digits in self.keys else None
        if not (self.speech and given.speech):
            return None
        said = _plain(given.speech)
        shared = {key: len(said & _plain(f"{key} {self.words(turn, key)}")) for key in self.keys}
        best = max(shared.values())
        nearest = [key for key, count in shared.items() if count == best]
        return nearest[0] if best and len(nearest) == 1 else None

    def exits(self) -> Iterator[Exit]:
        for key, choice in self.keys.items():
            if choice.then is not None:
                place = ("keys", key, "then")
                yield Exit(key, choice.then, place, choice.in_words(key), choice.say)
        yield self.exit_otherwise()

    @classmethod
    def leading(cls, settings: Mapping[Any, Any]) -> Iterator[tuple[Place, object]]:
        yield from super().leading(settings)
        keys = settings.get("keys")
        for key, choice in keys.items() if isinstance(keys, dict) else ():
            then = choice.get("then") if isinstance(choice, dict) else choice
            yield ("keys", str(key), "then"), then

    def languages(self) -> Iterator[tuple[str, Place]]:
        for key, choice in self.keys.items():
            if choice.language:
                yield choice.language, ("keys", key, "language")

    def meanings(self, number: VirtualNumber) -> Iterator[tuple[str, Meaning]]:
        for key, choice in self.keys.items():
            if choice.language:
                named = {code: words.name_language(choice.language, code) for code in codes()}
                yield key, Meaning(named)
            elif heard := self._heard_of(key, number):
                yield key, Meaning(heard, is_quoted=True)

    def _heard_of(self, key: str, number: VirtualNumber) -> dict[str, str]:
        """What callers hear of a key, per language: its own words, or the menu's."""
        own = self.keys[key].say
        prompt = own or self.menu
        versions = number.prompt(prompt).versions.items() if prompt else ()
        texts = [(each or number.language, text) for each, text in versions]
        found = {
            language: text if own else find_choice(text, key, language)
            for language, text in texts
            if isinstance(text, str) and not (own and placeholders(text))
        }
        return {language: text for language, text in found.items() if text}

    def known_digits(self) -> Collection[str]:
        return self.keys

    def brief(self, number: VirtualNumber, language: str) -> Iterator[Prompt | str]:
        yield from super().brief(number, language)
        for key, choice in self.keys.items():
            if choice.then is None:
                yield choice.in_words(key)[language]

    def inputs(self, turn: Turn) -> Iterator[CallerInput]:
        yield from (CallerInput(digits=key) for key in self.keys)
        yield from self.refusals()
        unused = next((key for key in KEYS if key not in self.keys), None)
        if unused:
            yield CallerInput(digits=unused)
        if self.speech:
            yield CallerInput(speech="?")

    def flaws(self, number: VirtualNumber, known_numbers: Mapping[str, str]) -> Iterator[Flaw]:
        """Callers cannot tell which of two keys they want."""
        seen: dict[tuple[tuple[str, object], ...], str] = {}
        for key, choice in self.keys.items():
            words = tuple(sorted(choice.say.versions.items(), key=str)) if choice.say else ()
            if words and words in seen:
                message = _(
                    "the keys {first} and {second} have the same words",
                    first=seen[words],
                    second=key,
                )
                yield Flaw("CW006", ("keys", key), message, _("tell callers how they differ"))
            elif words:
                seen[words] = key

    def words(self, turn: Turn, key: str) -> str | None:
        """A key's words in the caller's language; None where there are none to read."""
        say = self.keys[key].say
        return turn.words(say) if say else None

    def _say(self, turn: Turn, gather: Any) -> None:
        if self.menu is not None:
            turn.say(self.menu, to=gather)
            return
        for language, options in self._generated(turn):
            turn.say_words(words.speak_choices(options, language), language, gather)

    def _generated(self, turn: Turn) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        """The menu's sentences; a key that changes language speaks that language.

        Whoever speaks it already is not offered it, unless nothing else is.
        """
        own = [(key, text) for key in self.keys if (text := self.words(turn, key))]
        if own:
            yield turn.language, own
        for key, choice in self.keys.items():
            news = choice.language != turn.language or not own
            if choice.language and not choice.say and news:
                yield choice.language, [(key, find_language(choice.language).name_after_for)]

    def _hints(self, turn: Turn) -> dict[str, str]:
        if not self.speech:
            return {}
        found = [text for key in self.keys if (text := self.words(turn, key))]
        return {"hints": ", ".join(found), "speech_timeout": "auto"} if found else {}


def _plain(text: str) -> set[str]:
    """The words that tell one choice from another: those of four letters or more, and digits."""
    return {word for word in re.findall(r"\w+", text.lower()) if len(word) > 3 or word.isdigit()}
