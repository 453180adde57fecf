"""Notices, closings and hands, made for a test."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from centralino.calendar.layers import Switch
from centralino.core.clock import utc_now
from centralino.flows.switches import Aim, Gravity, Notice, Switched
from centralino.languages.prompts import Prompt
from centralino.switching.desk import Hand

ROME = ZoneInfo("Europe/Rome")
HOUR = timedelta(hours=1)
URP = "0577235501"
NUMBER = Aim(numbers=frozenset({URP}))
SITE = Aim(site="arezzo")
ALL = Aim()


def now() -> datetime:
    return utc_now()


def notice(text: str = "Oggi sciopero.", aim: Aim = ALL, **more: Any) -> Notice:
    moment = more.pop("at", None) or now()
    return Notice(
        prompt=Prompt({"it": text}),
        start=more.pop("start", moment - HOUR),
        end=more.pop("end", moment + HOUR),
        aim=aim,
        gravity=more.pop("gravity", Gravity.WARNING),
        ends_call=more.pop("ends_call", False),
    )


def switched(
    *, opens: bool = False, aim: Aim = NUMBER, at: datetime | None = None, reason: str = ""
) -> Switched:
    moment = at or now()
    why = {"it": reason} if reason else None
    return Switched(Switch(aim.layer, opens, moment - HOUR, moment + HOUR, why), aim)


def hand(who: str = "anna", at: datetime | None = None, **more: str) -> Hand:
    return Hand(who, at or now(), **more)
