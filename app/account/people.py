"""The people who work here: invited, given a role, let go. Every act is noted in the chain of events."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from datetime import timedelta

import email_validator
from flask_babel import gettext
from itsdangerous import BadData, URLSafeTimedSerializer
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session, selectinload

from app import audit
from app.access import Role, role_of
from app.account import roles, sign_ins
from app.account.words import FAULTS, ROLES
from app.models import User
from app.models.base import now

INVITED_FOR = timedelta(days=7)
CONFIRMED_IN = timedelta(days=30)
Link = Callable[[str], str]  # from the token of an invitation to its address
Write = Callable[[User, str, dict[str, object]], None]  # a letter of that name, with what it tells


class Fault(ValueError):
    """Why it cannot be done: a key of `app.account.words.FAULTS`."""

    def __init__(self, code: str) -> None:
        super().__init__(FAULTS[code])
        self.code = code

    @property
    def words(self) -> str:
        """It in the reader's language."""
        return str(gettext(FAULTS[self.code]))


def everybody(session: Session, words: str = "") -> Sequence[User]:
    """All accounts, or those whose e-mail address or name holds the words; those who may do most first."""
    wanted = select(User).options(selectinload(User.roles))
    if words:
        wanted = wanted.where(User.email.icontains(words, autoescape=True) | User.name.contains(words, autoescape=True))
    rank = {role: -place for place, role in enumerate(Role)}
    return sorted(session.scalars(wanted), key=lambda user: (not user.active, rank[role_of(user)], user.email))


def find(session: Session, email: str) -> User | None:
    """The account of that e-mail address."""
    return session.scalar(select(User).where(User.email == email.strip().lower()))


def by_number(session: Session, user_id: int) -> User | None:
    """The account of that number."""
    return session.get(User, user_id)


def invite(session: Session, email: str, level: Role, by_id: int | None, *, name: str = "", language: str = "") -> User:
    """A new account without a password, which a letter lets its owner choose (`letter_to`). Raises Fault."""
    try:
        address = email_validator.validate_email(email.strip(), check_deliverability=False).normalized.lower()
    except email_validator.EmailNotValidError as error:
        raise Fault("no_email") from error
    if find(session, address):
        raise Fault("known")
    user = User(email=address, name=name, language=language, fs_uniquifier=secrets.token_hex())
    user.roles = [roles.role(session, level)]
    session.add(user)
    session.flush()
    audit.note(session, by_id, "user.invited", f"user:{user.id}", role=level.value)
    return user


def set_role(session: Session, user: User, level: Role, by_id: int | None) -> None:
    """Give another role; the last admin stays one. Raises Fault."""
    before = role_of(user)
    if before is level:
        return
    keep_an_admin(session, user)
    user.roles = [roles.role(session, level)]
    audit.note(session, by_id, "user.role", f"user:{user.id}", before=before.value, after=level.value)


def deactivate(session: Session, user: User, by_id: int | None) -> None:
    """Close the door: signed out everywhere, links void. What was submitted stays. Raises Fault."""
    if not user.active:
        return
    keep_an_admin(session, user)
    user.active = False
    user.fs_uniquifier = secrets.token_hex()
    sign_ins.end_all(session, user.id)
    audit.note(session, by_id, "user.deactivated", f"user:{user.id}")


def activate(session: Session, user: User, by_id: int | None) -> None:
    """Open it again."""
    if not user.active:
        user.active = True
        audit.note(session, by_id, "user.activated", f"user:{user.id}")


def trust(session: Session, user: User, trusted: bool, by_id: int | None) -> None:
    """Whether files of this volunteer may be accepted on a checked sample."""
    if user.trusted != trusted:
        user.trusted = trusted
        audit.note(session, by_id, "user.trusted" if trusted else "user.not_trusted", f"user:{user.id}")


def forget_second_factor(session: Session, user: User, by_id: int | None) -> None:
    """For who lost telephone and recovery codes: it must be set up anew at the next sign-in."""
    user.tf_primary_method = user.tf_totp_secret = user.mf_recovery_codes = None
    user.fs_uniquifier = secrets.token_hex()
    sign_ins.end_all(session, user.id)
    audit.note(session, by_id, "user.second_factor_removed", f"user:{user.id}")


def letter_to(user: User, secret: str, link: Link, write: Write) -> None:
    """The letter of an invitation, with the link that can be used once."""
    token = _sealer(secret).dumps(user.fs_uniquifier)
    write(user, "invitation", {"link": link(str(token)), "role": ROLES[role_of(user)], "days": INVITED_FOR.days})


def invited(session: Session, token: str, secret: str) -> User | None:
    """Whom the link of that token is for, if it is good and was not used."""
    try:
        uniquifier = _sealer(secret).loads(token, max_age=int(INVITED_FOR.total_seconds()))
    except BadData:
        return None
    user = session.scalar(select(User).where(User.fs_uniquifier == str(uniquifier), User.active))
    return user if user and user.password is None else None


def forget_unconfirmed(session: Session) -> None:
    """Remove accounts whose address was never confirmed: whoever typed it had no right to leave it here for good."""
    unconfirmed = User.confirmed_at.is_(None) & User.password.is_not(None) & (User.created_at < now() - CONFIRMED_IN)
    session.execute(delete(User).where(unconfirmed, User.active))


def accept_invitation(user: User, name: str, password_hash: str, language: str) -> None:
    """The account is its owner's from now on; the link is used up."""
    user.name, user.password, user.language = name, password_hash, language
    user.confirmed_at = now()
    user.fs_uniquifier = secrets.token_hex()


def keep_an_admin(session: Session, user: User) -> None:
    """Raise Fault where nobody could manage the service without this user."""
    if role_of(user) is not Role.ADMIN or not user.active:
        return
    others = select(func.count(User.id)).where(User.roles.any(name=Role.ADMIN.value), User.active, User.id != user.id)
    if not session.scalar(others):
        raise Fault("last_admin")


def _sealer(secret: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret, salt="invitation")
