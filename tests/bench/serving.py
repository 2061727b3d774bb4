"""The service as `make serve` runs it, asked over HTTP by one and by many."""

from __future__ import annotations

import json
import re
import shlex
import socket
import subprocess
import time
import urllib.request
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode

from sqlalchemy import create_engine

from app.db import writing
from app.intake.accept import Lookup, enter, fill
from app.intake.draft import Draft, DraftName, DraftSource
from app.models import Record
from tests.bench.client import OK, Answered, Clients, Load
from tests.bench.figures import Json, Times, joined, load, memory, spread
from tests.bench.place import ROOT, Place
from tests.bench.questions import NAMED, OTHERS, Question, questions
from tests.bench.searching import TYPED, asked

EACH = 20  # questions of a kind
CLIENTS = (8, 32)
SECONDS = 8.0  # of each load
ADDED = 4  # records that are added while others search
PATIENCE = 120  # seconds for the first answer of the service, and for a record to be found
_MIXED = (*NAMED, "year", "filters", "deep page", "short word")
_ALPHABET = "абвгдежзик"


def measure(place: Place, each: int = EACH, seconds: float = SECONDS) -> Json:
    """All figures over HTTP."""
    wanted = questions(place.names, each)
    _ = place.numbers
    told: Json = {"load": load()}
    with _served(place) as (server, port):
        told["first_answer_s"] = _first(server, port)
        with Clients() as clients:
            _warm(clients, port, place)
            told["one"] = _one(place, wanted, clients.ask(_paths(wanted), Load(port, 1)).result())
            told["pages"] = _pages(clients, port, wanted)
            told["begun"] = _begun(clients, port, wanted)
            told["many"] = {str(count): _many(clients, Load(port, count, seconds), wanted) for count in CLIENTS}
            told["new_record_s"] = _added(place, clients, port, wanted)
        told["workers"] = [memory(pid) for pid in _children(server.pid)]
    return told


def _paths(wanted: Sequence[Question], address: str = "/api/v1/search") -> list[str]:
    return [f"{address}?{urlencode(asked(question))}" for question in wanted]


@contextmanager
def _served(place: Place) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """The service, with the command of the Makefile, at a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = place.python("-m", *_command(port))
    try:
        yield server, port
    finally:
        server.terminate()
        server.communicate()


def _command(port: int) -> list[str]:
    written = (ROOT / "Makefile").read_text(encoding="utf-8").replace("\\\n", " ")
    found = re.search(r"exec \$\(BIN\)/(gunicorn .*wsgi:app)", written)
    assert found is not None, "the Makefile no longer serves by gunicorn"
    values = {"HOST": "127.0.0.1", "PORT": str(port), "WORKERS": "2"}
    return shlex.split(re.sub(r"\$\((\w+)\)", lambda name: values[name[1]], found[1]))


def _first(server: subprocess.Popen[str], port: int) -> float:
    """Seconds until a search is answered, from the start of the server."""
    began = time.perf_counter()
    url = f"http://127.0.0.1:{port}/api/v1/search?{urlencode({'q': 'Иванов Иван'})}"
    while time.perf_counter() - began < PATIENCE:
        try:
            with urllib.request.urlopen(url) as answer:
                if answer.status == HTTPStatus.OK:
                    return round(time.perf_counter() - began, 2)
        except URLError:
            if server.poll() is not None:
                raise
            time.sleep(0.05)
    raise TimeoutError(url)


def _warm(clients: Clients, port: int, place: Place) -> None:
    """Both workers have answered other questions for a while before the clock runs: what they read is in memory."""
    clients.ask(_paths(questions(place.names, 2 * EACH, OTHERS)), Load(port, 8)).result()


def _one(place: Place, wanted: Sequence[Question], found: Answered) -> Json:
    """One client: times by kind, and how many were answered right."""
    kinds: defaultdict[str, Times] = defaultdict(Times)
    for answer in found.answers:
        question = wanted[answer.path]
        kinds[question.kind].ms.append(answer.ms)
        if question.kind in NAMED:
            kinds[question.kind].judge(question, [place.told(each) for each in answer.ids])
    return {
        "names": joined(kinds[kind] for kind in NAMED).as_json(),
        "all": spread([answer.ms for answer in found.answers]),
        "kinds": {kind: times.as_json() for kind, times in kinds.items()},
        "failed": sum(answer.status != OK for answer in found.answers),
        "requests_per_s": round(len(found.answers) / found.seconds, 1),
    }


def _pages(clients: Clients, port: int, wanted: Sequence[Question]) -> Json:
    """The same as pages that people read, one client."""
    named = [question for question in wanted if question.kind in NAMED]
    return _told(clients.ask(_paths(named[:100], "/en/search"), Load(port, 1)).result())


def _begun(clients: Clients, port: int, wanted: Sequence[Question]) -> Json:
    """Surnames offered as somebody types, one client."""
    typed = [urlencode({"q": question.text[:letters]}) for question in wanted[:60] for letters in TYPED]
    return _told(clients.ask([f"/api/v1/names/begun?{each}" for each in typed], Load(port, 1)).result())


def _many(clients: Clients, how: Load, wanted: Sequence[Question]) -> Json:
    mixed = [question for question in wanted if question.kind in _MIXED]
    return _told(clients.ask(_paths(mixed), how).result())


def _told(found: Answered) -> Json:
    told = spread([answer.ms for answer in found.answers])
    told["requests_per_s"] = round(len(found.answers) / found.seconds, 1)
    told["failed"] = sum(answer.status != OK for answer in found.answers)
    return told


def _added(place: Place, clients: Clients, port: int, wanted: Sequence[Question]) -> list[float]:
    """Seconds from the commit of a new record until it is found, while eight others search."""
    others = clients.ask(_paths(wanted), Load(port, 8, ADDED * 2.5))
    took = []
    for number in range(ADDED):
        surname = "Щербань" + "".join(_ALPHABET[int(digit)] for digit in f"{time.time_ns() // 1000 % 10**7:07}")
        _enter(place.database, surname, number)
        took.append(_until_found(port, surname))
    others.result()
    return took


def _enter(database: Path, surname: str, number: int) -> None:
    draft = Draft(
        names=(DraftName(surname=surname, given_name="Пётр"),), source_ref=f"added-{time.time_ns()}-{number}",
        source=DraftSource(citation="bench"),
    )  # fmt: skip
    engine = create_engine(f"sqlite:///{database}")
    with writing(engine) as session:
        record = Record()
        fill(session, record, draft, Lookup.read(session))
        enter(session, [record])
    engine.dispose()


def _until_found(port: int, surname: str) -> float:
    began = time.perf_counter()
    url = f"http://127.0.0.1:{port}/api/v1/search?{urlencode({'q': f'{surname} Пётр', 'match': 'exact'})}"
    while time.perf_counter() - began < PATIENCE:
        with urllib.request.urlopen(url) as answer:
            if surname in json.dumps(json.load(answer)["results"], ensure_ascii=False):
                return round(time.perf_counter() - began, 2)
        time.sleep(0.05)
    raise TimeoutError(url)


def _children(pid: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]
