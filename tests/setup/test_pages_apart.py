"""The real server: pages that wait for a locked database leave every thread to the calls."""

import re
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path

import requests

from setup.served import PATIENCE, PUBLIC_URL, Served, eventually, says, served

STUCK = 6  # people at once, who wait for four seconds each
SOON = 2.0  # seconds; far less than any page takes here


def ask(server: Served) -> float:
    """Somebody asks for a link: seconds until the answer."""
    at = f"http://127.0.0.1:{server.port}/sign-in"
    page = requests.get(at, timeout=PATIENCE)
    token = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
    cookie = page.headers["Set-Cookie"].partition(";")[0]
    assert token is not None
    began = time.monotonic()
    answer = requests.post(
        at,
        data={"address": "urp@example.org", "csrf_token": unescape(token[1])},
        headers={"Cookie": cookie, "Origin": PUBLIC_URL},
        allow_redirects=False,
        timeout=PATIENCE,
    )
    assert answer.status_code in (303, 429, 503), answer.text[:500]
    return time.monotonic() - began


def test_pages_that_are_stuck_hold_up_no_call(tmp_path: Path) -> None:
    with served(
        tmp_path,
        says("buongiorno"),
        WEB_CONCURRENCY="1",
        WEB_THREADS="2",
        PAGES_THREADS="2",
        SECRET_KEY="k" * 32,
    ) as server:
        ask(server)
        locker = sqlite3.connect(tmp_path / "var" / "centralino.sqlite3", isolation_level=None)
        locker.execute("BEGIN IMMEDIATE")
        with ThreadPoolExecutor(STUCK) as people:
            waiting = [people.submit(ask, server) for _ in range(STUCK)]
            time.sleep(0.5)
            took = []
            for _ in range(20):
                began = time.monotonic()
                assert server.call().status == 200
                took.append(time.monotonic() - began)
            assert not all(each.done() for each in waiting), "no page was stuck"
            assert max(took) < SOON
            assert max(each.result(PATIENCE) for each in waiting) > SOON
        locker.execute("ROLLBACK")
        locker.close()
        eventually(lambda: ask(server) < SOON)
