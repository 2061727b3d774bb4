"""A volunteer's way with a file: upload, look, send, mend, send again."""

from __future__ import annotations

from tests.app.intake.bulk.conftest import TABLE, Desk


def test_a_table_is_shown_as_it_is_read_before_anything_is_sent(desk: Desk) -> None:
    reference = desk.begin(TABLE)
    page = desk.page(reference)
    assert "Дулатов" in page
    assert "about 1894" in page
    assert "The row has neither a surname nor a given name." in page
    assert desk.choices(reference)["column-1"] == "surname"
    assert desk.batch(reference).state == "uploaded"


def test_good_rows_go_in_and_bad_ones_are_told(desk: Desk) -> None:
    batch = desk.whole(TABLE)
    assert (batch.state, batch.read, batch.taken, batch.faulty) == ("done", 3, 2, 1)
    assert desk.uploads == []
    page = desk.page(batch.reference, "/problems")
    assert '<th scope="row">4</th>' in page
