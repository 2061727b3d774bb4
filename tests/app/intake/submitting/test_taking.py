from __future__ import annotations

from app.intake.submitting.fields import STEPS, step_of
from app.intake.submitting.taking import cleaned, merged, taken, times, verso, without

WHO, LIVED, HAPPENED, KNOWN, KIN = STEPS


def test_every_column_of_the_step_is_taken_as_typed() -> None:
    columns = taken(WHO, {"name": ["  Шмидт \u0000 Иван  "], "name_variants": ["Johann Schmidt", "", "de:Hans"]})
    assert columns["name"] == "Шмидт Иван"
    assert columns["name_variants"] == "Johann Schmidt|de:Hans"
    assert set(columns) == {field.column for field in WHO.fields}
    assert columns["nation"] == ""


def test_episodes_are_numbered_as_in_the_contract() -> None:
    sent = {"times": ["2"], "sentence": ["10 лет ИТЛ"], "sentence.2": ["ВМН"], "sentence.3": ["never shown"],
            "camps.2": ["Карлаг 1938–1946", "", "Степлаг"], "fate": ["shot"]}  # fmt: skip
    columns = {column: text for column, text in taken(HAPPENED, sent).items() if text}
    assert columns == {
        "sentence": "10 лет ИТЛ",
        "sentence.2": "ВМН",
        "camps.2": "Карлаг 1938–1946|Степлаг",
        "fate": "shot",
    }


def test_a_number_of_episodes_that_is_none_is_one() -> None:
    for typed in ("", "-3", "x", "9999", "²"):
        assert taken(HAPPENED, {"times": [typed], "sentence.2": ["ВМН"]}).get("sentence.2", "") == ""
    assert len([column for column in taken(HAPPENED, {"times": ["999"]}) if column.startswith("sentence.")]) == 19


def test_the_back_of_a_leaf_is_marked_once() -> None:
    assert taken(KNOWN, {"folio": ["12"], "folio_verso": ["1"]})["folio"] == "12 об."
    assert taken(KNOWN, {"folio": ["12 об"], "folio_verso": ["1"]})["folio"] == "12 об."
    assert taken(KNOWN, {"folio": ["12об."]})["folio"] == "12 об."
    assert taken(KNOWN, {"folio": [""], "folio_verso": ["1"]})["folio"] == ""
    assert (verso("12 об."), verso("12")) == (("12", True), ("12", False))


def test_relatives_are_one_column() -> None:
    sent = {"relative_relation": ["wife", "", "son"], "relative_name": ["Бадрисафа", "", "Азамат"],
            "relative_record": ["", "", "https://esimder.example/ru/records/7"]}  # fmt: skip
    assert taken(KIN, sent)["relatives"] == "wife:Бадрисафа|son:Азамат /records/7"
    lost = {"relative_relation": ["son"], "relative_name": ["Азамат"], "relative_record": ["see the book"]}
    assert taken(KIN, lost)["relatives"] == "son:Азамат see the book"


def test_a_step_replaces_its_own_columns_only() -> None:
    said = {"name": "Шмидт", "sentence": "ВМН", "sentence.2": "10 лет", "family story": "…"}
    assert merged(said, HAPPENED, {"sentence": "5 лет", "term": ""}) == {
        "name": "Шмидт", "family story": "…", "sentence": "5 лет",
    }  # fmt: skip


def test_taking_out_an_episode_moves_the_later_ones_up() -> None:
    said = {"name": "Шмидт", "sentence": "a", "sentence.2": "b", "camps.3": "c", "fate": "shot"}
    assert without(said, HAPPENED, 1) == {"name": "Шмидт", "sentence": "b", "camps.2": "c", "fate": "shot"}
    assert without(said, HAPPENED, 2) == {"name": "Шмидт", "sentence": "a", "camps.2": "c", "fate": "shot"}
    assert times(said, HAPPENED) == 3
    assert times({}, HAPPENED) == 1


def test_lines_stay_lines_where_they_are_asked_for() -> None:
    assert cleaned("a\r\nb\tc \x00", lines=True) == "a\nb\tc"
    assert cleaned("a\r\nb") == "a b"


def test_no_column_is_asked_for_twice() -> None:
    columns = [field.column for step in STEPS for field in step.fields]
    assert len(columns) == len(set(columns))
    assert step_of("nowhere") is None
