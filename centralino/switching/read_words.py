"""What switches and deeds are called where people read them, in terminals and pages."""

from collections.abc import Mapping

from centralino.core.texts import N_, _
from centralino.store.switch_models import Act, Kind, LiveSwitch
from centralino.switching.desk import PAGES, TELEPHONE, TERMINAL

KINDS = {
    Kind.NOTICE: N_("notice"),
    Kind.CLOSING: N_("closing"),
    Kind.OPENING: N_("opening"),
}
AWAITED = {
    Kind.NOTICE: N_("notice (recording awaited)"),
    Kind.CLOSING: N_("closing (recording awaited)"),
    Kind.OPENING: N_("opening (recording awaited)"),
}
MEANS = {TERMINAL: N_("command line"), TELEPHONE: N_("telephone"), PAGES: N_("pages")}
ACTS: Mapping[str, str] = {
    Act.MADE: N_("made"),
    Act.ENDED: N_("ended"),
    Act.PIN_SET: N_("PIN set"),
    Act.PIN_REMOVED: N_("PIN removed"),
    Act.PIN_ASKED: N_("PIN asked for, never entered"),
    Act.UNLOCKED: N_("right PIN"),
    Act.WRONG_PIN: N_("wrong PIN"),
    Act.LOCKED: N_("attempt while locked"),
    Act.NOT_ALLOWED: N_("telephone not allowed"),
    Act.REPLAYED: N_("request sent again after it was carried out"),
    Act.LOST: N_("recording lost"),
}


def name_kind(row: LiveSwitch) -> str:
    return _((KINDS if row.ready else AWAITED)[Kind(row.kind)])
