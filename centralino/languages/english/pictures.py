"""What pictures say in English: of flows, of their steps, of years."""

from collections.abc import Mapping
from types import MappingProxyType

from centralino.languages.vocabulary import PictureWords, YearWords

TITLES: Mapping[str, str] = MappingProxyType(
    {
        "menu": "Menu",
        "goto": "Jump",
        "voicemail": "Voicemail",
        "say": "Message",
        "gate": "Is it open?",
        "dial": "Ring",
        "hangup": "End of the call",
        "control": "Service line",
        "offer": "Choice of language",
        "code": "Code",
    }
)
STEPS: Mapping[str, str] = MappingProxyType(
    {
        "open": "open",
        "closed": "closed",
        "own calendar": "by a calendar of its own",
        "always": "always, but for closures",
        "nobody": "nobody answers",
        "rings alone": "Ring",
        "in sequence": "one after the other",
        "all at once": "all at once",
        "rotating": "in rotation",
        "random": "in random order",
        "no message": "no message left",
        "no valid answer": "no valid answer",
        "code": "code {place}",
        "valid code": "a valid code",
        "withheld": "a withheld number",
    }
)
PICTURE = PictureWords(
    call="Call to {number}",
    notices="Notices in force",
    notices_first="heard first",
    notice_ends="the notice ends the call",
    notice="Notice",
    closures="A day of closure?",
    closures_shared="organisation, site, holidays",
    closures_own="the number's calendar",
    closed="closed",
    open="open",
    closure="Closure",
    information="Information",
    goodbye="Goodbye",
    answered="somebody answers",
    conversation="Conversation",
    about="Diagram of {title}.",
    endings="The call ends with: {endings}.",
    example_office="Name of the office",
    blanks={
        "hours": "[hours]",
        "reopens": "[day and time]",
        "reason": "[reason]",
        "reference": "[reference]",
        "caller": "[the caller's number]",
    },
)
YEAR = YearWords(
    marks={
        "open": "open as usual",
        "other hours": "other hours",
        "bridge day left open": "bridge day left open",
        "closed by its timetable": "closed by its timetable",
        "public holiday": "public holiday",
        "closed": "closed",
    },
    about="Calendar of {year}: {title}. Open {hours}. Days of closure: {count}.",
    any_time="at any hour",
    open="open",
    closed="closed",
)
