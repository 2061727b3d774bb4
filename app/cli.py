"""Commands: set up, import lists, rebuild the index, measure the search."""

from __future__ import annotations

import gc
import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.table import Table
from sqlalchemy.exc import OperationalError

from app import indexing
from app.config import DATA, Config
from app.db import db, migrate, writing
from app.evaluation.card import card
from app.evaluation.measures import Measure
from app.intake.files import UnreadableFile
from app.intake.importing import Order, Report, Tally, bring_in, resume_after
from app.intake.readers import FORMATS, read
from app.reference import link_relations, load
from indexer.index import exists

out = Console(highlight=False, soft_wrap=True)
INTERRUPTED = 130  # exit status of a command stopped by Ctrl-C
SAMPLES = DATA / "samples"


def register(app: Flask) -> None:
    """Add the commands to ``flask --app wsgi``."""
    for command in (init, import_, reindex, evaluate):
        app.cli.add_command(command)


@click.command()
@with_appcontext
def init() -> None:
    """Migrate, load reference data and samples, build the index. Safe to run again."""
    config = _config()
    migrate(config.database_url)
    with _told_when_full():
        with writing(db.engine) as session:
            loaded = load(session, DATA)
        if config.sample:
            _import_samples(config)
        if not exists(config.index_dir):
            indexing.rebuild(db.engine, config.index_dir)
        indexing.drain(db.engine, config.index_dir)
    out.print(f"Reference data: {', '.join(loaded) or 'unchanged'}. Ready.")


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
    config = _config()
    migrate(config.database_url)
    gc.freeze()  # tables and models stay; looking through them for garbage again and again took a fifth of the time
    try:
        tally, report = _import(config, file, Order(source, update, dry_run), (form or "", encoding))
    except UnreadableFile as error:
        raise click.ClickException(str(error)) from error
    _tell(tally, report, dry_run=dry_run)
    if not dry_run:
        with _told_when_full():
            indexing.drain(db.engine, config.index_dir)
    if tally.read and tally.rejected == tally.read:
        raise click.ClickException("No row could be accepted; see the report.")


@click.command()
@click.option("--full", is_flag=True, help="Build the whole index anew and swap it in.")
@with_appcontext
def reindex(full: bool) -> None:
    """Bring the index up to what the database says."""
    config = _config()
    work = indexing.rebuild if full or not exists(config.index_dir) else indexing.drain
    with _told_when_full():
        out.print(f"{work(db.engine, config.index_dir)} records indexed.")


@click.command()
@click.argument("directory", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--json", "as_json", is_flag=True, help="Figures as JSON, without the plain tools.")
@click.option("--sample", default=200, show_default=True, help="Questions of each set that plain tools answer, too.")
@with_appcontext
def evaluate(directory: Path, as_json: bool, sample: int) -> None:
    """Measure the search on the question sets of a folder, beside plain tools in the same run."""
    lines = card(directory, 0 if as_json else sample)
    if as_json:
        click.echo(json.dumps({line.name: line.ours.as_json() for line in lines}, ensure_ascii=False))
        return
    table = Table("set", "tool", "n", "R@1", "R@10", "MRR", "candidates", "p95 ms")
    for line in lines:
        table.add_row(line.name, "Esimder", *_figures(line.ours))
        table.add_row("", "Esimder, the sample", *_figures(line.sample))
        for peer, figures in line.peers.items():
            table.add_row("", peer, *_figures(figures))
    out.print(table)


def _figures(measure: Measure) -> list[str]:
    extra = [f"{measure.candidate_recall:.4f}", f"{measure.p95_ms:.1f}"] if measure.p95_ms is not None else ["–", "–"]
    return [str(measure.n), f"{measure.r1:.3f}", f"{measure.r10:.3f}", f"{measure.mrr:.3f}", *extra]


def _config() -> Config:
    config: Config = current_app.config["ESIMDER"]
    return config


def _import_samples(config: Config) -> None:
    """The curated persons and their relations, once, and again where their files changed."""
    _import(config, SAMPLES / "persons.csv", Order(update=True), ("csv", "utf-8"), quiet=True)
    with writing(db.engine) as session:
        link_relations(session, DATA)


def _import(
    config: Config, path: Path, order: Order, how: tuple[str, str], *, quiet: bool = False
) -> tuple[Tally, Path]:
    """Read the file with a progress bar; the tally, and where the report of its faults lies."""
    form, encoding = how
    reports = config.data_dir / "reports"
    target = reports / f"{path.stem}-{datetime.now():%Y%m%d-%H%M%S}.csv"  # noqa: DTZ005 (the archivist's own clock)
    tally = Tally()
    with _told_when_full():
        after = 0 if order.dry_run or not path.is_file() else resume_after(db.engine, path)
        with read(path, form, encoding, after) as reading, _progress(quiet=quiet) as bar:
            reports.mkdir(parents=True, exist_ok=True)
            with target.open("w", encoding="utf-8-sig", newline="") as file:
                task = bar.add_task(path.name, total=reading.size)
                try:
                    for position, tally in bring_in(db.engine, reading, path, order, Report(file)):  # noqa: B007
                        bar.update(task, completed=position)
                except KeyboardInterrupt:
                    out.print(f"Stopped after {tally.read} rows; give the command again to go on.")
                    raise SystemExit(INTERRUPTED) from None
    tally.resumed_after = after
    return tally, target


def _progress(*, quiet: bool) -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    return Progress(*columns, console=out, disable=quiet)


@contextmanager
def _told_when_full() -> Iterator[None]:
    """A full disk ends a command with words, not with a trace; all that was committed stays."""
    try:
        yield
    except (OperationalError, sqlite3.OperationalError, OSError) as error:
        if isinstance(error, FileNotFoundError | IsADirectoryError | PermissionError):
            raise click.ClickException(str(error)) from error
        reason = getattr(error, "orig", None) or error
        raise click.ClickException(f"Could not write: {reason}. What was committed so far stays; try again.") from error


def _tell(tally: Tally, report: Path, *, dry_run: bool) -> None:
    if tally.resumed_after:
        out.print(f"Went on after line {tally.resumed_after}, where an earlier run was cut off.")
    would = "would be " if dry_run else ""
    out.print(
        f"{tally.read} rows read: {tally.accepted} {would}accepted, {tally.updated} updated, {tally.already} were here "
        f"already, {tally.rejected} rejected; {tally.warnings} remarks, {tally.unread} rows with words not yet "
        f"understood (kept as written).\nReport: {report}"
    )
