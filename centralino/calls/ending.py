"""How a call may end."""

from enum import StrEnum


class Ending(StrEnum):
    """The three useful ways for a call to end, and the one for a caller who hung up before."""

    CONVERSATION = "conversation"
    VOICEMAIL = "voicemail"
    INFORMATION = "information"
    HUNG_UP = "hung-up"
