"""The forms of signing in. Their errors are texts, to be read in the reader's language."""

from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import ValidationError

from centralino.core.addresses import is_email
from centralino.core.texts import N_
from centralino.people.sign_in_secrets import CODE_DIGITS


class AddressForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Who wants to sign in."""

    address = StringField(N_("E-mail address"), filters=[lambda text: (text or "").strip()])

    def validate_address(self, field: StringField) -> None:
        if not is_email(field.data) or "." not in field.data.rpartition("@")[2]:
            raise ValidationError(N_("Write an e-mail address, like name@example.org."))


class CodeForm(FlaskForm):  # type: ignore[misc]  # as above
    """The code that the link showed in another browser."""

    code = StringField(
        N_("Code"), filters=[lambda text: "".join(each for each in text or "" if each.isdecimal())]
    )

    def validate_code(self, field: StringField) -> None:
        if len(field.data) != CODE_DIGITS or not field.data.isascii():
            raise ValidationError(N_("The code has eight digits."))
