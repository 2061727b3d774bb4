"""Flask-Security put into the house: its settings, its sessions as rows of ours, its addresses behind a language."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from flask import Flask, Response, after_this_request, current_app, request, session
from flask.sessions import SecureCookieSessionInterface
from flask_login import current_user, user_logged_out
from flask_security import (
    FSQLALiteUserDatastore,
    Security,
    password_changed,
    password_reset,
    tf_disabled,
    tf_profile_changed,
    user_authenticated,
    user_registered,
)
from flask_security.utils import logout_user, uia_email_mapper
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from app import access, current, limits
from app.account import library, menu, people, said, sign_ins
from app.account.forms import FORMS
from app.account.words import MESSAGES
from app.config import ROOT, Config
from app.db import db, take_turn
from app.languages import PREFIX, localise_named
from app.mail.post import Post
from app.mail.sending import sender
from app.models import Role, User

TOKEN = "sign_in"  # noqa: S105 (where the cookie keeps the token of the sign-in)
BLUEPRINTS = ("security", "account")
LETTER = "app.search.views.letter"  # changes and keeps nothing: whoever sends it, it needs no token and no cookie
FIXED: Mapping[str, Any] = MappingProxyType({  # what Flask-Security, Flask-WTF and the cookie are told
    "SESSION_COOKIE_NAME": "esimder",
    "SESSION_COOKIE_SAMESITE": "Lax",
    "SESSION_PROTECTION": None,  # it would keep a digest of the address
    "WTF_CSRF_TIME_LIMIT": None,  # as long as the session: a long form is no fault
    "WTF_CSRF_SSL_STRICT": False,  # our pages send no Referer
    "SECURITY_URL_PREFIX": f"{PREFIX}/account",
    "SECURITY_STATIC_FOLDER": None,
    "SECURITY_CLI_USERS_NAME": "",
    "SECURITY_CLI_ROLES_NAME": "",
    "SECURITY_I18N_DOMAIN": "messages",  # its messages are looked up in our catalogues
    "SECURITY_I18N_DIRNAME": str(ROOT / "app" / "translations"),
    "SECURITY_USER_IDENTITY_ATTRIBUTES": [{"email": {"mapper": uia_email_mapper, "case_insensitive": False}}],
    "SECURITY_POST_LOGIN_VIEW": "account.home",
    "SECURITY_POST_LOGOUT_VIEW": "search.home",
    "SECURITY_POST_REGISTER_VIEW": "security.login",
    "SECURITY_POST_CHANGE_VIEW": "account.home",
    "SECURITY_POST_VERIFY_VIEW": "account.home",
    "SECURITY_TWO_FACTOR_POST_SETUP_VIEW": "account.second_factor",
    "SECURITY_EMAIL_HTML": False,
    "SECURITY_EMAIL_PLAINTEXT": False,  # rendered by `library.Mail` in the user's language
    "SECURITY_CONFIRM_EMAIL_WITHIN": timedelta(days=3),
    "SECURITY_RESET_PASSWORD_WITHIN": timedelta(hours=4),
    "SECURITY_API_ENABLED_METHODS": ["session"],
    "SECURITY_RETURN_GENERIC_RESPONSES": True,
    "SECURITY_REGISTERABLE": True,
    "SECURITY_CONFIRMABLE": True,
    "SECURITY_RECOVERABLE": True,
    "SECURITY_CHANGEABLE": True,
    "SECURITY_PASSWORD_NORMALIZE_FORM": "NFKC",
    "SECURITY_PASSWORD_SCHEMES": ["argon2"],
    "SECURITY_PASSWORD_SINGLE_HASH": ["argon2"],
    "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": {
        "argon2__memory_cost": 19_456, "argon2__time_cost": 2, "argon2__parallelism": 1,  # OWASP's least
    },
    "SECURITY_EMAIL_VALIDATOR_ARGS": {"check_deliverability": False},
    "SECURITY_TWO_FACTOR": True,  # everybody may; the guard says who must
    "SECURITY_TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
    "SECURITY_TWO_FACTOR_RESCUE_EMAIL": False,
    "SECURITY_TWO_FACTOR_AUTHENTICATOR_VALIDITY": 30,  # seconds that clocks may differ
    "SECURITY_TWO_FACTOR_ALWAYS_VALIDATE": True,
    "SECURITY_MULTI_FACTOR_RECOVERY_CODES": True,
    "SECURITY_MULTI_FACTOR_RECOVERY_CODES_N": 8,
    "SECURITY_TOTP_ISSUER": "Esimder",
    "SECURITY_FRESHNESS": timedelta(hours=1),
    "SECURITY_FRESHNESS_GRACE_PERIOD": timedelta(minutes=15),
    **{f"SECURITY_MSG_{name}": message for name, message in MESSAGES.items()},
    **library.TEMPLATES,
})  # fmt: skip


def wire(app: Flask, config: Config) -> None:
    """Sign-in, sessions, the guard and the check of forms; ask in this order at every request."""
    app.config.update(settings(config))
    app.session_interface = Sessions()
    if config.trusted_proxies:
        near = config.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=near, x_proto=near, x_host=near)  # type: ignore[method-assign]
    app.before_request(check_sign_in)
    access.register(app)
    limits.register(app, _key(config, "counters").hex())
    CSRFProtect(app).exempt(LETTER)
    app.before_request(begin_writing)
    _begin_post(app, config)
    security = Security(
        app,
        FSQLALiteUserDatastore(db, User, Role),
        mail_util_cls=library.Mail,
        password_util_cls=library.Passwords,
        totp_cls=library.Codes,
        **FORMS,
    )
    security.want_json(lambda request: False)  # pages only: no tokens are given out
    app.login_manager.request_loader(lambda request: None)  # type: ignore[attr-defined]
    localise_named(app, "security")
    user_authenticated.connect(_begin, app)
    user_logged_out.connect(_end, app)
    user_registered.connect(_tidy, app)
    tf_profile_changed.connect(_tell_of_factor, app)
    tf_disabled.connect(_tell_of_factor, app)
    password_changed.connect(_end_others, app)
    password_reset.connect(_end_others, app)
    for blueprint in BLUEPRINTS:
        app.after_request_funcs.setdefault(blueprint, []).append(commit)
    app.jinja_env.filters.update(moment=said.moment, hours=said.hours)
    app.jinja_env.globals.update(visitor=current.current_user, may=_may, offered=_offered)


def settings(config: Config) -> dict[str, Any]:
    """FIXED, and the keys, each drawn from the one secret."""
    return {**FIXED} | {
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES_KEYS": [base64.urlsafe_b64encode(_key(config, "recovery codes"))],
        "SECURITY_TOTP_SECRETS": {"1": _key(config, "second factor").hex()},
    }


class Sessions(SecureCookieSessionInterface):
    """The cookie goes over https only, where the visitor came by it."""

    def get_cookie_secure(self, app: Flask) -> bool:
        """Whether this very request came by https."""
        return request.is_secure


def check_sign_in() -> None:
    """Nobody stays signed in whose row has ended, was idle or is too old."""
    if not current_user.is_authenticated:
        return
    config: Config = current_app.config["ESIMDER"]
    found = sign_ins.find(db.session, session.get(TOKEN, ""), config)
    if found is None or found.user_id != current_user.id:
        logout_user()
    else:
        sign_ins.touch(db.engine, found)


def begin_writing() -> None:
    """Addresses of the account that may write take their turn at once: half-way SQLite could refuse them."""
    if request.blueprint in BLUEPRINTS and (request.method == "POST" or request.endpoint == "security.confirm_email"):
        db.session.rollback()  # ends what was only read
        take_turn(db.session)


def commit(response: Response) -> Response:
    """Keep what the account's pages wrote; nothing of an answer that failed."""
    if response.status_code < 500:
        db.session.commit()
    return response


