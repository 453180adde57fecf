"""Who has no business on the service line: kept, and told to the helpdesk once a day and number."""

from dataclasses import replace

from centralino.store.switch_models import Act
from centralino.switching.desk import STALE, Desk, Hand, once


def note_refusal(desk: Desk, line: str, hand: Hand) -> None:
    """A telephone that may not call this line, or not switch this number."""
    number = hand.number or line
    desk.alarm(Act.NOT_ALLOWED, replace(hand, number=number), _key(number, hand))


def is_replay(desk: Desk, hand: Hand) -> bool:
    """Whether a repeated request is no repetition of Twilio's own; if so it is told."""
    earlier = desk.deed(hand.once)
    if earlier is None or hand.at - earlier.at <= STALE:
        return False
    note_replay(desk, hand)
    return True


def note_replay(desk: Desk, hand: Hand) -> None:
    desk.alarm(Act.REPLAYED, replace(hand, once=once()), _key(hand.number, hand))


def _key(number: str, hand: Hand) -> str:
    return f"{number}/{hand.at.date().isoformat()}"
