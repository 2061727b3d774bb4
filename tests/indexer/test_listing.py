"""Pages in the order of surnames and of years, over several segments, and what is counted of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from indexer import reach
from indexer.entry import Entry
from indexer.index import Index, rebuild, update, writing
from indexer.names.parse import parse
from indexer.portion import portion
from indexer.query import Match, SearchQuery, Sort
from indexer.search import find
from tests.builders import entry

SURNAMES = ("Ахметов", "Байтурсынов", "Ким", "Иванов", "Иванова", "Шмидт", "Ли", "Ван", "Сейфуллин", "Жұмабаев")
CAMPS = ("karlag", "alzhir", "steplag")


def made() -> list[Entry]:
    """Two hundred people with nations, places and years, some unknown."""
    chance = Random(5)  # noqa: S311 (nothing secret)
    found = []
    for number in range(1, 201):
        born = chance.choice([None, 1880, 1890, 1899, 1901])
        one = entry(number, chance.choice(SURNAMES), chance.choice(["Иван", "Мария", "Алихан"]), "", born)
        places = tuple(chance.sample(CAMPS, chance.randrange(4)))
        found.append(replace(one, nation=chance.choice(["", "kazakh", "korean"]), places=places, sex="m"))
    return found


LIVING = [one for one in made() if one.record_id % 7]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    directory: Path = tmp_path_factory.mktemp("index")
    everyone = made()
    rebuild(directory, [portion(everyone[:120])])
    with writing(directory):
        update(directory, everyone[120:170], removed=[one.record_id for one in everyone[:120] if not one.record_id % 7])
        update(directory, everyone[170:])
        update(directory, [], removed=[one.record_id for one in everyone[120:] if not one.record_id % 7])
    opened = Index(directory)
    assert len(opened.leaves) > 1
    yield opened


def by_surname(people: list[Entry]) -> list[int]:
    return [one.record_id for one in sorted(people, key=lambda one: (one.order.encode()[:48], one.record_id))]


def by_year(people: list[Entry]) -> list[int]:
    def told(one: Entry) -> tuple[int, bytes, int]:
        return (one.born[0] if one.born else 9999, one.order.encode()[:48], one.record_id)

    return [one.record_id for one in sorted(people, key=told)]


def ids(index: Index, query: SearchQuery) -> list[int]:
    return [hit.record_id for hit in find(index, query).hits]


@pytest.mark.parametrize("nation", ["", "korean"])
def test_pages_of_all_segments_are_one_list(index: Index, nation: str) -> None:
    people = [one for one in LIVING if not nation or one.nation == nation]
    for sort, wanted in ((Sort.SURNAME, by_surname(people)), (Sort.YEAR, by_year(people))):
        for offset in (0, 1, 19, 60, len(people) - 1, len(people), 5_000):
            query = SearchQuery(nation=nation, sort=sort, offset=offset, limit=20)
            assert ids(index, query) == wanted[offset : offset + 20]


def test_facets_count_the_living_of_all_segments(index: Index) -> None:
    found = find(index, SearchQuery(limit=0))
    assert found.total == len(LIVING)
    assert found.facets["camp"] == dict(Counter(place for one in LIVING for place in one.places))
    assert found.facets["nation"] == dict(Counter(one.nation for one in LIVING if one.nation))
    decades = Counter(str(one.born[0] // 10 * 10) for one in LIVING if one.born)
    assert found.facets["decade"] == dict(sorted(decades.items()))


@pytest.mark.parametrize("camp", CAMPS)
def test_any_of_the_places_of_a_record_is_found(index: Index, camp: str) -> None:
    wanted = sorted(one.record_id for one in LIVING if camp in one.places)
    assert sorted(ids(index, SearchQuery(camp=camp, limit=100))) == wanted


def test_filters_and_facets_of_a_name_hold_together(index: Index) -> None:
    query = SearchQuery(name=parse("Иванов"), nation="korean", limit=100)
    found = find(index, query)
    alike = [one for one in LIVING if one.names[0].parts[0].form in ("Иванов", "Иванова") and one.nation == "korean"]
    assert {one.record_id for one in alike} <= {hit.record_id for hit in found.hits}
    assert found.facets["nation"] == {"korean": found.total}


@pytest.mark.parametrize("match", [Match.EXACT, Match.SPELLING])
def test_narrow_matches_page_through_all_segments(index: Index, match: Match) -> None:
    query = SearchQuery(name=parse("Иванов"), match=match, sort=Sort.SURNAME, limit=100)
    whole = ids(index, query)
    assert whole
    assert ids(index, replace(query, limit=7)) + ids(index, replace(query, offset=7)) == whole


def test_postings_are_cut_and_the_answer_says_so(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    query = SearchQuery(name=parse("Сейфуллин Алихан"), limit=100)
    whole = find(index, query)
    assert whole.exact_total
    monkeypatch.setattr(reach, "READ", 40)
    cut = find(index, query)
    assert not cut.exact_total
    assert 0 < cut.total < whole.total
    assert cut.hits[0] == whole.hits[0]
    assert cut.hits[0].comparison is not None
    assert cut.hits[0].comparison.score == 1.0


def test_one_word_is_counted_by_its_key_however_frequent(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reach, "READ", 3)
    found = find(index, SearchQuery(name=parse("Алихан")))
    assert found.exact_total
    assert found.total == sum(one.names[0].parts[1].form == "Алихан" for one in LIVING)
