"""Visitors of every role for the tests of pages: signed in for real, with a row of their own, forms sealed."""

from __future__ import annotations

import secrets
import time
from functools import cache
from typing import Any

import argon2
from flask import Flask
from flask.testing import FlaskClient
from flask_wtf.csrf import generate_csrf

from app.access import Role as Level
from app.account import roles, sign_ins
from app.account.wiring import TOKEN
from app.db import db, writing
from app.models import User
from app.models.base import now

PASSWORD = "lantern river copper"  # noqa: S105 (of made-up people)


@cache
def _hash() -> str:
    """Of that password, made once and cheaply: it is as good to be compared with as a dear one."""
    return argon2.PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(PASSWORD)


def user_of(app: Flask, role: Level, email: str = "") -> int:
    """A fresh confirmed account of that role (second factor set up where it needs one); its number."""
    with app.app_context(), writing(db.engine) as session:
        user = User(
            email=email or f"{role.value}-{secrets.token_hex(4)}@example.org",
            name=role.value,
            language="en",
            password=_hash(),
            fs_uniquifier=secrets.token_hex(),
            confirmed_at=now(),
            roles=[roles.role(session, role)],
        )
        if role in (Level.ARCHIVIST, Level.ADMIN):
            user.tf_primary_method = "authenticator"
            user.tf_totp_secret = app.extensions["security"].totp_factory.generate_totp_secret()
        session.add(user)
        session.flush()
        return user.id


def client_of(app: Flask, role: Level, email: str = "") -> FlaskClient:
    """A browser signed in as a fresh user of that role; a reader is nobody signed in."""
    if role is Level.READER:
        return visitor(app)
    return client_for(app, user_of(app, role, email))


def client_for(app: Flask, user_id: int) -> FlaskClient:
    """A browser signed in as that user, whose forms carry the token that they must."""
    with app.app_context(), writing(db.engine) as session:
        user = session.get_one(User, user_id)
        kept = {"_user_id": user.fs_uniquifier, "_fresh": True, TOKEN: sign_ins.begin(session, user_id)}
    kept["fs_paa"] = time.time()  # the password was given just now
    return _browser(app, kept)


def visitor(app: Flask) -> FlaskClient:
    """A browser of nobody, whose forms carry the token that they must."""
    return _browser(app, {})


def _browser(app: Flask, kept: dict[str, Any]) -> FlaskClient:
    client = app.test_client()
    with app.test_request_context():
        from flask import session as made  # noqa: PLC0415 (of this made-up request)

        sealed, token = generate_csrf(), made["csrf_token"]
    with client.session_transaction() as session:
        session.update(kept | {"csrf_token": token})
    client.environ_base["HTTP_X_CSRFTOKEN"] = sealed
    return client
