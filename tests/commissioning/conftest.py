"""A folder of flow files to which numbers are added."""

from datetime import datetime
from pathlib import Path

import pytest
from support.house import at

from centralino.commissioning.request import NumberRequest, Written, read_request

SITES = ("rettorato",)
ORGANISATION = """
organisation: {it: Università di Prova, en: Test University}
web: https://www.example.org
email: urp@example.org
mail: {from: centralino@example.org, helpdesk: helpdesk@example.org}
holidays: {country: IT, province: SI}
sites: {rettorato: {}}
calendar: [{from: 2026-12-24, to: 2027-01-06, reason: chiusura natalizia}]
"""
OFFICE = Written(
    number="0577 235590",
    office="Segreteria didattica",
    hours="lun-ven 10-13, mar 15-17",
    ring=("0577 236001", "0577 236002"),
    email=("didattica@example.org",),
    site="rettorato",
)


def request_of(written: Written) -> NumberRequest:
    return read_request(written, SITES)


@pytest.fixture
def now() -> datetime:
    return at("2026-11-22 19:00")


@pytest.fixture
def flows(tmp_path: Path) -> Path:
    folder = tmp_path / "flows"
    folder.mkdir()
    (folder / "centralino.yaml").write_text(ORGANISATION, encoding="utf-8")
    return folder
