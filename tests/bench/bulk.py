"""How long a volunteer's file of many rows takes, and how much memory: tests/bench/bulk.py [--rows N] [--as xlsx].

Each row is of its own; one in fifty has a date in no form. Figures: seconds from the first row to the last, peak memory
above what the process had before, the longest transaction that others had to wait for.
"""

from __future__ import annotations

import argparse
import csv
import multiprocessing
import random
import resource
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from openpyxl import Workbook
from sqlalchemy import create_engine

from app.account.roles import load_roles
from app.db import migrate, writing
from app.intake.bulk import batches, mapping, store
from app.intake.bulk.claims import Claim, claim
from app.intake.bulk.preview import opened
from app.intake.bulk.running import run
from app.models import User

HEADINGS = ("source_ref", "Фамилия", "Имя", "Отчество", "Дата рождения", "Место рождения", "Национальность",
            "Дата ареста", "Приговор", "Срок", "Лагерь", "Дата смерти", "Примечание")  # fmt: skip
SURNAMES, GIVEN = ("Ахметов", "Иванов", "Шмидт", "Ким", "Ковальский"), ("Сакен", "Иван", "Иоганн", "Сергей", "Ян")
FAULTS = ("31.02.1905", "когда-то", "в понедельник")


def rows(count: int) -> Iterator[list[str]]:
    """Rows as a volunteer types them."""
    chance = random.Random(1)  # noqa: S311
    for number in range(count):
        born = f"{chance.randint(1, 28)}.{chance.randint(1, 12)}.{chance.randint(1870, 1920)}"
        fault = number % 50 == 0
        yield [
            f"р-{number}", f"{chance.choice(SURNAMES)}{number % 977}", chance.choice(GIVEN), "Петрович",
            chance.choice(FAULTS) if fault else born, f"с. Новое-{number % 311}, Карагандинская обл.", "казах",
            f"{chance.randint(1, 28)}.11.1937", "10 лет ИТЛ", "10 лет", f"Карлаг 1938/19{chance.randint(40, 53)}",
            f"{chance.randint(1, 28)}.03.1954", f"строка {number} газеты",
        ]  # fmt: skip


def write(path: Path, count: int) -> None:
    """The file, as CSV or XLSX by its name."""
    if path.suffix == ".xlsx":
        book = Workbook(write_only=True)
        sheet = book.create_sheet("Список")
        for row in (list(HEADINGS), *rows(count)):
            sheet.append(row)
        book.save(path)
        return
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([list(HEADINGS), *rows(count)])


def memory() -> float:
    """The most memory this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000


class Watch(threading.Thread):
    """Writes now and then as another process would; keeps how long it had to wait at most."""

    def __init__(self, url: str) -> None:
        super().__init__(daemon=True)
        self.longest, self.ended = 0.0, threading.Event()
        self._engine = create_engine(url)

    def run(self) -> None:
        """Until it is ended."""
        while not self.ended.wait(0.2):
            began = time.perf_counter()
            with writing(self._engine):
                pass
            self.longest = max(self.longest, time.perf_counter() - began)


def main() -> None:
    """Measure and tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--as", dest="form", choices=("csv", "xlsx"), default="csv")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        _measure(Path(name), asked.rows, asked.form)


def _measure(folder: Path, count: int, form: str) -> None:
    url = f"sqlite:///{folder / 'esimder.db'}"
    migrate(url)
    engine = create_engine(url)
    path = folder / f"list.{form}"
    writer = multiprocessing.Process(target=write, args=(path, count))  # its memory is not that of the reading
    writer.start()
    writer.join()
    with path.open("rb") as file:
        stored = store.keep(file, folder, 1_000_000_000)
    with writing(engine) as session:
        load_roles(session)
        user = User(email="bench@example.org", fs_uniquifier="bench")
        session.add(user)
        session.flush()
        batch = batches.begin(session, user.id, "bench", stored, path.name)
        table = opened(folder, batch)
        batches.read_as(batch, table, mapping.proposed(table.headings, {}))
        table.close()
        batch.citation = "bench"
        batches.send(session, batch, "ru")
    before, began, worked, watch = memory(), time.perf_counter(), time.process_time(), Watch(url)
    watch.start()
    mine = claim(engine)
    assert isinstance(mine, Claim)
    with mine:
        run(engine, folder, mine)
    watch.ended.set()
    took, work = time.perf_counter() - began, time.process_time() - worked
    with writing(engine) as session:
        done = batches.own(session, 1, batch.reference)
        assert done is not None
        told = f"{done.read} rows read, {done.taken} taken, {done.faulty} not"
    pace = f"{took:.0f} s ({work:.0f} s of one processor), {count / took:.0f} rows a second"
    print(f"{told}; {pace}; {stored.size / 1e6:.1f} MB of {form.upper()}")
    print(
        f"memory {memory() - before:+.0f} MB above {before:.0f} MB; another writer waited {watch.longest:.2f} s at most"
    )


if __name__ == "__main__":
    main()
