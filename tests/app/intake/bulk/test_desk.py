"""A volunteer's way with a file: upload, look, send, mend, send again."""

from __future__ import annotations

import csv
import dataclasses
import io
from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access import Role
from app.db import writing
from app.languages import LANGUAGES
from app.models import BatchFault, Record, Source, Submission, Tombstone
from app.tombstones import ref_digest
from tests.app.intake.bulk.conftest import TABLE, Desk
from tests.app.intake.test_family_trees import OLD
from tests.app.signing import client_of


def submissions(desk: Desk) -> list[Submission]:
    with Session(desk.engine, expire_on_commit=False) as session:
        found = list(session.scalars(select(Submission).order_by(Submission.id)))
        for each in found:
            assert each.steps
        return found


def decide(desk: Desk, ref: str, state: str) -> None:
    """As an archivist would, as far as it matters here: the state, and a record where it was accepted."""
    with writing(desk.engine) as session:
        held = session.scalars(select(Submission).where(Submission.source_ref == ref)).one()
        held.state = state
        if state == "accepted":
            record = record_of(session, ref)
            held.record_id = record.id


def record_of(session: Session, ref: str) -> Record:
    record = Record(source_ref=ref, source=Source(digest=ref, citation="Книга"))
    session.add(record)
    session.flush()
    return record


def test_a_table_is_shown_as_it_is_read_before_anything_is_sent(desk: Desk) -> None:
    reference = desk.begin(TABLE)
    page = desk.page(reference)
    assert "Дулатов" in page
    assert "about 1894" in page
    assert "The row has neither a surname nor a given name." in page
    assert desk.choices(reference)["column-1"] == "surname"
    assert desk.batch(reference).state == "uploaded"
    assert submissions(desk) == []


def test_good_rows_go_in_and_bad_ones_are_told(desk: Desk) -> None:
    batch = desk.whole(TABLE)
    assert (batch.state, batch.read, batch.taken, batch.faulty) == ("done", 3, 2, 1)
    first = submissions(desk)[0]
    assert (first.state, first.kind, first.batch_id, first.line) == ("pending", "new", batch.id, 2)
    assert first.said == {
        "source_ref": "д-1", "surname": "Дулатов", "given_name": "Миржакып", "birth_date": "1885-11-25",
        "citation": "Книга примеров, Караганда, 1990",
    }  # fmt: skip
    assert [(step.kind, step.said) for step in first.steps] == [("sent", first.said)]
    assert first.consented_at is not None
    assert desk.uploads == []  # what is read to its end is not kept
    assert '<th scope="row">4</th>' in desk.page(batch.reference, "/problems")


def test_a_form_sent_twice_is_one_file(desk: Desk) -> None:
    assert desk.begin(TABLE, token="one") == desk.begin(TABLE, token="one")


def test_nobody_else_sees_a_file(desk: Desk, volunteer: Callable[[], Desk]) -> None:
    reference = desk.whole(TABLE).reference
    other = volunteer().client
    for path in (reference, f"{reference}/problems", f"{reference}/rows.csv"):
        assert other.get(f"/en/bulk/{path}").status_code == 404
    for act in ("stop", "resume", "take_back", "forget", "reading"):
        assert other.post(f"/en/bulk/{reference}/{act}").status_code == 404
    assert client_of(desk.app, Role.READER).get(f"/en/bulk/{reference}").status_code == 302


def test_without_a_source_or_agreement_nothing_is_sent_and_what_was_typed_stays(desk: Desk) -> None:
    reference = desk.begin(TABLE)
    answer = desk.send(reference, citation="", consent="")
    assert answer.status_code == 400
    assert 'href="#citation"' in answer.text
    assert 'href="#consent"' in answer.text
    answer = desk.send(reference, consent="")
    assert "Книга примеров, Караганда, 1990" in answer.text
    assert desk.batch(reference).state == "uploaded"


def test_columns_are_mapped_and_the_mapping_is_remembered(desk: Desk) -> None:
    table = "Кто;Когда;Прочее\nКим Анна;1905;разное\n"
    reference = desk.begin(table)
    assert desk.send(reference).status_code == 400  # no column of a name
    answer = desk.send(reference, **{"column-0": "name", "column-1": "birth_date", "column-2": "-"})
    assert answer.status_code == 302
    desk.work()
    (held,) = submissions(desk)
    assert {column: text for column, text in held.said.items() if column != "citation"} == {
        "name": "Ким Анна", "birth_date": "1905"
    }  # fmt: skip
    again = desk.begin(table + "Пак Вера;1906;иное\n")
    assert [desk.choices(again)[f"column-{at}"] for at in range(3)] == ["name", "birth_date", "-"]


