"""Loading the reference tables: once, again, changed, broken."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session

import app.db  # noqa: F401 (turns foreign keys on in SQLite)
from app.models import (
    Base,
    Episode,
    GlossaryEntry,
    NamedRelative,
    Nation,
    OutboxEntry,
    Place,
    PlaceAlias,
    Record,
    RenamedPlace,
    Source,
    Stay,
    Term,
    WrittenName,
)
from app.reference import BrokenRow, fold_place, link_relations, load, nation_ids, place_ids
from app.reference.tables import TABLES

DATA = Path(__file__).resolve().parents[2] / "data"
Rows = list[dict[str, str]]
Edit = Callable[[Rows], None]


@pytest.fixture
def session() -> Iterator[Session]:
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        yield session
    engine.dispose()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the tables that a test may change."""
    for folder in ("atlas", "vocab", "samples", "texts"):
        shutil.copytree(DATA / folder, tmp_path / folder)
    return tmp_path


def edit(data: Path, file: str, change: Edit) -> None:
    path = data / f"{file}.csv"
    with path.open(encoding="utf-8", newline="") as old:
        rows = list(csv.DictReader(old))
    columns = list(rows[0])
    change(rows)
    with path.open("w", encoding="utf-8", newline="") as new:
        writer = csv.DictWriter(new, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def row(rows: Rows, identity: str) -> dict[str, str]:
    return next(row for row in rows if row["id"] == identity)


def set_cell(identity: str, column: str, value: str) -> Edit:
    return lambda rows: row(rows, identity).update({column: value})


def record(session: Session, ref: str, surname: str, given: str) -> Record:
    source = Source(digest=ref, citation="compiled by Esimder from public pages", independent=False)
    name = WrittenName(position=0, written=f"{surname} {given}", surname=surname, given_name=given)
    made = Record(source_ref=ref, source=source, names=[name])
    session.add(made)
    session.flush()
    return made


def count(session: Session, model: type[Base]) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def test_every_file_is_loaded_once(session: Session) -> None:
    assert load(session, DATA) == [table.file for table in TABLES]
    assert load(session, DATA) == []


def test_vocabularies_glossary_and_renamed_places_fill_their_tables(session: Session) -> None:
    load(session, DATA)
    sizes = dict(session.execute(select(Term.vocabulary, func.count()).group_by(Term.vocabulary)).all())
    assert sizes == {"fate": 15, "measure": 33, "body": 21, "rehabilitation": 11, "episode": 7, "place_kind": 9}
    assert (count(session, GlossaryEntry), count(session, RenamedPlace)) == (187, 217)
    shot = session.scalars(select(Term).where(Term.vocabulary == "fate", Term.code == "shot")).one()
    assert (shot.position, shot.labels["en"], shot.labels["pl"]) == (0, "shot", "rozstrzelany(-a)")
    assert session.scalars(select(Term.kind).where(Term.code == "troika")).one() == "extrajudicial"


def test_a_place_has_names_aliases_and_its_camp(session: Session) -> None:
    load(session, DATA)
    alzhir = session.get_one(Place, "alzhir")
    assert (alzhir.kind, alzhir.parent_id, alzhir.names["kk"]) == ("camp_department", "karlag", "АЛЖИР")
    assert "26-я точка" in [alias.written for alias in alzhir.aliases]
    assert "17th women’s special camp department" in alzhir.description
    assert alzhir in session.get_one(Place, "karlag").departments


def test_a_changed_row_is_renewed_in_place(session: Session, data: Path) -> None:
    load(session, data)
    before = session.get_one(Place, "spassk")
    edit(data, "atlas/places", lambda rows: row(rows, "spassk").update(aliases="Спасск|Спас", parent_id="karlag"))
    assert load(session, data) == ["atlas/places"]
    after = session.get_one(Place, "spassk", populate_existing=True)
    assert after is before
    assert ([alias.written for alias in after.aliases], after.parent_id) == (["Спасск", "Спас"], "karlag")
    assert session.scalars(select(PlaceAlias).where(PlaceAlias.folded == "mogiļņiks")).all() == []


def test_a_row_that_left_its_file_is_removed(session: Session, data: Path) -> None:
    load(session, data)
    edit(data, "vocab/fates", lambda rows: rows.remove(next(row for row in rows if row["code"] == "escaped")))
    edit(data, "atlas/places", lambda rows: rows.remove(row(rows, "ural-camp")))
    load(session, data)
    assert session.scalars(select(Term).where(Term.vocabulary == "fate", Term.code == "escaped")).all() == []
    assert session.get(Place, "ural-camp") is None
    assert session.scalars(select(Term).where(Term.vocabulary == "place_kind")).first()


def test_a_camp_and_its_department_may_leave_together(session: Session, data: Path) -> None:
    pair = {"norillag", "taishetlag"}
    edit(data, "atlas/places", set_cell("taishetlag", "parent_id", "norillag"))
    load(session, data)
    edit(data, "atlas/places", lambda rows: rows.__setitem__(slice(None), [r for r in rows if r["id"] not in pair]))
    load(session, data)
    assert [place for place in pair if session.get(Place, place)] == []


def test_a_place_that_records_point_to_is_kept(session: Session, data: Path) -> None:
    load(session, data)
    person = record(session, "german-fridrich", "Герман", "Фридрих")
    person.nation_id = "german"
    person.episodes = [Episode(position=0, stays=[Stay(position=0, place_id="ural-camp", place_written="Урал")])]
    session.flush()
    edit(data, "atlas/places", lambda rows: rows.remove(row(rows, "ural-camp")))
    load(session, data)
    assert session.get(Place, "ural-camp") is not None
    assert person.episodes[0].stays[0].place_id == "ural-camp"


def test_a_place_may_stand_before_the_camp_it_belongs_to(session: Session, data: Path) -> None:
    edit(data, "atlas/places", lambda rows: rows.reverse())
    load(session, data)
    assert session.get_one(Place, "kengir").parent_id == "steplag"


@pytest.mark.parametrize(
    ("file", "change", "column", "words"),
    [
        ("atlas/places", set_cell("spassk", "lat", "49,54"), "lat", "«49,54» is no number"),
        ("atlas/places", set_cell("spassk", "lon", "732.9"), "lon", "outside ±180 degrees"),
        ("atlas/places", set_cell("spassk", "parent_id", "peschanlagg"), "parent_id", "«peschanlagg» is in no row"),
        ("atlas/places", set_cell("spassk", "kind", "gulag"), "kind", "«gulag» is in no row of vocab/place_kinds"),
        ("atlas/places", set_cell("peschanlag", "parent_id", "spassk"), "parent_id", "lies inside itself"),
        ("atlas/places", set_cell("spassk", "sources", " "), "sources", "must not be empty"),
        ("atlas/places", set_cell("siberia-camp", "id", "ural-camp"), "id", "«ural-camp» stands already in line"),
        ("atlas/nations", set_cell("korean", "name_en", ""), "name_en", "a name in English or Russian is needed"),
        ("atlas/memorials", set_cell("spassk-japan", "nation_id", "japan"), "nation_id", "«japan» is in no row"),
        ("atlas/timeline", set_cell("koreans-1937", "date", "31.02.1937"), "date", "is no EDTF date"),
        ("atlas/archives", set_cell("ru-garf", "covers_places", "gulag"), "covers_places", "«gulag» is in no row"),
        ("texts/places", set_cell("spassk", "field", "story"), "field", "«story» is none of description"),
    ],
)
def test_a_broken_row_is_named_with_file_line_and_column(
    session: Session, data: Path, file: str, change: Edit, column: str, words: str
) -> None:
    edit(data, file, change)
    if column == "name_en":
        edit(data, file, set_cell("korean", "name_ru", ""))
    with pytest.raises(BrokenRow, match=f"{file}.csv, line ") as told:
        load(session, data)
    assert (told.value.file, told.value.column) == (file, column)
    assert words in str(told.value)
    cells = (data / f"{file}.csv").read_text(encoding="utf-8").splitlines()[told.value.line - 1]
    assert cells, "the line that is named is one of the file"


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda raw: b"", "the file is empty"),
        (lambda raw: raw.decode().encode("cp1251", "replace"), "must be saved as UTF-8"),
        (lambda raw: raw.replace(b"japonai,", b'"japonai,'), "is a quotation mark left open?"),
        (lambda raw: raw.replace(b"japonai,", b"japonai,,"), "fields, the header has 12"),
        (lambda raw: raw.replace(b"japonai,", b"japo\x00nai,"), "holds a control character"),
        (lambda raw: raw.replace(b"name_kk", b"name_en", 1), "stands twice in the header"),
        (lambda raw: raw.replace(b"forms", b"words", 1), "the header has no such column"),
    ],
)
def test_a_damaged_file_is_told_and_changes_nothing(
    session: Session, data: Path, damage: Callable[[bytes], bytes], words: str
) -> None:
    load(session, data)
    session.commit()
    path = data / "atlas/nations.csv"
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(BrokenRow, match=r"^atlas/nations\.csv, line \d+") as told:
        load(session, data)
    assert words in str(told.value)
    session.rollback()
    assert count(session, Nation) == 119


