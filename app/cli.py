"""Commands: set up, import lists, rebuild the index, measure the search."""

from __future__ import annotations

import gc
import json
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TextIO

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn, TimeRemainingColumn
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from app import indexing
from app.account.cli import user
from app.account.people import everybody
from app.account.roles import load_roles
from app.config import DATA, ROOT, Config, keep_key
from app.db import db, migrate, writing
from app.estimating.cli import estimate_
from app.evaluation import kept
from app.evaluation.bench import Told
from app.evaluation.card import Begin, card, sets_of
from app.evaluation.card import Order as MeasureOrder
from app.evaluation.links.cli import evaluate_links
from app.evaluation.printed import printed
from app.evaluation.shapes import card_shape, contract
from app.intake.apart import ReaderGone
from app.intake.batch import Order
from app.intake.files import UnreadableFile
from app.intake.history.cli import audit
from app.intake.importing import bring_in, resume_after
from app.intake.readers import FORMATS, Opened, read
from app.intake.report import Report, Tally
from app.intake.scans.store import sweep
from app.judging.settle import settle_first
from app.knowledge import is_current
from app.portions import Tell, WorkerLost
from app.proposing.cli import propose
from app.reference import link_relations, load
from indexer.index import exists

out = Console(highlight=False, soft_wrap=True, markup=False, emoji=False)  # names of files are no markup
YOUNG = 24 * 3600  # seconds
INTERRUPTED = 130  # exit status of a command stopped by Ctrl-C
SAMPLES = DATA / "samples"
GOLDEN_PAIRS = ROOT / "tests" / "golden" / "pairs.csv"
WORKERS = os.cpu_count() or 1


def register(app: Flask) -> None:
    """Add the commands to ``flask --app wsgi``."""
    for command in (init, user, audit, import_, reindex, propose, estimate_, evaluate, evaluate_links):
        app.cli.add_command(command)


@click.command()
@with_appcontext
def init() -> None:
    """Migrate, load reference data and samples, build the index. Safe to run again."""
    config = _migrated()
    with _told_when_full():
        if not os.environ.get("SECRET_KEY"):
            keep_key(config.data_dir)
        with writing(db.engine) as session:
            load_roles(session)
            loaded = load(session, DATA)
        if config.sample:
            _import_samples(config)
        with writing(db.engine) as session:
            settle_first(session)
        with _building() as tell:
            if not (exists(config.index_dir) and is_current(config.index_dir)) or indexing.RENAMED in loaded:
                indexing.rebuild(db.engine, config.index_dir, tell)
            indexing.drain(db.engine, config.index_dir, tell)
        _sweep_scans()
    out.print(f"Reference data: {', '.join(loaded) or 'unchanged'}. Ready.")
    if not everybody(db.session):
        out.print("Nobody has an account yet: flask --app wsgi user add EMAIL --role admin")


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(FORMATS), help="How the file is written; found out if not given.")
@click.option("--source", default="", help="Citation for rows that bring none.")
@click.option("--encoding", default="", help="utf-8, cp1251, utf-16 …; found out if not given.")
@click.option("--update", is_flag=True, help="Rows whose text changed replace what their records say.")
@click.option("--dry-run", is_flag=True, help="Read and check everything, write nothing.")
@with_appcontext
def import_(file: Path, form: str | None, source: str, encoding: str, update: bool, dry_run: bool) -> None:
    """Bring a list of persons into the service and index it.

    Rows with faults are told in a report and never stop the others. An import that was cut off goes on when the command
    is given again.
    """
    config = _migrated()
    gc.freeze()  # tables and models stay; looking through them for garbage again and again took a fifth of the time
    try:
        tally, report = _import(config, file, Order(source, update, dry_run, form or "", encoding))
    except UnreadableFile as error:
        raise click.ClickException(str(error)) from error
    except ReaderGone as error:
        raise click.ClickException(f"{error} What was committed stays; give the command again to go on.") from error
    except IntegrityError as error:
        raise click.ClickException(
            "A place or nation that the list names was removed while it was read. "
            "What was committed stays; give the command again to go on."
        ) from error
    _tell(tally, report, dry_run=dry_run)
    if not dry_run:
        _index(config)
    if tally.read == tally.rejected and not tally.resumed_after:
        reason = "No row could be accepted; see the report." if tally.read else "There is no row under the header."
        raise click.ClickException(reason)


@click.command()
@click.option("--full", is_flag=True, help="Build the whole index anew and swap it in.")
@with_appcontext
def reindex(full: bool) -> None:
    """Bring the index up to what the database says."""
    config = _migrated()
    with _told_when_full(), _building() as tell:
        anew = full or not exists(config.index_dir)
        build = indexing.rebuild if anew else indexing.drain
        count = build(db.engine, config.index_dir, tell)
    out.print(f"{count} records indexed.")


