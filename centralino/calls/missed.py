"""A missed call is one that got nothing.

Nobody spoke with its caller, no message was left, and nothing was told that helps. What helps is
what the check takes for help: hours, when it reopens, why it is closed, where to write, a notice
that ends the call, a step's own words; a greeting, an excuse, a question or a goodbye does not. So
whoever hears an answer and hangs up in the menu behind it has got one. Once telephones ring, a
person is wanted: if nobody answers, only what is told after that counts. An empty message is a
missed call whatever was told, for somebody wanted to say something. What was told counts as heard:
nobody knows how far a caller listened.
"""

from centralino.calls.ending import Ending


def is_missed(
    ending: Ending | None, helped: bool | None, *, has_message: bool, left_nothing: bool
) -> bool:
    """Whether a call that is over was missed.

    `helped` is the last that was learned of it: True, told something that helps; False, telephones
    rang and nothing was told since; None, neither. `has_message`: the office gets a recording;
    `left_nothing`: the caller was recorded and said nothing.
    """
    if ending is Ending.CONVERSATION or has_message:
        return False
    if left_nothing or ending is Ending.VOICEMAIL:  # a message that never came
        return True
    return not (ending is Ending.INFORMATION if helped is None else helped)
