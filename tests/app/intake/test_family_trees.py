"""People of family trees become rows, whatever their encoding and however badly the file is made."""

from __future__ import annotations

import tracemalloc
from contextlib import closing
from pathlib import Path

import pytest

from app.intake.drafting import understand
from app.intake.files import UnreadableFile
from app.intake.readers import read
from app.intake.readers.tables import open_table
from app.intake.readers.written import How, Remark, Written

HEAD = "0 HEAD\n1 GEDC\n2 VERS {version}\n{more}"
IVAN = """0 @I1@ INDI
1 NAME Иван Петрович /Шестаков/
2 NICK Ваня
1 SEX M
1 BIRT
2 DATE ABT 1905
2 PLAC с. Новое
1 DEAT
2 DATE {julian} 5 JAN 1938
2 CAUS расстрелян
1 BURI
2 PLAC Бутово
1 OCCU токарь
1 RELI православный
1 EVEN
2 TYPE Арест
2 DATE 5 MAY 1937
2 AGNC УНКВД
1 EVEN 10 лет ИТЛ
2 TYPE приговор
2 DATE BET 1937 AND 1938
2 AGNC тройка
1 EVEN
2 TYPE лагерь
2 PLAC Карлаг
2 DATE FROM 1938 TO 1946
1 EVEN
2 TYPE депортация
2 DATE 1941
2 PLAC Караганда
1 EVEN
2 TYPE реабилитация
2 DATE 1958
1 NOTE @N1@
1 FAMC @F1@
1 FAMS @F2@
1 _CUSTOM что-то
2 FOO своё
1 SOUR @S1@
2 PAGE л. 12 об.
"""
OTHERS = """0 @I2@ INDI
1 NAME Пётр /Шестаков/
1 SEX M
1 FAMS @F1@
0 @I3@ INDI
1 NAME Анна /Иванова/
2 TYPE birth
1 NAME Анна /Шестакова/
2 TYPE married
1 SEX F
1 FAMS @F2@
0 @F1@ FAM
1 HUSB @I2@
1 CHIL @I1@
0 @F2@ FAM
1 HUSB @I1@
1 WIFE @I3@
0 @N1@ {note} Репрессирован.
1 CONT Вторая строка.
0 @S1@ SOUR
1 TITL Книга памяти
1 REPO @R1@
0 @R1@ REPO
1 NAME ГАКО
0 TRLR
"""
OLD = HEAD.format(version="5.5.1", more="1 CHAR UTF-8\n") + (IVAN + OTHERS).format(julian="@#DJULIAN@", note="NOTE")
SEVEN = HEAD.format(version="7.0", more="") + (
    IVAN.replace("1 NOTE @N1@", "1 SNOTE @N1@") + OTHERS
).format(julian="JULIAN", note="SNOTE")  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "tree.ged"


def people(path: Path, content: str | bytes, **how: str) -> tuple[list[Written], tuple[Remark, ...]]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with closing(open_table(path, How(**how))) as table:
        return list(table), table.remarks


def person(path: Path, lines: str, version: str = "5.5.1") -> Written:
    head = HEAD.format(version=version, more="1 CHAR UTF-8\n" if version < "7" else "")
    (row, *_), _ = people(path, f"{head}0 @I1@ INDI\n{lines}0 TRLR\n")
    return row


@pytest.mark.parametrize("tree", [OLD, SEVEN], ids=["5.5.1", "7"])
def test_a_person_with_all_that_befell_them(file: Path, tree: str) -> None:
    found, _ = people(file, tree)
    cells = found[0].cells
    assert found[0].line == tree.splitlines().index("0 @I1@ INDI") + 1
    assert (cells["surname"], cells["given_name"], cells["patronymic"]) == ("Шестаков", "Иван", "Петрович")
    assert (cells["birth_date"], cells["death_date"], cells["fate"]) == ("ABT 1905", "5 JAN 1938 JULIAN", "расстрелян")
    assert (cells["arrest_date"], cells["arrested_by"]) == ("5 MAY 1937", "УНКВД")
    assert (cells["sentence"], cells["sentenced_by"], cells["camps"]) == ("10 лет ИТЛ", "тройка", "Карлаг 1938/1946")
    assert (cells["episode_kind.2"], cells["sentence_date.2"], cells["camps.2"]) == (
        "deportation_people", "1941", "Караганда"
    )  # fmt: skip
    assert (cells["rehabilitation_date"], cells["occupation"], cells["RELI"]) == ("1958", "токарь", "православный")
    assert cells["relatives"] == "father:Шестаков Пётр|wife:Иванова Анна"
    assert (cells["citation"], cells["repository"]) == ("Книга памяти, л. 12 об.", "ГАКО")
    assert cells["notes"] == "Репрессирован.\nВторая строка."
    assert cells["_CUSTOM"] == "что-то; FOO своё"
    assert all(not row.faults for row in found)


