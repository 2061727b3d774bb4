"""While there is no index the search says so and when to ask again; everything else can be opened."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from app.config import Config
from app.indexing import drain
from app.languages import LANGUAGES

ROWS = "source_ref,surname,given_name,patronymic,nation\nb-1,Ким,Афанасий,Арсеньевич,кореец\nb-2,Ким,Мария,,кореянка\n"
SEARCHES = ("/search?q=Ким", "/search?nation=korean", "/kin?q=Ким+Афанасий", "/records/1/kin")
OPEN = (
    "/", "/records/1", "/records/1/history", "/places", "/places/karlag", "/nations", "/nations/korean", "/timeline",
    "/names?left=Ким&right=Kim", "/about", "/ask",
)  # fmt: skip


@pytest.fixture
def app(config: Config, app: Flask, tmp_path: Path) -> Flask:
    """Two records, whose index nobody makes but the test."""
    app.extensions["indexer"].stop()
    (tmp_path / "list.csv").write_text(ROWS, encoding="utf-8")
    runner = app.test_cli_runner()
    assert runner.invoke(args=["init"]).exit_code == 0
    assert runner.invoke(args=["import", str(tmp_path / "list.csv")]).exit_code == 0
    return app


def without_index(config: Config) -> None:
    shutil.rmtree(config.index_dir)


@pytest.mark.parametrize("path", SEARCHES)
def test_a_search_says_that_it_is_being_rebuilt(config: Config, app: Flask, path: str) -> None:
    without_index(config)
    answer = app.test_client().get(f"/en{path}")
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert "The search is being rebuilt" in answer.text
    assert "records, persons, places and nations can be opened" in answer.text


def test_it_says_so_in_every_language(config: Config, app: Flask) -> None:
    without_index(config)
    pages = {tag: app.test_client().get(f"/{tag}/search?q=Ким") for tag in LANGUAGES}
    assert [tag for tag, page in pages.items() if "The search is being rebuilt" in page.text] == ["en"]
    assert {page.status_code for page in pages.values()} == {503}


def test_all_that_needs_no_search_can_be_opened(config: Config, app: Flask) -> None:
    without_index(config)
    assert {path: app.test_client().get(f"/en{path}").status_code for path in OPEN} == dict.fromkeys(OPEN, 200)
    assert app.test_client().get("/api/v1/records/1").status_code == 200
    assert "The search is being rebuilt; when it is done" in app.test_client().get("/en/places/karlag").text


def test_it_is_back_as_soon_as_it_is_there(config: Config, app: Flask) -> None:
    client = app.test_client()
    without_index(config)
    assert client.get("/en/search?q=Ким").status_code == 503
    drain(app.extensions["labels"].engine, config.index_dir)
    assert client.get("/en/search?q=Ким").status_code == 200


def test_a_damaged_index_is_as_good_as_none(config: Config, app: Flask) -> None:
    files = [path for path in config.index_dir.rglob("*") if path.is_file() and path.name != "writer.lock"]
    assert files
    for path in files:
        whole = path.read_bytes()
        for broken in (whole[: len(whole) // 2], b"", bytes(len(whole))):
            path.write_bytes(broken)
            assert _status(config) in (200, 503), (path.name, len(broken))
        path.write_bytes(whole)
    assert _status(config) == 200


def _status(config: Config) -> int:
    fresh = create_app(config)
    fresh.extensions["indexer"].stop()
    return fresh.test_client().get("/en/search?q=Ким").status_code
