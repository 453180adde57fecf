"""With CENTRALINO_NOTHING_SKIPPED=1, as on the build machine, a test that is skipped has failed.

What was expected to fail, and did, is no skip.
"""

import os
from collections.abc import Generator
from typing import TypeVar

import pytest

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)
ASKED = os.environ.get("CENTRALINO_NOTHING_SKIPPED") == "1"


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A test, or a fixture of it, that skips."""
    return counted((yield))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """A whole file that skips."""
    return counted((yield))


def counted(report: Report) -> Report:
    if ASKED and report.outcome == "skipped" and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, and nothing may be skipped here: {reason(report)}"
    return report


def reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    told = report.longrepr
    return str(told[-1]) if isinstance(told, tuple) else str(told)