def test_a_text_whose_row_is_gone_is_told_and_harms_nothing(
    session: Session, data: Path, caplog: pytest.LogCaptureFixture
) -> None:
    edit(data, "texts/places", set_cell("spassk", "id", "spask"))
    assert "texts/places" in load(session, data)
    assert "«spask» is in no row of atlas/places; the text is shown nowhere" in caplog.text


def test_a_missing_file_is_named(session: Session, data: Path) -> None:
    (data / "atlas/timeline.csv").unlink()
    with pytest.raises(FileNotFoundError, match=r"timeline\.csv"):
        load(session, data)


def test_the_line_named_counts_cells_that_run_over_several_lines(session: Session, data: Path) -> None:
    edit(data, "atlas/nations", set_cell("kazakh", "notes", "first\nsecond\nthird"))
    edit(data, "atlas/nations", set_cell("korean", "sources", ""))
    with pytest.raises(BrokenRow) as told:
        load(session, data)
    lines = (data / "atlas/nations.csv").read_text(encoding="utf-8").split("\n")
    assert lines[told.value.line - 1].startswith("korean,")


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("alzhir", "alzhir"),
        ("А. Л. Ж. И. Р.", "alzhir"),
        ("«Карлаг»", "karlag"),
        ("  степлаг ", "steplag"),
        ("Peshchenlag", "peschanlag"),
        ("Kingyr", "kengir"),
        ("лагерь № 99", "pow-99-spassk"),
        ("Спасск", "spassk"),
        ("Бутово", "butovo"),
        ("Донское", "donskoye"),
    ],
)
def test_places_are_found_by_the_words_of_the_papers(session: Session, written: str, place: str) -> None:
    load(session, DATA)
    assert place_ids(session)[fold_place(written)] == place


