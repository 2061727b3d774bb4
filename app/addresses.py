"""Addresses as the service reads them: bytes of a query that are no text are percent-encoded, as its readers expect."""

from __future__ import annotations

import string
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


def in_ascii(service: WSGIApplication) -> WSGIApplication:
    """The service, asked only by queries in ASCII; what old programs send raw («?q=Èâàíîâ») is no error in it."""

    def asked(environment: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        query = environment.get("QUERY_STRING", "")
        if not query.isascii():
            environment["QUERY_STRING"] = quote(query, safe=string.punctuation, encoding="latin-1")
        return service(environment, start)

    return asked
