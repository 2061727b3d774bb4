"""A service of its own for tests that write, where it listens, and the browsers that come to it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from flask import Flask
from playwright.sync_api import Browser, BrowserContext
from werkzeug.serving import make_server
from werkzeug.wsgi import ClosingIterator

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
THREADS = ("batches", "indexer")
WIDE = 1280
Given = ParamSpec("Given")
Done = TypeVar("Done")


@dataclass(frozen=True)
class Desk:
    """A service that may be written to, where it listens, and the cookie of somebody who is signed in."""

    made: Flask
    address: str
    cookie: str = ""

    def stranger(self, browser: Browser, *, script: bool = True) -> BrowserContext:
        """A browser of nobody, with axe in it where script runs."""
        context = browser.new_context(
            base_url=self.address, viewport={"width": WIDE, "height": 900}, java_script_enabled=script
        )
        if script:
            context.add_init_script(AXE.read_text(encoding="utf-8"))
        return context

    def signed_in(self, browser: Browser, *, script: bool = True) -> BrowserContext:
        """The same of that somebody."""
        context = self.stranger(browser, script=script)
        context.add_cookies([{"name": "esimder", "value": self.cookie, "url": self.address}])
        return context


def apart(work: Callable[Given, Done], *given: Given.args, **named: Given.kwargs) -> Done:
    """Done in a thread of its own: that of the browser has an event loop, which the database must not meet."""
    with ThreadPoolExecutor(1) as aside:
        return aside.submit(work, *given, **named).result()


@contextmanager
def serving(made: Flask) -> Iterator[str]:
    """Where the service listens, as long as it does."""
    server = make_server("127.0.0.1", 0, read_out(made), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def read_out(made: Flask) -> WSGIApplication:
    """The service, each answer read to its end before it is sent.

    The server leaves a file open where a browser goes away in the middle of it.
    """

    def answer(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        with closing(ClosingIterator(made(environ, start))) as pieces:
            return [b"".join(pieces)]

    return answer


@contextmanager
def open_desk(made: Flask, cookie: str = "") -> Iterator[Desk]:
    """The service with its threads, which end with it."""
    with serving(made) as address:
        yield Desk(made, address, cookie)
    for name in THREADS:
        made.extensions[name].stop()
