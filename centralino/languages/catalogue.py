"""The built-in prompts in every language; a flow or the organisation may replace any.

A sentence whose placeholder has no value is left out (see prompts.fill_placeholders), so each
sentence stands by itself.
"""

from collections.abc import Mapping
from types import MappingProxyType

from centralino.languages.language import Language
from centralino.languages.prompts import Prompt
from centralino.languages.registry import FromLanguages


def _prompts(languages: tuple[Language, ...]) -> Mapping[str, Prompt]:
    return {
        name: Prompt({language.code: language.prompts[name] for language in languages})
        for name in languages[0].prompts
    }


BUILT_IN: Mapping[str, Prompt] = FromLanguages(_prompts)

OCCASIONS: Mapping[str, str] = MappingProxyType(
    {
        "welcome": "the default flow: before the telephones ring, with `greet`",
        "all_closed": "before the flow: the organisation is closed, or it is a public holiday; "
        "the file's `closed`, where it has that alone",
        "site_closed": "before the flow: the site is closed; likewise",
        "closed": "before the flow: the number itself is closed",
        "outside": "the default flow: outside the office's hours",
        "nobody": "the default flow: nobody answered",
        "greeting": "`voicemail`: before the beep",
        "recorded": "`voicemail`: before the greeting",
        "receipt": "`voicemail`: after the message",
        "empty": "`voicemail`: no message was left",
        "invalid": "`menu`: not a key of it",
        "code": "`code`: the question",
        "code_alone": "`code`: the question, with a `length`",
        "invalid_code": "`code`: not a code of it",
        "progress": "`dial`: before the next telephone, with `progress: true`",
        "whisper": "`dial`: to whoever picks up",
        "confirm": "`dial`: to whoever picks up, with `confirm`",
        "information": "the step `information`",
        "changed": "the flow changed during the call, and the step is gone",
        "fault": "a fault of ours, in each of the number's languages",
        "unavailable": "no flow answers for the number",
        "goodbye": "the step `goodbye`",
    }
)
"""When each is said, for docs/flow-language.md, in its order."""
