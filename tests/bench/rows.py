"""What the papers say of made people, as rows of the CSV contract and as entries of an index.

Every portion is drawn by itself, column by column: sentences, camps, fates and relatives in the proportions that the
printed lists have, each value worded as those word it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache

import numpy as np

from app.alphabets import order
from app.place_words import place_words
from app.tables import rows as table
from indexer.entry import Entry
from indexer.names.parse import build
from tests.bench.people import PORTION, SEED, People, Person

Column = list[str]

# value → share; what is left of 1 stays empty
FATES = {
    "shot": 0.30, "released": 0.18, "died_camp": 0.09, "died_special_settlement": 0.04, "case_closed": 0.05,
    "died_labour_army": 0.02, "sentence_commuted": 0.01, "released_into_exile": 0.03, "unknown": 0.08,
}  # fmt: skip
SENTENCES = {
    "ВМН — расстрел": 0.28, "10 лет ИТЛ": 0.24, "8 лет ИТЛ": 0.08, "5 лет ИТЛ": 0.09, "3 года ссылки": 0.04,
    "25 лет ИТЛ": 0.04, "спецпоселение": 0.06,
}  # fmt: skip
BODIES = {
    "тройка при УНКВД": 0.34, "ОСО при НКВД СССР": 0.17, "Военная коллегия Верховного суда СССР": 0.06,
    "Комиссия НКВД СССР и Прокурора СССР": 0.10, "областной суд": 0.08, "военный трибунал": 0.09,
}  # fmt: skip
ARTICLES = {"58-10": 0.27, "58-6": 0.12, "58-1а": 0.07, "58-10, 58-11": 0.12, "58-7": 0.04, "ЧСИР": 0.02}
CHARGES = {
    "антисоветская агитация": 0.14, "шпионаж": 0.08, "участие в к.-р. организации": 0.10, "вредительство": 0.03,
}  # fmt: skip
TRADES = {
    "колхозник": 0.14, "рабочий": 0.11, "крестьянин-единоличник": 0.06, "бухгалтер": 0.03, "учитель": 0.03,
    "без определённых занятий": 0.04, "инженер": 0.02, "служащий": 0.03, "священник": 0.02, "чернорабочий": 0.04,
    "домохозяйка": 0.02, "шахтёр": 0.02,
}  # fmt: skip
EDUCATION = {"начальное": 0.15, "малограмотный": 0.08, "среднее": 0.08, "высшее": 0.04, "неграмотный": 0.05}
PARTIES = {"б/п": 0.36, "бывший член ВКП(б)": 0.05, "член ВКП(б)": 0.03}
REHABILITATED = {"прокуратура области": 0.2, "Военная коллегия Верховного суда СССР": 0.08, "областной суд": 0.09}
GROUNDS = {"за отсутствием состава преступления": 0.18, "Указ ПВС СССР от 16.01.1989": 0.16}
CAMPED, TWICE, KIN, MAIDEN, VARIANT, NOTED = 0.35, 0.06, 0.12, 0.15, 0.04, 0.05
COLUMNS = (
    "source_ref", "surname", "given_name", "patronymic", "maiden_name", "name_variants", "sex", "nation", "birth_date",
    "birth_place", "residence", "occupation", "education", "party", "arrest_date", "arrested_by", "sentenced_by",
    "sentence_date", "article", "charge", "sentence", "camps", "fate", "death_date", "rehabilitation_date",
    "rehabilitation_body", "rehabilitation_ground", "relatives", "notes", "citation", "sentenced_by.2",
    "sentence_date.2", "sentence.2",
)  # fmt: skip


def ref(number: int) -> str:
    """The source_ref of the person of that number."""
    return f"made-{number}"


def header() -> str:
    """The header row of the CSV file."""
    return ",".join(COLUMNS) + "\n"


def text(people: People, start: int) -> str:
    """The rows of the portion after ``start``, as they stand in the CSV file."""
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(rows(people, start))
    return written.getvalue()


def rows(people: People, start: int) -> Iterator[tuple[str, ...]]:
    """The rows of the portion after ``start``, in the order of COLUMNS; the same whoever else was made before."""
    made = people.portion(start).people
    draw = Draw(start, len(made))
    arrested = [_dotted(person.arrested) for person in made]
    camps = draw.camps()
    fates = draw.one_of(FATES)
    columns: tuple[Column, ...] = (
        [ref(person.number) for person in made],
        [person.surname for person in made],
        [person.given for person in made],
        [person.father for person in made],
        _maiden(made, draw),
        draw.some(VARIANT, [f"{person.surname}ъ {person.given}" for person in made]),
        [person.sex for person in made],
        [_nation(person) for person in made],
        _births(made, draw),
        [person.village.written if person.village else "" for person in made],
        [_address(person) for person in made],
        draw.one_of(TRADES),
        draw.one_of(EDUCATION),
        draw.one_of(PARTIES),
        arrested,
        draw.some(0.3, ["УНКВД по области"] * len(made)),
        draw.one_of(BODIES),
        draw.dates(0.8, 1930, 1950),
        draw.one_of(ARTICLES),
        draw.one_of(CHARGES),
        draw.one_of(SENTENCES),
        camps,
        fates,
        _deaths(fates, draw),
        draw.dates(0.4, 1956, 1995),
        draw.one_of(REHABILITATED),
        draw.one_of(GROUNDS),
        draw.relatives(made),
        draw.some(NOTED, ["В деле есть фотография."] * len(made)),
        [f"Книга памяти, т. {person.source + 1}" for person in made],
        *draw.second(),
    )  # fmt: skip
    return zip(*columns, strict=True)


def entries(people: People, start: int) -> Iterator[Entry]:
    """The entries of the portion, as an index made without a database has them."""
    made = people.portion(start).people
    held = [COLUMNS.index(name) for name in ("maiden_name", "camps", "fate")]
    for person, row in zip(made, rows(people, start), strict=True):
        maiden, camp, fate = (row[at] for at in held)
        name = build(surname=person.surname, given=person.given, patronymic=person.father, maiden=maiden)
        yield Entry(
            person.number, (name,), person.sex, (person.born, person.born) if person.born else None, person.nation,
            fate, f"Книга памяти, т. {person.source + 1}", (camp.split()[0],) if camp else (),
            place_words(f"{person.village.written if person.village else ''}; {_address(person)}"),
            order(f"{person.surname} {person.given}"),
        )  # fmt: skip


class Draw:
    """Draws the columns of one portion."""

    def __init__(self, start: int, size: int) -> None:
        self._chance, self._size = np.random.default_rng([SEED, start, PORTION]), size

    def one_of(self, shares: dict[str, float]) -> Column:
        """A value for each, by its share; '' for the rest."""
        values = [*shares, ""]
        weights = [*shares.values(), 1 - sum(shares.values())]
        return [values[at] for at in self._chance.choice(len(values), self._size, p=weights).tolist()]

    def some(self, share: float, column: Sequence[str]) -> Column:
        """The column where a lot falls so, '' elsewhere."""
        lots = (self._chance.random(self._size) < share).tolist()
        return [value if lot else "" for value, lot in zip(column, lots, strict=True)]

    def dates(self, share: float, first: int, last: int) -> Column:
        """A day for that share of them, as papers write it."""
        days = _days(first, last)
        return self.some(share, [days[at] for at in self._chance.integers(0, len(days), self._size).tolist()])

    def camps(self) -> Column:
        """A camp with the years of the stay, great camps more often than small ones; '' for most."""
        ids = _camps()
        weights = 1 / np.arange(1, len(ids) + 1)
        places = self._chance.choice(len(ids), self._size, p=weights / weights.sum()).tolist()
        years = self._chance.integers(1930, 1948, self._size).tolist()
        return self.some(CAMPED, [f"{ids[at]} {year}/{year + at % 9}" for at, year in zip(places, years, strict=True)])

    def relatives(self, made: Sequence[Person]) -> Column:
        """For some a wife or husband and a child, who bear the surname."""
        others = self._chance.integers(0, len(made), (2, self._size)).tolist()
        told = [
            f"spouse:{person.surname} {made[one].given}|child:{person.surname} {made[two].given}"
            for person, one, two in zip(made, *others, strict=True)
        ]
        return self.some(KIN, told)

    def second(self) -> tuple[Column, Column, Column]:
        """Of few, another sentence: who decided, when, what."""
        bodies = self.some(TWICE, ["ОСО при МГБ СССР"] * self._size)
        days = _days(1948, 1952)
        return (
            bodies,
            [days[at % len(days)] if body else "" for at, body in enumerate(bodies)],
            ["ссылка на поселение" if body else "" for body in bodies],
        )


def _maiden(made: Sequence[Person], draw: Draw) -> Column:
    drawn = draw.some(MAIDEN, [made[-1 - at].surname for at in range(len(made))])
    return [value if person.sex == "f" else "" for value, person in zip(drawn, made, strict=True)]


def _births(made: Sequence[Person], draw: Draw) -> Column:
    """The year, or for some the day."""
    days = draw.some(0.3, [f"{1 + person.number % 28:02}.{1 + person.number % 12:02}." for person in made])
    return [f"{day}{person.born}" if person.born else "" for person, day in zip(made, days, strict=True)]


def _deaths(fates: Column, draw: Draw) -> Column:
    days = draw.dates(0.7, 1937, 1953)
    return [day if fate.startswith(("shot", "died")) else "" for day, fate in zip(days, fates, strict=True)]


def _address(person: Person) -> str:
    if person.address is None:
        return ""
    street, house, flat = person.address
    region = ("Караганда", "Алма-Ата", "Акмолинск", "Москва", "Саратов", "Хабаровск")[street % 6]
    return f"г. {region}, ул. {street + 1}-я, д. {house + 1}, кв. {flat + 1}"


def _nation(person: Person) -> str:
    return _forms().get((person.nation, person.sex), "") or _forms().get((person.nation, "m"), "")


@cache
def _forms() -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for row in table("vocab/ethnonyms"):
        found.setdefault((row["nation"], row["sex"]), row["form"])
    return found


@cache
def _camps() -> tuple[str, ...]:
    return tuple(row["id"] for row in table("atlas/places") if "camp" in row["kind"])


@cache
def _days(first: int, last: int) -> tuple[str, ...]:
    begin = date(first, 1, 1)
    return tuple(_dotted((begin + timedelta(at)).toordinal()) for at in range((date(last, 12, 31) - begin).days))


@cache
def _written(ordinal: int) -> str:
    return date.fromordinal(ordinal).strftime("%d.%m.%Y")


def _dotted(ordinal: int) -> str:
    return _written(ordinal) if ordinal else ""
