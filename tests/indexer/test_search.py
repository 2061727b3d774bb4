from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from indexer import rough, search
from indexer.entry import Entry
from indexer.evidence import Band, band
from indexer.index import Index, rebuild
from indexer.names.name import Relation
from indexer.names.parse import build, parse
from indexer.portion import portions
from indexer.search import Match, SearchQuery, Sort, find
from tests.builders import PEOPLE, entry, people


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    directory: Path = tmp_path_factory.mktemp("index")
    marked = [replace(person, nation="kazakh" if person.record_id <= 8 else "russian", sex="m") for person in people()]
    marked[0] = replace(marked[0], places=("moscow-execution",), fate="shot", words=("alma", "ata"))
    marked[11] = replace(marked[11], sex="f", born=None)
    rebuild(directory, portions(marked))
    yield Index(directory)


def ids(index: Index, query: SearchQuery) -> list[int]:
    return [hit.record_id for hit in find(index, query).hits]


FIRST = [
    ("Bokeikhanov", 1), ("Bukeikhanov Alikhan", 1), ("Бөкейханов Әлихан", 1), ("Букейханов А. Н.", 1),
    ("Baitursynov", 2), ("Baitursynuly", 2), ("Байтұрсынұлы", 2),
    ("Dulatov", 3), ("Дулатұлы", 3),
    ("Tynyshbayev", 4), ("Тынышпаев", 4),
    ("Seifullin", 5), ("Сәкен Сейфуллин", 5),
    ("Zhansugurov", 6), ("Жансүгіров", 6), ("Джансугуров", 6),
    ("Mailin", 7), ("Майлин Беимбет", 7),
    ("Asfendiyarov", 8), ("Асфендияров", 8),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "person"), FIRST)
def test_the_person_is_found_first_however_the_name_is_spelt(index: Index, typed: str, person: int) -> None:
    assert ids(index, SearchQuery(name=parse(typed)))[:1] == [person]


@pytest.mark.parametrize("person", PEOPLE)
def test_everyone_is_found_by_the_name_as_written(index: Index, person: tuple[str, str, str, int]) -> None:
    name = " ".join(part for part in person[:3] if part)
    hit = find(index, SearchQuery(name=parse(name))).hits[0]
    assert hit.record_id == PEOPLE.index(person) + 1
    assert hit.band is Band.LIKELY


def test_a_hit_carries_its_evidence(index: Index) -> None:
    hit = find(index, SearchQuery(name=parse("Букейханов Алихан"))).hits[0]
    assert {ground.relation for ground in hit.evidence} == {Relation.IDENTICAL, Relation.ABSENT}


def test_filters_narrow_and_count(index: Index) -> None:
    result = find(index, SearchQuery(nation="russian", limit=100))
    assert result.total == len(PEOPLE) - 8
    assert result.exact_total
    assert result.facets["nation"] == {"russian": 4}
    assert result.facets["camp"] == {}


def test_a_place_of_repression_filters(index: Index) -> None:
    assert ids(index, SearchQuery(camp="moscow-execution")) == [1]
    assert ids(index, SearchQuery(camp="no-such-place")) == []


def test_words_of_places_filter(index: Index) -> None:
    assert ids(index, SearchQuery(words=("alma",))) == [1]
    assert ids(index, SearchQuery(words=("alma", "karaga"))) == []


def test_sex_and_fate_filter(index: Index) -> None:
    assert ids(index, SearchQuery(sex="f")) == [12]
    assert ids(index, SearchQuery(fate="shot")) == [1]


def test_a_year_of_birth_that_is_not_recorded_is_not_against(index: Index) -> None:
    assert set(ids(index, SearchQuery(born=1900, born_within=1))) == {9, 10, 12}
    assert set(ids(index, SearchQuery(born=1903, born_within=2))) == {11, 12}


def test_decades_of_birth_are_counted_and_filter_the_same(index: Index) -> None:
    counts = find(index, SearchQuery(limit=0)).facets["decade"]
    assert list(counts) == sorted(counts)
    assert counts["1900"] == 3
    for decade, count in counts.items():
        assert len(ids(index, SearchQuery(decade=int(decade), limit=100))) == count
    assert ids(index, SearchQuery(decade=1700)) == []


def test_a_year_among_the_words_weighs_but_does_not_hide(index: Index) -> None:
    near = find(index, SearchQuery(name=parse("Иванов Иван Иванович"), year=1905)).hits[0]
    far = find(index, SearchQuery(name=parse("Иванов Иван Иванович"), year=1880)).hits[0]
    assert near.record_id == far.record_id == 11
    assert near.score > far.score
    assert far.evidence[-1].relation is Relation.CONTRADICTS


def test_without_a_name_everyone_stands_in_the_order_of_surnames(index: Index) -> None:
    order = sorted(range(1, len(PEOPLE) + 1), key=lambda n: f"{PEOPLE[n - 1][0]} {PEOPLE[n - 1][1]}".casefold())
    assert ids(index, SearchQuery(limit=100)) == order


def test_sort_by_year_puts_the_unknown_last(index: Index) -> None:
    years = ids(index, SearchQuery(sort=Sort.YEAR, limit=100))
    assert years[0] == 1
    assert years[-1] == 12


def test_pages_follow_one_another(index: Index) -> None:
    whole = ids(index, SearchQuery(limit=100))
    assert ids(index, SearchQuery(limit=5)) + ids(index, SearchQuery(limit=100, offset=5)) == whole
    assert ids(index, SearchQuery(offset=1000)) == []


