"""Italian: all its words, and its grammar."""

from centralino.languages.italian.commissioning import COMMENTS, SHEET
from centralino.languages.italian.days import DAY_WORDS, HOLIDAYS
from centralino.languages.italian.grammar import ItalianGrammar
from centralino.languages.italian.mails import MAILS, SWITCHES
from centralino.languages.italian.pictures import PICTURE, STEPS, TITLES, YEAR
from centralino.languages.italian.prompts import PROMPTS
from centralino.languages.italian.service_line import SERVICE_LINE
from centralino.languages.italian.typed import HELPFUL, TYPED


class Italian(ItalianGrammar):
    code = "it"
    locale = "it-IT"
    name = "italiano"
    name_after_for = "l'italiano"
    switchboard = "Centralino"
    voice = "Polly.Bianca-Neural"
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
