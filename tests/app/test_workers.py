from __future__ import annotations

import math
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.config import ROOT
from app.workers import Workers

PARENT = """
import time
from app.workers import Workers
if __name__ == "__main__":
    with Workers(2) as workers:
        for _, found in workers.each(time.sleep, [0.0, *[600.0] * 20]):
            print("begun", flush=True)
"""


@pytest.mark.parametrize("processes", [1, 2])
def test_answers_come_in_the_order_of_the_tasks(processes: int) -> None:
    with Workers(processes) as workers:
        found = list(workers.each(math.factorial, range(30)))
    assert found == [(number, math.factorial(number)) for number in range(30)]


@pytest.mark.parametrize("processes", [1, 2])
def test_what_goes_wrong_in_a_task_is_raised_here(processes: int) -> None:
    with pytest.raises(ValueError, match="negative"), Workers(processes) as workers:
        list(workers.each(math.factorial, [3, -1]))


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="tells processes by /proc")
def test_no_process_outlives_a_parent_that_was_killed(tmp_path: Path) -> None:
    (tmp_path / "parent.py").write_text(PARENT)
    parent = subprocess.Popen(
        [sys.executable, str(tmp_path / "parent.py")], cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
    )  # fmt: skip
    with parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"begun\n"  # they are at work
        workers = children(parent.pid)
        assert len(workers) >= 2
        parent.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 60
    while any(map(alive, workers)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not [worker for worker in workers if alive(worker)]


def children(pid: int) -> list[int]:
    return [int(number) for number in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False
