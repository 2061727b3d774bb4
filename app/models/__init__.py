"""All tables of the service; importing this package makes the metadata complete."""

from app.models.atlas import Memorial, Nation, Place, PlaceAlias, TimelineEvent
from app.models.base import Base, Labels
from app.models.history import AuditEvent, RecordVersion, Takedown, Tombstone
from app.models.imports import ImportRun, LoadedFile, OutboxEntry, SourceRow
from app.models.linkage import (
    Candidate,
    DueProposal,
    Estimate,
    Judgement,
    Kinship,
    Person,
    PersonFormer,
    PersonRecord,
    Proposed,
)
from app.models.records import Episode, NamedRelative, Record, Stay, WrittenName
from app.models.sources import Source
from app.models.submissions import Batch, BatchFault, Mapping, Scan, Step, Submission
from app.models.users import Counter, Mail, Role, SignIn, User
from app.models.vocabulary import Archive, GlossaryEntry, RenamedPlace, Term, Translation

__all__ = [
    "Archive", "AuditEvent", "Base", "Batch", "BatchFault", "Candidate", "Counter", "DueProposal", "Episode",
    "Estimate", "GlossaryEntry", "ImportRun", "Judgement", "Kinship", "Labels", "LoadedFile", "Mail", "Mapping",
    "Memorial", "NamedRelative", "Nation", "OutboxEntry", "Person", "PersonFormer", "PersonRecord", "Place",
    "PlaceAlias", "Proposed", "Record", "RecordVersion", "RenamedPlace", "Role", "Scan", "SignIn", "Source",
    "SourceRow", "Stay", "Step", "Submission", "Takedown", "Term", "TimelineEvent", "Tombstone", "Translation", "User",
    "WrittenName",
]  # fmt: skip
