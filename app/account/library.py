"""Parts of Flask-Security that are replaced by ours: how letters are written, passwords judged, codes used up."""

from __future__ import annotations

import hashlib
import time
from typing import Any
from urllib.parse import urlsplit

from flask import current_app, render_template
from flask_babel import gettext
from flask_security import MailUtil, PasswordUtil
from flask_security.totp import Totp
from flask_security.utils import get_message
from sqlalchemy import select

from app.account import passwords, words
from app.config import Config
from app.db import db
from app.languages import DEFAULT
from app.mail import letters
from app.models import Counter, User

LETTERS = "account/letters/"
CODE_LASTS = 600  # seconds for which it is remembered that a code was used


class Mail(MailUtil):
    """Letters go into the table, in the transaction of the request."""

    def send_mail(self, template: str, *_rendered: Any, **told: Any) -> None:
        """Write the letter of that name; the library's rendering is in the language of the page."""
        write(told["user"], template.removeprefix(LETTERS), told)

    def normalize(self, email: str) -> str:
        """One address has one spelling: Anna@Example.org is anna@example.org."""
        return super().normalize(email.strip()).lower()

    def validate(self, email: str) -> str:
        """As it is looked up."""
        return super().validate(email.strip()).lower()


def write(user: User, letter: str, told: dict[str, Any]) -> None:
    """Put a letter of `templates/account/letters` to the user into the table, in the user's language."""
    links = {name: _public(value, user) for name, value in told.items() if name.endswith("link") and value}
    with letters.in_language_of(user):
        subject = gettext(words.SUBJECTS[letter])
        text = render_template(f"{LETTERS}{letter}.txt", **(told | links | {"user": user}))
    letters.write(db.session, user.email, subject, text)


def _public(link: str, user: User) -> str:
    """The link at the address that the public knows (who asks could name another), in the user's language."""
    config: Config = current_app.config["ESIMDER"]
    where = urlsplit(link)
    _, _, rest = where.path.removeprefix("/").partition("/")
    host = config.public_url or f"{where.scheme}://{where.netloc}"
    return f"{host}/{user.language or DEFAULT}/{rest}"


class Passwords(PasswordUtil):
    """Judged by `app.account.passwords`."""

    def validate(self, password: str, is_register: bool, **known: Any) -> tuple[list[str] | None, str]:
        """What is wrong, in words, and the password as it is kept; an endless one is not even brought in order."""
        password = password if len(password) > passwords.LONGEST else self.normalize(password)
        user = known.get("user")
        own = (user.email, user.name) if user else (known.get("email") or "", known.get("name") or "")
        fault = passwords.fault(password, own)
        length = passwords.LONGEST if fault == "PASSWORD_TOO_LONG" else passwords.SHORTEST
        return ([get_message(fault, length=length)[0]] if fault else None), password


def password_fault(chosen: str, user: User) -> str:
    """What is wrong with a password that the user chose, in words, or ''."""
    wrong, _ = current_app.extensions["security"].password_util.validate(chosen, False, user=user)
    return str(wrong[0]) if wrong else ""


def normalized(password: str) -> str:
    """The password as it is kept and compared: one form of its letters."""
    return str(current_app.extensions["security"].password_util.normalize(password))


class Codes(Totp):
    """A code opens once: who looked over a shoulder cannot use it again."""

    def get_last_counter(self, user: User) -> int | None:  # type: ignore[override]
        """The number of the last half minute whose code was used, if that was of late."""
        wanted = select(Counter.count).where(Counter.key == _key(user), Counter.expires_at > time.time())
        return db.session.scalar(wanted)

    def set_last_counter(self, user: User, tmatch: Any) -> None:  # type: ignore[override]
        """Note the half minute of the code that was used, in the transaction of the sign-in."""
        db.session.merge(Counter(key=_key(user), count=tmatch.counter, expires_at=time.time() + CODE_LASTS))


def _key(user: User) -> str:
    secret: str = current_app.config["SECRET_KEY"]
    return hashlib.sha256(f"code {secret} {user.id}".encode()).hexdigest()


TEMPLATES = {  # where Flask-Security finds our pages and letters: setting → template
    "SECURITY_LOGIN_USER_TEMPLATE": "account/login.html",
    "SECURITY_LOGOUT_USER_TEMPLATE": "account/login.html",
    "SECURITY_REGISTER_USER_TEMPLATE": "account/register.html",
    "SECURITY_SEND_CONFIRMATION_TEMPLATE": "account/confirm.html",
    "SECURITY_FORGOT_PASSWORD_TEMPLATE": "account/forgot.html",
    "SECURITY_RESET_PASSWORD_TEMPLATE": "account/reset.html",
    "SECURITY_CHANGE_PASSWORD_TEMPLATE": "account/password.html",
    "SECURITY_VERIFY_TEMPLATE": "account/verify.html",
    "SECURITY_TWO_FACTOR_SETUP_TEMPLATE": "account/set_up.html",
    "SECURITY_TWO_FACTOR_VERIFY_CODE_TEMPLATE": "account/code.html",
    "SECURITY_TWO_FACTOR_SELECT_TEMPLATE": "account/code.html",
    "SECURITY_MULTI_FACTOR_RECOVERY_TEMPLATE": "account/recovery.html",
    "SECURITY_MULTI_FACTOR_RECOVERY_CODES_TEMPLATE": "account/recovery_codes.html",
    "SECURITY_REGISTER_EMAIL_TEMPLATE": f"{LETTERS}welcome",
    "SECURITY_REGISTER_EMAIL_EXISTING_TEMPLATE": f"{LETTERS}welcome_again",
    "SECURITY_EMAIL_TEMPLATE_CONFIRM": f"{LETTERS}confirm",
    "SECURITY_EMAIL_TEMPLATE_PASSWORD_RESET": f"{LETTERS}reset",
    "SECURITY_EMAIL_TEMPLATE_PASSWORD_RESET_NOTICE": f"{LETTERS}reset_done",
    "SECURITY_EMAIL_TEMPLATE_PASSWORD_CHANGE_NOTICE": f"{LETTERS}password_changed",
}
