"""What a menu that was written as one text says of a key: "Per le scadenze prema 1." """

import re

from centralino.languages.registry import find_language

_SENTENCE_END = re.compile(r"(?<=[.!?:;])\s+")
_GAP = "\0"


def find_choice(text: str, key: str, language: str) -> str:
    """The words for a key in a menu's text, as a key's `say` would have them: "le scadenze".

    Nothing where no sentence is about this key alone, or where it is filled in later.
    """
    tongue = find_language(language)
    said = tongue.symbols.get(key, key)
    before, _, after = tongue.choice(_GAP, said).partition(_GAP)
    about = [one for one in _SENTENCE_END.split(text) if _names(one, said)]
    if len(about) != 1 or "{" in about[0] or _names_another(about[0], key):
        return ""
    sentence = about[0].strip().rstrip(".")
    command = re.compile(rf"[,;]?\s*{re.escape(after.strip(' ,;.'))}$", re.IGNORECASE)
    words = command.sub("", sentence)
    if words.lower().startswith(before.lower()):
        return words[len(before) :]
    return words[:1].lower() + words[1:]


def _names(sentence: str, said: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(said)}(?!\w)", sentence, re.IGNORECASE))


def _names_another(sentence: str, key: str) -> bool:
    return any(digit != key for digit in re.findall(r"(?<!\w)\d(?!\w)", sentence))
