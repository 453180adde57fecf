"""The certificate's days, on a real TLS server; the time is the doctor's argument."""

import ssl
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from threading import Thread

import pytest
from werkzeug.serving import make_server

from centralino.core.clock import utc_now
from centralino.doctor.certificate import check_certificate
from centralino.doctor.finding import Health, Symptom

from .conftest import Installation

DAYS = 2
REQUEST = (
    *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", str(DAYS)),
    *("-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"),
)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, ssl.SSLContext]]:
    """An address that shows a certificate of two days, and a context that trusts it."""
    folder = tmp_path_factory.mktemp("tls")
    key, file = folder / "key.pem", folder / "certificate.pem"
    subprocess.run([*REQUEST, "-keyout", key, "-out", file], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file, key)
    server = make_server("127.0.0.1", 0, lambda environ, start: [], ssl_context=context)
    thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"https://127.0.0.1:{server.port}", ssl.create_default_context(cafile=str(file))
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def found(
    site: Installation, url: str, trust: ssl.SSLContext | None = None, days: int = 0
) -> Symptom:
    """With so many days before the certificate runs out."""
    now = utc_now() + timedelta(days=DAYS - days)
    (only,) = check_certificate(site.services(public_url=url, trust=trust), now)
    return only


@pytest.mark.parametrize(
    ("days", "mark"),
    [(60, Health.WELL), (12, Health.DOUBTFUL), (1, Health.WRONG), (-1, Health.WRONG)],
)
def test_the_days_that_a_certificate_has_left_are_told(
    site: Installation, shown: tuple[str, ssl.SSLContext], days: int, mark: Health
) -> None:
    told = found(site, *shown, days=days)
    assert told.mark is mark
    assert told.told == f"{days - 1} days left"  # whole days


def test_a_certificate_that_nobody_trusts_is_wrong(
    site: Installation, shown: tuple[str, ssl.SSLContext]
) -> None:
    told = found(site, shown[0])
    assert told.mark is Health.WRONG
    assert told.told == "not valid: self-signed certificate"


def test_an_address_that_shows_none_is_wrong(site: Installation) -> None:
    told = found(site, "https://127.0.0.1:9")
    assert (told.mark, told.told) == (Health.WRONG, "none is shown: connection refused")


def test_without_https_there_is_none_to_judge(site: Installation) -> None:
    assert found(site, "http://127.0.0.1:9").mark is Health.SKIPPED
