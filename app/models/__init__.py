"""All tables of the service; importing this package makes the metadata complete."""

from app.models.atlas import Memorial, Nation, Place, PlaceAlias, TimelineEvent
from app.models.base import Base, Labels
from app.models.imports import ImportRun, LoadedFile, OutboxEntry, SourceRow
from app.models.records import Episode, NamedRelative, Record, Stay, WrittenName
from app.models.sources import Source
from app.models.vocabulary import Archive, GlossaryEntry, RenamedPlace, Term, Translation

__all__ = [
    "Archive", "Base", "Episode", "GlossaryEntry", "ImportRun", "Labels", "LoadedFile", "Memorial", "NamedRelative",
    "Nation", "OutboxEntry", "Place", "PlaceAlias", "Record", "RenamedPlace", "Source", "SourceRow", "Stay", "Term",
    "TimelineEvent", "Translation", "WrittenName",
]  # fmt: skip
