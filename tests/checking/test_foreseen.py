"""Random calls through the real webhooks find nothing that the enumeration did not foresee."""

from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs
from support.house import NUMBER, Document, House, house

from centralino.calendar.layers import Switch
from centralino.checking.exploring import explore
from centralino.checking.stepping import Stepping
from centralino.checking.worst_case import WorstCase
from centralino.fields.legs import TWILIO_ADDS
from centralino.flows import screening
from centralino.flows.switches import Aim, Notice, Switched, Switches
from centralino.languages.prompts import Prompt
from centralino.loading.loader import Loaded, load
from checking.foresight import Foresight, Place, place_of
from checking.office import NOW
from checking.shapes import shape_of

ROOT = Path(__file__).parents[2]
FLOWS = ROOT / "flows"
WORDS = Prompt({"it": "Oggi c'è sciopero.", "en": "There is a strike today."})
STATUSES = ["completed", "answered", "busy", "no-answer", "failed", "canceled", "queued", ""]
MOST = 25  # webhooks of a call here; its own bound is another test's


@cache
def served() -> House:
    return house(FLOWS)


@cache
def loaded() -> Loaded:
    return load(FLOWS)


@cache
def foresight(slug: str) -> Foresight:
    flows = loaded().house.flows
    return Foresight(explore(flows[slug], Stepping(flows, WorstCase(NOW))))


@settings(max_examples=400)
@given(seed=st.integers(0, 2**32), slug=st.sampled_from(sorted(load(FLOWS).house.flows)))
def test_a_random_call_does_nothing_unforeseen(seed: int, slug: str) -> None:
    random, calls = Random(seed), served()
    calls.clock.now = NOW + timedelta(minutes=random.randrange(400 * 24 * 60))
    calls.board.switches = _switched(random, calls.clock.now, slug)
    foreseen, place, path = foresight(slug), None, "/voice"
    form = {"To": loaded().house.flows[slug].number, "From": "+393331234567"}
    for hop in range(MOST):
        form["CallSid"] = f"CA{seed:032x}"
        with capture_logs() as logs:
            document = calls.post(path, **form)
        told = next(each for each in logs if each["event"] == "webhook")
        ending = str(told["ending"]) if told["ending"] else None
        after = None if ending else _place(document)
        assert foreseen.admits(
            place, list(told["path"]), ending, shape_of(_text(document)), after
        ), (hop, place, told["path"], ending, after, _text(document))
        if after is None:
            break
        place = after
        assert place in foreseen.waiting
        form, path = _answer(random, document)
        calls.clock.now += timedelta(seconds=random.choice([0, 0.3, 1]) * _longest(document))


def _switched(random: Random, now: datetime, slug: str) -> Switches:
    start, end = now - timedelta(hours=1), now + timedelta(hours=random.randrange(1, 5))
    notice = Notice(WORDS, start, end, ends_call=random.random() < 0.3)
    aim = random.choice([Aim(), Aim(site="rettorato"), Aim(numbers=frozenset({slug}))])
    closing = Switch(aim.layer, random.random() < 0.4, start, end)
    return Switches(
        (notice,) if random.random() < 0.3 else (),
        (Switched(closing, aim),) if random.random() < 0.6 else (),
    )


def _place(document: Document) -> Place:
    return place_of(document.action, dict(loaded().house.flows))


def _text(document: Document) -> str:
    return ET.tostring(document.root, encoding="unicode")


def _longest(document: Document) -> int:
    """Seconds until an answer comes: telephones ring no longer than they are let."""
    if "Dial" not in document.verbs:
        return 3600
    rings = int(document.verb("Dial").get("timeout") or 0) + TWILIO_ADDS
    screened = any(number.get("url") for number in document.says("Number"))
    return rings + (screening.SECONDS if screened else 0)


def _answer(random: Random, document: Document) -> tuple[dict[str, str], str]:
    """What may come back to a document, and where to."""
    kinds = set(document.verbs)
    number = {"To": NUMBER, "From": "+393331234567"}
    if "Dial" in kinds:
        bridged = random.choice([{}, {"DialBridged": "true"}, {"DialBridged": "false"}])
        form = {"DialCallStatus": random.choice(STATUSES), **bridged}
        gone = {"CallStatus": "completed"} if random.random() < 0.1 else {}
        return number | form | gone, document.action
    if random.random() < 0.3:
        return number, document.redirect
    if "Record" in kinds:
        seconds = str(random.choice([0, 1, 2, 60]))
        digits = random.choice([{}, {"Digits": "#"}, {"Digits": "hangup"}])
        sid = {"RecordingSid": f"RE{random.randrange(10**6):032}", "RecordingDuration": seconds}
        return number | sid | digits, document.action
    keys = "".join(random.choices("0123456789*#", k=random.choice([1, 1, 1, 1, 0, 4])))
    code = random.choice([keys, keys, keys, "4711", "4822"])
    return number | {"Digits": code}, document.action


@pytest.mark.parametrize("slug", sorted(load(FLOWS).house.flows))
def test_what_other_legs_hear_is_foreseen_too(slug: str) -> None:
    flows = loaded().house.flows
    stepping = Stepping(flows, WorstCase(NOW))
    for point in foresight(slug).graph.reached:
        if point.waits and point.hunt:
            whispered = [shape_of(twiml) for twiml in stepping.asides(point)]
            assert all("Dial" not in " ".join(shape) for shape in whispered)
            assert len(whispered) == 4
