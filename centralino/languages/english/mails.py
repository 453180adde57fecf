"""What mails and lists say in English, besides the mails' templates."""

from centralino.languages.vocabulary import MailWords, SwitchWords

MAILS = MailWords(
    moment="{date} at {clock}",
    date="EEEE, d MMMM y",
    withheld="withheld number",
    outcomes={
        "busy": "busy",
        "no-answer": "no answer",
        "failed": "not reachable",
        "canceled": "call stopped",
        "unconfirmed": "answer not confirmed",
        "completed": "answered",
    },
    key="key {key}",
    quoted="“{words}”",
    then=", then ",
    was_open="open at the time",
    was_closed="closed at the time",
)
SWITCHES = SwitchWords(
    kinds={"notice": "notice", "closing": "closing", "opening": "opening"},
    made={
        "notice": "New notice",
        "closing": "New closing",
        "opening": "New exceptional opening",
    },
    ended={
        "notice": "Notice removed",
        "closing": "Closing ended",
        "opening": "Exceptional opening ended",
    },
    acts={
        "PIN asked": "PIN asked for, never entered",
        "wrong PIN": "wrong PIN",
        "locked": "attempt while locked",
        "caller not allowed": "telephone not allowed",
        "replayed": "request sent again after it was carried out",
        "unlocked": "unlocked",
        "recording lost": "Notice lost",
    },
    audio="(recorded message)",
    everything="all numbers",
    site="the site {site}",
    examples={
        "notice": "The offices close at noon today.",
        "closing": "staff meeting",
        "opening": "open day",
    },
)
