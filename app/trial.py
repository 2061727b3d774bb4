"""A throw-away collection over some lists, laid out as the service lays out its own: for measuring."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine

from app.config import DATA
from app.db import migrate, open_engine, writing
from app.intake.batch import Order
from app.intake.importing import bring_in
from app.intake.readers import read
from app.intake.report import Report
from app.reference import load

Told = Callable[[int], None]  # how many rows were read since it was last told


def empty(directory: Path) -> Engine:
    """A collection without records in that directory, with all that is known of places, nations and terms."""
    url = f"sqlite:///{directory / 'trial.db'}"
    migrate(url)
    engine = open_engine(url)
    with writing(engine) as session:
        load(session, DATA)
    return engine


def bring(engine: Engine, path: Path, form: str, source: str, told: Told) -> None:
    """Import the list; rows with faults are left out."""
    order = Order(citation=source, form=form, encoding="utf-8")
    before = 0
    with read(path, order.form, order.encoding, 0) as reading:
        for _, tally in bring_in(engine, reading, path, order, Report(io.StringIO())):
            told(tally.read - before)
            before = tally.read
