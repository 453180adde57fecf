"""Rotating and random orders: from the call alone, and fair over many."""

from collections import Counter
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.house import Housed

from centralino.fields.legs import Order, order_legs

sids = st.text("0123456789abcdef", min_size=32, max_size=32).map(lambda text: f"CA{text}")
legs = st.lists(st.integers(), min_size=1, max_size=10, unique=True)
ORDERS: tuple[Order, ...] = ("in sequence", "all at once", "rotating", "random")


def many(count: int) -> list[str]:
    return [f"CA{number:032x}" for number in range(1, count + 1)]


@given(legs=legs, sid=sids, order=st.sampled_from(ORDERS))
def test_every_leg_rings_once_and_a_call_always_has_the_same_order(
    legs: list[int], sid: str, order: Order
) -> None:
    once = order_legs(legs, order, sid)
    assert sorted(once) == sorted(legs)
    assert once == order_legs(legs, order, sid)


@given(legs=legs, sid=sids)
def test_rotating_goes_round(legs: list[int], sid: str) -> None:
    rotated = order_legs(legs, "rotating", sid)
    start = legs.index(rotated[0])
    assert rotated == legs[start:] + legs[:start]


def chi_square(counted: Counter[tuple[int, ...]], kinds: int) -> float:
    expected = counted.total() / kinds
    seen = sum((count - expected) ** 2 / expected for count in counted.values())
    return seen + (kinds - len(counted)) * expected


@pytest.mark.parametrize("count", [2, 3, 4, 7])
def test_rotating_begins_with_each_leg_equally_often(count: int) -> None:
    orders = [tuple(order_legs(range(count), "rotating", sid)) for sid in many(4000)]
    starts = Counter(order[:1] for order in orders)
    assert chi_square(starts, count) < 25, "0.1 % of fair draws come above it"


@pytest.mark.parametrize("count", [2, 3, 4])
def test_random_has_every_order_equally_often(count: int) -> None:
    kinds = len(list(permutations(range(count))))
    orders = Counter(tuple(order_legs(range(count), "random", sid)) for sid in many(6000))
    assert chi_square(orders, kinds) < 55, "0.1 % of fair draws come above it"


@pytest.mark.parametrize("order", ["rotating", "random"])
def test_a_call_rings_every_telephone_once_whichever_process_answers(
    housed: Housed, order: str
) -> None:
    numbers = [f"+3905772350{n}" for n in range(10, 14)]
    legs = ", ".join(f'"{number}"' for number in numbers)
    text = f"steps: {{a: {{dial: [{legs}], order: {order}, otherwise: goodbye}}}}"
    desks = housed(text), housed(text)
    orders = set()
    for sid in many(12):
        rung: list[str] = []
        answer = desks[0].call(CallSid=sid)
        while "Dial" in answer.verbs:
            rung += answer.numbers
            desk = desks[len(rung) % 2]
            answer = desk.post(answer.action, CallSid=sid, DialCallStatus="busy")
        assert sorted(rung) == numbers
        orders.add(tuple(rung))
    assert len(orders) > 2


def test_the_trail_names_the_telephone_that_rang(housed: Housed) -> None:
    text = 'steps: {a: {dial: ["0577 235010", "0577 235011"], order: rotating}}'
    desk = housed(text)
    for sid in many(4):
        answer = desk.call(CallSid=sid)
        desk.post(answer.action, CallSid=sid, DialCallStatus="busy")
        slug = answer.numbers[0].removeprefix("+39")
        assert desk.last.trail[0].outcome == f"busy@{slug}"
