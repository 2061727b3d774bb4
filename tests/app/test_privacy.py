from __future__ import annotations

from datetime import date

import pytest

from app.dates import HistoricalDate
from app.models import Episode, NamedRelative, Record, Source, Stay, WrittenName
from app.privacy import may_be_living, public, relative_may_be_living

TODAY = date(2026, 11, 21)
NOTHING = HistoricalDate()


def year(value: int) -> HistoricalDate:
    return HistoricalDate(str(value), f"{value}-01-01", f"{value}-12-31")


def record(born: HistoricalDate = NOTHING, died: HistoricalDate = NOTHING, fate: str = "", **fields: object) -> Record:
    made = Record(
        id=1, source_ref="made-up", fate=fate, birth=born, death=died, rehabilitated=NOTHING, source=Source(), **fields
    )  # fmt: skip
    made.residence, made.birth_place, made.extra, made.unread = "Караганда, ул. Школьная, 5", "Алма-Ата", {}, []
    made.notes, made.wording = "тяжело болен", "Адрес: Караганда, ул. Школьная, 5"
    made.names = [WrittenName(position=0, written="Ким Вера")]
    return made


def episode(decided: HistoricalDate = NOTHING, arrival: HistoricalDate = NOTHING) -> Episode:
    return Episode(
        position=0, arrested=NOTHING, decided=decided, stays=[Stay(position=0, arrival=arrival, departure=NOTHING)]
    )


@pytest.mark.parametrize(
    ("made", "living"),
    [
        (record(year(1866)), False),
        (record(year(1916)), False),  # 110 years ago
        (record(year(1917)), True),
        (record(year(1937)), True),
        (record(year(1937), year(1999)), False),
        (record(year(1930), fate="shot"), False),
        (record(year(1930), fate="died_special_settlement"), False),
        (record(year(1930), fate="released"), True),
        (record(), True),  # nothing known: an archivist decides
        (record(episodes=[episode(decided=year(1930))]), False),  # born in 1914 at the latest
        (record(episodes=[episode(decided=year(1938))]), True),
        (record(episodes=[episode(arrival=year(1931))]), False),
        (record(HistoricalDate("[1912,1920]", "1912-01-01", "1920-12-31")), True),  # the later year decides
    ],
)
def test_who_may_be_living(made: Record, living: bool) -> None:
    assert may_be_living(made, TODAY) is living


def test_of_people_who_may_be_living_address_health_and_free_texts_are_hidden() -> None:
    shown = public(record(year(1937)), TODAY)
    assert shown.guarded
    assert (shown.residence, shown.notes, shown.wording, shown.unread, shown.extra) == ("", "", "", (), {})


def test_of_people_who_may_be_living_only_the_year_of_birth_is_shown() -> None:
    shown = public(record(HistoricalDate("1937-05-14", "1937-05-14", "1937-05-14", wording="14.05.1937")), TODAY)
    assert shown.birth == year(1937)


def test_printed_lists_stay_findable_by_name_year_and_source() -> None:
    shown = public(record(year(1937)), TODAY)
    assert (shown.name.written, shown.birth.edtf, shown.source_ref) == ("Ким Вера", "1937", "made-up")


def test_of_the_dead_nothing_is_hidden() -> None:
    shown = public(record(year(1890), year(1938)), TODAY)
    assert not shown.guarded
    assert shown.residence == "Караганда, ул. Школьная, 5"


def relative(relation: str, written: str, born: int = 1894, other: Record | None = None) -> NamedRelative:
    return NamedRelative(
        record=record(year(born), year(1938)), position=0, relation=relation, written=written, other=other
    )


@pytest.mark.parametrize(
    ("named", "living"),
    [
        (relative("child", "Гульнар Миржакыповна Дулатова, врач, 1915-2013"), False),
        (relative("child", "Tenno-Pent Sooster, р. 1957"), True),
        (relative("child", "Октай Алиханович Букейханов, р. 1905"), False),
        (relative("child", "Эрден Казбеков"), True),  # a child of somebody born in 1894 may have been born in 1954
        (relative("child", "Байтурсын Шошакулы", born=1850), False),
        (relative("parent", "Дулат (отец)"), False),
        (relative("spouse", "Мария", born=1870), False),
        (relative("spouse", "Мария", born=1910), True),
        (relative("child", "Ким Вера", other=record(year(1937))), True),
        (relative("child", "Ким Вера", other=record(year(1937), year(2001))), False),
    ],
)
def test_which_relatives_may_be_living(named: NamedRelative, living: bool) -> None:
    assert relative_may_be_living(named, TODAY) is living


def test_living_relatives_are_counted_not_named() -> None:
    made = record(year(1894), year(1938))
    made.relatives = [
        NamedRelative(position=0, relation="child", written="Эрден Казбеков"),
        NamedRelative(position=1, relation="parent", written="Дулат"),
    ]
    shown = public(made, TODAY)
    assert [kin.written for kin in shown.relatives] == ["Дулат"]
    assert shown.hidden_relatives == 1


@pytest.mark.parametrize(
    ("made", "decided", "living"),
    [
        (record(), "no", False),
        (record(), "yes", True),
        (record(year(1937)), "no", False),
        (record(year(1866), year(1937)), "yes", True),  # parts of a record may be hidden on request
    ],
)
def test_what_an_archivist_decided_holds(made: Record, decided: str, living: bool) -> None:
    made.living = decided
    assert may_be_living(made, TODAY) is living
    assert public(made, TODAY).guarded is living


def test_the_sources_words_beside_a_correction_are_hidden_as_the_field_is() -> None:
    made = record(year(1937), checked="accepted")
    made.corrected = {"residence": "Алма-Ата, ул. Мира, 1", "birth_date": "3.5.1938", "occupation": "учитель"}
    shown = public(made, TODAY)
    assert (shown.corrected, shown.checked) == ({"occupation": "учитель"}, "accepted")
    made.living = "no"
    assert public(made, TODAY).corrected == made.corrected


def test_relatives_who_may_be_living_are_hidden_in_a_corrected_list_too() -> None:
    made = record(year(1894), year(1938))
    made.corrected = {"relatives": "child:Эрден Казбеков | parent:Дулат"}
    assert public(made, TODAY).corrected == {"relatives": "parent:Дулат"}
    made.corrected = {"relatives": "child:Эрден Казбеков"}
    assert public(made, TODAY).corrected == {}
    linked = NamedRelative(position=0, relation="parent", written="Дулат", other=record(year(1990)))
    made.relatives, made.corrected = [linked], {"relatives": "parent:Дулат"}
    assert public(made, TODAY).corrected == {}
