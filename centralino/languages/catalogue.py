"""The built-in prompts in every language; a flow or the organisation may replace any.

A sentence whose placeholder has no value is left out (see prompts.fill_placeholders), so each
sentence stands by itself.
"""

from collections.abc import Mapping

from centralino.languages.language import Language
from centralino.languages.prompts import Prompt
from centralino.languages.registry import FromLanguages


def _prompts(languages: tuple[Language, ...]) -> Mapping[str, Prompt]:
    return {
        name: Prompt({language.code: language.prompts[name] for language in languages})
        for name in languages[0].prompts
    }


BUILT_IN: Mapping[str, Prompt] = FromLanguages(_prompts)
