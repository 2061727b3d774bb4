"""Forms of Flask-Security with our fields: lengths bounded, names kept, messages of our own."""

from __future__ import annotations

from typing import Any

import flask_security as library
from flask import current_app, request
from flask_security.forms import LengthLocalize, RequiredLocalize
from flask_security.recovery_codes import MfRecoveryForm
from wtforms import PasswordField, StringField

from app import guard
from app.access import Role
from app.account import roles
from app.account.passwords import LONGEST
from app.db import db
from app.languages import current

NAME = 100  # characters
REGISTERING = "register"  # what the task of the form is good for
EMAIL = 255


def _secret(message: str) -> PasswordField:
    """A password that is compared, never longer than any that was ever taken: no work is spent on more."""
    return PasswordField(
        validators=[RequiredLocalize(message="PASSWORD_NOT_PROVIDED"), LengthLocalize(max=LONGEST, message=message)]
    )


def _secret_key() -> str:
    secret: str = current_app.config["ESIMDER"].secret_key
    return secret


class LoginForm(library.LoginForm):
    """E-mail and password. Nobody is remembered for longer than a sign-in lasts."""

    password = _secret("INVALID_PASSWORD")
    remember = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.told: list[str] = []

    def validate(self, **kwargs: Any) -> bool:
        """Who gave the right password is told why it does not open; nobody else is."""
        right = bool(super().validate(**kwargs))
        if not right and self.user_authenticated:
            self.told = [str(error) for error in self.email.errors]
        return right


class VerifyForm(library.VerifyForm):
    """The password once more."""

    password = _secret("INVALID_PASSWORD")


class ChangePasswordForm(library.ChangePasswordForm):
    """The password there is, and a new one twice."""

    password = _secret("INVALID_PASSWORD")


class RegisterForm(library.RegisterFormV2):
    """Who registers is a volunteer, once the address is confirmed."""

    name = StringField(validators=[LengthLocalize(max=NAME, message="INVALID_INPUT")])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unproved: list[str] = []

    def validate(self, **kwargs: Any) -> bool:
        """Also whether a person sends it. A task is used up by every try: addresses cannot be tried out with one."""
        right = bool(super().validate(**kwargs))
        try:
            guard.spend(db.session, guard.proved(_secret_key(), REGISTERING, request.form))
        except guard.Unproved as unproved:
            self.unproved = [unproved.words()]
            self.form_errors.extend(self.unproved)
            return False
        return right

    def task(self) -> guard.Task:
        """What the page asks of the browser."""
        return guard.again(_secret_key(), REGISTERING, request.form if self.unproved else {})

    def to_dict(self, only_user: bool) -> dict[str, Any]:
        """What the account is made of."""
        fields: dict[str, Any] = super().to_dict(only_user)
        if not only_user:
            return fields
        name = " ".join((self.name.data or "").split())
        given = {"email": fields["email"], "password": fields["password"], "name": name, "language": current()}
        return given | {"roles": [roles.role(db.session, Role.VOLUNTEER)]}


class Chosen(StringField):  # type: ignore[misc]
    """One of several ways; the library adds those that are open to `choices`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices: list[Any] = []


class SetUpForm(library.TwoFactorSetupForm):
    """Which second factor: an app that shows codes, or none."""

    setup = Chosen()


class RescueForm(library.TwoFactorRescueForm):
    """What to do without the telephone; our page offers the recovery codes only."""

    help_setup = Chosen()


class CodeForm(library.TwoFactorVerifyCodeForm):
    """The six digits of the second factor, as people type them: «123 456»."""

    code = StringField(
        validators=[RequiredLocalize(message="INVALID_CODE"), LengthLocalize(max=20, message="INVALID_CODE")],
        filters=[lambda typed: "".join(typed.split()) if typed else typed],
    )


class RecoveryForm(MfRecoveryForm):
    """One of the recovery codes, with or without its hyphens."""

    code = StringField(
        validators=[
            RequiredLocalize(message="INVALID_RECOVERY_CODE"),
            LengthLocalize(max=40, message="INVALID_RECOVERY_CODE"),
        ],
        filters=[lambda typed: _hyphened(typed) if typed else typed],
    )


def _hyphened(typed: str) -> str:
    bare = "".join(letter for letter in typed.lower() if letter.isalnum())
    return "-".join(bare[at : at + 4] for at in range(0, len(bare), 4))


FORMS: dict[str, Any] = {
    "login_form": LoginForm,
    "verify_form": VerifyForm,
    "change_password_form": ChangePasswordForm,
    "register_form": RegisterForm,
    "two_factor_setup_form": SetUpForm,
    "two_factor_rescue_form": RescueForm,
    "two_factor_verify_code_form": CodeForm,
    "mf_recovery_form": RecoveryForm,
}
