"""One's own account: everything of it as data, and its end."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, selectinload

from app import audit
from app.access import role_of
from app.account.people import keep_an_admin
from app.models import Batch, Judgement, Mail, SignIn, Step, Submission, User
from app.models import Mapping as ColumnMapping
from app.models.base import now

SECRETS = frozenset({"password", "fs_uniquifier", "tf_totp_secret", "mf_recovery_codes"})


def everything(session: Session, user: User) -> dict[str, Any]:
    """All that is kept of the user, as plain data; secrets are only told to be there."""
    account = _row(user, without=SECRETS) | {"role": role_of(user).value, "has_password": bool(user.password)}
    account |= {"has_second_factor": bool(user.tf_totp_secret), "recovery_codes": len(user.mf_recovery_codes or ())}
    sent = select(Submission).where(Submission.submitter_id == user.id).order_by(Submission.id)
    sent = sent.options(selectinload(Submission.steps), selectinload(Submission.scans))
    batches = session.scalars(select(Batch).where(Batch.submitter_id == user.id).order_by(Batch.id))
    signed = session.scalars(select(SignIn).where(SignIn.user_id == user.id).order_by(SignIn.id))
    judged = session.scalars(select(Judgement).where(Judgement.judge_id == user.id).order_by(Judgement.id))
    return {
        "written_at": now().isoformat(),
        "account": account,
        "sign_ins": [_row(one, without={"token_digest", "user_id"}) for one in signed],
        "submissions": [_submission(one, user) for one in session.scalars(sent)],
        "files": [_row(one, without={"token", "submitter_id"}) for one in batches],
        "judgements": [_row(one, without={"token", "judge_id", "seen"}) for one in judged],
        "column_mappings": [_row(one) for one in session.scalars(select(ColumnMapping).filter_by(user_id=user.id))],
    }


def close(session: Session, user: User) -> None:
    """End the account: what was submitted stays without the person, the rest is removed. Raises `people.Fault`."""
    keep_an_admin(session, user)
    session.execute(delete(SignIn).where(SignIn.user_id == user.id))
    session.execute(delete(ColumnMapping).where(ColumnMapping.user_id == user.id))
    session.execute(delete(Mail).where(Mail.recipient == user.email))
    for draft in session.scalars(select(Submission).where(Submission.submitter_id == user.id).filter_by(state="draft")):
        session.delete(draft)
    for sent in session.scalars(
        select(Submission).where(Submission.submitter_id == user.id, Submission.relation != "")
    ):
        sent.relation = ""
    user.email, user.name = f"closed-{user.id}@invalid", ""
    user.password = user.tf_primary_method = user.tf_totp_secret = user.mf_recovery_codes = user.confirmed_at = None
    user.active = user.trusted = False
    user.roles, user.fs_uniquifier = [], secrets.token_hex()
    audit.note(session, user.id, "user.closed", f"user:{user.id}")


def _submission(sent: Submission, user: User) -> dict[str, Any]:
    steps = [_step(step, user) for step in sent.steps]
    scans = [_row(scan, without={"submission_id", "digest"}) for scan in sent.scans]
    return _row(sent, without={"token", "submitter_id"}) | {"steps": steps, "scans": scans}


def _step(step: Step, user: User) -> Mapping[str, Any]:
    """Who of the archive did it is not told, as it is not on the pages."""
    by = "you" if step.by_id == user.id else "archive" if step.by_id else ""
    return _row(step, without={"submission_id", "by_id"}) | {"by": by}


def _row(row: Any, without: frozenset[str] | set[str] = frozenset()) -> dict[str, Any]:
    columns = (column.key for column in row.__table__.columns if column.key not in without)
    return {name: _plain(getattr(row, name)) for name in columns}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
