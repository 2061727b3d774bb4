from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, create_engine, delete, func, select
from sqlalchemy.orm import Session

from app import indexing
from app.config import ROOT, Config
from app.dates import HistoricalDate
from app.db import writing
from app.estimating import chances_in_use
from app.evidence_data import from_data
from app.facts import facts_of
from app.finder import Finder
from app.intake.accept import Lookup, enter, fill
from app.intake.draft import Draft, DraftName, DraftSource
from app.judging.judge import Decision, judge
from app.judging.undo import undo
from app.models import Candidate, DueProposal, NamedRelative, Proposed, Record
from app.models.base import now
from app.proposing.due import Proposer, propose_due
from app.proposing.gathering import counted_of
from app.proposing.run import Busy, Order, Report, alone, propose
from indexer.index import Index
from indexer.matching.kin_shares import Shares
from indexer.matching.verdict import Verdict
from tests.databases import only_sqlite

FAMILY = (("Захарченко", "Мария", "Петровна", 1908), ("Захарченко", "Пётр", "Кузьмич", 1880))
SURNAMES = ("Ахтямов", "Бельгер", "Вдовин", "Гайворонский", "Дзюба", "Ежов", "Жолдыбаев", "Зингер", "Исмаилов", "Козак")
GIVEN = ("Иван", "Пётр", "Сакен", "Карл", "Степан", "Ян", "Абрам", "Лука", "Осип", "Фома")


def add(engine: Engine, ref: str, name: tuple[str, str, str], born: int = 0, **fields: Any) -> int:
    """A record accepted in one transaction, as the importer does."""
    draft = Draft(
        names=(DraftName(surname=name[0], given_name=name[1], patronymic=name[2]),), source_ref=ref,
        birth_date=year(born) if born else None, source=DraftSource(citation=f"Список {ref[0]}"), **fields,
    )  # fmt: skip
    with writing(engine) as session:
        record = Record()
        fill(session, record, draft, Lookup.read(session))
        enter(session, [record])
        return record.id


def year(born: int) -> HistoricalDate:
    return HistoricalDate(str(born), f"{born}-01-01", f"{born}-12-31", wording=str(born))


def day(iso: str) -> HistoricalDate:
    return HistoricalDate(iso, iso, iso, wording=iso)


