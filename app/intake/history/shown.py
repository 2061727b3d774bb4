"""What of an old version may be shown: what the record's guard leaves of it today."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from app.intake.accept import Lookup, source_of, write
from app.intake.draft import Draft
from app.intake.recorded import drafted
from app.models import Nation, Record
from app.privacy import may_be_living, public, relative_may_be_living, stands_for_living


def shown(draft: Draft, record: Record, session: Session, today: date) -> Draft:
    """The draft as anybody may see it, through the privacy function.

    Guarded is who is guarded now, whatever the version says: of such a person no version shows the hidden fields. A
    relative is left out who is hidden by what the version says or by what the record says now.
    """
    old = Record(id=record.id, living="yes" if may_be_living(record, today) else "no")
    write(old, draft, Lookup.read(session))
    old.source = source_of(draft)
    old.nation = session.get(Nation, old.nation_id) if old.nation_id else None
    hidden = {(kin.relation, kin.written) for kin in record.relatives if relative_may_be_living(kin, today)}
    old.relatives = [
        kin
        for kin in old.relatives
        if (kin.relation, kin.written) not in hidden and not stands_for_living(kin.relation, kin.written, record, today)
    ]
    return drafted(public(old, today))
