"""Tiny builders of entries with real names, for tests of the index and the search."""

from __future__ import annotations

from indexer.entry import Entry, Years
from indexer.names.parse import build

PEOPLE = (
    ("Букейханов", "Алихан", "Нурмухаметович", 1866),
    ("Байтурсынов", "Ахмет", "", 1872),
    ("Дулатов", "Миржакып", "", 1885),
    ("Тынышпаев", "Мухамеджан", "", 1879),
    ("Сейфуллин", "Сакен", "", 1894),
    ("Джансугуров", "Ильяс", "", 1894),
    ("Майлин", "Беимбет", "", 1894),
    ("Асфендиаров", "Санжар", "Джафарович", 1889),
    ("Шмидт", "Иван", "Иванович", 1900),
    ("Ким", "Афанасий", "Арсеньевич", 1900),
    ("Иванов", "Иван", "Иванович", 1905),
    ("Иванова", "Мария", "Петровна", 1910),
)


def entry(number: int, surname: str, given: str = "", patronymic: str = "", born: int | None = None) -> Entry:
    """An entry with that name; no year of birth where ``born`` is None."""
    name = build(surname=surname, given=given, patronymic=patronymic)
    years: Years | None = (born, born) if born else None
    order = f"{surname} {given}".casefold()
    return Entry(number, (name,), born=years, order=order, heading=name.written)


def people() -> list[Entry]:
    """The people above, numbered from 1."""
    return [entry(number, *person) for number, person in enumerate(PEOPLE, start=1)]
