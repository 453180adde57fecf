"""German, made up for tests: a language that comes from outside, as the next one will."""

import datetime as dt
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from centralino.calendar.timetable import DAY, Span
from centralino.languages.language import WHOLE_DAY, Language, ListKind, Nearness, Unit
from centralino.languages.spoken_weeks import NamedDays
from centralino.languages.vocabulary import (
    FileComments,
    HelpfulWords,
    MailWords,
    PictureWords,
    SheetWords,
    SwitchWords,
    TypedWords,
    YearWords,
)

WEEKDAYS = dict(
    enumerate(("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"))
)
MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
UNITS: dict[Unit, tuple[str, str]] = {
    "day": ("ein Tag", "Tage"),
    "hour": ("eine Stunde", "Stunden"),
    "minute": ("eine Minute", "Minuten"),
    "second": ("eine Sekunde", "Sekunden"),
}
PROMPTS = {
    "welcome": "{office}.",
    "all_closed": "{office}. Alle Ämter sind geschlossen {why}. Wieder offen {reopens}. {note}. "
    "Schreiben Sie an {email}. Mehr unter {web}.",
    "site_closed": "{office}. Hier ist geschlossen {why}. Wieder offen {reopens}. {note}. "
    "Schreiben Sie an {email}. Mehr unter {web}.",
    "closed": "{office}. Das Amt ist geschlossen {why}. Wieder offen {reopens}. {note}. "
    "Schreiben Sie an {email}. Mehr unter {web}.",
    "outside": "{office}. Das Amt ist gerade geschlossen {why}. Heute: {special}. "
    "Offen ist {hours}. "
    "Wieder offen {reopens}. Schreiben Sie an {email}.",
    "nobody": "Leider kann gerade niemand antworten.",
    "greeting": "Bitte sprechen Sie nach dem Signal.",
    "recorded": "Wir heben Nachrichten {kept} lang auf.",
    "receipt": "Vielen Dank. Ihr Zeichen ist {reference}.",
    "empty": "Wir haben keine Nachricht. Schreiben Sie an {email}. Mehr unter {web}.",
    "invalid": "Diese Wahl gibt es nicht.",
    "code": "Bitte geben Sie den Code ein, dann die Rautetaste.",
    "code_alone": "Bitte geben Sie den Code ein.",
    "invalid_code": "Diesen Code gibt es nicht.",
    "progress": "Bitte bleiben Sie dran.",
    "whisper": "Anruf für {office}. Es ruft {caller}.",
    "confirm": "Zum Annehmen drücken Sie die 1.",
    "information": "{office}. Offen ist {hours}. Schreiben Sie an {email}. Mehr unter {web}.",
    "changed": "Dieser Dienst ist neu. Wir beginnen von vorn.",
    "fault": "{office}. Eine Störung. Offen ist {hours}. Schreiben Sie an {email}. "
    "Mehr unter {web}.",
    "unavailable": "{organisation}. Diese Nummer gibt es gerade nicht. Schreiben Sie an {email}. "
    "Mehr unter {web}.",
    "goodbye": "Danke für den Anruf. Auf Wiederhören.",
}
TITLES = {
    "menu": "Auswahl",
    "goto": "Sprung",
    "voicemail": "Mailbox",
    "say": "Ansage",
    "gate": "Ist es offen?",
    "dial": "Es läutet",
    "hangup": "Ende des Anrufs",
    "control": "Dienstnummer",
    "offer": "Wahl der Sprache",
    "code": "Geheimzahl",
}
STEPS = {
    "open": "offen",
    "closed": "zu",
    "own calendar": "nach eigenem Kalender",
    "always": "immer, außer bei Schließung",
    "nobody": "niemand antwortet",
    "rings alone": "Es läutet",
    "in sequence": "der Reihe nach",
    "all at once": "alle zugleich",
    "rotating": "reihum",
    "random": "nach Zufall",
    "no message": "keine Nachricht",
    "no valid answer": "keine gültige Antwort",
    "code": "Geheimzahl {place}",
    "valid code": "gültiger Code",
    "withheld": "eine unterdrückte Nummer",
}
SERVICE_LINE = {
    "trial": "Dies ist eine Probe.",
    "not_allowed": "Nur für Befugte.",
    "ask_office": "Bitte die letzten Ziffern der Nummer, dann Raute.",
    "unknown_office": "Kein Amt hat diese Nummer.",
    "several_offices": "Mehrere Ämter. Bitte mehr Ziffern.",
    "ask_pin": "{office}. Bitte die Geheimzahl, dann Raute.",
    "wrong_pin": "Die Geheimzahl stimmt nicht.",
    "locked": "Der Zugang ist gesperrt.",
    "open": "Das Amt ist offen.",
    "closed": "Das Amt ist zu.",
    "closed_because": "Das Amt ist zu {why}.",
    "reopens": "Wieder offen {moment}.",
    "no_notice": "Es gibt keine Hinweise.",
    "notice": "Ein Hinweis gilt bis {moment}.",
    "waiting": "Ein Hinweis gilt gleich.",
    "menu": "Zum Schließen die 2, zum Öffnen die 3.",
    "confirm_close": "Wieder offen {moment}. Ja: 1. Zurück: 2.",
    "already_closed": "Schon zu, bis {moment}. Ja: 1. Zurück: 2.",
    "no_opening": "Keine Öffnung in Sicht.",
    "done_close": "Das Amt ist jetzt zu.",
    "done_reopen": "Die Schließung ist weg.",
    "nothing_to_reopen": "Nichts ist zu öffnen.",
    "record": "Bitte sprechen Sie nach dem Signal.",
    "nothing_heard": "Nichts wurde aufgenommen.",
    "ask_until": "Bis wann? 1, 2, 3 oder 4.",
    "your_notice": "Ihr Hinweis.",
    "confirm_notice": "Er gilt bis {moment}. Ja: 1. Nein: 2.",
    "done_notice": "Der Hinweis gilt.",
    "confirm_remove": "Hinweise entfernen? Ja: 1. Zurück: 2.",
    "done_remove": "Die Hinweise sind weg.",
    "nothing_to_remove": "Es gibt keine Hinweise.",
    "invalid": "Diese Wahl gibt es nicht.",
    "done_before": "Das ist schon geschehen.",
    "failed": "Eine Störung: Nichts ist geschehen.",
    "goodbye": "Auf Wiederhören.",
}
PICTURE = PictureWords(
    call="Anruf bei {number}",
    notices="Hinweise",
    notices_first="kommen zuerst",
    notice_ends="der Hinweis beendet den Anruf",
    notice="Hinweis",
    closures="Ein Schließtag?",
    closures_shared="Haus, Ort, Feiertage",
    closures_own="Kalender der Nummer",
    closed="zu",
    open="offen",
    closure="Schließung",
    information="Auskunft",
    goodbye="Abschied",
    answered="jemand antwortet",
    conversation="Gespräch",
    about="Bild von {title}.",
    endings="Der Anruf endet mit: {endings}.",
    example_office="Name des Amtes",
    blanks={
        "hours": "[Zeiten]",
        "reopens": "[Tag und Zeit]",
        "reason": "[Grund]",
        "reference": "[Zeichen]",
        "caller": "[Nummer des Anrufers]",
    },
)
SHEET = SheetWords(
    heading="Was Anrufer von {number} hören",
    lead="{office}. Genau diese Worte hören Anrufer.",
    facts="Kurz gesagt",
    number="Nummer",
    hours="Zeiten",
    any_hour="jederzeit, außer bei Schließung",
    seasons="manchmal gelten andere Zeiten",
    telephones="Es läuten",
    telephone="Es läutet",
    enters_code="Der Anrufer tippt eine gültige Geheimzahl.",
    enters_wrong_code="Der Anrufer tippt eine falsche Geheimzahl.",
    a_key="Taste {keys}",
    several_keys="Tasten {keys}",
    a_code="gültige Geheimzahl",
    a_wrong_code="falsche Geheimzahl",
    somebody_answers="jemand antwortet",
    nobody_answers="niemand antwortet",
    nobody_rings="keine",
    messages="Nachrichten gehen an",
    no_messages="niemanden",
    kept="Sie bleiben",
    closures="Nächste Schließungen",
    calls="Die Anrufe",
    calls_lead="In Anführungszeichen, was man hört.",
    open="Offen",
    outside="Außerhalb der Zeiten",
    closure="Zu",
    at="{day}, {clock} Uhr",
    presses="Der Anrufer drückt {keys}.",
    rings="Es läutet {number}",
    answered="und jemand antwortet.",
    unanswered="und niemand antwortet.",
    talks="Man spricht.",
    leaves="Der Anrufer lässt eine Nachricht.",
    plays="Man hört {file}.",
    picture="Der Weg des Anrufs",
    change="Für Änderungen schreiben Sie an {helpdesk}.",
    made="Gemacht am {day}.",
)
COMMENTS = FileComments(
    head="{office}.",
    try_it="Nach jeder Änderung: `centralino check`, `centralino call {slug}`.",
    email="hierhin gehen Nachrichten",
    no_email="keine Mailbox",
    site="Schließungen dieses Ortes gelten auch hier",
    always_open="Schließungen gelten hier nicht",
    no_hours="Keine eigenen Zeiten.",
    ring="sie läuten der Reihe nach",
    confirm="wer abnimmt, drückt 1",
    steps="Der Weg des Anrufs.",
    menu="ohne Text",
    otherwise="für alle, die nichts drücken",
    codes="wer einen Code hat, erreicht jemanden",
    expect="Die Proben.",
    situations={
        "open": "offen, und jemand antwortet",
        "unanswered": "offen, und niemand antwortet",
        "no_telephones": "offen",
        "outside": "außerhalb der Zeiten",
        "closure": "Schließtag oder Feiertag",
        "code": "mit einem Code",
    },
    code_question="Wenn Sie einen Code haben, geben Sie ihn jetzt ein.",
    code_choice="mit einem Code",
    code_closed="Wieder geöffnet {reopens}.",
)
YEAR = YearWords(
    marks={
        "open": "offen wie immer",
        "other hours": "andere Zeiten",
        "bridge day left open": "offener Brückentag",
        "closed by its timetable": "zu nach Zeiten",
        "public holiday": "Feiertag",
        "closed": "Schließtag",
    },
    about="Kalender {year}: {title}. Offen {hours}. Schließtage: {count}.",
    any_time="jederzeit",
    open="offen",
    closed="zu",
)
MAILS = MailWords(
    moment="{date} um {clock}",
    date="EEEE, d. MMMM y",
    withheld="unterdrückte Nummer",
    outcomes={
        "busy": "besetzt",
        "no-answer": "keine Antwort",
        "failed": "nicht erreichbar",
        "canceled": "abgebrochen",
        "unconfirmed": "nicht bestätigt",
        "completed": "abgenommen",
    },
    key="Taste {key}",
    quoted="„{words}“",
    then=", dann ",
    was_open="gerade offen",
    was_closed="gerade zu",
)
SWITCHES = SwitchWords(
    kinds={"notice": "Hinweis", "closing": "Schließung", "opening": "Öffnung"},
    made={"notice": "Neuer Hinweis", "closing": "Neue Schließung", "opening": "Neue Öffnung"},
    ended={"notice": "Hinweis weg", "closing": "Schließung weg", "opening": "Öffnung weg"},
    acts={
        "PIN asked": "Geheimzahl erfragt",
        "wrong PIN": "falsche Geheimzahl",
        "locked": "Versuch bei Sperre",
        "caller not allowed": "Telefon nicht befugt",
        "replayed": "noch einmal gesandt",
        "unlocked": "Zugang",
        "recording lost": "Hinweis verloren",
    },
    audio="(Aufnahme)",
    everything="alle Nummern",
    site="der Ort {site}",
    examples={
        "notice": "Heute bis 12 Uhr.",
        "closing": "Versammlung",
        "opening": "Infotag",
    },
)
TYPED = TypedWords(
    weekdays=(
        "mo montag",
        "di dienstag",
        "mi mittwoch",
        "do donnerstag",
        "fr freitag",
        "sa samstag",
        "so sonntag",
    ),
    every_day=("täglich", "jeden tag"),
    months=tuple(month.lower() for month in MONTHS),
    units={
        "minutes": "minuten",
        "hours": "stunde stunden",
        "days": "tag tage",
        "weeks": "woche wochen",
    },
    ahead={"heute": 0, "morgen": 1, "übermorgen": 2},
    now=("jetzt",),
    noon=("mittag",),
    midnight=("mitternacht",),
    within=("in",),
    joins=("und",),
    little=("um", "am", "bis", "uhr"),
    names={"hours": "öffnungszeiten zeiten", "office": "amt"},
    day_groups={"werktags": ("mo-fr", "mo-sa")},
)

