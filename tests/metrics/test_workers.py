"""Several gunicorn workers, asked one at a time, tell the same; also when they are replaced."""

from pathlib import Path

import requests
from setup.served import FORM, PATIENCE, Served, eventually, says, served

from .test_metrics import Samples, read

NUMBER = "0577235501"
CALLS = 60


def metrics(server: Served) -> Samples:
    url = f"http://127.0.0.1:{server.port}/metrics"
    return read(requests.get(url, timeout=PATIENCE).text)


def calls(server: Served) -> float:
    return metrics(server).get(("centralino_calls_total", NUMBER), 0)


def workers(server: Served) -> set[int]:
    children = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text()
    return {int(child) for child in children.split()}


def test_counts_are_those_of_all_workers_and_outlive_them(tmp_path: Path) -> None:
    with served(tmp_path, says("buongiorno")) as server:
        eventually(lambda: len(workers(server)) == 2)
        first = workers(server)
        line = server.line()
        for _ in range(CALLS):
            assert line.post("/voice", FORM).status == 200
            line.session.close()  # whichever worker comes next
        eventually(lambda: all(calls(server) == CALLS for _ in range(6)))
        server.reload()
        eventually(lambda: not workers(server) & first)
        assert [calls(server) for _ in range(6)] == [CALLS] * 6
        assert metrics(server)["centralino_webhook_seconds_count", "voice"] == CALLS
