"""Audio that a form brings along: checked, and kept where notices are served from."""

from datetime import datetime

from centralino.core.input_errors import InputError, input_error
from centralino.core.texts import _
from centralino.switching.desk import Desk
from centralino.switching.spoken_notices import LARGEST, is_kept, store_audio
from handlers.pages.switch_forms import SwitchForm

LARGEST_UPLOAD = LARGEST + 500_000  # bytes: what is a little too large is told at its field
RECORDING = "recording"


def take_recording(form: SwitchForm, desk: Desk, now: datetime) -> None:
    """Keep what was uploaded: from then on the form has its path. Raises InputError, at its field.

    What no notice plays is forgotten after a day.
    """
    upload = form.recording.data
    content = upload.read(LARGEST + 1) if upload and upload.filename else b""
    if content:
        try:
            form.audio.data = store_audio(desk.store, content, now)
        except InputError as error:
            raise InputError(*(each.below(RECORDING) for each in error.misfits)) from error
    elif upload and upload.filename:
        raise input_error(_("the file is empty: choose another"), RECORDING)
    elif form.without_recording.data:
        form.audio.data = ""
    elif form.audio.data and not is_kept(desk.store, form.audio.data):
        form.audio.data = ""
        raise input_error(_("the recording is not here any more: add it again"), RECORDING)
