from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from indexer.terms import Terms

LISTS = st.lists(st.sets(st.sampled_from(["c:ivan", "n:ШМТ", "n:КМ", "f:petr", "y:LI"])), max_size=6)


def plain(lists: list[set[str]]) -> dict[str, list[int]]:
    terms = {term for each in lists for term in each}
    return {term: [number for number, each in enumerate(lists) if term in each] for term in terms}


def held(terms: Terms) -> dict[str, list[int]]:
    return {text.decode(): documents.tolist() for text, documents in terms.listed()}


@given(LISTS)
def test_the_documents_of_each_term(lists: list[set[str]]) -> None:
    terms = Terms.of(lists)
    assert held(terms) == plain(lists)
    for term, documents in plain(lists).items():
        assert terms.found(term).tolist() == documents
        assert terms.frequency(term) == len(documents)
    assert "n:НЕТ" not in terms
    assert terms.frequency("n:НЕТ") == len(terms.found("n:НЕТ")) == 0


@given(st.lists(LISTS, max_size=4))
def test_terms_joined_are_those_of_all_documents_in_a_row(many: list[list[set[str]]]) -> None:
    joined = Terms.joined([Terms.of(lists) for lists in many], [len(lists) for lists in many])
    assert held(joined) == plain([terms for lists in many for terms in lists])


@given(LISTS, st.data())
def test_of_documents_that_go_no_term_stays(lists: list[set[str]], data: st.DataObject) -> None:
    living = data.draw(st.lists(st.booleans(), min_size=len(lists), max_size=len(lists)))
    numbers = np.where(living, np.cumsum(living) - 1, -1).astype(np.int32)
    kept = Terms.of(lists).kept(numbers)
    assert held(kept) == plain([terms for terms, lives in zip(lists, living, strict=True) if lives])


def test_terms_come_in_the_order_of_their_bytes() -> None:
    listed = [text for text, _ in Terms.of([{"n:Я", "c:ivan", "n:А", "f:"}]).listed()]
    assert listed == sorted(listed)
