"""The command ``flask propose``."""

from __future__ import annotations

import os
from functools import partial

import click
from flask import current_app
from flask.cli import with_appcontext
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from app.config import Config
from app.db import db, migrate
from app.proposing.run import Busy, Order, Report, alone
from app.proposing.run import propose as run

out = Console(highlight=False, soft_wrap=True, markup=False, emoji=False)
INTERRUPTED = 130  # exit status of a command stopped by Ctrl-C
WORKERS = os.cpu_count() or 1
NAMES = {"same": "one person", "kin": "kin"}


@click.command()
@click.option("--full", is_flag=True, help="Look at all records again, not only at those that are new or changed.")
@click.option("--limit", type=click.IntRange(1), help="Look for the pairs of so many records at most.")
@click.option("--workers", type=click.IntRange(1), default=WORKERS, show_default=True, help="Processes at a time.")
@with_appcontext
def propose(full: bool, limit: int | None, workers: int) -> None:
    """Look for pairs of records that may speak of one person or of relatives, for archivists to judge.

    Only records that are new or changed are matched, against all. Killed or stopped, the command goes on when it is
    given again.
    """
    config: Config = current_app.config["ESIMDER"]
    migrate(config.database_url)
    said = TextColumn("{task.description}", markup=False)
    try:
        with (
            alone(config.data_dir),
            Progress(said, BarColumn(), TaskProgressColumn(), TimeRemainingColumn(), console=out) as bar,
        ):
            report = run(
                db.engine,
                Order(full, limit, workers),
                lambda step, total: partial(bar.advance, bar.add_task(step, total=total)),
            )
    except Busy:
        raise click.ClickException("Another process is proposing pairs; wait for it to end.") from None
    except KeyboardInterrupt:
        out.print("Stopped; what was found so far is kept. Give the command again to go on.")
        raise SystemExit(INTERRUPTED) from None
    _tell(report)


def _tell(report: Report) -> None:
    took = ", ".join(f"{step} {seconds:.1f} s" for step, seconds in report.took.items())
    out.print(f"{report.fresh} of {report.records} records were new or changed. Time: {took}.")
    for kind, told in report.told.items():
        share = report.pairs[kind] / max(report.fresh, 1)
        out.print(
            f"{NAMES[kind]}: {told.looked_at} pairs in blocks, the largest of {told.largest} records; "
            f"{report.pairs[kind]} compared in full, {share:.1f} a record."
        )
        for name, (blocks, records) in told.cut.items():
            out.print(f"  {blocks} blocks of {name} were too large and {records} records in them had nothing finer.")
    tally = report.tally
    out.print(f"{sum(tally.new.values())} new, {tally.changed} changed, {tally.gone} gone, {tally.again} asked anew.")
    for (kind, band), count in sorted(report.waiting.items()):
        out.print(f"{NAMES[kind]}, {band}: {count} pairs wait for a verdict.")
