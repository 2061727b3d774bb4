"""The command ``flask evaluate-links``: how well records of one person, and of kin, are told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from app.evaluation import kept
from app.evaluation.links.base import Begin, NoLists
from app.evaluation.links.card import card
from app.evaluation.links.printed import printed

out = Console(highlight=False, soft_wrap=True, markup=False, emoji=False)
MADE = 2_400  # second records, unless told otherwise


@click.command("evaluate-links")
@click.argument("directory", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--json", "as_json", is_flag=True, help="The figures as JSON; nothing is kept.")
@click.option("--seconds", "made", type=click.IntRange(2), default=MADE, show_default=True, help="Second records made.")
@with_appcontext
def evaluate_links(directory: Path, as_json: bool, made: int) -> None:
    """Measure how well records of one person, and of kin, are told, on the lists of a folder.

    The lists are imported aside; second records are made of their people, with names as they are attested otherwise.
    The figures are kept as links.json in the data directory and shown on the page /accuracy.
    """
    with _progress(quiet=as_json) as begin:
        try:
            figures = card(directory, made, begin)
        except NoLists as error:
            raise click.ClickException(f"There is no list {error}.") from None
    figures = {"measured": datetime.now(UTC).isoformat(timespec="minutes")} | figures
    if as_json:
        click.echo(json.dumps(figures, ensure_ascii=False))
        return
    for part in printed(figures):
        out.print(part)
    out.print(f"Kept: {kept.write(figures, current_app.config['ESIMDER'].data_dir, kept.LINKS)}")


@contextmanager
def _progress(*, quiet: bool) -> Iterator[Begin]:
    said = TextColumn("{task.description}", markup=False)
    columns = (said, BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=out, disable=quiet) as bar:
        yield lambda step, total: partial(bar.advance, bar.add_task(step, total=total))