def test_two_headings_for_one_column_are_refused_or_joined(desk: Desk) -> None:
    reference = desk.begin("Фамилия,A,B\nКим,1905,1906\n")
    twice = {"column-1": "birth_date", "column-2": "birth_date"}
    assert "choose one of them" in desk.send(reference, **twice).text
    assert desk.send(reference, **{"column-1": "notes", "column-2": "notes"}).status_code == 302
    desk.work()
    assert submissions(desk)[0].said["notes"] == "1905\n1906"


def test_a_heading_kept_as_it_is_is_no_column_of_ours(desk: Desk) -> None:
    desk.whole("Фамилия,Срок\nКим,8 лет\n", **{"column-1": ""})
    assert submissions(desk)[0].said["«Срок»"] == "8 лет"


def test_the_encoding_can_be_chosen(desk: Desk) -> None:
    reference = desk.begin("Фамилия,Имя\nКим,Анна\n".encode("koi8-r") * 1)
    desk.send(reference, encoding="cp1251", go="show")
    assert "Ким" not in desk.page(reference)
    desk.send(reference, encoding="koi8-r", go="show")
    assert desk.choices(reference)["column-0"] == "surname"
    assert desk.send(reference).status_code == 302
    desk.work()
    assert submissions(desk)[0].said["surname"] == "Ким"


def test_the_same_file_again_doubles_nothing(desk: Desk) -> None:
    desk.whole(TABLE)
    again = desk.whole(TABLE)
    assert (again.read, again.taken, again.already, again.faulty) == (3, 0, 2, 1)
    assert len(submissions(desk)) == 2


def test_rows_without_a_number_are_known_by_their_words_whatever_the_citation(desk: Desk) -> None:
    table = "Фамилия,Имя\nКим,Анна\nПак,Вера\n"
    desk.whole(table)
    again = desk.whole(table + "Цой,Анна\n", citation="Другими словами")
    assert (again.taken, again.already) == (1, 2)


def test_bad_rows_come_as_a_table_are_mended_and_sent_again(desk: Desk) -> None:
    batch = desk.whole("source_ref,Фамилия,Имя,Примечание\nа,Ким,Анна,x\nб,,,=1+1\nв,Пак,Вера,\n")
    answer = desk.client.get(f"/ru/bulk/{batch.reference}/rows.csv")
    assert answer.data.startswith("\ufeff".encode())
    assert "attachment" in answer.headers["Content-Disposition"]
    (row,) = csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff")))
    assert (row["source_ref"], row["Примечание"], row["line (Esimder)"]) == ("б", "'=1+1", "3")
    assert "нет ни фамилии" in row["reasons (Esimder)"]
    mended = answer.text.replace("б,,,", "б,Цой,Иван,")
    second = desk.whole(mended.encode())
    assert (second.read, second.taken, second.faulty) == (1, 1, 0)
    said = submissions(desk)[-1].said
    assert (said["surname"], said["notes"]) == ("Цой", "=1+1")
    assert not any("Esimder" in column for column in said)


@pytest.mark.parametrize(("state", "step"), [("pending", "edited"), ("sent_back", "answered")])
def test_a_mended_row_takes_the_place_of_the_one_that_waits(desk: Desk, state: str, step: str) -> None:
    desk.whole(TABLE)
    decide(desk, "м-1", state)
    second = desk.whole(TABLE.replace("Беимбет", "Бейімбет"))
    assert (second.taken, second.updated, second.already) == (0, 1, 1)
    held = submissions(desk)[1]
    assert (held.state, held.said["given_name"], held.batch_id) == ("pending", "Бейімбет", second.id)
    assert [each.kind for each in held.steps] == ["sent", step]
    assert held.steps[1].edits == {"given_name": ["Беимбет", "Бейімбет"]}
    third = desk.whole(TABLE.replace("Беимбет", "Бейімбет"))
    assert (third.updated, third.already) == (0, 2)


def test_a_mended_row_of_an_accepted_record_is_a_correction_of_what_differs(desk: Desk) -> None:
    desk.whole(TABLE)
    decide(desk, "м-1", "accepted")
    batch = desk.whole(TABLE.replace("Беимбет", "Бейімбет"))
    assert (batch.taken, batch.already) == (1, 1)
    made = submissions(desk)[-1]
    assert (made.kind, made.about_id) == ("correction", submissions(desk)[1].record_id)
    assert made.said == {"given_name": "Бейімбет", "citation": "Книга примеров, Караганда, 1990"}


@pytest.mark.parametrize("state", ["rejected", "withdrawn"])
def test_a_mended_row_of_what_was_rejected_is_new(desk: Desk, state: str) -> None:
    desk.whole(TABLE)
    decide(desk, "м-1", state)
    assert desk.whole(TABLE.replace("Беимбет", "Бейімбет")).taken == 1
    assert submissions(desk)[-1].kind == "new"