AT_HAND = {
    Nearness.TODAY: "heute",
    Nearness.TONIGHT: "heute Nacht",
    Nearness.TOMORROW: "morgen",
}
SYMBOLS = {
    ".": "Punkt",
    "@": "Klammeraffe",
    "-": "Bindestrich",
    "_": "Unterstrich",
    "/": "Schrägstrich",
    "+": "plus",
    "*": "Stern",
    "#": "Raute",
    ":": "Doppelpunkt",
    "?": "Fragezeichen",
    "=": "gleich",
    "&": "und",
    "%": "Prozent",
    "~": "Tilde",
    ",": "Komma",
    ";": "Strichpunkt",
    "!": "Ausrufezeichen",
    "'": "Apostroph",
}


class German(Language):
    code = "de"
    locale = "de-DE"
    name = "Deutsch"
    name_after_for = "Deutsch"
    switchboard = "Vermittlung"
    voice = "Polly.Vicki-Neural"
    typed = TYPED
    helpful = HelpfulWords(courtesies=("leider", "danke", "auf wiederhören", "bedauer"))
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
    vowels = "aeiouyäöü"
    weekdays = WEEKDAYS
    at_hand = AT_HAND
    day_words = ("heute", "morgen", "gestern")
    holidays: Mapping[str, str] = MappingProxyType({})
    never = "nur an besonderen Tagen"
    symbols = SYMBOLS

    def join_items(self, items: Sequence[str], kind: ListKind) -> str:
        joined = " oder " if kind == "or" else " und "
        return joined.join(filter(None, (", ".join(items[:-1]), *items[-1:])))

    def span(self, span: Span) -> str:
        if span == WHOLE_DAY:
            return "rund um die Uhr"
        return f"von {_clock(span.start)} bis {_clock(span.end)}"

    def days(self, days: NamedDays) -> str:
        if days.runs:
            runs = [" bis ".join(WEEKDAYS[day] for day in run) for run in days.runs]
            return self.join_items(runs, "and")
        barring = self.join_items([WEEKDAYS[day] for day in days.barring], "and")
        return f"täglich außer {barring}" if barring else "täglich"

    def also(self, days: str, spans: str) -> str:
        return f"{days} auch {spans}"

    def only(self, hours: str) -> str:
        return f"nur {hours}"

    def stretch(self, first: tuple[int, int], last: tuple[int, int]) -> str:
        start, end = (f"{WEEKDAYS[day]} um {_clock(minute)}" for day, minute in (first, last))
        return f"ohne Pause von {start} bis {end}"

    def date(self, day: dt.date, *, with_year: bool) -> str:
        return f"{WEEKDAYS[day.weekday()]}, {_date(day, with_year=with_year)}"

    def period(self, first: dt.date, last: dt.date, *, with_year: bool) -> str:
        start, end = (_date(day, with_year=with_year) for day in (first, last))
        return f"am {start}" if first == last else f"vom {start} bis zum {end}"

    def moment(self, day: str, minute: int, near: Nearness) -> str:
        return f"{day} um {_clock(minute)}"

    def because(self, reason: str) -> str:
        return f"wegen {reason}"

    def amount(self, count: int, unit: Unit) -> str:
        one, many = UNITS[unit]
        return one if count == 1 else f"{count} {many}"

    def choice(self, phrase: str, key: str) -> str:
        return f"Für {phrase} drücken Sie {key}."


def _clock(minute: int) -> str:
    hour, past = divmod(minute % DAY, 60)
    return f"{hour} Uhr {past}" if past else f"{hour} Uhr"


def _date(day: dt.date, *, with_year: bool) -> str:
    year = f" {day.year}" if with_year else ""
    return f"{day.day}. {MONTHS[day.month - 1]}{year}"
