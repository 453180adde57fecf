"""Switches and deeds in the words of mails and lists."""

from collections.abc import Sequence

from centralino.core.directory import Directory
from centralino.delivery import mail_wording
from centralino.flows.switches import Aim
from centralino.store.switch_models import Act, Deed, Kind, LiveSwitch

KINDS = {
    "it": {Kind.NOTICE: "avviso", Kind.CLOSING: "chiusura", Kind.OPENING: "apertura"},
    "en": {Kind.NOTICE: "notice", Kind.CLOSING: "closing", Kind.OPENING: "opening"},
}
MADE = {
    "it": {
        Kind.NOTICE: "Nuovo avviso",
        Kind.CLOSING: "Nuova chiusura",
        Kind.OPENING: "Nuova apertura straordinaria",
    },
    "en": {
        Kind.NOTICE: "New notice",
        Kind.CLOSING: "New closing",
        Kind.OPENING: "New exceptional opening",
    },
}
ENDED = {
    "it": {
        Kind.NOTICE: "Avviso tolto",
        Kind.CLOSING: "Chiusura tolta",
        Kind.OPENING: "Apertura straordinaria tolta",
    },
    "en": {
        Kind.NOTICE: "Notice removed",
        Kind.CLOSING: "Closing ended",
        Kind.OPENING: "Exceptional opening ended",
    },
}
ACTS = {
    "it": {
        Act.PIN_ASKED: "PIN chiesto, mai digitato",
        Act.WRONG_PIN: "PIN errato",
        Act.LOCKED: "tentativo con l'accesso sospeso",
        Act.NOT_ALLOWED: "telefono non autorizzato",
        Act.REPLAYED: "richiesta già eseguita, inviata di nuovo",
        Act.UNLOCKED: "accesso riuscito",
        Act.LOST: "Avviso perso",
    },
    "en": {
        Act.PIN_ASKED: "PIN asked for, never entered",
        Act.WRONG_PIN: "wrong PIN",
        Act.LOCKED: "attempt while locked",
        Act.NOT_ALLOWED: "telephone not allowed",
        Act.REPLAYED: "request sent again after it was carried out",
        Act.UNLOCKED: "unlocked",
        Act.LOST: "Notice lost",
    },
}
AUDIO = {"it": "(messaggio registrato)", "en": "(recorded message)"}
EVERYTHING = {"it": "tutti i numeri", "en": "all numbers"}
SITE = {"it": "la sede {site}", "en": "the site {site}"}


def act_words(deed: Deed, rows: Sequence[LiveSwitch], language: str) -> str:
    act = Act(deed.act)
    if rows and act in (Act.MADE, Act.ENDED):
        table = MADE if act is Act.MADE else ENDED
        return table[language][Kind(rows[0].kind)]
    return ACTS[language].get(act, act.value)


def kind_words(row: LiveSwitch, language: str) -> str:
    return KINDS[language][Kind(row.kind)]


def aim_words(aim: Aim, directory: Directory, language: str) -> str:
    """`Ufficio Relazioni con il Pubblico (0577 235501)`, `Campus del Pionta`, `tutti i numeri`."""
    if not aim.numbers:
        return _site_words(aim.site, directory, language) if aim.site else EVERYTHING[language]
    named = []
    for slug in sorted(aim.numbers):
        office = directory.offices.get(slug)
        name, number = (
            mail_wording.office_name(office, directory, slug, language),
            mail_wording.called(office, slug),
        )
        named.append(f"{name} ({number})" if name != number else number)
    return mail_wording.listed(tuple(named), language)


def _site_words(site: str, directory: Directory, language: str) -> str:
    name = directory.sites.get(site)
    return mail_wording.said(name, language) if name else SITE[language].format(site=site)


def said(row: LiveSwitch, language: str) -> str:
    """The words of a notice, or the reason of a closing; nothing where there are none."""
    version = row.words.get(language) or next(iter(row.words.values()), "")
    return AUDIO[language] if isinstance(version, dict) else str(version)