def _begin_post(app: Flask, config: Config) -> None:
    """Letters are sent by a thread of this process as long as some wait."""
    with app.app_context():
        post = Post(db.engine, sender(config), config.mail_from)
    app.extensions["post"] = post

    @app.before_request
    def look() -> None:
        post.look()

    @app.teardown_request
    def look_at_once(_error: BaseException | None) -> None:
        if request.method == "POST":
            post.look(at_once=True)


def _may(permission: str) -> bool:
    """Whether the visitor may do that: for what pages offer; the guard is what closes."""
    return access.may(current.current_role(), access.Permission(permission))


def _offered() -> list[tuple[str, str]]:
    """Desks for the visitor's role."""
    return menu.menu(current.current_role())


def _begin(app: Flask, user: User, **_more: Any) -> None:
    """A new token at each sign-in; whatever the browser held before opens nothing more."""
    if before := session.pop(TOKEN, ""):
        sign_ins.end(db.session, before)
    session[TOKEN] = sign_ins.begin(db.session, user.id)
    after_this_request(lambda response: limits.remember_browser(response, user.email))


def _tell_of_factor(app: Flask, user: User, **_more: Any) -> None:
    """Whoever has the account learns of it, also if somebody else did it."""
    library.write(user, "second_factor", {})


def _tidy(app: Flask, **_more: Any) -> None:
    people.forget_unconfirmed(db.session)


def _end(app: Flask, user: User, **_more: Any) -> None:
    if token := session.pop(TOKEN, ""):
        sign_ins.end(db.session, token)
        db.session.commit()


def _end_others(app: Flask, user: User, **_more: Any) -> None:
    db.session.flush()
    sign_ins.end_all(db.session, user.id, but=session.get(TOKEN, ""))


def _key(config: Config, purpose: str) -> bytes:
    """32 bytes for one purpose, from the one secret."""
    return hmac.digest(config.secret_key.encode(), purpose.encode(), hashlib.sha256)
