from hypothesis import given
from hypothesis import strategies as st

from centralino.calls.reference import reference


@given(st.text())
def test_a_reference_is_six_digits_whatever_it_is_made_of(text: str) -> None:
    assert len(reference(text)) == 6
    assert reference(text).isdecimal()


def test_both_sides_make_the_same_reference_of_a_recording() -> None:
    assert reference("RE0123456789abcdef0123456789abcdef") == "900511"
