"""Load for a web server: wrk where it is installed, else a light client of our own."""

import re
import shutil
import socket
import statistics
import subprocess
import time
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from threading import Thread

CONNECTIONS = 8
UNITS = {"us": 1e-3, "ms": 1.0, "s": 1e3, "m": 6e4}
SCRIPT = """
local requests = {%s}
local n = 0
request = function() n = n %% #requests + 1; return requests[n] end
response = function(status, headers, body)
  if status ~= 200 or not body:find("<Gather", 1, true) then
    io.stderr:write("wrong answer: " .. status .. "\\n"); os.exit(1)
  end
end
"""


@dataclass(frozen=True)
class Sample:
    """Requests a second, and latencies in milliseconds, over some seconds."""

    rate: float
    p50: float
    p99: float


def means() -> str:
    """What loads here."""
    return "wrk" if shutil.which("wrk") else "a light client in Python"


def load(port: int, requests: list[bytes], seconds: float, folder: Path) -> Sample:
    """Ask from CONNECTIONS clients at once. Raises RuntimeError for an answer that is no menu."""
    if shutil.which("wrk"):
        return _wrk(port, requests, seconds, folder)
    return _light(port, requests, seconds)


def _wrk(port: int, requests: list[bytes], seconds: float, folder: Path) -> Sample:
    script = folder / f"{port}.lua"
    if not script.exists():
        quoted = ",\n".join('"' + each.decode().replace("\r\n", r"\r\n") + '"' for each in requests)
        script.write_text(SCRIPT % quoted)
    # One second is wrk's least.
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{max(round(seconds), 1)}s", "--latency"]
    command += ["-s", str(script), f"http://127.0.0.1:{port}/voice"]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    if found.returncode or "Non-2xx" in found.stdout or "Socket errors" in found.stdout:
        raise RuntimeError(found.stdout + found.stderr)
    rate = re.search(r"Requests/sec:\s+([\d.]+)", found.stdout)
    if rate is None:
        raise RuntimeError(found.stdout)
    return Sample(float(rate[1]), _cut("50", found.stdout), _cut("99", found.stdout))


def _cut(percent: str, told: str) -> float:
    found = re.search(rf"^\s+{percent}%\s+([\d.]+)(us|ms|s|m)$", told, re.MULTILINE)
    if found is None:
        raise RuntimeError(told)
    return float(found[1]) * UNITS[found[2]]


def _light(port: int, requests: list[bytes], seconds: float) -> Sample:
    found: list[list[float]] = [[] for _ in range(CONNECTIONS)]
    clients = [Thread(target=_client, args=(port, requests, seconds, each)) for each in found]
    started = time.perf_counter()
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    took = time.perf_counter() - started
    if not all(found):
        raise RuntimeError(f"port {port} did not answer")
    every = [each * 1000 for one in found for each in one]
    cuts = statistics.quantiles(every, n=100)
    return Sample(len(every) / took, cuts[49], cuts[98])


def _client(port: int, requests: list[bytes], seconds: float, found: list[float]) -> None:
    """A client that costs next to nothing: what is measured is the server."""
    turns = cycle(requests)
    end = time.perf_counter() + seconds
    with socket.create_connection(("127.0.0.1", port), 10) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        while (now := time.perf_counter()) < end:
            connection.sendall(next(turns))
            answer = read_answer(connection)
            if not answer.startswith(b"HTTP/1.1 200") or b"<Gather" not in answer:
                raise RuntimeError(f"port {port}: {answer[:300]!r}")
            found.append(time.perf_counter() - now)


def read_answer(connection: socket.socket) -> bytes:
    """A whole answer: its head, and as much of a body as the head says; less if it is cut off."""
    answer = bytearray()
    while not _is_whole(answer):
        received = connection.recv(65536)
        if not received:
            break
        answer += received
    return bytes(answer)


def _is_whole(answer: bytearray) -> bool:
    head, end, body = answer.partition(b"\r\n\r\n")
    if not end:
        return False
    length = head.lower().partition(b"content-length:")[2].split(b"\r\n")[0]
    return len(body) >= int(length or 0)
