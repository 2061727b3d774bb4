from __future__ import annotations

import threading
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from openpyxl import Workbook

from app import create_app, indexing
from app.config import Config
from app.intake import importing
from app.intake.values import Words
from app.reference import fold_place

ROWS = "source_ref,surname,given_name,birth_date\nm-1,Майлин,Беимбет,1894\nx-1,,,1900\n"


def run(app: Flask, *arguments: str | Path) -> Result:
    return app.test_cli_runner().invoke(args=[str(argument) for argument in arguments])


def test_init_can_be_run_again(app: Flask) -> None:
    assert run(app, "init").exit_code == 0
    again = run(app, "init")
    assert again.exit_code == 0
    assert "unchanged" in again.output


def test_an_index_of_older_knowledge_is_built_anew(app: Flask, config: Config) -> None:
    run(app, "init")
    generation = (config.index_dir / "current").read_text()
    run(app, "init")
    assert (config.index_dir / "current").read_text() == generation
    (config.index_dir / "made-by").write_text("of last year")
    run(app, "init")
    assert (config.index_dir / "current").read_text() != generation


def test_import_tells_what_it_did_and_writes_a_report(app: Flask, config: Config, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(ROWS)
    told = run(app, "import", tmp_path / "list.csv")
    assert told.exit_code == 0, told.output
    assert "2 rows read: 1 accepted" in told.output
    (report,) = (config.data_dir / "reports").glob("list-*.csv")
    assert "3,surname" in report.read_text(encoding="utf-8-sig") or ",x-1" in report.read_text(encoding="utf-8-sig")


def test_an_imported_record_can_be_searched_at_once(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(ROWS)
    run(app, "import", tmp_path / "list.csv")
    found = app.test_client().get("/api/v1/search", query_string={"q": "Mailin"}).json
    assert found["results"][0]["source_ref"] == "m-1"  # type: ignore[index]
    app.extensions["indexer"].stop()


def test_a_place_that_leaves_during_an_import_ends_it_with_words(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "list.csv").write_text("source_ref,surname,burial_place\nm-1,Майлин,Бутово\n")
    monkeypatch.setattr(importing, "_words", lambda _engine: Words({fold_place("Бутово"): "butovo"}, {}))
    told = run(app, "import", tmp_path / "list.csv")
    assert (told.exit_code, "give the command again" in told.output) == (1, True), told.output
    monkeypatch.undo()
    assert run(app, "import", tmp_path / "list.csv").exit_code == 0
    app.extensions["indexer"].stop()


def test_a_dry_run_leaves_nothing(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(ROWS)
    told = run(app, "import", tmp_path / "list.csv", "--dry-run")
    assert "1 would be accepted" in told.output
    assert "1 accepted" in run(app, "import", tmp_path / "list.csv").output


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "no"),
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00", "text"),
        ("город,страна\nАлма-Ата,СССР\n".encode(), "header"),
        (b"source_ref,surname,given_name\n", "no row"),
    ],
)
def test_a_file_that_cannot_be_read_ends_with_the_reason(
    app: Flask, tmp_path: Path, content: bytes | None, said: str
) -> None:
    path = tmp_path / "list.csv"
    if content is not None:
        path.write_bytes(content)
    told = run(app, "import", path)
    assert told.exit_code == 1
    assert said in told.output
    assert "Traceback" not in told.output


def test_a_file_of_which_nothing_can_be_accepted_fails(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("source_ref,surname,given_name\nx-1,,\n")
    told = run(app, "import", tmp_path / "list.csv")
    assert told.exit_code == 1
    assert "No row could be accepted" in told.output


def test_names_of_files_are_printed_as_they_are(app: Flask, config: Config, tmp_path: Path) -> None:
    path = tmp_path / ("[bold] :key: %d " + "й" * 80 + ".csv")
    path.write_text(ROWS)
    told = run(app, "import", path)
    assert told.exit_code == 0, told.output
    assert "[bold] :key: %d й" in told.output
    (report,) = (config.data_dir / "reports").iterdir()
    assert str(report) in told.output


def test_each_run_has_a_report_of_its_own(app: Flask, config: Config, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(ROWS)
    for _ in range(3):
        run(app, "import", tmp_path / "list.csv", "--dry-run")
    assert len(list((config.data_dir / "reports").iterdir())) == 3


def test_import_says_how_it_reads_the_file(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_bytes("surname,given_name\nМайлин,Беимбет\n".encode("cp1251"))
    assert "Reading list.csv as csv, cp1251." in run(app, "import", tmp_path / "list.csv").output


def test_a_database_that_cannot_be_written_ends_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    (tmp_path / "list.csv").write_text(ROWS)
    app = create_app(Config(tmp_path / "file", f"sqlite:///{tmp_path / 'file' / 'esimder.db'}", "test"))
    for command in (["init"], ["import", tmp_path / "list.csv"], ["reindex"]):
        told = run(app, *command)
        assert told.exit_code == 1
        assert isinstance(told.exception, SystemExit)
        assert "Error: " in told.output


def test_stopped_while_indexing_all_rows_are_kept(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "list.csv").write_text(ROWS)

    def stopped(*_: object, **__: object) -> int:
        if threading.current_thread() is threading.main_thread():  # Ctrl-C reaches no service that runs beside
            raise KeyboardInterrupt
        return 0

    with monkeypatch.context() as patch:
        patch.setattr(indexing, "drain", stopped)
        told = run(app, "import", tmp_path / "list.csv")
    assert told.exit_code == 130
    assert "all rows are kept" in told.output
    assert "1 records indexed" in run(app, "reindex").output


def test_reindex_builds_what_the_database_holds(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(ROWS)
    run(app, "import", tmp_path / "list.csv")
    assert "1 records indexed" in run(app, "reindex", "--full").output
    assert "0 records indexed" in run(app, "reindex").output


def test_evaluate_prints_figures(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "records.csv").write_text(
        "source_ref,surname,given_name,patronymic\na,Дулатов,Миржакып,\nb,Майлин,Беимбет,\n"
    )
    (tmp_path / "spellings.csv").write_text("query,relevant,naive\nMirzhakyp Dulatov,a,0.9\nBeimbet Mailin,b,0.5\n")
    told = run(app, "evaluate", tmp_path, "--json")
    assert told.exit_code == 0, told.output
    assert '"spellings": {"n": 2, "r1": 1.0, "r10": 1.0, "mrr": 1.0, "candidate_recall": 1.0' in told.output
    assert '"spellings_hard": {"n": 1' in told.output
    assert "WRatio" in run(app, "evaluate", tmp_path).output


def test_a_workbook_and_a_family_tree_are_imported(app: Flask, tmp_path: Path) -> None:
    book = Workbook()
    for row in (["source_ref", "Фамилия", "Имя"], ["m-1", "Майлин", "Беимбет"], ["x-1", None, None]):
        book.active.append(row)
    book.save(tmp_path / "list.xlsx")
    tree = "0 HEAD\n1 CHAR ANSI\n0 @I1@ INDI\n1 NAME Миржакып /Дулатов/\n1 BIRT\n2 DATE ABT 1885\n0 TRLR\n"
    (tmp_path / "tree.ged").write_bytes(tree.encode("cp1251"))
    for name, form in (("list.xlsx", "xlsx"), ("tree.ged", "gedcom")):
        told = run(app, "import", tmp_path / name, "--format", form)
        assert told.exit_code == 0, told.output
        assert "1 accepted" in told.output
    again = run(app, "import", tmp_path / "tree.ged")
    assert "0 accepted" in again.output
    assert run(app, "import", tmp_path / "tree.ged", "--format", "xlsx").exit_code == 1
