import pytest

from centralino.core.input_errors import InputError
from centralino.simulator import Keys, Message, Script, ScriptedLeg, script_words


@pytest.mark.parametrize(
    ("word", "keys"),
    [
        ("1", Keys("1")),
        ("12#", Keys("12#")),
        ("1!", Keys("1", barge_in=True)),
        ("-", Keys()),
        ("Nothing", Keys()),
        ("hangup", Keys(hang_up=True)),
    ],
)
def test_keys_are_understood(word: str, keys: Keys) -> None:
    assert script_words.read_pressed_keys(word) == keys


@pytest.mark.parametrize(
    ("word", "leg"),
    [
        ("busy", ScriptedLeg("busy")),
        ("No-Answer", ScriptedLeg("no-answer")),
        ("answered:45s", ScriptedLeg("answered", 45)),
        ("answered:1m30s", ScriptedLeg("answered", 90)),
        ("hang-up", ScriptedLeg("hangup")),
    ],
)
def test_results_are_understood(word: str, leg: ScriptedLeg) -> None:
    assert script_words.read_leg(word) == leg


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("12s", Message(12)),
        ("12", Message(12)),
        ("2m", Message(120)),
        ("12s#", Message(12, "#")),
        ("12s:hangup", Message(12, "hangup")),
        ("0", Message(0)),
        ("nothing", Message(0)),
        ("hangup", Message(0, "hangup")),
    ],
)
def test_messages_are_understood(word: str, message: Message) -> None:
    assert script_words.read_message(word) == message


@pytest.mark.parametrize(
    ("told", "remedy"),
    [
        ({"press": ["x"]}, "expected 0-9"),
        ({"dial": ["buzy"]}, "did you mean 'busy'"),
        ({"dial": ["busy:10s"]}, "only 'answered' takes a length"),
        ({"dial": ["answered:soon"]}, "write 20s"),
        ({"record": ["ten"]}, "write 20s"),
        ({"record": ["10s:stop"]}, "only ':hangup'"),
        ({"hang_up": "s"}, "write 20s"),
    ],
)
def test_a_word_that_means_nothing_is_told_with_what_would(
    told: dict[str, list[str]], remedy: str
) -> None:
    with pytest.raises(InputError, match=remedy):
        script_words.read_script(**told)  # type: ignore[arg-type] # a table of different options


def test_several_can_be_told_at_once_or_one_by_one() -> None:
    assert script_words.read_script(press=["1,2#", "-"]) == Script(
        keys=(Keys("1"), Keys("2#"), Keys())
    )
