"""Records are removed under the desk: what was proposed, judged and written of them."""

from __future__ import annotations

from app.db import db, writing
from app.intake.history.erase import erase
from tests.app.review.conftest import Desk
from tests.app.review.doubles import second

NOTE = "Пока смотрели, запись удалили"


def remove(desk: Desk, ref: str) -> None:
    number = desk.number(ref)
    with desk.service.app_context(), writing(db.engine) as session:
        erase(session, number, "living", desk.archivist)


def test_a_pair_whose_record_is_removed_gives_the_words_back(desk: Desk) -> None:
    pair = desk.pair("pilnyak-boris")
    desk.page(f"/en/review/{pair}")
    remove(desk, second("pilnyak-boris"))
    answer = desk.client.post(f"/en/review/{pair}", data={"verdict": "same", "note": NOTE})
    assert answer.status_code == 410
    assert NOTE in answer.text
    desk.page(f"/en/review/{pair}", 404)
    assert "Вогау Борис Андреевич" not in desk.page("/en/review")


def test_judgements_of_removed_records_stay_in_the_lists_without_their_names(desk: Desk) -> None:
    desk.judge(desk.pair("nurmakov-nygmet"), "same")
    number = desk.number(second("nurmakov-nygmet"))
    [person] = desk.persons()
    remove(desk, second("nurmakov-nygmet"))
    page = desk.page("/en/review/judged")
    assert f"record № {number}, which is here no longer" in page
    assert "Нурмаков Нигмет" not in page
    page = desk.page(f"/en/review/persons/{person.reference}")
    assert f"record № {number}, which is here no longer" in page
    remove(desk, "nurmakov-nygmet")
    assert "All records of this person were removed." in desk.page(f"/en/review/persons/{person.reference}")
    [made] = desk.judgements()
    answer = desk.client.post(f"/en/review/judgements/{made.id}/undo")
    assert answer.status_code == 302
    desk.page(answer.location)
