"""One document of the service line: what is said, what is asked, in the line's own voice."""

from datetime import datetime

from twilio.twiml.voice_response import VoiceResponse

from centralino.calls import urls
from centralino.calls.line_state import LinePart, LineState
from centralino.flows.flow import Flow
from centralino.languages import words
from centralino.languages.prompts import Audio, Prompt, in_pieces
from centralino.languages.registry import find_language

PATIENCE = 8  # seconds, for somebody who reads a PIN from a sheet
LONGEST_NOTICE = 90  # seconds


class SpokenDocument:
    """TwiML under way. Every way out of it is one of `ask`, `record` and `hang_up`."""

    def __init__(self, line: Flow, base: str, now: datetime) -> None:
        self._line = line
        self._base = base
        self._now = now.astimezone(line.zone)
        self.language = line.language
        self._response = VoiceResponse()

    def say(self, name: str, **known: str) -> "SpokenDocument":
        self.say_text(find_language(self.language).service_line[name].format_map(known))
        return self

    def say_text(self, text: str, language: str = "") -> None:
        voice = self._line.voices[language or self.language]
        for piece in in_pieces(text, voice.limit):
            self._response.say(piece, voice=voice.name, language=voice.locale)

    def play(self, path: str) -> None:
        self._response.play(self._base + path)

    def prompt(self, prompt: Prompt) -> None:
        """A notice, as it stands: what it is filled with depends on who calls where."""
        language, version = prompt.version(self.language, self.language)
        if isinstance(version, Audio):
            self.play(version.file)
        else:
            known = language if language in self._line.voices else self.language
            self.say_text(version, known)

    def moment(self, when: datetime) -> str:
        """As said after "ends" or "reopens"."""
        return words.speak_moment(when, self._now, self.language)

    def ask(self, name: str, place: LineState, *, digits: int | None = None, **known: str) -> str:
        """Put a question; silence comes back to the same place. One digit needs no hash."""
        voice = self._line.voices[self.language]
        gather = self._response.gather(
            input="dtmf",
            timeout=PATIENCE,
            action=self._url(place),
            method="POST",
            language=voice.locale,
            finish_on_key="" if digits else "#",
            **({"num_digits": digits} if digits else {}),
        )
        text = find_language(self.language).service_line[name].format_map(known)
        gather.say(text, voice=voice.name, language=voice.locale)
        self._response.redirect(self._url(place), method="POST")
        return str(self._response)

    def record(self, place: LineState) -> str:
        self.say("record")
        self._response.record(
            action=self._url(place),
            method="POST",
            timeout=4,
            max_length=LONGEST_NOTICE,
            finish_on_key="#",
            play_beep=True,
            trim="trim-silence",
            recording_status_callback=urls.write_service_line_recording(
                self._base, self._line.slug
            ),
            recording_status_callback_method="POST",
            recording_status_callback_event="completed",
        )
        self._response.redirect(self._url(place), method="POST")
        return str(self._response)

    def hang_up(self) -> str:
        self.say("goodbye")
        self._response.hangup()
        return str(self._response)

    def _url(self, place: LineState) -> str:
        return urls.write_service_line(self._base, self._line.slug, place)


def menu(document: SpokenDocument, place: LineState) -> str:
    return document.ask("menu", place.at(LinePart.MENU), digits=1)
