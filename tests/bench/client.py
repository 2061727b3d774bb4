"""People who ask over HTTP, many at once, each over a connection that is kept: in a process of their own."""

from __future__ import annotations

import asyncio
import itertools
import json
import multiprocessing
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial

OK = 200


@dataclass(frozen=True, slots=True)
class Load:
    """How many ask at once, for how many seconds, at which port; without seconds, each question once."""

    port: int
    clients: int
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a request: the number of its path, the status, milliseconds, the ids of the records found."""

    path: int
    status: int
    ms: float
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """All answers, and the seconds from the first request to the last answer."""

    answers: tuple[Answer, ...]
    seconds: float


class Clients:
    """The process that asks. To be used as a context."""

    def __enter__(self) -> Clients:
        self._pool = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))
        return self

    def __exit__(self, *_error: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def ask(self, paths: Sequence[str], load: Load) -> Future[Answered]:
        """Begin to ask for these paths, over and over until the time is up, or once."""
        return self._pool.submit(_run, paths, load)


def _run(paths: Sequence[str], load: Load) -> Answered:
    return asyncio.run(_asked(paths, load))


async def _asked(paths: Sequence[str], load: Load) -> Answered:
    numbers = iter(range(len(paths))) if not load.seconds else itertools.cycle(range(len(paths)))
    began = time.perf_counter()
    ends = began + load.seconds if load.seconds else float("inf")
    found: list[Answer] = []
    ask = partial(_client, paths, numbers, _Until(ends, read=not load.seconds))
    await asyncio.gather(*(ask(_Wire(load.port), found) for _ in range(load.clients)))
    return Answered(tuple(found), time.perf_counter() - began)


@dataclass(frozen=True, slots=True)
class _Until:
    """When to end, and whether answers are read: many who ask leave the processors to those who answer."""

    ends: float
    read: bool


async def _client(
    paths: Sequence[str], numbers: Iterator[int], until: _Until, wire: _Wire, found: list[Answer]
) -> None:  # fmt: skip
    for number in numbers:
        if time.perf_counter() >= until.ends:
            break
        began = time.perf_counter()
        status, body = await wire.get(paths[number])
        ms = (time.perf_counter() - began) * 1e3
        found.append(Answer(number, status, ms, _ids(body) if until.read and status == OK else ()))
    wire.close()


def _ids(body: bytes) -> tuple[int, ...]:
    if not body.startswith(b"{"):
        return ()
    return tuple(int(result["id"]) for result in json.loads(body).get("results", ()))


class _Wire:
    """One connection, opened again where the server closed it."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, path: str) -> tuple[int, bytes]:
        """The status and the body; a connection that was closed meanwhile is tried once more."""
        fresh = self._streams is None
        try:
            return await self._get(path)
        except (ConnectionError, asyncio.IncompleteReadError):
            self.close()
            if fresh:
                return 0, b""
            return await self.get(path)

    def close(self) -> None:
        """End the connection."""
        if self._streams is not None:
            self._streams[1].close()
        self._streams = None

    async def _get(self, path: str) -> tuple[int, bytes]:
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self._port)
        reader, writer = self._streams
        writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Language: en\r\n\r\n".encode("ascii"))
        await writer.drain()
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        body = await _body(reader, head)
        if "connection: close" in head:
            self.close()
        return int(head.split(" ", 2)[1]), body


async def _body(reader: asyncio.StreamReader, head: str) -> bytes:
    if "transfer-encoding: chunked" not in head:
        length = head.partition("content-length:")[2].split("\r\n", 1)[0]
        return await reader.readexactly(int(length or 0))
    found = b""
    while size := int((await reader.readline()).strip(), 16):
        found += await reader.readexactly(size)
        await reader.readline()
    await reader.readline()
    return found
