from __future__ import annotations

from app.intake.drafting import understand


def test_columns_of_a_form_are_read_as_those_of_a_file() -> None:
    said = {
        "surname": "Байтұрсынұлы",
        "given_name": "Ахмет",
        "birth_date": "около 1872",
        "nation": "казах",
        "sentence": "10 лет ИТЛ",
        "sentence.2": "ВМН",
        "sentence_date.2": "8 декабря 1937",
        "family story": "рассказывала бабушка",
    }
    understood = understand(said)
    draft = understood.draft
    assert (draft.name.surname, draft.nation.code) == ("Байтұрсынұлы", "kazakh")
    assert draft.birth_date is not None and draft.birth_date.edtf == "1872~"
    assert [episode.measure.code for episode in draft.episodes] == ["camp", "death"]
    assert draft.extra == (("family story", "рассказывала бабушка"),)
    assert understood.problems == ()


def test_what_cannot_be_read_is_told_by_field_and_kept() -> None:
    understood = understand({"given_name": "Мария", "birth_date": "31.02.1905"})
    assert [(problem.field, problem.reason) for problem in understood.problems] == [("birth_date", "impossible_date")]
    assert understood.draft.birth_date is not None and understood.draft.birth_date.wording == "31.02.1905"
    assert [problem.reason for problem in understand({"notes": "без имени"}).problems] == ["no_name"]
