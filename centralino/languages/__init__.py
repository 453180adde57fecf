"""What callers hear, in words: hours, dates, numbers, addresses and prompts.

A language is one package (italian/, english/) with all its words: a class that derives from
`language.Language`. To add one, write its class, register it here, and write its mails in
templates/mail/<code>/. What it lacks is told when it is registered; a language without mails is
written to in its organisation's.
"""

from centralino.languages.english import English
from centralino.languages.italian import Italian
from centralino.languages.registry import add_language

add_language(Italian)
add_language(English)
