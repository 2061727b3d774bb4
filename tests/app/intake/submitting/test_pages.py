"""The whole way of a volunteer: begin, steps, doubts, check, send, read the thread, withdraw; and what goes wrong."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.access import Role
from app.db import db, writing
from app.intake.accepting.decide import reject
from app.intake.refusals import refusals
from app.intake.submitting.fields import CODES
from app.languages import LANGUAGES
from app.models import AuditEvent, Submission
from app.models import Step as Happened
from tests.app.intake.submitting.conftest import Form
from tests.app.signing import client_for, client_of, user_of, visitor


def filled(form: Form) -> Form:
    """A draft that only lacks the consent."""
    form.begin()
    form.send("who", name="Непохожев Кузьма Ильич", nation="мордвин")
    form.send("known", citation="Справка об освобождении 1946 г., у внучки")
    return form


def test_a_page_is_saved_as_one_goes_on(form: Form) -> None:
    form.begin()
    assert form.send("who", name="Шмидт Мария Ивановна", sex="f").endswith("/lived")
    form.send("lived", go="back", birth_date="около 1905")
    form.send("who", go="to:happened", name="Шмидт Мария Ивановна", sex="f")
    said = form.submission.said
    assert said == {"birth_date": "около 1905", "name": "Шмидт Мария Ивановна", "sex": "f"}
    assert 'value="около 1905"' in form.client.get(form.address("lived")).text


def test_begun_twice_with_one_token_it_is_one_draft(form: Form) -> None:
    first = form.begin(token="a" * 43)
    assert form.begin(token="a" * 43) == first
    assert form.begin() != first


def test_how_a_name_and_a_date_are_read_is_shown(form: Form) -> None:
    form.begin()
    form.send("who", go="stay", name="Schmidt Maria Iwanowna")
    page = form.client.get(form.address("who")).text
    for words in ("surname", "given name", "patronymic", "a woman’s"):
        assert words in page
    form.send("lived", go="stay", birth_date="около 1905", death_date="29.02.1938")
    page = form.client.get(form.address("lived")).text
    assert "about 1905" in page
    assert "1905~" in page
    assert "29.02.1938 is no day of the calendar" in page
    assert 'aria-invalid="true"' in page


def test_parts_put_right_by_hand_count(form: Form) -> None:
    form.begin()
    form.send("who", go="stay", name="Сакен", surname="Сейфуллин", given_name="Сакен")
    assert "The parts as they are given:" in form.client.get(form.address("who")).text


def test_doubts_are_told_once_and_hinder_nobody(form: Form) -> None:
    form.begin()
    typed = {"birth_date": "31.02.1905"}
    stayed = form.send("lived", **typed)
    assert stayed.endswith("/lived?doubts=1#doubts")
    assert '<a href="#birth_date">' in form.client.get(stayed).text
    assert form.send("lived", query="?doubts=1", **typed).endswith("/happened")
    assert form.send("who").endswith("/who?doubts=1#doubts")  # a name is needed
    assert form.send("who", go="to:relatives").endswith("/relatives")


def test_episodes_and_sources_are_added_and_taken_out(form: Form) -> None:
    form.begin()
    assert "times=2" in form.send("happened", go="add", sentence="10 лет ИТЛ")
    form.send("happened", go="stay", query="?times=2", sentence="10 лет ИТЛ", sentence__2="ВМН")
    assert form.submission.said["sentence.2"] == "ВМН"
    form.send("happened", go="remove:1", sentence="10 лет ИТЛ", sentence__2="ВМН")
    assert form.submission.said == {"sentence": "ВМН"}
    form.send("known", go="add", repository="ГАРФ", folio="12", folio_verso="1")
    assert form.submission.said["folio"] == "12 об."


def test_it_is_sent_once_however_often_the_button_is_pressed(form: Form, service: Flask) -> None:
    filled(form)
    assert [form.submit(words="Пишу впервые"), form.submit(), form.submit()] == [302, 302, 302]
    sent = form.submission
    assert (sent.state, sent.language, bool(sent.sent_at), bool(sent.digest)) == ("pending", "en", True, True)
    assert [(step.kind, step.words, step.reason) for step in sent.steps] == [("sent", "Пишу впервые", "consent-1")]
    assert sent.steps[0].said == sent.said
    with service.app_context():
        subject = f"submission:{form.reference}"
        assert db.session.query(AuditEvent).filter_by(subject=subject, action="submission.sent").count() == 1


def test_sent_from_two_windows_at_one_moment_it_is_one(form: Form, service: Flask) -> None:
    filled(form)
    windows = [client_for(service, form.submission.submitter_id) for _ in range(4)]
    sent = {"go": "send", "consent": "consent-1"}
    with ThreadPoolExecutor(len(windows)) as pool:
        answers = list(pool.map(lambda window: window.post(form.address("check"), data=sent).status_code, windows))
    assert answers == [302] * len(windows)
    assert [step.kind for step in form.submission.steps] == ["sent"]


def test_without_consent_name_or_source_it_is_not_sent(form: Form) -> None:
    form.begin()
    assert form.submit(consent="") == 422
    page = form.client.post(form.address("check"), data={"go": "send", "words": "привет"}).text
    for words in ("The name of the person is needed", "at least one source is needed", "Your agreement is needed"):
        assert words in page
    for code in ("who", "known"):  # what lacks leads to its step, there too
        assert f'<li><a href="{form.address(code)}">' in page
    assert "привет" in page
    assert form.submission.state == "draft"


def test_a_value_that_is_too_long_is_kept_and_told(form: Form) -> None:
    filled(form)
    form.send("who", go="stay", name="Непохожев", occupation="ы" * 1_001)
    assert form.submission.said["occupation"] == "ы" * 1_001
    assert form.submit() == 422
    assert "This is longer than 1000 letters" in form.client.get(form.address("who")).text


def test_a_stale_tab_is_told_and_loses_nothing(form: Form) -> None:
    form.begin()
    old = form.hidden("who")
    form.send("who", name="Шмидт Иван")
    answer = form.client.post(form.address("who"), data={**old, "go": "next", "name": "Шмидт Иоганн"})
    assert answer.status_code == 409
    assert 'value="Шмидт Иоганн"' in answer.text
    assert "Saved in the other window:" in answer.text
    assert form.submission.said["name"] == "Шмидт Иван"
    again = answer.text.partition('name="seen" value="')[2].partition('"')[0]
    form.client.post(form.address("who"), data={**old, "seen": again, "go": "next", "name": "Шмидт Иоганн"})
    assert form.submission.said["name"] == "Шмидт Иоганн"


def test_another_step_changed_meanwhile_is_no_conflict(form: Form) -> None:
    form.begin()
    old = form.hidden("who")
    form.send("lived", birth_place="Саратов")
    assert form.client.post(form.address("who"), data={**old, "name": "Шмидт"}).status_code == 302
    assert form.submission.said == {"birth_place": "Саратов", "name": "Шмидт"}


def test_a_tab_left_open_after_sending_is_told_and_loses_nothing(form: Form) -> None:
    filled(form)
    old = form.hidden("who")
    form.submit()
    answer = form.client.post(form.address("who"), data={**old, "name": "Другой", "go": "next"})
    assert answer.status_code == 409
    assert 'value="Другой"' in answer.text
    assert "This submission was sent already" in answer.text
    assert form.submission.said["name"] == "Непохожев Кузьма Ильич"


def test_what_was_typed_after_the_session_had_ended_is_kept(form: Form, service: Flask) -> None:
    filled(form)
    hidden = form.hidden("lived")
    stranger = visitor(service)
    answer = stranger.post(form.address("lived"), data={**hidden, "birth_place": "Саратов", "go": "next"})
    assert answer.status_code == 302
    assert "/account/login" in answer.location
    assert "Саратов" not in answer.location
    assert "birth_place" not in form.submission.said
    page = form.client.get(form.address("lived")).text
    assert 'value="Саратов"' in page
    assert "You were signed out when you sent this page" in page
    form.send("lived", birth_place="Саратов")
    assert form.submission.said["birth_place"] == "Саратов"
    assert form.submission.kept == {}


def test_nobody_alters_a_draft_without_its_token(form: Form, service: Flask) -> None:
    filled(form)
    for token in ("", "x" * 43):
        answer = visitor(service).post(form.address("who"), data={"token": token, "name": "Чужой"})
        assert answer.status_code == 401
    assert form.submission.kept == {}


def test_another_volunteer_finds_nothing_here(form: Form, service: Flask) -> None:
    filled(form)
    other = client_of(service, Role.VOLUNTEER)
    for path in (*(form.address(code) for code in CODES), form.address("check"), f"/en/submissions/{form.reference}"):
        assert other.get(path).status_code == 404
    for path in (form.address("who"), form.address("check"), f"/en/submit/{form.reference}/about",
                 f"/en/submissions/{form.reference}"):  # fmt: skip
        assert other.post(path, data={"name": "Чужой", "go": "send"}).status_code == 404
    assert form.reference not in other.get("/en/submissions").text
    assert form.submission.state == "draft"


def test_records_of_the_same_person_are_shown_with_their_reasons(form: Form) -> None:
    form.begin()
    form.send("who", name="Ahmed Baitursynov")
    form.send("lived", birth_date="about 1873")
    page = form.client.get(form.address("check")).text
    assert "Possibly the same person" in page
    assert "Байтурсынов" in page
    assert "The year of birth in the record is 1872, near to 1873." in page
    form.send("known", citation="семейное письмо")
    assert form.submit() == 302  # it warns, it never blocks


def test_an_earlier_submission_of_ones_own_is_named(form: Form) -> None:
    first = filled(form).reference
    filled(form)
    page = form.client.get(form.address("check")).text
    assert "You wrote of such a name before" in page
    assert first in page


def known_record(client: FlaskClient) -> int:
    page = client.get("/en/search?q=Байтурсынов Ахмет").text
    return int(page.partition("/en/records/")[2].partition("?")[0])


def test_it_becomes_an_addition_to_a_record(form: Form) -> None:
    filled(form)
    number = known_record(form.client)
    form.client.post(f"/en/submit/{form.reference}/about", data={"about": f"addition:{number}"})
    assert (form.submission.kind, form.submission.about_id) == ("addition", number)
    form.client.post(f"/en/submit/{form.reference}/about", data={"about": "new"})
    assert (form.submission.kind, form.submission.about_id) == ("new", None)
    for wrong in ("addition:999999", "addition:", "correction:x", "other:1"):
        assert form.client.post(f"/en/submit/{form.reference}/about", data={"about": wrong}).status_code == 404


def test_a_correction_holds_only_what_is_changed(form: Form) -> None:
    number = known_record(form.client)
    form.begin(about=str(number), kind="correction")
    page = form.client.get(form.address("lived")).text
    assert 'value="1872-09-05"' in page or "1872" in page
    held = typed_in(page)
    form.send("lived", **{**held, "birth_date": "28 января 1873", "residence": ""})
    assert form.submission.said == {"birth_date": "28 января 1873"}
    assert form.submit() == 422  # its own source is needed
    form.send("known", citation="метрическая книга")
    assert form.submission.said == {"birth_date": "28 января 1873", "citation": "метрическая книга"}
    page = form.client.get(form.address("check")).text
    assert "<del>" in page
    assert "28 January 1873" in page
    assert form.submit() == 302
    assert "Байтурсынов" in form.client.get("/en/submissions").text  # a correction goes by the name of its record


def test_a_correction_that_changes_nothing_is_not_sent(form: Form) -> None:
    form.begin(about=str(known_record(form.client)), kind="correction")
    form.send("known", citation="метрическая книга")
    assert "Nothing is changed yet" in form.client.post(form.address("check"), data={"go": "send"}).text


def typed_in(page: str) -> dict[str, str]:
    """What stands in the text fields of a page."""
    found = {}
    for piece in page.split("<input id=")[1:]:
        name, value = piece.partition('name="')[2].partition('"')[0], piece.partition('value="')[2].partition('"')[0]
        found[name.replace(".", "__")] = value
    return found


def test_a_question_is_answered_and_sent_again(form: Form, service: Flask) -> None:
    filled(form)
    form.submit()
    with service.app_context(), writing(db.engine) as session:
        held = session.query(Submission).filter_by(reference=form.reference).one()
        held.state = "sent_back"
        held.steps.append(Happened(kind="sent_back", words="Откуда известен год?", said=held.said))
    assert "A question for you" in form.client.get("/en/submissions").text
    assert "Откуда известен год?" in form.client.get(form.address("check")).text
    form.send("lived", birth_date="1901")
    assert form.submit(words="Из метрики") == 302
    assert form.submit(words="Из метрики") == 302
    answered = form.submission
    assert (answered.state, answered.said["birth_date"]) == ("pending", "1901")
    assert [(step.kind, step.words) for step in answered.steps][1:] == [
        ("sent_back", "Откуда известен год?"),
        ("answered", "Из метрики"),
    ]
    page = form.client.get(f"/en/submissions/{form.reference}").text
    assert page.index("An archivist asks") < page.index("Answered and sent again")


def test_an_archivists_edits_are_shown_before_and_after(form: Form, service: Flask) -> None:
    filled(form)
    form.submit()
    with service.app_context(), writing(db.engine) as session:
        held = session.query(Submission).filter_by(reference=form.reference).one()
        held.steps.append(Happened(kind="edited", edits={"fate": ["", "shot"], "term.2": ["8", "8 лет"]}))
    page = form.client.get(f"/en/submissions/{form.reference}").text
    assert "<ins><span>shot</span></ins>" in page
    assert "Term (2)" in page
    assert "<del><span>8</span></del>" in page


def test_a_refusal_is_told_with_its_reason_and_words(form: Form, service: Flask) -> None:
    filled(form)
    form.submit()
    by = user_of(service, Role.ARCHIVIST)
    code, sentence = next(iter(refusals("en").items()))
    with service.app_context(), writing(db.engine) as session:
        reject(session, session.query(Submission).filter_by(reference=form.reference).one(), by, code, "Нет источника.")
    page = form.client.get(f"/en/submissions/{form.reference}").text
    assert sentence in page
    assert "Нет источника." in page


def test_it_can_be_withdrawn_until_it_is_decided(form: Form, service: Flask) -> None:
    filled(form)
    form.submit()
    for _ in range(2):
        assert form.client.post(f"/en/submissions/{form.reference}").status_code == 302
    assert (form.submission.state, [step.kind for step in form.submission.steps]) == (
        "withdrawn",
        ["sent", "withdrawn"],
    )
    with service.app_context(), writing(db.engine) as session:
        session.query(Submission).filter_by(reference=form.reference).one().state = "accepted"
    assert form.client.post(f"/en/submissions/{form.reference}/again", data={"token": "x"}).status_code == 409
    assert form.client.post(f"/en/submissions/{form.reference}").status_code == 409
    assert form.submission.state == "accepted"


def test_what_was_withdrawn_can_be_written_anew(form: Form) -> None:
    first = filled(form)
    said = first.submission.said
    form.client.post(f"/en/submissions/{form.reference}")
    answers = [form.client.post(f"/en/submissions/{form.reference}/again", data={"token": "n" * 40}) for _ in range(2)]
    made = {answer.location.split("/")[3] for answer in answers}
    assert len(made) == 1
    assert made != {form.reference}
    form.reference = made.pop()
    assert (form.submission.said, form.submission.state, form.submission.steps) == (said, "draft", [])


def test_who_may_be_living_is_told_what_is_hidden(form: Form) -> None:
    form.begin()
    form.send("who", name="Непохожев Кузьма")
    assert "an archivist decides" in form.client.get(form.address("check")).text
    form.send("lived", birth_date="1932")
    page = form.client.get(form.address("check")).text
    assert "This person may be living" in page
    assert "an archivist decides" not in page
    form.send("lived", birth_date="1932", death_date="1999")
    assert "This person may be living" not in form.client.get(form.address("check")).text


def test_what_a_field_may_mean_is_offered(client: FlaskClient) -> None:
    def offered(column: str, beginning: str, tag: str = "en") -> list[str]:
        answer = client.get(f"/{tag}/submit/suggest?column={column}&q={beginning}")
        return [offer["value"] for offer in answer.get_json()]

    assert "Карлаг" in " ".join(offered("camps.2", "карл"))
    assert {"немец", "немка"} <= set(offered("nation", "нем"))
    assert any("Верный" in one for one in offered("birth_place", "верн"))
    assert offered("nation", "н") == []
    assert offered("charge", "нем") == []


def test_one_value_is_read_while_one_types(client: FlaskClient) -> None:
    def read(column: str, text: str) -> str:
        return client.post("/ru/submit/reading", data={"column": column, "text": text}).text

    assert "около 1905" in read("birth_date", "about 1905")
    assert "отчество" in read("name", "Schmidt Maria Iwanowna")
    assert "<script" not in read("name", "<script>alert(1)</script>")
    assert read("nowhere", "x").strip() == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_stands_in_every_language(form: Form, language: str) -> None:
    filled(form)
    paths = ["/submit", "/submissions", f"/submissions/{form.reference}"]
    paths += [f"/submit/{form.reference}/{code}" for code in (*CODES, "check")]
    for path in paths:
        answer = form.client.get(f"/{language}{path}")
        assert answer.status_code == 200, path
        assert answer.headers["Cache-Control"] == "no-store"


def test_markup_and_long_forms_stay_text(form: Form) -> None:
    hostile = '"><script>alert(1)</script>{{ 7919 * 7 }}'
    form.begin()
    form.send("who", go="stay", name=hostile, name_variants=[hostile, hostile], occupation=hostile)
    form.send("happened", go="stay", charge=f"</textarea>{hostile}", camps=[hostile])
    form.send("relatives", go="stay", relative_name=[hostile], relative_relation=[hostile], relative_record=[hostile],
              relation=hostile)  # fmt: skip
    form.send("known", go="stay", citation=hostile, text=hostile)
    form.submit()
    paths = [form.address(code) for code in (*CODES, "check")]
    for path in (*paths, "/en/submissions", f"/en/submissions/{form.reference}"):
        page = form.client.get(path, follow_redirects=True).text
        assert "<script>alert" not in page
        assert "55433" not in page
