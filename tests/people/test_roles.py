"""Who may see what, by what the files say."""

from pathlib import Path

import pytest
from support.house import ORGANISATION, write

from centralino.loading.loader import Loaded, load
from centralino.people.grant_reasons import locate_grants
from centralino.people.roles import NO_RIGHTS, PeopleRole, Rights, all_grants, rights_of

URP, LIBRARY, LINE = "0577235501", "0577235502", "0577235599"
PEOPLE = """\
people:
  helpdesk: [Aiuto@Example.org, {group: centralino}]
  auditors: revisori@example.org
  staff: "@example.org"
"""
FILES = {
    "centralino.yaml": ORGANISATION + "email: tutti@example.org\n" + PEOPLE,
    URP: 'number: "0577 235501"\nemail: [urp@example.org, "webhook:https://t.example.org/a"]\n',
    LIBRARY: 'number: "0577 235502"\npeople:\n  - anna@library.org\n  - {group: library}\n',
    LINE: 'number: "0577 235599"\nsteps: {start: {control: all}}\n',
}


def loaded(folder: Path, **files: str) -> Loaded:
    found = load(write(folder, {**FILES, **files}))
    assert found.problems == ()
    return found


def rights(folder: Path, address: str, *groups: str, **files: str) -> Rights:
    return rights_of(address, groups, loaded(folder, **files).house)


@pytest.mark.parametrize(
    ("address", "groups", "roles", "numbers"),
    [
        ("anna@library.org", (), {PeopleRole.OFFICE}, {LIBRARY}),
        ("ANNA@Library.ORG", (), {PeopleRole.OFFICE}, {LIBRARY}),
        ("urp@example.org", (), {PeopleRole.OFFICE, PeopleRole.STAFF}, {URP}),
        ("aiuto@example.org", (), {PeopleRole.HELPDESK, PeopleRole.STAFF}, set()),
        ("revisori@example.org", (), {PeopleRole.AUDITOR, PeopleRole.STAFF}, set()),
        ("anybody@example.org", (), {PeopleRole.STAFF}, set()),
        ("x@elsewhere.org", ("library",), {PeopleRole.OFFICE}, {LIBRARY}),
        (
            "x@elsewhere.org",
            ("centralino", "library"),
            {PeopleRole.HELPDESK, PeopleRole.OFFICE},
            {LIBRARY},
        ),
        ("x@elsewhere.org", ("Library", "librar"), set(), set()),
        ("tutti@example.org", (), {PeopleRole.STAFF}, set()),
        ("anybody@sub.example.org", (), set(), set()),
        ("example.org", (), set(), set()),
        ("", (), set(), set()),
    ],
)
def test_an_address_and_its_groups_have_the_roles_that_the_files_give(
    address: str, groups: tuple[str, ...], roles: set[PeopleRole], numbers: set[str], tmp_path: Path
) -> None:
    found = rights(tmp_path, address, *groups)
    assert found == Rights(frozenset(roles), frozenset(numbers))


def test_the_helpdesk_sees_every_number_an_office_its_own_and_nobody_else_any(
    tmp_path: Path,
) -> None:
    house = loaded(tmp_path).house
    helpdesk, office = (
        rights_of(who, (), house) for who in ("aiuto@example.org", "urp@example.org")
    )
    assert helpdesk.sees(URP)
    assert helpdesk.sees(LINE)
    assert office.sees(URP)
    assert not office.sees(LIBRARY)
    assert not NO_RIGHTS.sees(URP)


def test_without_people_of_its_own_a_number_is_its_mails_readers_and_the_organisations_mail_counts(
    tmp_path: Path,
) -> None:
    bare = 'number: "0577 235501"\n'
    assert rights(tmp_path, "tutti@example.org", **{URP: bare}).numbers == {URP}
    nobody = bare + "email: urp@example.org\npeople: []\n"
    assert rights(tmp_path, "urp@example.org", **{URP: nobody}).numbers == frozenset()


def test_a_service_line_is_seen_only_by_whom_its_own_file_names(tmp_path: Path) -> None:
    assert LINE not in rights(tmp_path, "tutti@example.org").numbers
    named = FILES[LINE] + "people: ugo@example.org\n"
    assert rights(tmp_path, "ugo@example.org", **{LINE: named}).numbers == {LINE}


def test_whoever_left_the_file_has_no_rights_in_what_is_served_next(tmp_path: Path) -> None:
    assert rights(tmp_path, "anna@library.org").numbers == {LIBRARY}
    without = 'number: "0577 235502"\npeople: [{group: library}]\n'
    assert rights(tmp_path, "anna@library.org", **{LIBRARY: without}) == NO_RIGHTS


def test_every_grant_is_told_with_the_line_that_gives_it(tmp_path: Path) -> None:
    house = loaded(tmp_path)
    told = {
        f"{each.grant.role}{each.grant.number} {each.grant.entry}": each.where
        for each in locate_grants(all_grants(house.house), house)
    }
    shared = tmp_path / "centralino.yaml"
    assert told == {
        "helpdesk aiuto@example.org": f"people.helpdesk in {shared}:7",
        "helpdesk group: centralino": f"people.helpdesk in {shared}:7",
        "auditor revisori@example.org": f"people.auditors in {shared}:8",
        "staff @example.org": f"people.staff in {shared}:9",
        f"office{URP} urp@example.org": f"email in {tmp_path / URP}.yaml:2",
        f"office{LIBRARY} anna@library.org": f"people in {tmp_path / LIBRARY}.yaml:3",
        f"office{LIBRARY} group: library": f"people in {tmp_path / LIBRARY}.yaml:4",
    }


def test_mail_that_is_the_organisations_is_told_as_written_there(tmp_path: Path) -> None:
    house = loaded(tmp_path, **{URP: 'number: "0577 235501"\n'})
    grants = (grant for grant in all_grants(house.house) if grant.number == URP)
    (reason,) = locate_grants(grants, house)
    assert reason.where == f"email in {tmp_path / 'centralino.yaml'}:5"