def test_exact_keeps_only_the_same_spelling(index: Index) -> None:
    assert ids(index, SearchQuery(name=parse("Шмидт"), match=Match.EXACT)) == [9]
    assert ids(index, SearchQuery(name=parse("Schmidt"), match=Match.EXACT)) == []
    assert ids(index, SearchQuery(name=parse("Schmidt"), match=Match.SPELLING)) == [9]


def test_the_score_of_a_hit_never_rises_with_its_rank(index: Index) -> None:
    scores = [hit.score for hit in find(index, SearchQuery(name=parse("Иванова Мария"), limit=100)).hits]
    assert scores == sorted(scores, reverse=True)


def test_bands_are_steps_of_the_score() -> None:
    assert [band(score) for score in (1.0, 0.85, 0.84, 0.5, 0.49, 0.0)] == [
        Band.LIKELY, Band.LIKELY, Band.POSSIBLE, Band.POSSIBLE, Band.UNLIKELY, Band.UNLIKELY,
    ]  # fmt: skip


def test_names_that_come_near_are_counted_apart_from_all_that_share_a_key(index: Index) -> None:
    result = find(index, SearchQuery(name=parse("Иванова Мария"), limit=100))
    assert result.near == sum(hit.band is not Band.UNLIKELY for hit in result.hits)
    assert 1 <= result.near < result.total
    assert find(index, SearchQuery(nation="kazakh")).near == 8


def test_the_name_at_the_head_speaks_where_another_comes_no_nearer(tmp_path: Path) -> None:
    head, other = (entry(1, "Байтурсынов", "Ахмет", father).names[0] for father in ("Шошакович", ""))
    rebuild(tmp_path, portions([replace(entry(1, "x"), names=(head, other))]))
    hit = find(Index(tmp_path), SearchQuery(name=parse("Байтурсынов Ахмет"))).hits[0]
    assert "Шошакович" in [ground.right for ground in hit.evidence]
    assert hit.comparison is not None
    assert len(hit.comparison.alignments) == 3


def test_another_name_speaks_where_only_it_comes_near(tmp_path: Path) -> None:
    head, other = entry(1, "Артузов", "Артур").names[0], entry(1, "Фраучи", "Артур").names[0]
    rebuild(tmp_path, portions([replace(entry(1, "x"), names=(head, other))]))
    hit = find(Index(tmp_path), SearchQuery(name=parse("Фраучи Артур"))).hits[0]
    assert [ground.right for ground in hit.evidence] == ["Фраучи", "Артур"]


def test_one_entry_with_several_names_is_one_hit(tmp_path: Path) -> None:
    both = replace(
        entry(1, "Артузов", "Артур"),
        names=(entry(1, "Артузов", "Артур").names[0], entry(1, "Фраучи", "Артур").names[0]),
    )
    rebuild(tmp_path, portions([both]))
    index = Index(tmp_path)
    assert ids(index, SearchQuery(name=parse("Фраучи Артур"))) == [1]
    assert (
        find(index, SearchQuery(name=parse("Фраучи"))).hits[0].score
        == find(index, SearchQuery(name=parse("Артузов"))).hits[0].score
    )


def _found(directory: Path, entries: list[Entry], typed: str) -> list[int]:
    rebuild(directory, portions(entries))
    return ids(Index(directory), SearchQuery(name=parse(typed)))


def test_the_other_sex_comes_second_and_says_why(tmp_path: Path) -> None:
    names = [build(surname="Лесков", given="Саша"), build(surname="Лескова", given="Саша")]
    rebuild(tmp_path, portions([Entry(1, (names[0],), sex="m"), Entry(2, (names[1],), sex="f")]))
    first, second = find(Index(tmp_path), SearchQuery(name=parse("Лескова Саша"))).hits
    assert (first.record_id, second.record_id) == (2, 1)
    assert [(ground.left, ground.right) for ground in second.evidence if ground.field == "sex"] == [("f", "m")]
    assert not [ground for ground in first.evidence if ground.field == "sex"]


def test_a_rare_surname_that_agrees_counts_for_more_than_a_common_father(tmp_path: Path) -> None:
    one = build(surname="Цинтын", given="Петр", patronymic="Яковлевич")
    crowd = [build(surname=surname, given="Теодор", patronymic="Яковлевич") for surname in ("Иванов", "Саган") * 20]
    entries = [Entry(number, (name,)) for number, name in enumerate([*crowd, one], 1)]
    assert _found(tmp_path, entries, "Цинтын Теодор Яковлевич")[0] == len(entries)


def test_syllables_written_as_asked_come_first(tmp_path: Path) -> None:
    entries = [Entry(1, (parse("Ма Шу Шен"),)), Entry(2, (parse("Ма Шу-Шен"),))]
    assert _found(tmp_path, entries, "Ма Шу-Шэн") == [2, 1]


def test_pages_end_where_those_end_that_were_compared(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "CANDIDATES", 2)
    monkeypatch.setattr(rough, "_KEPT", 1)
    monkeypatch.setattr(rough, "_NEAR", 2.0)  # nothing is that near: no more than the least is kept
    query = SearchQuery(name=parse("Иванов Иван Иванович"), limit=1)
    found = find(index, query)
    assert (found.listed, found.total) == (1, 3)
    assert find(index, replace(query, offset=found.listed - 1)).hits
    assert not find(index, replace(query, offset=found.listed)).hits


def test_without_a_name_all_are_listed(index: Index) -> None:
    found = find(index, SearchQuery(nation="kazakh"))
    assert found.listed == found.total == 8
