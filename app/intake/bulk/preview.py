"""How a file is read, before anything of it is sent: its form, its columns, its first rows."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from flask_babel import gettext
from sqlalchemy.orm import Session

from app.dates import HistoricalDate
from app.intake.bulk import labels, mapping
from app.intake.bulk.rows import Plan, SentRow, read
from app.intake.bulk.running import how_of
from app.intake.bulk.store import path_of
from app.intake.draft import Coded
from app.intake.files import UnreadableFile
from app.intake.readers.tables import open_table
from app.intake.readers.written import How, Table
from app.intake.submitting.reading import PART_KINDS, read_name
from app.models import Batch

ROWS = 20


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row as it will be read: parts of the name with what they are, values with our reading, problems in words."""

    line: int
    parts: tuple[tuple[str, str], ...]
    sex: str
    nation: Coded
    birth: HistoricalDate | None
    death: HistoricalDate | None
    fate: Coded
    episodes: int
    cells: Mapping[str, str]
    problems: tuple[tuple[str, str, bool], ...]  # field, words, whether it keeps the row out

    @property
    def rejected(self) -> bool:
        """Whether it is not taken."""
        return any(rejects for _, _, rejects in self.problems)


@dataclass(frozen=True, slots=True)
class Preview:
    """What the page of a batch that is not sent yet shows; ``fault`` says why nothing can be read."""

    how: How
    headings: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    parts: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    rows: tuple[ReadRow, ...] = ()
    fault: str = ""

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The columns that a heading can be mapped to."""
        return labels.choices(self.columns)


def opened(data_dir: Path, batch: Batch, how: How | None = None) -> Table:
    """The file of the batch, as it is said to be read. Raises UnreadableFile, naming the file as its owner does."""
    try:
        return open_table(path_of(data_dir, batch.digest), how or how_of(batch))
    except UnreadableFile as error:
        raise UnreadableFile(error.reason, **(error.params | {"path": batch.filename})) from error


def preview(session: Session, data_dir: Path, batch: Batch) -> Preview:
    """How the file is read with what was chosen so far."""
    how = how_of(batch)
    try:
        table = opened(data_dir, batch)
    except UnreadableFile as error:
        return Preview(how, fault=labels.unreadable_words(error.reason, error.params))
    with closing(table):
        chosen = columns_for(session, batch, table)
        plan = Plan(chosen if table.headings else None, batch.citation)
        rows = tuple(_shown(read(written, plan)) for written in islice(table, ROWS))
        said = How(table.format, table.encoding.removesuffix("-sig"), table.separator, table.part)
        remarks = tuple(labels.problem_words(remark.reason, "", dict(remark.params)) for remark in table.remarks)
        return Preview(said, table.headings, chosen, table.parts, remarks, rows)


def columns_for(session: Session, batch: Batch, table: Table) -> dict[str, str]:
    """The mapping of the batch where it fits the headings, else the one of last time, else what the headings say."""
    if tuple(batch.columns) == table.headings:
        return dict(batch.columns)
    known = mapping.remembered(session, batch.submitter_id, table.headings)
    return mapping.proposed(table.headings, known | dict(batch.columns))


def _shown(row: SentRow) -> ReadRow:
    draft, name = row.draft, read_name(row.said)
    parts = tuple((gettext(PART_KINDS[part.kind]), part.form) for part in name.name.parts) if name else ()
    problems = tuple(
        (labels.label(each.field), labels.problem_words(each.reason, each.value, dict(each.params)), each.rejects)
        for each in row.problems
    )
    return ReadRow(row.line, parts, draft.sex, draft.nation, draft.birth_date, draft.death_date, draft.fate,
                   len(draft.episodes), row.cells, problems)  # fmt: skip
