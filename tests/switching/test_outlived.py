""" "Today" and "tomorrow" in what lives across midnight: found with the sentence, and from when."""

from datetime import datetime

import pytest
from support.house import ROME, at

from centralino.calendar.layers import Layer, Switch
from centralino.flows.switches import Notice
from centralino.languages.prompts import DEFAULT, Audio, Prompt
from centralino.switching.outlived import find_outlived, find_outlived_reason


def found(start: str, end: str, **words: str) -> list[tuple[str, str, str, datetime]]:
    notice = Notice(Prompt(dict(words)), at(start), at(end))
    return [
        (each.language, each.sentence, each.word, each.since)
        for each in find_outlived(notice, ROME, "it")
    ]


def test_a_sentence_is_wrong_from_the_first_midnight_on() -> None:
    words = {"it": "Neve. Domani si apre alle 10.", "en": "Snow. Tomorrow we open at 10."}
    midnight = at("2026-11-24 00:00")
    assert found("2026-11-23 18:00", "2026-11-24 10:00", **words) == [
        ("it", "Domani si apre alle 10.", "Domani", midnight),
        ("en", "Tomorrow we open at 10.", "Tomorrow", midnight),
    ]


@pytest.mark.parametrize("end", ["2026-11-23 23:59", "2026-11-24 00:00"])
def test_what_ends_by_midnight_is_right_to_its_end(end: str) -> None:
    assert found("2026-11-23 00:00", end, it="Oggi si chiude alle 12.") == []


def test_words_that_name_the_date_are_right_whenever_they_end() -> None:
    assert found("2026-11-23 18:00", "2026-11-30 10:00", it="Martedì 24 si apre alle 10.") == []


def test_the_midnight_is_the_organisation_s_when_the_clock_changes_too() -> None:
    late = found("2026-10-24 23:30", "2026-10-25 08:00", it="Oggi chiuso.")
    assert [each[3] for each in late] == [at("2026-10-25 00:00")]
    night = found("2026-10-25 00:00", "2026-10-26 00:30", it="Oggi chiuso.")
    assert [each[3] for each in night] == [at("2026-10-26 00:00")]


def test_a_recording_is_believed_and_a_text_without_a_language_is_the_organisation_s() -> None:
    start, end = at("2026-11-23 18:00"), at("2026-11-24 18:00")
    recording = Notice(Prompt({DEFAULT: Audio("/spoken/a.mp3")}), start, end)
    assert list(find_outlived(recording, ROME, "it")) == []
    text = Notice(Prompt({DEFAULT: "Oggi chiuso."}), start, end)
    assert [each.language for each in find_outlived(text, ROME, "it")] == ["it"]


@pytest.mark.parametrize(("opens", "words"), [(False, ["oggi"]), (True, [])])
def test_a_closing_s_reason_is_looked_at_and_an_opening_s_is_not(
    opens: bool, words: list[str]
) -> None:
    start, end = at("2026-11-23 18:00"), at("2026-11-25 08:00")
    switch = Switch(Layer.ALL_SWITCH, opens, start, end, {"it": "sciopero di oggi"})
    assert [each.word for each in find_outlived_reason(switch, ROME)] == words
