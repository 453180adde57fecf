"""English: all its words, and its grammar."""

from centralino.languages.english.commissioning import COMMENTS, SHEET
from centralino.languages.english.days import DAY_WORDS, HOLIDAYS
from centralino.languages.english.grammar import EnglishGrammar
from centralino.languages.english.mails import MAILS, SWITCHES
from centralino.languages.english.pictures import PICTURE, STEPS, TITLES, YEAR
from centralino.languages.english.prompts import PROMPTS
from centralino.languages.english.service_line import SERVICE_LINE
from centralino.languages.english.typed import HELPFUL, TYPED


class English(EnglishGrammar):
    code = "en"
    locale = "en-GB"
    name = "English"
    name_after_for = "English"
    switchboard = "Switchboard"
    voice = "Polly.Amy-Neural"
    typed = TYPED
    helpful = HELPFUL
    prompts = PROMPTS
    titles = TITLES
    steps = STEPS
    service_line = SERVICE_LINE
    picture = PICTURE
    sheet = SHEET
    comments = COMMENTS
    year = YEAR
    mails = MAILS
    switches = SWITCHES
    day_words = DAY_WORDS
    holidays = HOLIDAYS
