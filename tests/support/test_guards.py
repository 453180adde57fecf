"""What guards the other tests guards them."""

import socket
from xml.etree import ElementTree as ET

import pytest

from support.grammar import DECLARATION, grammar, parsed
from support.sockets import OutsideError


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("2001:db8::1", 80), ("example.org", 80)])
def test_no_test_reaches_another_machine(address: tuple[str, int]) -> None:
    family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as made, pytest.raises(OutsideError):
        made.connect(address)
    with pytest.raises(OutsideError):
        socket.create_connection(address, timeout=1)


def test_this_machine_can_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=1).close()


def test_the_grammar_is_the_librarys() -> None:
    verbs = grammar().children
    assert {"Say", "Play", "Gather", "Dial", "Record", "Redirect", "Hangup"} <= verbs.keys()
    assert set(verbs["Gather"].children) == {"Say", "Play", "Pause"}
    assert "Number" in verbs["Dial"].children
    assert {"action", "numDigits", "finishOnKey", "hints"} <= verbs["Gather"].attributes
    assert verbs["Say"].has_text
    assert not verbs["Gather"].has_text


@pytest.mark.parametrize(
    "inside",
    [
        "<Gather><Record/></Gather>",
        "<Say loud='x'>a</Say>",
        "<Hangup>a</Hangup>",
        "a<Hangup/>",
        "<Hangup/>a",
        "<Number>1</Number>",
        "<Speak>a</Speak>",
        "<Dial><Say>a</Say></Dial>",
    ],
)
def test_what_the_library_cannot_write_is_refused(inside: str) -> None:
    with pytest.raises(AssertionError):
        parsed(f"{DECLARATION}<Response>{inside}</Response>")


@pytest.mark.parametrize("document", ["", "<Response/>", f" {DECLARATION}<Response/>"])
def test_nothing_precedes_the_declaration(document: str) -> None:
    with pytest.raises(AssertionError):
        parsed(document)


def test_what_is_no_xml_is_refused() -> None:
    with pytest.raises(ET.ParseError):
        parsed(f"{DECLARATION}<Response><Say>\x07</Say></Response>")
