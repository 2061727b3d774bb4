"""The process apart that opens strangers' files: it holds no secrets, may take little, and ends with the file.

Started by `apart`, which builds its command line; says in JSON on its output what it made or why it did not. If it
dies, the file was to blame.
"""

from __future__ import annotations

import errno
import json
import sys
from dataclasses import asdict
from pathlib import Path

from app.intake.scans.document import remake_document
from app.intake.scans.kinds import DOCUMENT
from app.intake.scans.limits import Limits
from app.intake.scans.made import Made, Unfit
from app.intake.scans.picture import remake_picture

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def main(arguments: list[str]) -> None:
    """Arguments: the kind of file, the limits as JSON, then the files: as sent, to be kept, the small picture."""
    kind, limits, *paths = arguments
    source, target, small = map(Path, paths)
    given = Limits(**json.loads(limits))
    _hold(given)
    try:
        made = _made(kind, source, target, small, given)
    except Unfit as unfit:
        said = {"reason": unfit.reason, "params": unfit.params}
    except MemoryError:
        said = {"reason": "too_heavy", "params": {}}
    except OSError as error:
        if error.errno not in FULL:
            raise
        said = {"reason": "no_room", "params": {}}
    else:
        said = asdict(made)
    sys.stdout.write(json.dumps(said))


def _made(kind: str, source: Path, target: Path, small: Path, limits: Limits) -> Made:
    if kind == DOCUMENT:
        return remake_document(source, target, limits)
    return remake_picture(source, target, small, limits)


def _hold(limits: Limits) -> None:
    """Let the system take care of it: memory, time, bytes written. Systems without limits have the clock of `apart`."""
    try:
        import resource  # noqa: PLC0415 (not on every system)
    except ImportError:
        return
    for what, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, limits.seconds),
        (resource.RLIMIT_FSIZE, 8 * limits.size),
        (resource.RLIMIT_CORE, 0),
    ):
        _, ceiling = resource.getrlimit(what)
        least = most if ceiling == resource.RLIM_INFINITY else min(most, ceiling)
        resource.setrlimit(what, (least, least))
