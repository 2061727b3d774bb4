"""The command ``flask estimate``."""

from __future__ import annotations

from functools import partial

import click
from flask import current_app
from flask.cli import with_appcontext
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from app.config import Config
from app.db import db, migrate
from app.estimating.making import LEAST, TooFew, make

out = Console(highlight=False, soft_wrap=True, markup=False, emoji=False)


@click.command("estimate")
@with_appcontext
def estimate_() -> None:
    """Estimate on this collection what agreement in each field weighs when records are matched.

    It is worth it where several lists name many of the same people. What experts have set in data/matching/weights.csv
    stays in force. All records are then matched anew by the next flask propose.
    """
    config: Config = current_app.config["ESIMDER"]
    migrate(config.database_url)
    said = TextColumn("{task.description}", markup=False)
    with Progress(said, BarColumn(), TaskProgressColumn(), TimeRemainingColumn(), console=out) as bar:
        try:
            made = make(db.engine, lambda step, total: partial(bar.advance, bar.add_task(step, total=total)))
        except TooFew as error:
            raise click.ClickException(
                f"Too few pairs of one person: about {error.matched:.0f}, and {LEAST} are needed. The weights stay as "
                "they are."
            ) from error
    out.print(
        f"Estimated on {made.records} records ({made.collection}) with about {made.pairs} pairs of one person: "
        f"{len(made.rows)} weights are in use from now on."
    )
