"""The curated tables themselves: how many rows, every row with a source, nothing that points nowhere."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from app.edtf import bounds
from app.intake.draft import Coded
from app.intake.readers import read

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
LANGUAGES = ("en", "ru", "kk", "lt", "de", "pl")
COUNTS = {
    "atlas/places": 65,
    "atlas/nations": 119,
    "atlas/memorials": 30,
    "atlas/timeline": 70,
    "atlas/archives": 44,
    "samples/persons": 234,
    "samples/relations": 161,
    "vocab/fates": 15,
    "vocab/measures": 33,
    "vocab/bodies": 21,
    "vocab/rehabilitation": 11,
    "vocab/episodes": 7,
    "vocab/place_kinds": 9,
    "vocab/glossary": 187,
    "vocab/renamed_places": 217,
}
VOCABULARIES = [file for file in COUNTS if file.startswith("vocab/") and file[6:] not in ("glossary", "renamed_places")]
INVERSE = {"spouse": "spouse", "sibling": "sibling", "parent": "child", "child": "parent", "other": "other"}


def table(file: str, folder: Path = DATA) -> list[dict[str, str]]:
    with (folder / f"{file}.csv").open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened, strict=True))


def ids(file: str, column: str = "id") -> set[str]:
    return {row[column] for row in table(file)}


PERSONS = table("samples/persons")
MENTIONS = table("article_mentions", ROOT / "tests" / "golden")


def camps(row: dict[str, str]) -> list[tuple[str, str]]:
    """(place id, dates) of all episodes of a person."""
    cells = [cell for column in ("camps", "camps.2") for cell in row[column].split("|") if cell]
    return [(cell.partition(" ")[0], cell.partition(" ")[2]) for cell in cells]


@pytest.mark.parametrize(("file", "count"), COUNTS.items())
def test_every_row_is_there_and_names_its_source(file: str, count: int) -> None:
    rows = table(file)
    source = next(column for column in ("sources", "source", "source_url") if column in rows[0])
    assert len(rows) == count
    assert [row for row in rows if not row[source].strip()] == []


@pytest.mark.parametrize("file", COUNTS)
def test_keys_are_unique(file: str) -> None:
    rows = table(file)
    key = {"samples/relations": ("person_ref", "relation", "other_ref", "other_name")}.get(file, (next(iter(rows[0])),))
    assert len({tuple(row[column] for column in key) for row in rows}) == len(rows)


@pytest.mark.parametrize("file", [*VOCABULARIES, "vocab/glossary"])
def test_vocabularies_speak_six_languages(file: str) -> None:
    prefix = "meaning" if file == "vocab/glossary" else "label"
    assert [row for row in table(file) if not all(row[f"{prefix}_{language}"] for language in LANGUAGES)] == []


@pytest.mark.parametrize("file", COUNTS)
def test_sources_are_readable(file: str) -> None:
    """Not one bare code of the working material: an article stands with its title, common knowledge says so."""
    text = (DATA / f"{file}.csv").read_text(encoding="utf-8")
    assert "seed:" not in text
    assert not re.search(r"(^|[|,\"])(general-knowledge|curated/)", text, re.MULTILINE) or file.startswith("vocab/")


def test_spassk_is_three_things_linked() -> None:
    places = {row["id"]: row for row in table("atlas/places")}
    cemetery = next(row for row in table("atlas/memorials") if row["id"] == "spassk-memorial-cemetery")
    assert places["spassk"]["kind"] == "camp_department"
    assert places["pow-99-spassk"]["kind"] == "pow_camp"
    assert {"pow-99-spassk", "spassk-memorial-cemetery"} <= set(places["spassk"]["see_also"].split("|"))
    assert {"spassk", "spassk-memorial-cemetery"} <= set(places["pow-99-spassk"]["see_also"].split("|"))
    assert {"spassk", "pow-99-spassk"} <= set(cemetery["see_also"].split("|"))


def test_persons_point_to_rows_that_exist() -> None:
    places, nations, fates = ids("atlas/places"), ids("atlas/nations") | {""}, ids("vocab/fates", "code")
    kinds = ids("vocab/episodes", "code") | {""}
    for row in PERSONS:
        assert {place for place, _ in camps(row)} <= places, row["source_ref"]
        assert row["nation"] in nations, row["source_ref"]
        assert row["fate"] in fates, row["source_ref"]
        assert {row["episode_kind"], row["episode_kind.2"]} <= kinds, row["source_ref"]


def test_dates_of_persons_are_edtf() -> None:
    columns = [column for column in PERSONS[0] if column.split(".")[0].endswith("_date")]
    dates = [row[column] for row in PERSONS for column in columns if row[column]]
    dates += [date for row in PERSONS for _, date in camps(row) if date]
    assert len(dates) > 350
    for date in dates:
        bounds(date)  # raises for what is no date


def test_persons_tell_that_they_are_compiled() -> None:
    assert {row["citation"] for row in PERSONS} == {"compiled by Esimder from public pages"}
    assert all("not attributed page by page" in row["licence"] for row in PERSONS)
    assert {row["confidence"] for row in PERSONS} == {"high", "medium", "low"}


def test_who_is_no_victim_is_no_person_record() -> None:
    text = (DATA / "samples" / "persons.csv").read_text(encoding="utf-8")
    assert not re.search("tvarijonas|тварионас", text, re.IGNORECASE)
    lithuanian = next(row for row in table("atlas/nations") if row["id"] == "lithuanian")
    assert "Vitalijus Tvarijonas" in lithuanian["notes"]


def test_shot_is_said_only_where_it_is_known() -> None:
    """A death sentence alone is never told as a death."""
    fates = {row["source_ref"]: row for row in PERSONS}
    assert sum(row["fate"] == "shot" for row in PERSONS) == 40
    unconfirmed = [row for row in PERSONS if row["fate"] == "sentenced_to_death_unconfirmed"]
    assert len(unconfirmed) == 10
    assert all(row["sentence"] == "ВМН" and not row["death_date"] for row in unconfirmed)
    assert fates["karatash-volodymyr"]["fate"] == "released"
    assert not any(
        "executed" in value.casefold() for row in PERSONS for column, value in row.items() if column != "source_url"
    )


def test_several_sentences_are_several_episodes() -> None:
    first = next(row for row in PERSONS if row["source_ref"] == "baitursynov-akhmet")
    assert (first["sentence_date"], first["sentence"]) == ("1930-04-04", "ВМН, в январе 1931 заменена на 10 лет")
    assert (first["arrest_date.2"], first["sentence.2"], first["camps.2"]) == ("1937-10-08", "ВМН", "zhanalyk 1937")
    assert [row["source_ref"] for row in PERSONS if re.search(r"\d; |\), \d", row["sentence"])] == []


def test_the_reader_understands_every_cell_of_the_persons() -> None:
    with read(DATA / "samples" / "persons.csv", "csv", "utf-8") as reading:
        drafts = {row.draft.source_ref: row.draft for row in reading if row.draft and not row.problems}
    assert len(drafts) == len(PERSONS)
    assert [ref for ref, draft in drafts.items() if draft.extra or draft.unread] == []
    assert drafts["baitursynova-badrisafa"].nation == Coded("russian", "", inferred=True)
    assert drafts["zernov-evgeny"].fate.code == "sentenced_to_death_unconfirmed"
    assert drafts["bukeikhanov-alikhan"].source.urls[0].startswith("«Day of remembrance")
    commuted = ("baitursynov-akhmet", 0), ("soroka-mykhailo", 1), ("karatash-volodymyr", 1)
    assert {drafts[ref].episodes[at].measure.code for ref, at in commuted} == {"death_commuted"}


def test_relations_point_to_persons_who_name_each_other() -> None:
    named = {row["source_ref"]: set(row["relatives"].split("|")) for row in PERSONS}
    full = {
        row["source_ref"]: " ".join(filter(None, (row["surname"], row["given_name"], row["patronymic"])))
        for row in PERSONS
    }
    both = 0
    for row in table("samples/relations"):
        other = row["other_ref"]
        assert f"{row['relation']}:{full[other] if other else row['other_name']}" in named[row["person_ref"]]
        if other:
            both += 1
            assert f"{INVERSE[row['relation']]}:{full[row['person_ref']]}" in named[other]
    assert both == 57


def test_both_articles_are_covered_mention_by_mention() -> None:
    assert len(MENTIONS) == 60
    for mention in MENTIONS:
        key = "source_ref" if mention["table"] == "samples/persons" else "id"
        assert set(mention["row"].split("|")) <= ids(mention["table"], key), mention["mention"]


@pytest.mark.parametrize("mention", [m for m in MENTIONS if "Stalin" not in m["mention"]], ids=lambda m: m["mention"])
def test_what_the_article_names_cites_the_article(mention: dict[str, str]) -> None:
    """Each row that stands for a mention says that the article is among its sources."""
    key, column = ("source_ref", "source_url") if mention["table"] == "samples/persons" else ("id", "sources")
    rows = [row for row in table(mention["table"]) if row[key] in mention["row"].split("|")]
    assert all(mention["article"] in row[column].split("|") for row in rows)


def test_no_address_has_a_stray_dot_behind_its_host() -> None:
    stray = re.compile(r"https?://[^/|\s]*\.(?=[/|]|$)")
    files = [*DATA.glob("atlas/*.csv"), *DATA.glob("samples/*.csv"), *DATA.glob("vocab/*.csv")]
    assert not [path.name for path in files if stray.search(path.read_text(encoding="utf-8"))]
