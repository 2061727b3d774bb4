"""Links of the results page: the same question with one thing changed."""

from __future__ import annotations

from app.search.asked import Asked

ASKED = Asked(
    {"q": "Шмидт", "nation": "german", "born": "1900", "offset": "40", "lang": "ru", "endpoint": "x", "_scheme": "y"}
)


def test_a_change_keeps_the_rest_and_begins_at_the_first_page() -> None:
    assert ASKED.but(fate="shot") == {"q": "Шмидт", "nation": "german", "born": "1900", "fate": "shot"}


def test_an_empty_value_takes_a_filter_out() -> None:
    assert ASKED.without("nation", "born") == {"q": "Шмидт"}


def test_nothing_else_of_the_address_gets_into_a_link() -> None:
    assert not {"endpoint", "_scheme", "lang", "offset"} & set(ASKED.but())


def test_the_name_and_the_filters_are_kept_apart() -> None:
    assert ASKED.name == {"q": "Шмидт"}
    assert ASKED.filters == {"nation": "german", "born": "1900"}
