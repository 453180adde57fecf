"""The forms of closing, opening and putting up a notice. Made while a page is read: their labels
and errors are in its language."""

from collections.abc import Iterable

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, RadioField, StringField, TextAreaField

from centralino.core.input_errors import InputIssue
from centralino.core.texts import N_, _, in_force
from centralino.flows.switches import Gravity
from centralino.languages.words import name_language
from centralino.store.switch_models import Kind
from centralino.switching.wishes import SwitchWish, Until

WORDS = "words_"
LONGEST = 4000  # characters of one field; a voice speaks fewer at once, and says so
PLACES = {"end": "moment", "start": "start", "reason": "words", "words": "words"}
GRAVITIES = {
    Gravity.INFORMATION.name: N_("Information"),
    Gravity.WARNING.name: N_("Warning"),
    Gravity.EMERGENCY.name: N_("Emergency"),
}
"""The choices of a notice's gravity, each with its label."""


class SwitchForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """What all three ask: from when, until when, and the words. `languages` are those asked for.

    `audio` is the path of a recording that was kept when the form was sent before.
    """

    kind: Kind
    languages: tuple[str, ...]
    until: RadioField
    start = StringField(filters=[lambda text: (text or "").strip()[:LONGEST]])
    moment = StringField(filters=[lambda text: (text or "").strip()[:LONGEST]])
    audio = HiddenField()

    @property
    def words(self) -> list[StringField]:
        return [self[WORDS + language] for language in self.languages]

    def wish(self) -> SwitchWish:
        gravity = self.gravity.data if self.kind is Kind.NOTICE else Gravity.WARNING.name
        return SwitchWish(
            kind=self.kind,
            start=self.start.data,
            until=Until(self.until.data),
            moment=self.moment.data,
            words={language: self[WORDS + language].data for language in self.languages},
            audio=self.audio.data or "",
            gravity=Gravity[gravity],
            ends_call=self.kind is Kind.NOTICE and self.ends_call.data,
        )

    def refuse(self, issues: Iterable[InputIssue]) -> None:
        """Say what is wrong at its fields."""
        for issue in issues:
            found = self._field_at(str(issue.at[0]) if issue.at else "words")
            found.errors = [*found.errors, issue.expected]

    def _field_at(self, place: str) -> StringField:
        if place in self.languages:
            return self[WORDS + place]
        name = PLACES.get(place, place)
        return self[WORDS + self.languages[0]] if name == "words" else self[name]


def make_form(kind: Kind, languages: tuple[str, ...], until: Until) -> SwitchForm:
    """`until` is what is chosen at first."""
    fields = {
        WORDS + language: TextAreaField(
            _label(kind, language), filters=[lambda text: (text or "").strip()[:LONGEST]]
        )
        for language in languages
    }
    if kind is Kind.NOTICE:
        fields |= _notice_fields()
    fields["until"] = RadioField(
        _("Until when?"), choices=[each.value for each in Until], default=until.value
    )
    # WTForms finds fields on a class.
    made = type("SwitchFormHere", (SwitchForm,), {"kind": kind, "languages": languages, **fields})
    form: SwitchForm = made()
    form.start.label.text = _("From when?")
    form.moment.label.text = _("Day and time")
    return form


def _notice_fields() -> dict[str, object]:
    return {
        "recording": FileField(_("Recording, MP3 or WAV")),
        "without_recording": BooleanField(_("Take the recording away")),
        "gravity": RadioField(
            _("How grave is it?"), choices=list(GRAVITIES), default=Gravity.WARNING.name
        ),
        "ends_call": BooleanField(_("The call ends after the notice")),
    }


def _label(kind: Kind, language: str) -> str:
    name = name_language(language, in_force().language)
    if kind is Kind.NOTICE:
        return _("What callers hear, in {language}", language=name)
    if kind is Kind.CLOSING:
        return _("Reason that callers hear, in {language}", language=name)
    return _("Reason, for the trail")