def test_another_volunteer_sends_the_same(desk: Desk, volunteer: Callable[[], Desk]) -> None:
    desk.whole(TABLE)
    assert volunteer().whole(TABLE).taken == 2


def test_a_reference_of_a_record_that_is_here(desk: Desk) -> None:
    with writing(desk.engine) as session:
        record_of(session, "м-1")
    batch = desk.whole(TABLE)
    assert (batch.taken, batch.already, batch.faulty) == (1, 1, 1)
    assert "is here already" in desk.page(batch.reference, "/problems?reason=record_here")


def test_what_was_removed_on_request_does_not_come_back(desk: Desk) -> None:
    with writing(desk.engine) as session:
        session.add(Tombstone(record_id=7, ref_digest=ref_digest("м-1"), digest="0", reason="request"))
    batch = desk.whole(TABLE)
    assert (batch.taken, batch.faulty) == (1, 2)
    assert "removed" in desk.page(batch.reference, "/problems?reason=removed_on")


def test_slips_within_one_file(desk: Desk) -> None:
    rows = "а,Ким,Анна\nа,Пак,Вера\n,Цой,Иван\n,Цой,Иван\n"
    batch = desk.whole("source_ref,Фамилия,Имя\n" + rows)
    assert (batch.taken, batch.already, batch.faulty) == (2, 1, 1)
    with Session(desk.engine) as session:
        told = [(fault.line, fault.reason, fault.params) for fault in session.scalars(select(BatchFault))]
    assert told == [(3, "repeated_ref", {"line": "2"}), (5, "repeated_row", {"line": "4"})]


def test_a_file_is_taken_back(desk: Desk) -> None:
    batch = desk.whole(TABLE)
    decide(desk, "д-1", "rejected")
    assert desk.client.post(f"/en/bulk/{batch.reference}/take_back").status_code == 302
    assert [each.state for each in submissions(desk)] == ["rejected", "withdrawn"]
    assert [step.kind for step in submissions(desk)[1].steps] == ["sent", "withdrawn"]
    assert desk.whole(TABLE).taken == 1  # what was withdrawn may come again


def test_a_file_that_was_not_sent_is_thrown_away(desk: Desk) -> None:
    reference = desk.begin(TABLE)
    assert len(desk.uploads) == 1
    assert desk.client.post(f"/en/bulk/{reference}/forget").status_code == 302
    assert desk.uploads == []
    assert desk.client.get(f"/en/bulk/{reference}").status_code == 404


def test_a_family_tree_is_proposed_for_those_whose_fate_it_tells(desk: Desk) -> None:
    reference = desk.begin(OLD, "tree.ged")
    assert desk.choices(reference)["part"] == "told"
    assert desk.send(reference).status_code == 302
    desk.work()
    (held,) = submissions(desk)
    assert (held.said["surname"], held.said["citation"]) == ("Шестаков", "Книга памяти, л. 12 об.")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"%PDF-1.7 \x00\x01", "no text file"),
        (b"\x00\x01\x02\x03" * 500, "no text file"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"0 HEAD\n0 TRLR\n", "without people"),
    ],
)
def test_files_that_no_choice_could_make_readable_are_refused_and_leave_nothing(
    desk: Desk, content: bytes, said: str
) -> None:
    answer = desk.upload(content, "mine.csv")
    assert answer.status_code == 400
    assert "mine.csv" in answer.text
    assert said in answer.text
    assert desk.uploads == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_reasons_are_told_in_the_readers_language(desk: Desk, language: str) -> None:
    batch = desk.whole(TABLE.replace("1885-11-25", "31.02.1885"))
    page = desk.page(batch.reference, "/problems", language)
    english = ("is no day of the calendar", "neither a surname nor", "not taken", "Problems in")
    assert [words for words in english if words in page] == (list(english) if language == "en" else [])


def test_a_file_that_is_too_large_is_refused_with_a_page_that_says_so(desk: Desk) -> None:
    config = desk.app.config["ESIMDER"]
    desk.app.config["ESIMDER"] = dataclasses.replace(config, bulk_mb=1)
    for megabytes in (2, 8):
        answer = desk.upload(b"surname\n" + b"x" * megabytes * 1_000_000)
        assert answer.status_code == 413
        assert "1 MB at most" in answer.text
    assert desk.uploads == []


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # the library's own file of the rest
def test_an_upload_that_breaks_off_leaves_nothing(desk: Desk) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nsurname\nKim\n'
    answer = desk.client.post(
        "/en/bulk", input_stream=io.BytesIO(body), content_type="multipart/form-data; boundary=x", content_length=9_000
    )
    assert answer.status_code == 400
    assert desk.uploads == []


def test_no_file_chosen(desk: Desk) -> None:
    answer = desk.client.post("/en/bulk", data={"token": "x"})
    assert (answer.status_code, "Choose a file." in answer.text) == (400, True)
