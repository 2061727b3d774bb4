from __future__ import annotations

from app.intake.drafting import understand
from app.intake.further import with_further_sources

SAID = {
    "name": "Шмидт Иван",
    "repository": "ГАРФ", "fonds": "10035", "file": "1",
    "repository.2": "Архив Карагандинской области", "fonds.2": "16",
    "inventory.2": "2", "file.2": "7", "folio.2": "12 об.",
    "citation.3": "Книга скорби, с. 5", "source_url.3": "https://example.org/5",
}  # fmt: skip


def test_each_further_source_becomes_one_line() -> None:
    assert with_further_sources(SAID) == {
        "name": "Шмидт Иван",
        "repository": "ГАРФ", "fonds": "10035", "file": "1",
        "source.2": "Архив Карагандинской области, ф. 16, оп. 2, д. 7, л. 12 об.",
        "source.3": "Книга скорби, с. 5; https://example.org/5",
    }  # fmt: skip


def test_the_first_source_is_the_records_and_the_others_stay_readable() -> None:
    draft = understand(SAID).draft
    assert (draft.source.repository, draft.source.folio) == ("ГАРФ", "")
    assert dict(draft.extra) == {
        "source.2": "Архив Карагандинской области, ф. 16, оп. 2, д. 7, л. 12 об.",
        "source.3": "Книга скорби, с. 5; https://example.org/5",
    }


def test_a_source_left_empty_says_nothing() -> None:
    assert with_further_sources({"name": "Шмидт", "fonds.2": " "}) == {"name": "Шмидт"}
