"""How gunicorn serves the house: ``gunicorn --config python:app.serving wsgi:app``.

The house is imported once, before the workers part from it, so that they share its memory. Each worker answers some
questions to itself before it takes any: the index is mapped, compiled loops are loaded, templates and labels read.
"""

from __future__ import annotations

import gc
import threading
from typing import Any

from indexer.warm import warm

preload_app = True
worker_class = "app.evenly.EvenWorker"
gc.disable()  # until all is imported: to look for cycles among what stays is a fifth of the time
QUESTIONS = ("/api/v1/search?q=Ivanov+Ivan", "/en/search?q=Schmidt+Johann", "/api/v1/names/begun?q=iva")
FIGURES = "/en/"  # what is in the records: of millions it takes seconds to count, which no request waits for


def when_ready(_server: Any) -> None:
    """In the parent: load the loops that compare names, and let its objects be, so that the pages stay shared."""
    warm()
    gc.freeze()  # what cycles the imports left are few, and to look for them takes a third of a second
    gc.enable()


def post_worker_init(worker: Any) -> None:
    """In each worker, before it takes requests: answer a few, whatever comes of it (there may be no index yet)."""
    client = worker.app.wsgi().test_client()
    for question in QUESTIONS:
        client.get(question)
    threading.Thread(target=client.get, args=(FIGURES,), daemon=True).start()