def test_its_dates_are_understood(file: Path) -> None:
    found, _ = people(file, OLD)
    understood = understand(found[0].cells)
    draft = understood.draft
    assert draft.birth_date is not None
    assert draft.death_date is not None
    assert (draft.birth_date.edtf, draft.birth_date.wording) == ("1905~", "ABT 1905")
    assert (draft.death_date.edtf, draft.death_date.calendar) == ("1938-01-05", "julian")
    assert draft.fate.code == "shot"
    assert [episode.kind.code for episode in draft.episodes] == ["arrest_sentence", "deportation_people"]
    stay = draft.episodes[0].stays[0]
    assert stay.arrival is not None
    assert (stay.place, stay.arrival.edtf) == ("Карлаг", "1938")
    assert understood.problems == ()


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("ABT 1905", "ABT 1905"),
        ("(весной 1905)", "весной 1905"),
        ("INT 1905 (по метрике)", "1905"),
        ("@#DGREGORIAN@ 5 MAY 1905", "5 MAY 1905"),
        ("BET @#DJULIAN@ 1904 AND @#DJULIAN@ 1905", "BET 1904 AND 1905 JULIAN"),
        ("@#DHEBREW@ 5 TSH 5665", "@#DHEBREW@ 5 TSH 5665"),
        ("EST 1905", "EST 1905"),
        ("около 1905", "около 1905"),
    ],
)
def test_dates_keep_their_words(file: Path, date: str, said: str) -> None:
    row = person(file, f"1 NAME A /B/\n1 BIRT\n2 DATE {date}\n")
    assert row.cells["birth_date"] == said


def test_a_phrase_of_gedcom_7_is_the_sources_own_word(file: Path) -> None:
    row = person(file, "1 NAME A /B/\n1 BIRT\n2 DATE 1905\n3 PHRASE около 1905 года\n", "7.0")
    assert (row.cells["birth_date"], row.cells["BIRT DATE"]) == ("около 1905 года", "1905")


@pytest.mark.parametrize(
    ("declared", "encoding", "expected"),
    [
        ("1 CHAR UTF-8\n", "utf-8", []),
        ("1 CHAR UNICODE\n", "utf-16", []),
        ("", "cp1251", ["gedcom_unnamed_encoding"]),
        ("1 CHAR ANSEL\n", "cp1251", ["gedcom_encoding"]),
        ("1 CHAR ANSI\n", "cp1251", ["gedcom_encoding"]),
        ("1 CHAR ANSI\n", "utf-8", ["gedcom_encoding"]),
        ("1 CHAR WINDOWS-1251\n", "cp1251", []),
    ],
)
def test_the_bytes_tell_the_encoding_and_not_the_header(
    file: Path, declared: str, encoding: str, expected: list[str]
) -> None:
    tree = OLD.replace("1 CHAR UTF-8\n", declared)
    found, remarks = people(file, tree.encode(encoding))
    assert found[0].cells["surname"] == "Шестаков"
    assert [remark.reason for remark in remarks if remark.reason != "tree_people"] == expected


def test_ansel_with_its_accents_before_the_letters(file: Path) -> None:
    tree = b"0 HEAD\n1 CHAR ANSEL\n0 @I1@ INDI\n1 NAME J\xe8org /M\xe8uller/\n0 TRLR\n"
    (row,), _ = people(file, tree)
    assert (row.cells["given_name"], row.cells["surname"]) == ("Jörg", "Müller")


