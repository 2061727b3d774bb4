from __future__ import annotations

import csv
import os
import signal
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, func, select
from sqlalchemy.orm import Session

from app.config import Config
from app.db import migrate, writing
from app.intake.accept import Lookup, enter, fill
from app.intake.batch import Order
from app.intake.corrected import correct, correction_of
from app.intake.draft import Draft, DraftName
from app.intake.importing import bring_in, resume_after
from app.intake.readers import Reading, read
from app.intake.report import Report, Tally, guarded
from app.intake.versions import Change, keep
from app.models import Episode, ImportRun, OutboxEntry, Record, RecordVersion, SourceRow, Stay, WrittenName
from tests.databases import only_sqlite

ROOT = Path(__file__).resolve().parents[3]
HEADER = "source_ref,surname,given_name,patronymic,birth_date,nation,camps\n"
DULATOV = "d-1,Дулатов,Миржакып,,1885-11-25,казах,sosnovets 1935\n"
MAILIN = "m-1,Майлин,Беимбет,,1894-11-15,казах,alma-ata-nkvd 1938\n"


def bring(engine: Engine, path: Path, order: Order = Order()) -> tuple[Tally, list[dict[str, str]]]:  # noqa: B008
    """Import a file as the command does; the tally and the lines of the report."""
    said = StringIO()
    tally = Tally()
    with read(path, order.form, order.encoding, resume_after(engine, path, order)) as reading:
        for _, tally in bring_in(engine, reading, path, order, Report(said)):  # noqa: B007
            pass
    return tally, list(csv.DictReader(StringIO(said.getvalue())))


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def count(engine: Engine, table: type[object]) -> int:
    with Session(engine) as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_a_row_becomes_a_record_with_its_names_episode_and_wording(engine: Engine, tmp_path: Path) -> None:
    tally, report = bring(engine, write(tmp_path / "list.csv", HEADER + DULATOV))
    assert (tally.read, tally.accepted, report) == (1, 1, [])
    with Session(engine) as session:
        record = session.scalars(select(Record)).one()
        assert (record.name.surname, record.name.given_name) == ("Дулатов", "Миржакып")
        assert (record.birth.edtf, record.birth.wording) == ("1885-11-25", "1885-11-25")
        assert record.nation_written == "казах"
        assert record.episodes[0].stays[0].arrival.edtf == "1935"
        assert session.scalars(select(SourceRow)).one().row["surname"] == "Дулатов"
        assert session.scalars(select(OutboxEntry)).one().record_id == record.id


def test_importing_twice_changes_nothing(engine: Engine, tmp_path: Path) -> None:
    path = write(tmp_path / "list.csv", HEADER + DULATOV + MAILIN)
    bring(engine, path)
    tally, report = bring(engine, path)
    assert (tally.read, tally.accepted, tally.already, report) == (2, 0, 2, [])
    assert count(engine, Record) == 2
    assert count(engine, SourceRow) == 2


def test_rows_without_a_reference_are_not_doubled_either(engine: Engine, tmp_path: Path) -> None:
    path = write(tmp_path / "list.csv", "surname,given_name\nМайлин,Беимбет\nДулатов,Миржакып\n")
    bring(engine, path)
    tally, _ = bring(engine, write(tmp_path / "again.csv", "surname,given_name\nДулатов,Миржакып\nМайлин,Беимбет\n"))
    assert (tally.accepted, tally.already) == (0, 2)


def test_two_rows_with_one_reference_are_reported_and_the_first_stays(engine: Engine, tmp_path: Path) -> None:
    path = write(tmp_path / "list.csv", HEADER + DULATOV + MAILIN.replace("m-1", "d-1"))
    tally, report = bring(engine, path)
    assert (tally.accepted, tally.rejected) == (1, 1)
    assert [(line["line"], line["field"]) for line in report] == [("3", "source_ref")]
    assert "Майлин" in report[0]["row"]
    assert count(engine, Record) == 1


