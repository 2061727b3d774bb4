"""Opens a stranger's file in a process of its own, one at a time, within limits; only what came out is looked at."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from dataclasses import asdict
from pathlib import Path
from typing import Any

from app.config import ROOT
from app.intake.scans.limits import Limits
from app.intake.scans.made import Made
from app.intake.scans.refused import RefusedScan

_ONE = threading.BoundedSemaphore(1)  # several large pictures at once would take several times the memory
_WAIT = 120  # seconds to wait for one's turn
# The rooms are entered without their __init__: the process needs neither web nor database, and starts in no time.
_START = """
import sys, types
root, *arguments = sys.argv[1:]
for name in ("app", "app.intake"):
    room = types.ModuleType(name)
    room.__path__ = [root + "/" + name.replace(".", "/")]
    sys.modules[name] = room
from app.intake.scans.remake import main
main(arguments)
"""


def made_apart(kind: str, source: Path, target: Path, small: Path, limits: Limits) -> Made:
    """Make the file anew; raises RefusedScan. The process gets no environment: there is nothing to be had from it."""
    if not _ONE.acquire(timeout=_WAIT):
        raise RefusedScan("no_room")
    try:
        said = _said(kind, source, target, small, limits)
    finally:
        _ONE.release()
    if "reason" in said:
        raise RefusedScan(said["reason"], **said["params"])
    return Made(**said)


def _said(kind: str, source: Path, target: Path, small: Path, limits: Limits) -> dict[str, Any]:
    order = [kind, json.dumps(asdict(limits)), *map(str, (source, target, small))]
    try:
        done = subprocess.run(  # noqa: S603 (our own program; the file's name is ours, too)
            [sys.executable, "-I", "-B", "-c", _START, str(ROOT), *order],
            capture_output=True, env={"MALLOC_ARENA_MAX": "2"}, timeout=limits.seconds + 10, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return {"reason": "too_heavy", "params": {}}
    if done.returncode == 0:
        said: dict[str, Any] = json.loads(done.stdout)
        return said
    reason = "too_heavy" if done.returncode < 0 else "damaged"  # ended by the system, or by its own fault
    return {"reason": reason, "params": {}}
