"""Reasons in an English sentence: "closed for stocktaking", "closed because of a strike"."""

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


DEFINITE = _words("holiday holidays break weekend closure feast vacation vacations elections")
COUNTED = _words("meeting assembly ceremony event course conference visit move drill inspection")
CAUSES = _words("strike cut failure fault leak alarm breakdown outage")
"""What one closes because of, and what has an article."""
WEATHER = _words("snow ice flooding weather heat illness")
_COMPLETE = re.compile(r"(for|because|due|owing|on|during|in|after|until|following)\b", re.I)
_DETERMINED = re.compile(r"(the|an?|our|its|this)\b", re.I)
_HEAD = re.compile(r"[^,:;(]*?(?=\s+(?:of|in|for|at|on|by|with|to)\b|[,:;(]|$)")


def because(reason: str) -> str:
    if _COMPLETE.match(reason):
        return reason
    head = _HEAD.match(reason)
    noun = head[0].split()[-1].lower() if head and head[0].split() else ""
    before = "because of" if noun in CAUSES | WEATHER else "for"
    return f"{before} {'' if _DETERMINED.match(reason) else _article(noun, reason)}{reason}"


def _article(noun: str, reason: str) -> str:
    if noun in DEFINITE:
        return "the "
    if noun in COUNTED | CAUSES:
        return "an " if reason[:1].lower() in "aeiou" else "a "
    return ""
