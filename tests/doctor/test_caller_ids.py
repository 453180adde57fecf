"""Which numbers telephones may be shown: the account's own, and those that it has verified."""

import pytest
from standins.twilio_api import Reply

from centralino.doctor.finding import Health

from .conftest import FLOWS, TAXES, URP, Installation, only

SWITCHBOARD = "+390577235500"
NAMED = FLOWS["0577235502"] + 'caller_id: "0577 235500"\n'
STEP = (
    FLOWS["0577235501"]
    + 'steps: {ring: {dial: ["0577 235011"], caller_id: "0577 235500", otherwise: information}}\n'
)


@pytest.mark.parametrize(("slug", "text"), [("0577235502", NAMED), ("0577235501", STEP)])
def test_a_number_that_is_not_the_accounts_fails_the_calls_that_show_it(
    site: Installation, slug: str, text: str
) -> None:
    site.book.own(URP, TAXES)
    site.flow(slug, text)
    found = only(site.examine(), "caller_ids")
    assert found.mark is Health.WRONG
    assert found.told == (
        f"{slug}: `caller_id` 0577 235500 is no number of the account, nor verified by it: "
        "those calls fail"
    )
    assert found.remedy == "verify it in Twilio's console, or set `caller_id: number`"


def test_the_organisations_is_told_once_for_all_its_numbers(site: Installation) -> None:
    site.book.own(URP, TAXES)
    (site.folder / "flows" / "centralino.yaml").write_text(
        'organisation: Ateneo\ncaller_id: "0577 235500"\n'
    )
    found = only(site.examine(), "caller_ids")
    assert found.told.startswith("0577235501, 0577235502: `caller_id` 0577 235500 is no number")


def test_a_number_of_the_account_may_be_shown(site: Installation) -> None:
    site.book.own(URP, TAXES, SWITCHBOARD)
    site.flow("0577235502", NAMED)
    found = only(site.examine(), "caller_ids")
    assert (found.mark, found.told) == (
        Health.WELL,
        "1 number named by flows, that may be shown",
    )


def test_a_number_that_the_account_has_verified_may_be_shown(site: Installation) -> None:
    site.book.own(URP, TAXES)
    site.book.verified += ["+390577100001", "+390577100002", SWITCHBOARD]  # on the second page
    site.flow("0577235502", NAMED)
    assert only(site.examine(), "caller_ids").mark is Health.WELL


def test_where_nothing_can_be_verified_it_is_doubtful(site: Installation) -> None:
    """As in Ireland: twilio.com/docs/global-infrastructure."""
    site.book.own(URP, TAXES)
    site.flow("0577235502", NAMED)
    site.book.before["GET OutgoingCallerIds.json"] = [Reply(404)]
    found = only(site.examine(), "caller_ids")
    assert found.mark is Health.DOUBTFUL
    assert "what is verified cannot be asked: Twilio answered 404" in found.told


def test_the_called_and_the_callers_number_need_no_looking_up(site: Installation) -> None:
    site.book.own(URP, TAXES)
    site.flow("0577235502", FLOWS["0577235502"] + "caller_id: caller\n")
    report = site.examine()
    assert only(report, "caller_ids").told == "no numbers named by flows, that may be shown"
    assert not [each for each in site.book.asked if "OutgoingCallerIds" in each]
