"""Two workers share those who ask, though each keeps its connections."""

from __future__ import annotations

import http.client
import os
import socket
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from subprocess import Popen

import pytest

TOLD = """
import os
def app(environ, start):
    start("200 OK", [("Content-Length", str(len(str(os.getpid()))))])
    return [str(os.getpid()).encode()]
"""
WORKERS, CLIENTS = 2, 8


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    """Where two workers listen, each of which answers with its number."""
    (tmp_path / "told.py").write_text(TOLD, encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        found = free.getsockname()[1]
    command = ["-m", "gunicorn", "--bind", f"127.0.0.1:{found}", "--workers", str(WORKERS), "--threads", "4"]
    command += ["--worker-class", "app.evenly.EvenWorker", "--log-level", "error", "--no-control-socket"]
    command += ["--chdir", str(tmp_path), "told:app"]
    root = Path(__file__).parents[2]
    with Popen([sys.executable, *command], cwd=root, env=os.environ | {"PYTHONPATH": str(root)}) as server:
        yield found
        server.terminate()


def connected(port: int) -> http.client.HTTPConnection:
    """A connection that is kept, as soon as the service takes any."""
    while True:
        kept = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            kept.connect()
        except ConnectionRefusedError:
            kept.close()
        else:
            return kept


def asked(one: http.client.HTTPConnection) -> bytes:
    """Which worker answers."""
    one.request("GET", "/")
    return one.getresponse().read()


def both_at_work(port: int) -> None:
    """Wait until each worker has answered."""
    seen: set[bytes] = set()
    while len(seen) < WORKERS:
        kept = [connected(port) for _ in range(CLIENTS)]
        seen.update(map(asked, kept))
        for one in kept:
            one.close()


def test_whoever_keeps_a_connection_leaves_room_for_others(port: int) -> None:
    both_at_work(port)
    kept = [connected(port) for _ in range(CLIENTS)]
    served = Counter(asked(one) for _ in range(3) for one in kept)
    for one in kept:
        one.close()
    assert len(served) == WORKERS
    assert min(served.values()) >= 3 * CLIENTS // 4