def test_a_changed_row_waits_for_confirmation_and_then_replaces(engine: Engine, tmp_path: Path) -> None:
    bring(engine, write(tmp_path / "list.csv", HEADER + DULATOV))
    mended = write(tmp_path / "mended.csv", HEADER + DULATOV.replace("Миржакып", "Мыржакып"))
    tally, report = bring(engine, mended)
    assert (tally.rejected, tally.updated) == (1, 0)
    assert "--update" in report[0]["reason"]
    tally, _ = bring(engine, mended, Order(update=True))
    assert (tally.updated, tally.rejected) == (1, 0)
    with Session(engine) as session:
        assert session.scalars(select(Record)).one().name.given_name == "Мыржакып"
    assert [count(engine, table) for table in (Record, WrittenName, Episode, Stay)] == [1, 1, 1, 1]
    assert count(engine, SourceRow) == 2  # the first wording is kept


def test_a_bad_row_never_stops_a_good_one(engine: Engine, tmp_path: Path) -> None:
    rows = HEADER + DULATOV + "x-1,,,,1900,казах,\n" + MAILIN.replace("1894-11-15", "31.02.1894")
    tally, report = bring(engine, write(tmp_path / "list.csv", rows))
    assert (tally.read, tally.accepted, tally.rejected, tally.warnings) == (3, 2, 1, 1)
    assert [line["line"] for line in report] == ["3", "4"]
    with Session(engine) as session:
        mailin = session.scalars(select(Record).where(Record.source_ref == "m-1")).one()
        assert (mailin.birth.edtf, mailin.birth.wording) == ("", "31.02.1894")


def test_a_dry_run_writes_nothing(engine: Engine, tmp_path: Path) -> None:
    tally, report = bring(engine, write(tmp_path / "list.csv", HEADER + DULATOV + "x-1,,,,,,\n"), Order(dry_run=True))
    assert (tally.accepted, tally.rejected, len(report)) == (1, 1, 1)
    assert [count(engine, table) for table in (Record, ImportRun, OutboxEntry)] == [0, 0, 0]


def test_a_dry_run_says_what_the_run_would_say(engine: Engine, tmp_path: Path) -> None:
    bring(engine, write(tmp_path / "before.csv", HEADER + DULATOV + MAILIN))
    rows = DULATOV + MAILIN.replace("Беимбет", "Бейімбет") + "k-1,Ким,Вера,,1900,,\nk-1,Ким,Анна,,1900,,\n"
    fill = "".join(f"p-{n},Иванов,Пётр,,1900,,\n" for n in range(600))
    path = write(tmp_path / "list.csv", HEADER + rows + fill + "p-3,Иванова,Мария,,1900,,\n")
    for update in (False, True):
        told = bring(engine, path, Order(update=update, dry_run=True))
        assert told == bring(engine, path, Order(update=update))
        assert told[0].rejected == 3 - update


def test_a_citation_is_given_to_rows_that_bring_none(engine: Engine, tmp_path: Path) -> None:
    bring(engine, write(tmp_path / "list.csv", HEADER + DULATOV), Order(citation="Книга скорби, т. 1"))
    with Session(engine) as session:
        assert session.scalars(select(Record)).one().source.citation == "Книга скорби, т. 1"


