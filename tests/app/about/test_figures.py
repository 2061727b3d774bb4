"""The records counted: by nation, by decade, and what could not be read."""

from __future__ import annotations

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.about.figures import NATIONS, Decade, FiguresBook, figures
from app.dates import HistoricalDate, read_date
from app.models import Episode, Nation, Record, Source

UNKNOWN = HistoricalDate()


def record(number: int, source: Source, **said: object) -> Record:
    return Record(source_ref=f"t-{number}", source=source, **said)


def test_an_empty_database_has_nothing_to_count(engine: Engine) -> None:
    with Session(engine) as session:
        found = figures(session)
    assert (found.unread, found.nations, found.decades, found.without_nation) == (0, (), (), 0)


def test_records_are_counted_by_source_nation_and_decade(engine: Engine) -> None:
    source = Source(digest="a")
    with Session(engine) as session:
        session.add_all(Nation(id=f"nation-{n}", names={"en": str(n)}) for n in range(NATIONS + 2))
        arrest = Episode(position=0, arrested=read_date("5 мая 1938"), decided=read_date("1940"))
        sentence = Episode(position=0, arrested=UNKNOWN, decided=read_date("1941"))
        session.add(record(1, source, birth=read_date("1899"), episodes=[arrest], unread=["д/с"]))
        session.add(record(2, source, birth=read_date("1890-е"), episodes=[sentence], nation_id="nation-3"))
        session.add(record(3, source, birth=UNKNOWN, nation_id="nation-3", fate="shot", death=read_date("1938")))
        session.add(record(4, source, birth=UNKNOWN, nation_id="nation-3", fate="released", death=read_date("1971")))
        session.add_all(record(n + 10, source, birth=UNKNOWN, nation_id=f"nation-{n}") for n in range(NATIONS + 2))
        session.commit()
        found = figures(session)
    assert found.nations[0] == ("nation-3", 4)
    assert (len(found.nations), found.other_nations, found.without_nation) == (NATIONS, 2, 1)
    assert found.decades == (Decade(1890, 2, 0), Decade(1930, 0, 1, 1), Decade(1940, 0, 1))
    assert found.unread == 1
    assert found.described[1] == NATIONS + 2


def test_figures_are_counted_anew_when_the_index_tells_of_a_change(engine: Engine) -> None:
    book = FiguresBook()
    with Session(engine) as session:
        assert book.read(session, "gen-1.1").without_nation == 0
        session.add(record(1, Source(digest="a"), birth=UNKNOWN))
        session.commit()
        assert book.read(session, "gen-1.1").without_nation == 0
        assert book.read(session, "gen-1.2").without_nation == 1
        session.add(record(2, Source(digest="b"), birth=UNKNOWN))
        session.commit()
        assert book.read(session, "").without_nation == 2