@click.command()
@click.argument("directory", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--json", "as_json", is_flag=True, help="Figures of the sets as JSON; no plain tools, nothing is kept.")
@click.option("--sample", default=200, show_default=True, help="Questions of each set that plain tools answer, too.")
@click.option("--workers", default=WORKERS, show_default=True, help="Processes that ask at the same time.")
@with_appcontext
def evaluate(directory: Path, as_json: bool, sample: int, workers: int) -> None:
    """Measure the search on the question sets of a folder, beside plain tools in the same run.

    The figures are kept as accuracy.json in the data directory and shown on the page /accuracy.
    """
    order = MeasureOrder(directory, GOLDEN_PAIRS, 0 if as_json else sample, workers)
    with _asking(quiet=as_json) as begin:
        measured = sets_of(order, begin) if as_json else card(order, begin)
    if isinstance(measured, tuple):
        click.echo(json.dumps(contract(measured), ensure_ascii=False))
        return
    for part in printed(measured):
        out.print(part)
    with _told_when_full():
        out.print(f"Kept: {kept.write(card_shape(measured, datetime.now(UTC)), _config().data_dir)}")


@contextmanager
def _asking(*, quiet: bool) -> Iterator[Begin]:
    """A progress bar that begins when it is known how many questions there are."""
    with _progress(quiet=quiet) as bar:

        def begin(total: int) -> Told:
            return partial(bar.advance, bar.add_task("questions", total=total))

        yield begin


def _sweep_scans() -> None:
    """Remove files that no submission tells of; young ones may belong to one that is being sent."""
    with Session(db.engine) as session:
        sweep(session, time.time() - YOUNG)


def _config() -> Config:
    config: Config = current_app.config["ESIMDER"]
    return config


def _migrated() -> Config:
    """The settings, once the database is there in its present shape."""
    config = _config()
    with _told_when_full():
        migrate(config.database_url)
    return config


def _index(config: Config) -> None:
    """Bring the index up to the database, also if that was left undone before."""
    try:
        with _told_when_full(), _building() as tell:
            indexing.drain(db.engine, config.index_dir, tell)
    except KeyboardInterrupt:
        out.print(
            "Stopped while indexing; all rows are kept. The service will index them, or: flask --app wsgi reindex"
        )
        raise SystemExit(INTERRUPTED) from None


def _import_samples(config: Config) -> None:
    """The curated persons and their relations, once, and again where their files changed."""
    _import(config, SAMPLES / "persons.csv", Order(update=True, form="csv", encoding="utf-8"), quiet=True)
    with writing(db.engine) as session:
        link_relations(session, DATA)


def _import(config: Config, path: Path, order: Order, *, quiet: bool = False) -> tuple[Tally, Path]:
    """Read the file with a progress bar; the tally, and where the report of its faults lies."""
    tally = Tally()
    try:
        with _told_when_full():
            after = resume_after(db.engine, path, order) if path.is_file() else 0
            with read(path, order.form, order.encoding, after) as reading, _report(config, path) as file:
                batches = bring_in(db.engine, reading, path, order, Report(file))
                for tally in _shown(batches, reading, path.name, quiet=quiet):  # noqa: B007
                    pass
    except KeyboardInterrupt:
        out.print(f"Stopped after {tally.read} rows; give the command again to go on.")
        raise SystemExit(INTERRUPTED) from None
    tally.resumed_after = after
    return tally, Path(file.name)


def _shown(batches: Iterator[tuple[int, Tally]], reading: Opened, name: str, *, quiet: bool) -> Iterator[Tally]:
    """The tallies as they come, with a progress bar."""
    with _progress(quiet=quiet) as bar:
        if not quiet:
            how = filter(None, (reading.format, reading.encoding.removesuffix("-sig")))
            out.print(f"Reading {name} as {', '.join(how)}.")
        task = bar.add_task(name, total=reading.size)
        for position, tally in batches:
            bar.update(task, completed=position)
            yield tally


def _report(config: Config, path: Path) -> TextIO:
    """A new file for the faults of this run. A spreadsheet knows by its mark that it is UTF-8."""
    folder = config.data_dir / "reports"
    folder.mkdir(parents=True, exist_ok=True)
    began = f"{datetime.now():%Y%m%d-%H%M%S-%f}"  # noqa: DTZ005 (the archivist's own clock)
    return (folder / f"{path.stem[:60]}-{began}.csv").open("x", encoding="utf-8-sig", newline="")


@contextmanager
def _building() -> Iterator[Tell]:
    """A progress bar for an index that is built anew, as soon as it is; to bring a few records in shows none."""
    with _progress(quiet=False) as bar:
        tasks: list[TaskID] = []

        def tell(done: int, of: int) -> None:
            if not tasks:
                tasks.append(bar.add_task("Building the index", total=of))
            bar.update(tasks[0], completed=done, total=of)

        yield tell


def _progress(*, quiet: bool) -> Progress:
    said = TextColumn("{task.description}", markup=False)
    return Progress(said, BarColumn(), TaskProgressColumn(), TimeRemainingColumn(), console=out, disable=quiet)


@contextmanager
def _told_when_full() -> Iterator[None]:
    """A full disk ends a command with words, not with a trace, and so does a lost process; all committed stays."""
    try:
        yield
    except WorkerLost as error:
        raise click.ClickException(
            "A process that was at work on the index ended before its time; there may be too little memory. "
            "The index is as it was before. Try again."
        ) from error
    except (OperationalError, sqlite3.OperationalError, OSError) as error:
        if isinstance(error, FileNotFoundError | IsADirectoryError | PermissionError):
            raise click.ClickException(f"{error.strerror}: {error.filename}") from error
        reason = getattr(error, "orig", None) or error
        raise click.ClickException(f"Could not write: {reason}. What was committed so far stays; try again.") from error


def _tell(tally: Tally, report: Path, *, dry_run: bool) -> None:
    if tally.resumed_after:
        out.print(
            f"Went on after line {tally.resumed_after}, where an earlier run was cut off; what was wrong before it "
            "stands in the report of that run."
        )
    would = "would be " if dry_run else ""
    out.print(
        f"{tally.read} rows read: {tally.accepted} {would}accepted, {tally.updated} updated, {tally.already} were here "
        f"already, {tally.rejected} rejected; {tally.warnings} remarks, {tally.unread} rows with words not yet "
        f"understood (kept as written).\nReport: {report}"
    )