def test_a_loop_of_ancestors_is_told_and_ends(file: Path) -> None:
    tree = OLD.replace("0 @F2@ FAM\n", "0 @F3@ FAM\n1 HUSB @I1@\n1 CHIL @I2@\n0 @F2@ FAM\n")
    found, _ = people(file, tree)
    assert [[fault.reason for fault in row.faults] for row in found] == [["ancestor_loop"], ["ancestor_loop"], []]


def test_lines_in_no_form_and_skipped_levels_are_read_and_told(file: Path) -> None:
    row = person(file, "1 NAME A /B/\n1 NOTE начало\nпродолжение без номера\n1 BIRT\n4 DATE 1905\n")
    assert row.cells["notes"] == "начало\nпродолжение без номера"
    assert row.cells["birth_date"] == "1905"
    assert [(fault.reason, dict(fault.params)["at"]) for fault in row.faults] == [
        ("gedcom_line", "8"), ("gedcom_level", "10")
    ]  # fmt: skip


def test_pointers_to_nobody_are_told(file: Path) -> None:
    row = person(file, "1 NAME A /B/\n1 FAMS @F9@\n1 SOUR @S9@\n")
    assert sorted(fault.value for fault in row.faults) == ["@F9@", "@S9@"]


def test_confidential_people_stay_out(file: Path) -> None:
    row = person(file, "1 RESN confidential\n1 NAME Живой /Человек/\n")
    assert (dict(row.cells), [fault.reason for fault in row.faults]) == ({}, ["confidential"])
    assert row.faults[0].rejects


def test_names_of_every_kind(file: Path) -> None:
    lines = (
        "1 NAME Anna /Schmidt/\n2 TYPE birth\n2 TRAN Анна /Шмидт/\n3 LANG ru\n2 NICK Annchen\n"
        "1 NAME Anna /Иванова/\n2 TYPE married\n"
    )
    cells = person(file, lines, "7.0").cells
    assert (cells["surname"], cells["given_name"]) == ("Schmidt", "Anna")
    assert cells["name_variants"] == "Иванова Anna|ru:Шмидт Анна|Annchen"


@pytest.mark.parametrize("name", ["?", "/?/", "неизвестно", "... /.../"])
def test_what_says_that_no_name_is_known_is_no_name(file: Path, name: str) -> None:
    assert "surname" not in person(file, f"1 NAME {name}\n").cells


def test_only_people_of_whom_it_tells_that_they_were_repressed(file: Path) -> None:
    found, remarks = people(file, OLD, part="told")
    assert [row.cells["given_name"] for row in found] == ["Иван"]
    assert dict(remarks[-1].params) == {"people": "3", "told": "1"}


@pytest.mark.parametrize(
    ("content", "expected"),
    [("0 HEAD\n1 CHAR UTF-8\n0 TRLR\n", "no_people"), ("0 HEAD\n" + "x" * 100, "no_people")],
)
def test_trees_without_people(file: Path, content: str, expected: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        people(file, content)
    assert refused.value.reason == expected


def test_a_person_of_endless_lines_costs_that_person_only(file: Path) -> None:
    endless = "1 NOTE x\n" + "2 CONT " + "y" * 1_000 + "\n"
    tree = OLD.replace("0 @I2@ INDI\n", "0 @I2@ INDI\n" + endless + ("2 CONT " + "y" * 1_000 + "\n") * 3_000)
    found, _ = people(file, tree)
    assert [any(fault.rejects for fault in row.faults) for row in found] == [False, True, False]


def test_the_importer_takes_it_and_goes_on_after_a_line(file: Path) -> None:
    file.write_text(OLD, encoding="utf-8")
    with read(file, "gedcom") as reading:
        assert [row.draft is not None for row in reading] == [True, True, True]
    line = OLD.splitlines().index("0 @I2@ INDI")
    with read(file, after_line=line) as reading:
        assert [row.draft.name.given_name for row in reading if row.draft] == ["Пётр", "Анна"]


def test_memory_stays_flat_however_many_people(file: Path) -> None:
    peaks = []
    for times in (200, 2_000):
        many = "".join(IVAN.format(julian="").replace("@I1@", f"@I{at}@") for at in range(10, times))
        file.write_text(OLD.replace("0 TRLR\n", many), encoding="utf-8")
        tracemalloc.start()
        with closing(open_table(file)) as table:
            assert sum(1 for _ in table) == times - 10 + 3
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] + 1_000_000