@pytest.mark.parametrize(
    ("written", "nation"),
    [
        ("казашка", "kazakh"),
        ("Немка", "german"),
        ("мадьяр", "hungarian"),
        ("қазақ", "kazakh"),
        ("Litwini", "lithuanian"),
    ],
)
def test_nations_are_found_by_the_words_of_the_papers(session: Session, written: str, nation: str) -> None:
    load(session, DATA)
    assert nation_ids(session)[fold_place(written)] == nation


def test_a_word_that_may_mean_two_places_means_none(session: Session, data: Path) -> None:
    edit(data, "atlas/places", set_cell("dolinka", "aliases", "Спасск"))
    load(session, data)
    ids = place_ids(session)
    assert "спасск" not in ids
    assert ids["spassk"] == "spassk"


def test_relations_join_both_records_and_may_be_joined_again(session: Session) -> None:
    load(session, DATA)
    akhmet = record(session, "baitursynov-akhmet", "Байтурсынов", "Ахмет")
    sholpan = record(session, "baitursynova-sholpan", "Байтурсынова", "Шолпан")
    link_relations(session, DATA)
    session.expire_all()
    held = [(r.relation, r.written, r.other_id) for r in akhmet.relatives]
    assert held == [("child", "Байтурсынова Шолпан", sholpan.id), ("parent", "Байтурсын Шошакулы", None)]
    assert [(r.relation, r.other_id) for r in sholpan.relatives] == [("parent", akhmet.id)]
    assert all(relative.pages for relative in akhmet.relatives)
    link_relations(session, DATA)
    session.expire_all()
    assert (len(akhmet.relatives), len(sholpan.relatives)) == (2, 1)
    assert sorted(session.scalars(select(OutboxEntry.record_id))) == [akhmet.id, sholpan.id]


def test_relations_add_nobody_whom_the_persons_file_does_not_name(session: Session) -> None:
    load(session, DATA)
    with (DATA / "samples" / "persons.csv").open(encoding="utf-8", newline="") as opened:
        people = list(csv.DictReader(opened))
    for person in people:
        made = record(session, person["source_ref"], person["surname"], person["given_name"])
        made.names[0].patronymic = person["patronymic"]
        named = [cell.partition(":") for cell in person["relatives"].split("|") if cell]
        made.relatives = [NamedRelative(position=at, relation=r, written=n) for at, (r, _, n) in enumerate(named)]
    session.flush()
    before = count(session, NamedRelative)
    link_relations(session, DATA)
    assert count(session, NamedRelative) == before == 161 + 57
    assert len(session.scalars(select(NamedRelative.id).where(NamedRelative.other_id.is_not(None))).all()) == 2 * 57
    assert [r.written for r in session.scalars(select(NamedRelative)) if not r.pages] == []


def test_a_relation_that_is_none_is_told(session: Session, data: Path) -> None:
    edit(data, "samples/relations", lambda rows: rows[4].update(relation="cousin"))
    with pytest.raises(BrokenRow, match=r"samples/relations\.csv, line 6, column «relation»: «cousin» is none of"):
        link_relations(session, data)
