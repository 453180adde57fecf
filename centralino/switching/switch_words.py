"""Switches and deeds in the words of mails and lists."""

from collections.abc import Sequence

from centralino.core.directory import Directory
from centralino.delivery import mail_wording
from centralino.flows.switches import Aim
from centralino.languages.registry import find_language
from centralino.store.switch_models import Act, Deed, LiveSwitch


def act_words(deed: Deed, rows: Sequence[LiveSwitch], language: str) -> str:
    act, said = Act(deed.act), find_language(language).switches
    if rows and act in (Act.MADE, Act.ENDED):
        table = said.made if act is Act.MADE else said.ended
        return table[rows[0].kind]
    return said.acts.get(act, act)


def kind_words(row: LiveSwitch, language: str) -> str:
    return find_language(language).switches.kinds[row.kind]


def aim_words(aim: Aim, directory: Directory, language: str) -> str:
    """`Ufficio Relazioni con il Pubblico (0577 235501)`, `Campus del Pionta`, `tutti i numeri`."""
    if not aim.numbers:
        everything = find_language(language).switches.everything
        return _site_words(aim.site, directory, language) if aim.site else everything
    named = []
    for slug in sorted(aim.numbers):
        office = directory.offices.get(slug)
        name, number = (
            mail_wording.office_name(office, directory, slug, language),
            mail_wording.called(office, slug),
        )
        named.append(f"{name} ({number})" if name != number else number)
    return mail_wording.list_in_words(tuple(named), language)


def _site_words(site: str, directory: Directory, language: str) -> str:
    name = directory.sites.get(site)
    if name:
        return mail_wording.said(name, language)
    return find_language(language).switches.site.format(site=site)


def words_of_switch(row: LiveSwitch, language: str) -> str:
    """The words of a notice, or the reason of a closing; nothing where there are none."""
    version = row.words.get(language) or next(iter(row.words.values()), "")
    return find_language(language).switches.audio if isinstance(version, dict) else str(version)