def test_a_list_read_in_a_wrong_encoding_is_mended_by_reading_it_again(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(HEADER + DULATOV + MAILIN, encoding="koi8-r")
    bring(engine, path, Order(encoding="cp1251"))
    tally, report = bring(engine, path, Order(encoding="koi8-r"))
    assert tally.rejected == 2
    assert "--update" in report[0]["reason"]
    tally, _ = bring(engine, path, Order(encoding="koi8-r", update=True))
    assert (tally.updated, tally.rejected) == (2, 0)
    with Session(engine) as session:
        assert {record.name.surname for record in session.scalars(select(Record))} == {"Дулатов", "Майлин"}


def test_a_list_read_in_a_wrong_format_is_read_again_in_the_right_one(engine: Engine, tmp_path: Path) -> None:
    rows = (
        'source_ref,name,text\nb-1,Букейханов Алихан Нурмухаметович,"род. 1866, казах, б/п. Расстрелян 27.09.1937."\n'
    )
    path = write(tmp_path / "list.csv", rows)
    bring(engine, path, Order(form="csv"))
    tally, _ = bring(engine, path, Order(form="memorial", update=True))
    assert tally.updated == 1
    with Session(engine) as session:
        assert session.scalars(select(Record)).one().birth.edtf == "1866"


def cut_off(engine: Engine, path: Path, order: Order = Order()) -> None:  # noqa: B008
    """An import that ends after its first batch."""
    with read(path, order.form, order.encoding) as reading:
        next(bring_in(engine, reading, path, order, Report(StringIO())))


def test_only_the_same_command_goes_on_where_one_was_cut_off(engine: Engine, tmp_path: Path) -> None:
    path = people(tmp_path / "list.csv", 600)
    cut_off(engine, path)
    assert resume_after(engine, path, Order()) == 501
    assert resume_after(engine, path, Order(encoding="cp1251")) == 0
    assert resume_after(engine, path, Order(update=True)) == 0
    assert resume_after(engine, path, Order(dry_run=True)) == 0


def test_a_finished_list_is_read_from_its_first_line_also_if_the_next_run_is_killed_at_once(
    engine: Engine, tmp_path: Path
) -> None:
    path = people(tmp_path / "list.csv", 600)
    bring(engine, path)
    with read(path) as reading:
        assert isinstance(reading, Reading)
        reading.close()  # the run begins and ends before a batch is done
        with pytest.raises(ValueError, match="closed"):
            next(bring_in(engine, reading, path, Order(), Report(StringIO())))
    assert resume_after(engine, path, Order()) == 0


def test_a_run_counts_the_rows_of_all_its_parts(engine: Engine, tmp_path: Path) -> None:
    path = people(tmp_path / "list.csv", 600)
    cut_off(engine, path)
    bring(engine, path)
    with Session(engine) as session:
        run = session.scalars(select(ImportRun)).one()
        assert (run.line, run.read, run.accepted, run.rejected) == (601, 600, 600, 0)


def test_the_same_words_twice_without_a_reference_are_remarked(engine: Engine, tmp_path: Path) -> None:
    path = write(tmp_path / "list.csv", "surname,given_name\nКим,Вера\nКим,Вера\n")
    tally, report = bring(engine, path)
    assert (tally.accepted, tally.already, tally.warnings) == (1, 1, 1)
    assert (report[0]["line"], report[0]["reason"][:6]) == ("3", "Line 2")
    assert bring(engine, path)[1] == report


def test_one_reference_in_two_batches_is_reported_too(engine: Engine, tmp_path: Path) -> None:
    path = people(tmp_path / "list.csv", 600)
    path.write_text(path.read_text() + "p-0,Петров,Пётр,Ильич,1880,русский,\n")
    tally, report = bring(engine, path)
    assert (tally.accepted, tally.rejected) == (600, 1)
    assert [(line["line"], line["value"]) for line in report] == [("602", "p-0")]


def people(path: Path, number: int) -> Path:
    """A list of that many made-up persons."""
    return write(path, HEADER + "".join(f"p-{n},Иванов,Пётр,Ильич,{1880 + n % 40},русский,\n" for n in range(number)))


CHILD = """
import sys, time
from pathlib import Path
from sqlalchemy import create_engine
from app.intake.accept import Lookup, enter, fill
from app.intake.batch import Order
from app.intake.corrected import correct, correction_of
from app.intake.draft import Draft, DraftName
from app.intake.importing import bring_in
from app.intake.readers import Reading, read
from app.intake.report import Report
path, url = Path(sys.argv[1]), sys.argv[2]
with read(path) as reading:
    for _, tally in bring_in(create_engine(url), reading, path, Order(), Report(open(sys.argv[3], "w"))):
        print(tally.accepted, flush=True)
        time.sleep(60 if tally.accepted == 1_000 else 0)  # for whoever cuts it off, however late they come
"""


@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGINT])
def test_an_import_cut_off_in_the_middle_is_finished_by_the_next(
    config: Config, tmp_path: Path, blow: signal.Signals
) -> None:
    path, url = people(tmp_path / "list.csv", 3_000), config.database_url
    migrate(url)
    command = [sys.executable, "-c", CHILD, str(path), url, str(tmp_path / "report.csv")]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as child:
        assert child.stdout
        child.stdout.readline()
        child.stdout.readline()
        os.kill(child.pid, blow)
    engine = create_engine(url)
    done = count(engine, Record)
    assert 1_000 <= done < 3_000
    assert resume_after(engine, path, Order()) == done + 1  # the header is line 1
    tally, report = bring(engine, path)
    assert (tally.accepted, report) == (3_000 - done, [])
    assert [count(engine, table) for table in (Record, WrittenName, SourceRow, OutboxEntry)] == [3_000] * 4


