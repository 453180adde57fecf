"""A real OpenID provider's process on loopback, and a browser that signs in with it."""

import json
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests

PROGRAM = Path(sys.executable).with_name("oidc-provider-mock")
PATIENCE = 60.0  # seconds


@contextmanager
def provider(users: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """The issuer's URL. `users` are claims by their subject."""
    port = _free_port()
    claims = [json.dumps({"sub": sub, **more}) for sub, more in users.items()]
    words = [part for each in claims for part in ("--user-claims", each)]
    with tempfile.TemporaryFile() as told:
        process = subprocess.Popen(
            [PROGRAM, "--port", str(port), "--require-nonce", "true", *words],
            stdout=told,
            stderr=told,
        )
        try:
            issuer = f"http://127.0.0.1:{port}"
            _wait(issuer, process)
            yield issuer
        finally:
            process.terminate()
            process.wait(PATIENCE)


def approve(url: str, sub: str) -> str:
    """What a person does at the provider: where its answer sends the browser back to."""
    answer = requests.post(url, data={"sub": sub}, allow_redirects=False, timeout=PATIENCE)
    assert answer.status_code in (302, 303), answer.text[:300]
    return answer.headers["Location"]


def deny(url: str) -> str:
    answer = requests.post(url, data={"action": "deny"}, allow_redirects=False, timeout=PATIENCE)
    return answer.headers["Location"]


def _wait(issuer: str, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            requests.get(f"{issuer}/.well-known/openid-configuration", timeout=1)
        except requests.RequestException:
            assert process.poll() is None, "the provider did not start"
            assert time.monotonic() < until, "the provider did not answer"
            time.sleep(0.05)
        else:
            return


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
