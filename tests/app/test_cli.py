from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from app.config import Config

ROWS = "source_ref,surname,given_name,birth_date\nm-1,Майлин,Беимбет,1894\nx-1,,,1900\n"


def run(app: Flask, *arguments: str | Path) -> Result:
    return app.test_cli_runner().invoke(args=[str(argument) for argument in arguments])


def test_init_can_be_run_again(app: Flask) -> None:
    assert run(app, "init").exit_code == 0
    again = run(app, "init")
    assert again.exit_code == 0
    assert "unchanged" in again.output


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