@only_sqlite
def test_a_full_disk_loses_nothing_that_was_committed(config: Config, tmp_path: Path) -> None:
    path, url = people(tmp_path / "list.csv", 3_000), config.database_url
    migrate(url)
    full = CHILD.replace("60 if", "0 if").replace("import sys, time", "import sys, time, resource, signal").replace(
        "path, url", "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, 1_500_000))\npath, url", 1,
    )  # fmt: skip
    command = [sys.executable, "-c", full, str(path), url, str(tmp_path / "report.csv")]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode != 0
    assert "OperationalError" in ended.stderr
    engine = create_engine(url)
    done = count(engine, Record)
    assert done < 3_000
    tally, _ = bring(engine, path)
    assert tally.accepted == 3_000 - done
    assert count(engine, Record) == 3_000


def test_cells_that_a_spreadsheet_would_run_are_guarded() -> None:
    assert [guarded(cell) for cell in ("=1+1", "@x", "-5", "Ким")] == ["'=1+1", "'@x", "'-5", "Ким"]


def test_a_list_given_anew_keeps_what_the_record_said_before(engine: Engine, tmp_path: Path) -> None:
    bring(engine, write(tmp_path / "list.csv", HEADER + DULATOV))
    changed = HEADER + DULATOV.replace("1885-11-25", "1886")
    bring(engine, write(tmp_path / "mended.csv", changed), Order(update=True))
    with Session(engine) as session:
        versions = session.scalars(select(RecordVersion).order_by(RecordVersion.number)).all()
        assert [(v.number, v.how, v.said["birth_date"]["edtf"]) for v in versions] == [
            (1, "imported", "1885-11-25"),
            (2, "imported", "1886"),
        ]


def test_a_list_does_not_replace_what_an_archivist_corrected(engine: Engine, tmp_path: Path) -> None:
    bring(engine, write(tmp_path / "list.csv", HEADER + DULATOV))
    with writing(engine) as session:
        record = session.scalars(select(Record)).one()
        correct(session, record, correction_of({"occupation": "поэт"}, record), Change(None, "corrected"))
    tally, report = bring(
        engine, write(tmp_path / "mended.csv", HEADER + DULATOV.replace("1885", "1886")), Order(update=True)
    )
    assert (tally.rejected, report[0]["line"]) == (1, "2")
    assert "corrected here by hand" in report[0]["reason"]
    assert bring(engine, write(tmp_path / "same.csv", HEADER + DULATOV), Order(update=True))[0].already == 1


def test_a_list_does_not_replace_what_a_volunteer_submitted(engine: Engine, tmp_path: Path) -> None:
    with writing(engine) as session:
        record = Record()
        fill(session, record, Draft((DraftName(surname="Дулатов"),), source_ref="d-1"), Lookup.read(session))
        enter(session, [record])
        keep(session, record, Change(None, "submitted"))
    for order, reason in ((Order(), "here with another text"), (Order(update=True), "by hand")):
        tally, report = bring(engine, write(tmp_path / "list.csv", HEADER + DULATOV), order)
        assert tally.rejected == 1
        assert reason in report[0]["reason"]
