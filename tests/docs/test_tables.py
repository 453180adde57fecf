"""The tables of docs/ that say what the code says are those that `make docs` writes."""

from pathlib import Path

import pytest

from centralino.checking.findings import RULES
from centralino.checking.rules_explained import MORE
from centralino.languages.catalogue import BUILT_IN, OCCASIONS
from tools.tables import DOCS, TABLES, rebuild_page, write_pages

PAGES = sorted({page for page, _ in TABLES})


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_as_it_would_be_written_now(page: str) -> None:
    file = DOCS / page
    assert file.read_text(encoding="utf-8") == rebuild_page(file), "run `make docs`"


def test_a_table_that_is_out_of_date_is_written_anew(tmp_path: Path) -> None:
    for page in PAGES:
        text = (DOCS / page).read_text(encoding="utf-8")
        (tmp_path / page).write_text(text.replace("| CE007 |", "| CE777 |"), encoding="utf-8")
    assert [file.name for file in write_pages(tmp_path)] == PAGES
    for page in PAGES:
        assert (tmp_path / page).read_bytes() == (DOCS / page).read_bytes()


def test_a_page_without_the_comments_around_its_table_is_refused(tmp_path: Path) -> None:
    (tmp_path / "checking.md").write_text("# The check\n", encoding="utf-8")
    with pytest.raises(ValueError, match="no table 'rules'"):
        rebuild_page(tmp_path / "checking.md")


def test_what_a_page_adds_is_added_to_a_rule_there_is() -> None:
    assert set(MORE) <= set(RULES)


def test_it_is_told_of_every_built_in_prompt_when_it_is_said() -> None:
    assert set(OCCASIONS) == set(BUILT_IN)
