"""``flask user``: accounts from the command line, for the first admin and for whoever has no browser at hand."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click
from flask import current_app, url_for
from flask.cli import AppGroup
from sqlalchemy import inspect
from sqlalchemy.orm import Session

from app.access import Role, lacks_second_factor, role_of
from app.account import library, people
from app.config import KEY_FILE, Config
from app.db import db, take_turn, writing
from app.languages import DEFAULT, LANGUAGES
from app.mail.post import send_due
from app.mail.sending import sender
from app.models import User

HOST, PORT = os.environ.get("HOST") or "127.0.0.1", os.environ.get("PORT") or "8000"  # as `make serve` takes them
LEVELS = click.Choice([role.value for role in (Role.VOLUNTEER, Role.ARCHIVIST, Role.ADMIN)])
user = AppGroup("user", help="Invite people, give them a role, let them go.")


@user.command()
@click.argument("email")
@click.option("--role", "level", type=LEVELS, default=Role.VOLUNTEER.value, show_default=True)
@click.option("--name", default="", help="How colleagues see the person.")
@click.option(
    "--language", type=click.Choice(list(LANGUAGES)), default=DEFAULT, show_default=True, help="Of the letter."
)
def add(email: str, level: str, name: str, language: str) -> None:
    """Invite somebody: a letter with a link that opens once leads to a password."""
    config = _config()
    _ready(config)
    with current_app.test_request_context(base_url=config.public_url or f"http://{HOST}:{PORT}"), _told():
        take_turn(db.session)
        added = people.invite(db.session, email, Role(level), None, name=name, language=language)
        people.letter_to(added, config.secret_key, _link, library.write)
        db.session.commit()
        click.echo(f"{added.email} is invited as {level}.")
    _, unsent = send_due(db.engine, sender(config), config.mail_from)
    if unsent:
        click.echo("The mail server did not take the letter; the service tries again.")
    elif not config.smtp_url:
        click.echo(f"SMTP_URL is not set: the letter with the link lies in {config.mail_dir}.")


@user.command()
@click.argument("email")
@click.argument("level", type=LEVELS, metavar="ROLE")
def role(email: str, level: str) -> None:
    """Give an account another role: volunteer, archivist, admin."""
    _change(email, lambda session, found: people.set_role(session, found, Role(level), None))
    click.echo(f"{email} is now {level}.")


@user.command()
@click.argument("email")
def deactivate(email: str) -> None:
    """Close an account: signed out everywhere at once. What was submitted stays."""
    _change(email, lambda session, found: people.deactivate(session, found, None))
    click.echo(f"{email} is closed and signed out everywhere.")


@user.command()
@click.argument("email")
def activate(email: str) -> None:
    """Open a closed account again."""
    _change(email, lambda session, found: people.activate(session, found, None))
    click.echo(f"{email} is open.")


@user.command()
@click.argument("email")
def forget(email: str) -> None:
    """Take the second factor away, for who lost telephone and recovery codes."""
    _change(email, lambda session, found: people.forget_second_factor(session, found, None))
    click.echo(f"{email} has no second factor any more and is signed out everywhere.")


@user.command("list")
def list_() -> None:
    """All accounts with their roles."""
    _ready(_config())
    for found in people.everybody(db.session):
        state = "closed" if not found.active else "" if found.password else "invited"
        state = state or ("" if found.confirmed_at else "not confirmed")
        state = state or ("no second factor yet" if lacks_second_factor(found) else "")
        click.echo("\t".join(filter(None, (found.email, role_of(found).value, found.name, state))))


def _change(email: str, act: Callable[[Session, User], Any]) -> None:
    _ready(_config())
    with _told(), writing(db.engine) as session:
        found = people.find(session, email)
        if found is None:
            raise click.ClickException(f"There is no account of {email}. flask --app wsgi user list shows all.")
        act(session, found)


@contextmanager
def _told() -> Iterator[None]:
    """A refusal is told in words."""
    try:
        yield
    except people.Fault as fault:
        raise click.ClickException(str(fault)) from fault


def _ready(config: Config) -> None:
    if not inspect(db.engine).has_table("user"):
        raise click.ClickException("The database is not set up. First run: flask --app wsgi init")
    if not config.keeps_its_key:
        raise click.ClickException(f"There is neither SECRET_KEY nor {KEY_FILE}. First run: flask --app wsgi init")


def _link(token: str) -> str:
    return url_for("account.invitation", token=token, _external=True)


def _config() -> Config:
    config: Config = current_app.config["ESIMDER"]
    return config
