"""What becomes of a submission when an archivist accepts it: nothing that the form took is lost on the way."""

from __future__ import annotations

import pytest
from flask import Flask

from app.access import Role
from app.db import db, writing
from app.intake.accepting.decide import accept
from app.models import NamedRelative, Record, Submission
from tests.app.intake.submitting.conftest import Form
from tests.app.signing import user_of, visitor


def accepted(form: Form, service: Flask) -> int:
    """The record that an archivist makes of what was sent."""
    by = user_of(service, Role.ARCHIVIST)
    with service.app_context(), writing(db.engine) as session:
        submission = session.query(Submission).filter_by(reference=form.reference).one()
        return accept(session, submission, by).id


def test_every_field_comes_to_the_record(form: Form, service: Flask) -> None:
    form.begin()
    form.send("who", go="stay", name="Непохожев Кузьма", name_variants=["Neposhoshew"], nation="мордвин", sex="m")
    form.send("lived", go="stay", birth_date="около 1881", birth_place="Саратов")
    form.send("happened", go="add", sentence="10 лет ИТЛ", camps=["Карлаг 1931–1934"])
    form.send("happened", go="stay", query="?times=2", sentence="10 лет ИТЛ", camps=["Карлаг 1931–1934"],
              sentence__2="ВМН", sentence_date__2="1937", fate="shot")  # fmt: skip
    form.send("known", go="add", repository="ГАРФ", fonds="1", folio="2", folio_verso="1")
    form.send("known", go="stay", query="?times=2", repository="ГАРФ", fonds="1", folio="2", folio_verso="1",
              citation__2="Книга скорби, с. 5")  # fmt: skip
    form.send("relatives", go="stay", relative_relation=["daughter"], relative_name=["Анна"], relative_record=["1"])
    assert form.submit() == 302
    number = accepted(form, service)
    with service.app_context():
        record = db.session.get_one(Record, number)
        assert [name.written for name in record.names] == ["Непохожев Кузьма", "Neposhoshew"]
        assert (record.birth.edtf, record.birth.wording, record.sex) == ("1881~", "около 1881", "m")
        assert [episode.measure for episode in record.episodes] == ["camp", "death"]
        assert record.episodes[0].stays[0].place_id == "karlag"
        assert (record.source.repository, record.source.folio, record.fate) == ("ГАРФ", "2 об.", "shot")
        assert record.extra == {"source.2": "Книга скорби, с. 5"}
        assert [(kin.relation, kin.written, kin.other_id) for kin in record.relatives] == [("daughter", "Анна", 1)]
    page = visitor(service).get(f"/en/records/{number}").text
    assert "Книга скорби, с. 5" in page
    assert "source.2" not in page
    assert "Daughter:" in page
    mine = form.client.get(f"/en/submissions/{form.reference}").text
    assert "It became a record of this service:" in mine
    assert form.reference in mine


@pytest.fixture
def with_kin(form: Form, service: Flask) -> int:
    """A record with a relative of long ago and one who may be living, whom nobody is shown."""
    form.begin()
    form.send("who", go="stay", name="Семьянинов Пётр")
    form.send("lived", go="stay", birth_date="1890", death_date="1938")
    form.send("known", go="stay", citation="семейный архив")
    form.send("relatives", go="stay", relative_relation=["father", "son"], relative_name=["Иван, 1850", "Лев, 1935"],
              relative_record=["", ""])  # fmt: skip
    assert form.submit() == 302
    return accepted(form, service)


def test_a_corrected_list_of_relatives_drops_none_who_are_not_shown(form: Form, service: Flask, with_kin: int) -> None:
    form.begin(about=str(with_kin), kind="correction")
    page = form.client.get(form.address("relatives")).text
    assert "Иван, 1850" in page
    assert "Лев" not in page
    form.send("relatives", go="stay", relative_relation=["father", "sister"],
              relative_name=["Иван, 1850", "Вера, 1892"], relative_record=["", "1"])  # fmt: skip
    form.send("known", go="stay", citation="метрическая книга")
    assert form.submit() == 302
    assert accepted(form, service) == with_kin
    with service.app_context():
        found = db.session.query(NamedRelative).filter_by(record_id=with_kin).order_by(NamedRelative.position)
        assert [(kin.written, kin.other_id) for kin in found] == [
            ("Иван, 1850", None), ("Вера, 1892", 1), ("Лев, 1935", None),
        ]  # fmt: skip


def test_a_record_that_was_removed_meanwhile_is_told(form: Form, service: Flask, with_kin: int) -> None:
    form.begin(about=str(with_kin), kind="addition")
    form.send("who", go="stay", name="Семьянинов Пётр")
    form.send("known", go="stay", citation="газета")
    with service.app_context(), writing(db.engine) as session:
        session.query(Submission).filter_by(reference=form.reference).one().about_id = None
    assert "is here no longer" in form.client.get(form.address("check")).text
    assert form.submit() == 422
    form.client.post(f"/en/submit/{form.reference}/about", data={"about": "new"})
    assert form.submit() == 302
