"""``flask audit``: the chain of events from the command line."""

from __future__ import annotations

import json

import click
from flask.cli import AppGroup
from sqlalchemy.orm import Session

from app.audit import broken_at
from app.db import db
from app.intake.history.events import ends, narrowed
from app.models import AuditEvent

audit = AppGroup("audit", help="What was done, by whom, and whether the chain of it holds.")


@audit.command()
def verify() -> None:
    """Follow the chain from its first event; keep the last digest elsewhere, for only its end can be cut off unseen."""
    with Session(db.engine) as session:
        broken = broken_at(session)
        count, last = ends(session)
    if broken is not None:
        raise click.ClickException(f"The chain is broken at event {broken} of {count}.")
    click.echo(f"{count} events, the chain holds. Last digest: {last}")


@audit.command("list")
@click.option("--subject", default="", help="What was acted on: record:12, user:3; «record:» for all records.")
@click.option("--action", default="", help="What was done: corrected, restored, erased …")
@click.option("--limit", default=50, show_default=True, help="The last so many.")
def list_(subject: str, action: str, limit: int) -> None:
    """The last events, oldest first, one a line."""
    asked = {"subject": subject, "action": action}
    with Session(db.engine) as session:
        found = session.scalars(narrowed(asked).order_by(AuditEvent.id.desc()).limit(max(0, limit))).all()
    for event in reversed(found):
        who = f"user:{event.actor_id}" if event.actor_id is not None else "command"
        told = json.dumps(event.data, ensure_ascii=False, sort_keys=True)
        click.echo(f"{event.id}\t{event.at[:19]}Z\t{who}\t{event.action}\t{event.subject}\t{told}")
