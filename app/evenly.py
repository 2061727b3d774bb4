"""People who ask at once are shared among the workers: gunicorn's own worker with threads takes whoever comes first.

A connection that a browser keeps stays with the worker that took it. Without this one of two workers may have nearly
all of them, and the other processor nothing to do.
"""

from __future__ import annotations

import socket
import time

from gunicorn.workers.gthread import ThreadWorker  # type: ignore[import-untyped]

STEP = 0.001  # seconds that one who has work leaves to others, for each connection it has
MOST = 4  # steps: whoever comes waits four milliseconds at most


class EvenWorker(ThreadWorker):  # type: ignore[misc]  # the library has no types
    """A worker that lets another one take who comes, if that has fewer connections."""

    def accept(self, listener: socket.socket) -> None:
        """Take the connection that waits, unless another worker was sooner."""
        time.sleep(STEP * min(self.nr_conns, MOST))
        super().accept(listener)
