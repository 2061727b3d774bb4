"""The desk of decisions as archivists use it: every way to decide, and every way in which it can fail."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.policy import default

import pytest
from sqlalchemy import Connection, event

from app.access import Role
from app.db import db, writing
from app.intake.accepting import editing
from app.models import Record, Submission, User
from tests.app.intake.accepting.conftest import SAID, Desk
from tests.app.signing import client_for, client_of, user_of
from tests.databases import only_sqlite


def waiting(page: str) -> list[str]:
    """The references in the list, in its order."""
    return re.findall(r'<a href="/en/queue/(S-[^"?]+)', page.partition("data-rows")[2])


def letters(desk: Desk) -> list[tuple[str, str]]:
    """Subject and text of every letter that was sent, in the order in which they came."""
    desk.service.extensions["post"].settle()
    files = sorted(desk.service.config["ESIMDER"].mail_dir.glob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
    sent = [message_from_bytes(path.read_bytes(), policy=default) for path in files]
    return [(str(letter["Subject"]), str(letter.get_content())) for letter in sent]


def test_the_oldest_waits_first_and_each_row_says_what_it_is(desk: Desk) -> None:
    first = desk.sent()
    second = desk.sent(said={"name": "Иванова Мария", "citation": "memory"})
    page = desk.page("/en/queue")
    assert waiting(page) == [first, second]
    assert "Шмидт Эмма Готлибовна" in page
    assert "nothing tells whether living" in page.partition(second)[2]
    assert "nothing tells whether living" not in page.partition("data-rows")[2].partition(second)[0]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kind=new", [0, 1]),
        ("kind=correction", []),
        ("living=undecided", [1]),
        ("living=no", [0]),
        ("nation=german", [0]),
        ("age=7", []),
        ("scans=no", [0, 1]),
        ("scans=yes", []),
        ("batch=B-none", []),
        ("kind=nonsense&submitter=x&offset=-1", [0, 1]),
        ("submitter=99999999999", []),
    ],
)
def test_the_queue_narrows(desk: Desk, query: str, found: list[int]) -> None:
    sent = [desk.sent(), desk.sent(said={"name": "Иванова Мария", "citation": "memory"})]
    assert waiting(desk.page(f"/en/queue?{query}")) == [sent[at] for at in found]


def test_accepting_makes_a_record_tells_the_submitter_and_opens_the_next(desk: Desk) -> None:
    first, second = desk.sent(), desk.sent()
    answer = desk.form(first, "accept", words="Спасибо!")
    assert answer.status_code == 302
    assert answer.location.endswith(f"/en/queue/{second}")
    assert f"record № {desk.read(first).record_id}" in desk.page(answer.location)
    assert desk.state(first) == "accepted"
    subject, text = letters(desk)[-1]
    assert subject == f"Your submission {first} is accepted"
    assert "Спасибо!" in text
    assert f"/en/submissions/{first}" in text
    assert "Шмидт" in desk.client.get(f"/en/records/{desk.read(first).record_id}").text


def test_after_the_last_one_the_queue_opens(desk: Desk) -> None:
    answer = desk.form(desk.sent(), "accept")
    assert answer.location.endswith("/en/queue")
    assert "Nothing waits" in desk.page("/en/queue")


def test_a_question_goes_back_with_a_letter(desk: Desk) -> None:
    ref = desk.sent()
    assert desk.form(ref, "send_back", words="Где хранится справка?").status_code == 302
    assert desk.state(ref) == "sent_back"
    subject, text = letters(desk)[-1]
    assert subject == f"A question about your submission {ref}"
    assert "Где хранится справка?" in text
    volunteer = client_for(desk.service, desk.volunteer)
    assert "Где хранится справка?" in volunteer.get(f"/en/submissions/{ref}").text


def test_a_refusal_has_a_reason_and_words(desk: Desk) -> None:
    ref = desk.sent()
    assert desk.form(ref, "reject", words="Нет", reason="made-up").status_code == 422
    answer = desk.form(ref, "reject", words="", reason="no_source")
    assert answer.status_code == 422
    assert '<option value="no_source" selected>' in answer.text
    assert desk.state(ref) == "pending"
    assert desk.form(ref, "reject", words="Дело не найдено.", reason="no_source").status_code == 302
    page = client_for(desk.service, desk.volunteer).get(f"/ru/submissions/{ref}").text
    assert "Источник не указан, или его нельзя проверить." in page
    assert "Дело не найдено." in letters(desk)[-1][1]


def test_where_nothing_tells_whether_the_person_lives_the_archivist_must_decide(desk: Desk) -> None:
    ref = desk.sent(said={"name": "Иванова Мария", "citation": "memory"})
    answer = desk.form(ref, "accept", words="keep me")
    assert answer.status_code == 422
    assert 'href="#living-yes"' in answer.text
    assert "keep me</textarea>" in answer.text
    assert desk.form(ref, "accept", living="yes").status_code == 302
    with desk.service.app_context():
        record = db.session.get_one(Record, desk.read(ref).record_id)
        assert (record.living, record.checked) == ("yes", "accepted")


def test_edits_are_kept_apart_and_shown_to_the_submitter(desk: Desk) -> None:
    ref = desk.sent(said=SAID | {"Лист дела": "7"})
    page = desk.page(f"/en/queue/{ref}/edit")
    assert 'name="birth_date" value="около 1905"' in page
    assert 'name="other:Лист дела" value="7"' in page
    form = {**fields(page), "birth_date": "1906", "other:Лист дела": "8"}
    assert "2 fields are changed" in desk.client.post(f"/en/queue/{ref}/edit", data=form | {"go": "stay"}).text
    answer = desk.client.post(f"/en/queue/{ref}/edit", data=form | {"go": "accept"})
    assert answer.status_code == 302, answer.text
    found = desk.read(ref)
    assert found.said == SAID | {"Лист дела": "7"}
    edits = next(step.edits for step in found.steps if step.kind == "edited")
    assert edits == {"birth_date": ["около 1905", "1906"], "Лист дела": ["7", "8"]}
    shown = client_for(desk.service, desk.volunteer).get(f"/en/submissions/{ref}").text
    assert "<del>" in shown
    assert "An archivist changed something in it" in letters(desk)[-1][1]


def test_the_form_of_edits_sent_back_untouched_changes_nothing(desk: Desk) -> None:
    said = SAID | {
        "name_variants": "Schmidt Emma|Эмма Шмидт", "camps": "Карлаг 1942–1943|Тагиллаг", "sentence.2": "ссылка",
        "folio": "л. 12 об.", "repository.2": "Семья", "relatives": "father: Шмидт Готлиб", "notes": "раз\nдва",
        "fate": "died_camp", "episode_kind": "labour_army", "text": "Шмидт Эмма, 1905 г.р.",
    }  # fmt: skip
    ref = desk.sent(said=said)
    form = fields(desk.page(f"/en/queue/{ref}/edit"))
    answer = desk.client.post(f"/en/queue/{ref}/edit", data=form | {"go": "stay"})
    assert 'id="changed"' not in answer.text, editing.edits(said, editing.typed(form, said))
    assert desk.client.post(f"/en/queue/{ref}/edit", data=form | {"go": "accept"}).status_code == 302
    assert [step.kind for step in desk.read(ref).steps] == ["sent", "accepted"]


def fields(page: str) -> dict[str, list[str]]:
    """What a browser would send of the form, buttons aside."""
    form = page.partition('id="form"')[2].partition("</form>")[0]
    found: dict[str, list[str]] = {}
    for tag in re.findall(r"<input [^>]*>", form):
        kind, name = re.search(r'type="(\w+)"', tag), re.search(r' name="([^"]*)"', tag)
        if name and (kind is None or kind[1] not in ("radio", "checkbox") or " checked" in tag):
            value = re.search(r' value="([^"]*)"', tag)
            found.setdefault(name[1], []).append(value[1] if value else "on")
    for name, text in re.findall(r'<textarea [^>]*name="([^"]*)"[^>]*>\n([^<]*)</textarea>', form):
        found.setdefault(name, []).append(text)
    for name, options in re.findall(r'<select [^>]*name="([^"]*)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        found.setdefault(name, []).append(chosen[1] if chosen else "")
    return found


def test_who_submitted_it_is_told_that_another_decides(desk: Desk) -> None:
    ref = desk.sent(submitter=desk.archivist)
    page = desk.page(f"/en/queue/{ref}")
    assert "another archivist decides" in page
    assert 'name="go"' not in page.partition("<main")[2]
    for go in ("accept", "send_back", "reject"):
        data = {"go": go, "words": "x", "reason": "other"}
        assert desk.client.post(f"/en/queue/{ref}", data=data).status_code == 403
    assert desk.client.post(f"/en/queue/{ref}/edit", data={"go": "accept", "name": "A B"}).status_code == 409
    assert desk.state(ref) == "pending"


def test_the_second_of_two_archivists_is_told_by_whom_and_when(desk: Desk) -> None:
    ref = desk.sent()
    other = client_of(desk.service, Role.ARCHIVIST)
    assert other.get(f"/en/queue/{ref}").status_code == 200
    version = str(desk.read(ref).version)
    assert desk.form(ref, "accept").status_code == 302
    answer = other.post(f"/en/queue/{ref}", data={"go": "reject", "reason": "other", "words": "x", "version": version})
    assert answer.status_code == 409
    assert "decided or changed in the meantime" in answer.text
    assert "(archivist," in answer.text.partition('id="decided"')[2]
    assert [step.kind for step in desk.read(ref).steps] == ["sent", "accepted"]


def test_what_was_changed_since_the_page_was_opened_is_not_decided(desk: Desk) -> None:
    ref = desk.sent()
    version = str(desk.read(ref).version)
    with desk.service.app_context(), writing(db.engine) as session:
        session.query(Submission).filter_by(reference=ref).one().said = SAID | {"name": "Другая Анна"}
    answer = desk.client.post(f"/en/queue/{ref}", data={"go": "accept", "version": version})
    assert answer.status_code == 409
    assert desk.state(ref) == "pending"


def test_a_reference_that_is_taken_is_told(desk: Desk) -> None:
    with desk.service.app_context():
        taken = db.session.get_one(Record, 1).source_ref
    ref = desk.sent(said=SAID | {"source_ref": taken})
    answer = desk.form(ref, "accept")
    assert answer.status_code == 422
    assert f"the reference {taken} already: № 1" in answer.text
    assert desk.state(ref) == "pending"


def test_a_near_record_stands_beside_it_and_it_may_be_accepted_as_its_further_source(desk: Desk) -> None:
    with desk.service.app_context():
        name = db.session.get_one(Record, 1).name.written
    ref = desk.sent(said=SAID | {"name": name})
    page = desk.page(f"/en/queue/{ref}")
    assert "Possibly the same person" in page
    assert 'href="/en/records/1"' in page
    assert desk.form(ref, "accept", about="1", living="no").status_code == 302
    found = desk.read(ref)
    assert (found.kind, found.about_id) == ("addition", 1)
    assert found.record_id not in (None, 1)
    reader = desk.service.test_client()
    assert f'href="/en/records/{found.record_id}"' in reader.get("/en/records/1").text.partition("same-person")[2]
    again = desk.sent(said=SAID, kind="addition", about_id=1)
    assert desk.form(again, "accept").status_code == 302
    page = reader.get(f"/en/records/{found.record_id}").text.partition("same-person")[2]
    assert 'href="/en/records/1"' in page
    assert f'href="/en/records/{desk.read(again).record_id}"' in page


def test_a_further_source_about_ones_own_record_is_left_to_another_archivist(desk: Desk) -> None:
    desk.sent(desk.archivist, record_id=2)
    ref = desk.sent(kind="addition", about_id=2)
    answer = desk.form(ref, "accept", living="no")
    assert answer.status_code == 422
    assert "Record № 2, which it is about, came from you" in answer.text
    assert (desk.state(ref), desk.read(ref).record_id) == ("pending", None)


def test_drafts_are_their_writers_alone(desk: Desk) -> None:
    ref = desk.sent()
    with desk.service.app_context(), writing(db.engine) as session:
        session.query(Submission).filter_by(reference=ref).one().state = "draft"
    desk.page(f"/en/queue/{ref}", 404)
    assert ref not in desk.page("/en/queue?state=draft")


def test_a_submission_as_typed_is_text_and_nothing_else(desk: Desk) -> None:
    ref = desk.sent(said=SAID | {"name": "<script>alert(1)</script>", "notes": "<img src=x onerror=alert(1)>"})
    for path in ("/en/queue", f"/en/queue/{ref}", f"/en/queue/{ref}/edit"):
        page = desk.page(path)
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_readers_and_volunteers_have_no_desk(desk: Desk) -> None:
    ref = desk.sent()
    for path in ("/en/queue", f"/en/queue/{ref}"):
        assert client_for(desk.service, desk.volunteer).get(path).status_code == 403
        assert desk.service.test_client().get(path).status_code == 302


def test_no_letter_goes_to_an_account_that_is_closed(desk: Desk) -> None:
    gone = user_of(desk.service, Role.VOLUNTEER)
    ref = desk.sent(submitter=gone)
    with desk.service.app_context(), writing(db.engine) as session:
        session.get_one(User, gone).active = False
    before = len(letters(desk))
    assert desk.form(ref, "accept").status_code == 302
    assert len(letters(desk)) == before


@only_sqlite
def test_a_full_disk_is_told_and_what_was_typed_stays(desk: Desk) -> None:
    ref = desk.sent(said=SAID | {"notes": "письмо " * 40_000})
    desk.page(f"/en/queue/{ref}")

    def fill_up(connection: Connection) -> None:
        connection.exec_driver_sql("PRAGMA max_page_count=1")  # as many pages as there are now

    with desk.service.app_context():
        engine = db.engine
    event.listen(engine, "begin", fill_up)
    try:
        answer = desk.client.post(f"/en/queue/{ref}", data={"go": "accept", "words": "keep me"})
    finally:
        event.remove(engine, "begin", fill_up)
        engine.dispose()
    assert answer.status_code == 422
    assert "the disk may be full" in answer.text
    assert "keep me</textarea>" in answer.text
    assert [step.kind for step in desk.read(ref).steps] == ["sent"]
    assert desk.form(ref, "accept").status_code == 302
