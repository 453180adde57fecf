"""The real browser, where this machine has one."""

import shutil

import pytest


def find_chromium() -> str:
    """Its program. Skips without: `make test` needs no root, so it can install no browser.

    The build machine has one, and takes a skip for a failure: see nothing_skipped.py.
    """
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("no Chromium on this machine")
    return found
