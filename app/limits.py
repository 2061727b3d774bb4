"""How often an address, an account or a browser may ask: one table by endpoint, and the check before every request.

Nobody is locked out for good: a window ends by itself, and a browser that has been signed in to an account before is
counted apart from strangers who try its password. Only what is sent (POST) is counted.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import math
import time
from enum import StrEnum

from flask import Flask, Response, current_app, request, session
from flask_login import current_user
from limits import RateLimitItem, parse
from limits.strategies import FixedWindowRateLimiter
from werkzeug.exceptions import TooManyRequests

from app.counting import TableStorage
from app.db import db

KNOWN, YEAR = "known", 365 * 24 * 3600  # the cookie of a browser that was signed in before; seconds
SECRET = "COUNTER_SECRET"  # noqa: S105 (the setting's name)


class Whose(StrEnum):
    """Whose requests are counted together."""

    ADDRESS = "address"
    ACCOUNT = "account"  # who is signed in, else who is named in the form
    SECOND = "second"  # who has given the password and owes the second factor


Limit = tuple[Whose, RateLimitItem]


def _limits(*written: tuple[Whose, str]) -> tuple[Limit, ...]:
    return tuple((whose, parse(often)) for whose, often in written)


GUESSING = _limits((Whose.ADDRESS, "60 per 15 minutes"), (Whose.ACCOUNT, "10 per 15 minutes"))
CODES = _limits((Whose.ADDRESS, "60 per 15 minutes"), (Whose.SECOND, "10 per 15 minutes"))
LETTERS = _limits((Whose.ADDRESS, "20 per hour"), (Whose.ACCOUNT, "4 per hour"))
USUAL = _limits((Whose.ADDRESS, "1200 per hour"), (Whose.ACCOUNT, "600 per hour"))
LIMITS = {  # endpoint → limits; what is sent to any other endpoint has the usual ones
    "security.login": GUESSING,
    "security.verify": GUESSING,
    "security.change_password": GUESSING,
    "security.two_factor_token_validation": CODES,
    "security.two_factor_setup_validate": CODES,
    "security.mf_recovery": CODES,
    "security.register": _limits((Whose.ADDRESS, "20 per hour"), (Whose.ACCOUNT, "4 per hour")),
    "security.forgot_password": LETTERS,
    "security.send_confirmation": LETTERS,
    "takedown.send": _limits((Whose.ADDRESS, "20 per hour")),
    "security.reset_password": _limits((Whose.ADDRESS, "30 per hour")),
    "account.invitation": _limits((Whose.ADDRESS, "30 per hour")),
    "account.close": GUESSING,
    "account.invite": _limits((Whose.ACCOUNT, "60 per hour")),
    "search.letter": (),  # made for the one answer: nothing is kept of it, not even that it was asked for
    "submit.begin": _limits((Whose.ADDRESS, "240 per hour"), (Whose.ACCOUNT, "60 per hour")),
    "submit.reading": (),  # looks at one short text while somebody types, and keeps nothing
    "submit.save": _limits((Whose.ADDRESS, "6000 per hour"), (Whose.ACCOUNT, "3000 per hour")),
    "submit.send": _limits((Whose.ADDRESS, "240 per hour"), (Whose.ACCOUNT, "60 per hour")),
    "bulk.upload": _limits((Whose.ADDRESS, "60 per hour"), (Whose.ACCOUNT, "20 per hour")),
}


def register(app: Flask, secret: str) -> None:
    """Count from now on; the table is shared by all processes."""
    app.config[SECRET] = secret
    with app.app_context():
        app.extensions["limits"] = FixedWindowRateLimiter(TableStorage(db.engine, secret))
    app.before_request(count)


def count() -> None:
    """Count what is sent and refuse what is too much, with the seconds to wait."""
    if request.method != "POST" or request.endpoint is None:
        return
    counter: FixedWindowRateLimiter = current_app.extensions["limits"]
    for whose, often in LIMITS.get(request.endpoint, USUAL):
        key = _key(whose)
        scope = request.endpoint if request.endpoint in LIMITS else "usual"
        if key and not counter.hit(often, scope, whose, key):
            ends = counter.get_window_stats(often, scope, whose, key).reset_time
            raise TooManyRequests(retry_after=max(1, math.ceil(ends - time.time())))


def remember_browser(response: Response, email: str) -> Response:
    """Let this browser be known when its user's password is asked for again."""
    sealed, secure = _sealed(email), request.is_secure
    response.set_cookie(KNOWN, sealed, max_age=YEAR, samesite="Lax", httponly=True, secure=secure)
    return response


def _key(whose: Whose) -> str:
    """Of whom this request is; '' where nobody is named."""
    if whose is Whose.ADDRESS:
        return _network(request.remote_addr or "")
    if whose is Whose.SECOND:
        return str(current_user.get_id() if current_user.is_authenticated else session.get("tf_user_id", ""))
    if current_user.is_authenticated:
        return str(current_user.get_id())
    email = request.form.get("email", "").strip().lower()
    return f"{email} {request.cookies.get(KNOWN) == _sealed(email)}" if email else ""


def _network(address: str) -> str:
    """The address, or of IPv6 the network that one household has."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((found, 64), strict=False)) if found.version == 6 else address


def _sealed(email: str) -> str:
    secret: str = current_app.config[SECRET]
    return hmac.new(secret.encode(), f"known {email.strip().lower()}".encode(), hashlib.sha256).hexdigest()
