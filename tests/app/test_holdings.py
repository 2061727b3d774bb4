"""What the first page says of the sources, and what a source without a citation is called."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from app.collection import collection_of, title
from app.holdings import KEPT, Holding, HoldingsBook, holdings
from app.models import Record, Source
from app.page_words import host_of, source_name

ROWS = (
    "source_ref,surname,given_name,source_url,citation,repository,arrest_date,sentence_date\n"
    "m-1,Крон,Арнольд,http://mos.memo.ru/shot-1.htm,,,1937-10-02,1938-01-19\n"
    "m-2,Чернышев,Илья,http://mos.memo.ru/shot-2.htm,,,1837-10-02,\n"
    "m-3,Ким,Афанасий,,,,,\n"
    'm-4,Дулатов,Миржакып,https://www.example.org/a,"Книга памяти, с. 12",,,1930\n'
    'm-6,Дулатова,Гульнар,https://www.example.org/a,"Книга памяти, с. 13",,,1931\n'
    "m-5,Майлин,Беимбет,https://www.example.org/b,,ЦГА РК,,\n"
)


@pytest.fixture
def listed(app: Flask, tmp_path: Path) -> Flask:
    (tmp_path / "list.csv").write_text(ROWS, encoding="utf-8")
    told = app.test_cli_runner().invoke(args=["import", str(tmp_path / "list.csv")])
    assert "6 accepted" in told.output, told.output
    return app


def test_sources_without_a_citation_are_counted_by_their_site(listed: Flask, engine: Engine) -> None:
    with Session(engine) as session:
        found = holdings(session)
    assert (found.total, found.others) == (6, 0)
    assert set(found.sources) == {
        Holding("mos.memo.ru", 2, (1937, 1938)), Holding("unnamed", 1), Holding("Книга памяти", 2, (1930, 1931)),
        Holding("ЦГА РК", 1),
    }  # fmt: skip
    assert found.sources[0].count == 2
    assert found.years == (1930, 1938)


def test_the_book_counts_again_when_records_came(listed: Flask, engine: Engine, tmp_path: Path) -> None:
    book = HoldingsBook()
    with Session(engine) as session:
        before = book.read(session)
        assert book.read(session) is before
        (tmp_path / "more.csv").write_text("source_ref,surname\nm-9,Пак\n", encoding="utf-8")
        listed.test_cli_runner().invoke(args=["import", str(tmp_path / "more.csv")])
    with Session(engine) as session:
        assert book.read(session).total == before.total + 1


def test_what_takes_long_is_counted_beside_the_page(listed: Flask, engine: Engine) -> None:
    book = HoldingsBook()
    with Session(engine) as session:
        before = book.read(session)
        book._took = 60.0  # as of millions of records
        source = session.scalars(select(Source)).first()
        assert source is not None
        record = Record(source_ref="m-10", source=source)
        session.add(record)
        session.commit()
        assert book.read(session) is before  # another count so soon would never end
        book._at -= KEPT
        assert book.read(session) is before
        book.settle()
        assert book.read(session).total == before.total + 1


def test_not_only_what_came_is_seen(listed: Flask, engine: Engine) -> None:
    book = HoldingsBook()
    with Session(engine) as session:
        before = book.read(session)
        session.delete(session.scalars(select(Record)).first())
        session.commit()
        assert book.read(session).total == before.total - 1


@pytest.mark.parametrize(
    ("citation", "independent", "code"),
    [
        ("Книга памяти жертв, т. 2, с. 35", True, "Книга памяти жертв, т. 2"),
        ("Азалы кітап, 141 б.", True, "Азалы кітап, 141 б."), ("Kniha, pp. 4–5.", True, "Kniha"),
        ("ГАРФ, л. 12 об.", True, "ГАРФ"), ("Rocznik 1937", True, "Rocznik 1937"), ("  ", True, "unnamed"),
        ("persons.csv", False, "compiled"),
    ],
)  # fmt: skip
def test_pages_of_one_book_are_one_collection(citation: str, independent: bool, code: str) -> None:
    assert collection_of(citation, independent=independent) == code


def test_pages_name_the_site_where_there_is_no_citation(listed: Flask) -> None:
    client = listed.test_client()
    assert "mos.memo.ru" in client.get("/en/").text
    hit = client.get("/en/search?q=Крон Арнольд").text.partition('<article class="hit">')[2].partition("</article>")[0]
    assert "mos.memo.ru" in hit
    record = client.get("/en/records/1").text.partition('<section class="source">')[2]
    assert "<p><span>mos.memo.ru</span></p>" in record
    nameless = client.get("/en/search?q=Ким Афанасий").text.partition('<article class="hit">')[2]
    assert "not named" in nameless.partition("</article>")[0]
    listed.extensions["indexer"].stop()


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("http://mos.memo.ru/shot-1.htm#k", "mos.memo.ru"), ("https://www.Example.ORG:8080/a", "example.org"),
        ("Книга памяти, с. 5", ""), ("", ""), ("http://", ""), ("https://[/", "["),
    ],
)  # fmt: skip
def test_the_site_of_an_address(url: str, site: str) -> None:
    assert host_of(url) == site


def test_a_citation_comes_before_an_archive_and_that_before_a_site() -> None:
    urls = ["Листок", "https://mos.memo.ru/1"]
    assert source_name(Source(citation="Книга", repository="ЦГА", urls=urls)) == "Книга"
    assert source_name(Source(citation="", repository="ЦГА", urls=urls)) == "ЦГА"
    assert source_name(Source(citation="", repository="", urls=urls)) == "mos.memo.ru"
    assert source_name(Source(citation="", repository="", urls=[])) == ""


def test_long_names_are_cut_for_addresses_and_stay_apart() -> None:
    first, second = (collection_of(f"{'Книга памяти ' * 9}, т. {volume}", independent=True) for volume in (1, 2))
    assert first != second
    assert max(len(first), len(second)) < 70
    assert title(first).startswith("Книга памяти Книга памяти")
    assert title(first).endswith("…")
    assert title("mos.memo.ru") == "mos.memo.ru"
