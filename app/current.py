"""Who asks: the user signed in with this request, if any."""

from __future__ import annotations

from flask import abort
from flask_login import current_user as proxy

from app.access import Role, role_of
from app.models.users import User


def current_user() -> User | None:
    """The user who is signed in, or None."""
    if not proxy.is_authenticated:
        return None
    user: User = proxy._get_current_object()
    return user


def current_role() -> Role:
    """What the visitor may do; a reader where nobody is signed in."""
    user = current_user()
    return role_of(user) if user else Role.READER


def user_id() -> int:
    """The number of the user who is signed in, else 401."""
    user = current_user()
    return user.id if user else abort(401)