def crowd(engine: Engine, count: int = 60) -> None:
    """People who have little in common, so that what is rare is rare among many."""
    for number in range(count):
        name = (SURNAMES[number % 10] + GIVEN[number // 10 % 10].lower(), GIVEN[number * 7 % 10], "")
        add(
            engine,
            f"c-{number}",
            name,
            1870 + number % 50,
            birth_place=f"с. {GIVEN[number % 9]}овка",
            residence=f"ул. {name[0]}а, д. 1",
        )


def twice(engine: Engine) -> tuple[int, int]:
    """One man in two lists, in two alphabets."""
    told = {"birth_place": "с. Карабулак, Талды-Курганский уезд", "occupation": "ветеринарный фельдшер"}
    death = day("1938-02-26")
    first = add(engine, "a-1", ("Шестаков", "Андрей", "Васильевич"), 1877, death_date=death, **told)
    return first, add(engine, "b-1", ("Shestakov", "Andrei", "Vasilievich"), 1877, death_date=death, **told)


def run(engine: Engine, **order: Any) -> Report:
    return propose(engine, Order(**order), lambda _step, _total: lambda _done: None)


def family(engine: Engine) -> tuple[int, int]:
    """A daughter and her father, of one village and one flat."""
    place = {"birth_place": "с. Карабулак, Талды-Курганский уезд", "residence": "Алма-Ата, ул. Пастера, д. 4, кв. 2"}
    daughter, father = (add(engine, f"a-{n}", name[:3], name[3], **place) for n, name in enumerate(FAMILY))
    return daughter, father


def candidates(engine: Engine, kind: str = "same") -> dict[tuple[int, int], Candidate]:
    with Session(engine) as session:
        found = session.scalars(select(Candidate).where(Candidate.kind == kind)).all()
        return {(one.left_id, one.right_id): one for one in found}


def decide(engine: Engine, pair: tuple[int, int], verdict: Verdict, kind: str = "same", relation: str = "") -> int:
    with writing(engine) as session:
        return judge(session, Decision(*pair, kind, verdict, relation), None).id


def change(engine: Engine, record_id: int, **values: Any) -> None:
    with writing(engine) as session:
        record = session.get_one(Record, record_id)
        for column, value in values.items():
            setattr(record, column, value)
        record.updated_at = now()


def become_somebody_else(engine: Engine, record_id: int) -> None:
    with writing(engine) as session:
        record = session.get_one(Record, record_id)
        record.names[0].written, record.names[0].surname, record.names[0].given_name = "Ким Нина", "Ким", "Нина"
        record.names[0].patronymic, record.birth_place, record.occupation, record.sex = "", "", "", "f"
        record.birth = year(1915)


def test_two_records_of_one_person_are_proposed_with_the_grounds(engine: Engine) -> None:
    crowd(engine)
    pair = twice(engine)
    report = run(engine)
    found = candidates(engine)[pair]
    assert report.fresh == report.records == 62
    assert found.state == "open"
    assert found.band in ("likely", "possible")
    assert found.surname == "Шестаков"
    assert (found.left_source, found.right_source) == ("Список a", "Список b")
    grounds = {ground.field for ground in map(from_data, found.evidence)}
    assert {"surname", "given", "birth", "birth_place", "occupation", "death"} <= grounds


def test_kin_are_proposed_by_what_the_right_one_is_to_the_left_one(engine: Engine) -> None:
    crowd(engine)
    daughter, father = family(engine)
    run(engine)
    assert candidates(engine, "kin")[daughter, father].relation == "parent"


def test_whom_the_source_itself_calls_kin_is_not_asked_about(engine: Engine) -> None:
    crowd(engine)
    daughter, father = family(engine)
    with writing(engine) as session:
        session.add(
            NamedRelative(record_id=daughter, position=0, relation="parent", written="отец Пётр", other_id=father)
        )
    run(engine)
    assert (daughter, father) not in candidates(engine, "kin")


def test_a_second_run_has_nothing_to_do(engine: Engine) -> None:
    crowd(engine)
    twice(engine)
    run(engine)
    before = {pair: one.changed_at for pair, one in candidates(engine).items()}
    again = run(engine)
    assert again.fresh == 0
    assert {pair: one.changed_at for pair, one in candidates(engine).items()} == before
    full = run(engine, full=True)
    assert (full.fresh, full.tally.new, full.tally.changed, full.tally.gone) == (62, {}, 0, 0)


def test_only_what_is_new_or_changed_is_matched_and_against_all(engine: Engine) -> None:
    crowd(engine)
    first, second = twice(engine)
    run(engine)
    third = add(engine, "d-1", ("Шестаков", "Андрей", "Васильевич"), 1877, birth_place="с. Карабулак")
    report = run(engine)
    assert report.fresh == 1
    assert {(first, third), (second, third)} <= candidates(engine).keys()
    value = candidates(engine)[first, second].value
    change(engine, second, birth=year(1879))
    assert run(engine).fresh == 1
    assert candidates(engine)[first, second].value < value


def test_a_pair_that_no_longer_holds_goes(engine: Engine) -> None:
    crowd(engine)
    pair = twice(engine)
    run(engine)
    become_somebody_else(engine, pair[1])
    assert run(engine).tally.gone == 1
    assert pair not in candidates(engine)


def test_a_record_removed_takes_its_pairs_along_and_stops_nobody(engine: Engine) -> None:
    crowd(engine)
    first, second = twice(engine)
    run(engine)
    with writing(engine) as session:
        session.execute(delete(Record).where(Record.id == second))
    assert (first, second) not in candidates(engine)
    assert run(engine, full=True).records == 61


def test_a_limit_leaves_the_rest_for_the_next_run(engine: Engine) -> None:
    crowd(engine)
    pair = twice(engine)
    runs = [run(engine, limit=25).fresh for _ in range(4)]
    assert runs == [25, 25, 12, 0]
    assert pair in candidates(engine)


@pytest.mark.parametrize("verdict", [Verdict.DIFFERENT, Verdict.UNSURE])
def test_a_pair_judged_comes_back_with_new_evidence_only_and_says_which(engine: Engine, verdict: Verdict) -> None:
    crowd(engine)
    pair = twice(engine)
    run(engine)
    decide(engine, pair, verdict)
    run(engine, full=True)
    assert candidates(engine)[pair].state == "settled"
    for record in pair:
        change(engine, record, burial_place="Бутово")
    report = run(engine)
    found = candidates(engine)[pair]
    assert (found.state, found.news, report.tally.again) == ("open", ["burial"], 1)


def test_what_came_back_and_lost_its_news_is_as_it_was_judged(engine: Engine) -> None:
    crowd(engine)
    pair = twice(engine)
    run(engine)
    decide(engine, pair, Verdict.DIFFERENT)
    for record in pair:
        change(engine, record, burial_place="Бутово")
    run(engine)
    become_somebody_else(engine, pair[1])
    run(engine)
    found = candidates(engine)[pair]
    assert (found.state, found.news) == ("settled", [])


def test_what_was_said_of_one_record_of_a_person_answers_for_the_others(engine: Engine) -> None:
    crowd(engine)
    first, second = twice(engine)
    third = add(engine, "d-1", ("Шестаков", "Андрей", "Васильевич"), 1877, birth_place="с. Карабулак")
    run(engine)
    assert {(first, third), (second, third)} <= candidates(engine).keys()
    fourth = add(engine, "e-1", ("Шестаков", "Андрей", "Васильевич"), 1877, birth_place="с. Карабулак")
    decide(engine, (first, second), Verdict.SAME)
    different = decide(engine, (second, third), Verdict.DIFFERENT)
    run(engine)
    states = {pair: one.state for pair, one in candidates(engine).items()}
    assert {pair for pair, state in states.items() if state == "open"} == {(n, fourth) for n in (first, second, third)}
    assert states[first, third] == "settled"
    decide(engine, (first, fourth), Verdict.SAME)
    run(engine, full=True)
    assert {one.state for one in candidates(engine).values()} == {"settled"}
    with writing(engine) as session:
        undo(session, different, None, "")
    states = {pair: one.state for pair, one in candidates(engine).items()}
    assert states[first, third] == states[third, fourth] == "open"


def test_kin_by_judgement_are_asked_about_no_more(engine: Engine) -> None:
    crowd(engine)
    daughter, father = family(engine)
    decide(engine, (daughter, father), Verdict.KIN, "kin", "parent")
    assert run(engine).tally.new.total() == 0
    assert candidates(engine, "kin")[daughter, father].state == "settled"


def test_chance_is_reckoned_as_the_index_does(engine: Engine, config: Config) -> None:
    crowd(engine)
    twice(engine)
    indexing.rebuild(engine, config.index_dir)
    with Session(engine) as session:
        facts = list(facts_of(session, session.scalars(select(Record.id))).values())
    ours = counted_of(facts).chances
    theirs = chances_in_use(Index(config.index_dir))
    mine, other = Shares(ours), Shares(theirs)
    assert mine.size == other.size
    assert mine.surname("Шестакова") == pytest.approx(other.surname("Шестакова"))
    assert mine.given("Иван") == pytest.approx(other.given("Иван"))
    assert mine.father("василий") == pytest.approx(other.father("василий"))
    assert mine.of("source", "Список c") == pytest.approx(other.of("source", "Список c"))
    assert ours.surname("Шестаков") == pytest.approx(theirs.surname("Шестаков"))
    assert ours.year(1877) == pytest.approx(theirs.year(1877))


def test_one_process_proposes_at_a_time(app: Flask, config: Config) -> None:
    with alone(config.data_dir):
        with pytest.raises(Busy), alone(config.data_dir):
            pass
        told = app.test_cli_runner().invoke(args=["propose"])
    assert told.exit_code == 1
    assert "Another process" in told.output
    assert app.test_cli_runner().invoke(args=["propose"]).exit_code == 0


def test_the_command_tells_what_it_did(app: Flask, engine: Engine) -> None:
    crowd(engine)
    twice(engine)
    told = app.test_cli_runner().invoke(args=["propose"])
    assert told.exit_code == 0, told.output
    assert "62 of 62 records were new or changed" in told.output
    assert "one person, " in told.output
    assert "0 of 62" in app.test_cli_runner().invoke(args=["propose"]).output


def test_nobody_is_proposed_where_nobody_is(engine: Engine) -> None:
    assert run(engine).records == 0


def test_pairs_of_a_record_accepted_come_by_themselves(engine: Engine, config: Config) -> None:
    crowd(engine)
    first, _ = twice(engine)
    indexing.drain(engine, config.index_dir)
    assert not due(engine)  # they came with the first building of the index
    third = add(engine, "d-1", ("Шестаков", "Андрей", "Васильевич"), 1877, birth_place="с. Карабулак")
    indexing.drain(engine, config.index_dir)
    assert due(engine) == [third]
    proposer = Proposer(engine, Finder(config.index_dir), config.data_dir)
    proposer.look(at_once=True)
    proposer.settle()
    assert (first, third) in candidates(engine)
    assert not due(engine)
    assert not proposer.waits()


def test_a_list_waits_for_the_command(engine: Engine, config: Config) -> None:
    indexing.rebuild(engine, config.index_dir)
    crowd(engine, indexing.SINGLY + 1)
    indexing.drain(engine, config.index_dir)
    assert not due(engine)


def test_what_is_due_waits_while_another_process_proposes(engine: Engine, config: Config) -> None:
    indexing.rebuild(engine, config.index_dir)
    pair = twice(engine)
    indexing.drain(engine, config.index_dir)
    proposer = Proposer(engine, Finder(config.index_dir), config.data_dir)
    with alone(config.data_dir):
        proposer.turn()
        assert due(engine) == list(pair)
    proposer.turn()
    assert due(engine) == []


def test_a_record_removed_before_its_turn_is_passed_over(engine: Engine, config: Config) -> None:
    indexing.rebuild(engine, config.index_dir)
    _, second = twice(engine)
    indexing.drain(engine, config.index_dir)
    with writing(engine) as session:
        session.execute(delete(Record).where(Record.id == second))
    propose_due(engine, Finder(config.index_dir))
    assert due(engine) == []
    assert not candidates(engine)


def test_the_command_leaves_nothing_due(engine: Engine, config: Config) -> None:
    indexing.rebuild(engine, config.index_dir)
    twice(engine)
    indexing.drain(engine, config.index_dir)
    run(engine)
    assert due(engine) == []


@pytest.fixture
def many(engine: Engine, config: Config) -> Iterator[Config]:
    """A collection of some portions, each man in it twice."""
    with writing(engine) as session:
        lookup = Lookup.read(session)
        records = []
        for number in range(600):
            name = DraftName(surname=SURNAMES[number // 2 % 10] + GIVEN[number // 20 % 10].lower(), given_name="Иван")
            draft = Draft(
                names=(name,), source_ref=f"{'ab'[number % 2]}-{number}", source=DraftSource(),
                birth_date=year(1860 + number // 2 % 60), birth_place=f"с. {SURNAMES[number // 2 % 7]}ка",
            )  # fmt: skip
            record = Record()
            fill(session, record, draft, lookup)
            records.append(record)
        enter(session, records)
    yield config


@only_sqlite
def test_killed_in_the_middle_it_goes_on_and_nothing_is_lost_or_doubled(
    engine: Engine, many: Config, tmp_path: Path
) -> None:
    engine.dispose()  # what it wrote is in the file itself
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    for folder in (whole, broken):
        folder.mkdir()
        shutil.copy(many.data_dir / "esimder.db", folder / "esimder.db")
    assert command(whole).wait(240) == 0
    killed = command(broken)
    there = engine_in(broken)
    deadline = time.monotonic() + 240
    while not 0 < proposed(there) < 600 and killed.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
    killed.send_signal(signal.SIGKILL)
    assert killed.wait(60) == -signal.SIGKILL
    assert 0 < proposed(there) < 600
    assert command(broken).wait(240) == 0
    assert proposed(there) == 600
    assert said(there) == said(engine_in(whole))


def command(folder: Path) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "ESIMDER_DATA_DIR": str(folder), "SECRET_KEY": "test"}
    environment.pop("DATABASE_URL", None)
    arguments = [sys.executable, "-m", "flask", "--app", "wsgi", "propose", "--workers", "1"]
    return subprocess.Popen(arguments, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)


def engine_in(folder: Path) -> Engine:
    return create_engine(f"sqlite:///{folder / 'esimder.db'}")


def proposed(engine: Engine) -> int:
    with Session(engine) as session:
        return session.scalar(select(func.count()).select_from(Proposed)) or 0


def due(engine: Engine) -> list[int]:
    with Session(engine) as session:
        return list(session.scalars(select(DueProposal.record_id).order_by(DueProposal.id)))


def said(engine: Engine) -> Iterable[tuple[object, ...]]:
    both = {**candidates(engine), **candidates(engine, "kin")}
    return sorted((*pair, one.kind, one.digest, one.state) for pair, one in both.items())
