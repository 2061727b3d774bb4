"""The service as `make serve` sets it up, with the curated persons: built once for all tests of pages."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask
from pytest import TempPathFactory

from app import create_app
from app.config import ROOT, Config
from app.db import db
from app.serving import QUESTIONS
from tests.databases import copied_database, keep_copy, new_database

CATALOGUES = sorted((ROOT / "app" / "translations").glob("*/LC_MESSAGES/messages.po"))


def sampled_service(folders: TempPathFactory) -> Flask:
    """One service a test run; it stays as it was built, for pages only read."""
    return _service(folders.getbasetemp() / "sampled")


@cache
def _service(folder: Path) -> Flask:
    made = set_up(folder, new_database(folder))
    keep_copy(made.config["ESIMDER"].database_url)
    return made


def set_up(folder: Path, url: str) -> Flask:
    """A service over that database as `flask init` leaves it, without threads."""
    compile_catalogues()
    made = create_app(Config(folder, url, "test"))
    with made.app_context():
        result = made.test_cli_runner().invoke(args=["init"])
    assert result.exit_code == 0, result.output
    for question in (
        *QUESTIONS,
        "/en/records/1",
        "/en/records/1/kin",
    ):  # what is compiled at the first question, is now
        made.test_client().get(question)
    made.extensions["batches"].stop()
    made.extensions["indexer"].stop()  # nothing comes in: no thread beside the tests
    with made.app_context():
        db.engine.dispose()
    return made


def copied_service(folders: TempPathFactory) -> Flask:
    """The same over a copy of its own, for pages that write; its threads start with the first request."""
    folder = folders.mktemp("copied")
    original = sampled_service(folders).config["ESIMDER"]
    shutil.copytree(original.data_dir, folder, dirs_exist_ok=True)
    return create_app(Config(folder, copied_database(original.database_url, folder), "test"))


def compile_catalogues() -> None:
    """What `make` does before it serves: each catalogue in the form that is read at run time, where it is older."""
    for po in CATALOGUES:
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime:
            _compile(po, mo)


def _compile(po: Path, mo: Path) -> None:
    with po.open("rb") as written, mo.open("wb") as compiled:
        write_mo(compiled, read_po(written, locale=po.parent.parent.name))
