"""Who may do what: roles as growing sets, and the permission that each address asks for. What is not listed is closed.

Pages know a permission by the endpoint only (ROUTES); a view needs no word about it, and none can be forgotten: the
guard refuses an endpoint that stands in no row, and a test tries every route with every role.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from flask import Flask, abort, current_app, redirect, render_template, request, url_for
from flask_login import current_user

from app.models.users import User


class Permission(StrEnum):
    """What an address asks for."""

    READ = "read"  # search and pages: everybody, no account needed
    OWN = "own"  # one's own account
    SUBMIT = "submit"
    ACCEPT = "accept"
    JUDGE = "judge"  # which records are one person, and who is kin
    MANAGE = "manage"


class Role(StrEnum):
    """Each holds what the one before may do."""

    READER = "reader"  # everybody who is not signed in
    VOLUNTEER = "volunteer"
    ARCHIVIST = "archivist"
    ADMIN = "admin"


GRANTS = {
    Role.READER: frozenset({Permission.READ}),
    Role.VOLUNTEER: frozenset({Permission.READ, Permission.OWN, Permission.SUBMIT}),
    Role.ARCHIVIST: frozenset(Permission) - {Permission.MANAGE},
    Role.ADMIN: frozenset(Permission),
}
NEED_SECOND_FACTOR = frozenset({Role.ARCHIVIST, Role.ADMIN})

ROUTES = {  # endpoint → what it asks for; one line a desk or page, in the order of the house
    "static": Permission.READ,
    "to_language": Permission.READ,
    "openapi.spec": Permission.READ,
    "search.home": Permission.READ,
    "search.results": Permission.READ,
    "search.names": Permission.READ,
    "search.record": Permission.READ,
    "search.kin": Permission.READ,
    "search.search_kin": Permission.READ,
    "search.person": Permission.READ,
    "search.ask": Permission.READ,
    "search.letter": Permission.READ,
    "cite.download": Permission.READ,
    "atlas.places": Permission.READ,
    "atlas.place": Permission.READ,
    "atlas.nations": Permission.READ,
    "atlas.nation": Permission.READ,
    "atlas.memorials": Permission.READ,
    "atlas.memorial": Permission.READ,
    "atlas.timeline": Permission.READ,
    "evaluation.accuracy": Permission.READ,
    "about.data": Permission.READ,
    "about.privacy": Permission.READ,
    "about.components": Permission.READ,
    "api.search": Permission.READ,
    "api.record": Permission.READ,
    "api.kin": Permission.READ,
    "api.search_kin": Permission.READ,
    "api.person": Permission.READ,
    "api.begun_names": Permission.READ,
    "api.compare_names": Permission.READ,
    # scans
    "scans.show": Permission.READ,  # each scan asks who may see it
    "scans.small": Permission.READ,
    # requests to correct or remove
    "takedown.explain": Permission.READ,
    "takedown.form": Permission.READ,
    "takedown.send": Permission.READ,
    "takedown.received": Permission.READ,
    "takedown.log": Permission.READ,
    "takedown.requests": Permission.ACCEPT,
    "takedown.one": Permission.ACCEPT,
    "takedown.decided": Permission.ACCEPT,
    # pairs of records
    "review.queue": Permission.JUDGE,
    "review.pair": Permission.JUDGE,
    "review.judge": Permission.JUDGE,
    "review.batch": Permission.JUDGE,
    "review.judge_many": Permission.JUDGE,
    "review.judged": Permission.JUDGE,
    "review.undo": Permission.JUDGE,
    "review.undo_batch": Permission.JUDGE,
    "review.conflicts": Permission.JUDGE,
    "review.agreement": Permission.JUDGE,
    "review.person": Permission.JUDGE,
    "review.name": Permission.JUDGE,
    # history
    "history.record": Permission.READ,
    "history.data": Permission.READ,
    "history.version": Permission.READ,
    "history.bring_back": Permission.ACCEPT,
    "history.audit": Permission.MANAGE,
    # the account
    "security.login": Permission.READ,
    "security.logout": Permission.READ,
    "security.register": Permission.READ,
    "security.send_confirmation": Permission.READ,
    "security.confirm_email": Permission.READ,
    "security.forgot_password": Permission.READ,
    "security.reset_password": Permission.READ,
    "security.two_factor_token_validation": Permission.READ,  # between password and second factor
    "security.two_factor_rescue": Permission.READ,
    "security.tf_select": Permission.READ,
    "security.mf_recovery": Permission.READ,
    "security.change_password": Permission.OWN,
    "security.verify": Permission.OWN,
    "security.two_factor_setup": Permission.OWN,
    "security.two_factor_setup_validate": Permission.OWN,
    "security.mf_recovery_codes": Permission.OWN,
    "bulk.desk": Permission.SUBMIT,
    "bulk.upload": Permission.SUBMIT,
    "bulk.batch": Permission.SUBMIT,
    "bulk.reading": Permission.SUBMIT,
    "bulk.change": Permission.SUBMIT,
    "bulk.forget": Permission.SUBMIT,
    "bulk.problems": Permission.SUBMIT,
    "bulk.rows": Permission.SUBMIT,
    "accept.queue": Permission.ACCEPT,
    "accept.one": Permission.ACCEPT,
    "accept.decide": Permission.ACCEPT,
    "accept.edit": Permission.ACCEPT,
    "accept.save": Permission.ACCEPT,
    "sample.batches": Permission.ACCEPT,
    "sample.one": Permission.ACCEPT,
    "sample.change": Permission.ACCEPT,
    "submitters.person": Permission.ACCEPT,
    "submitters.change": Permission.ACCEPT,
    "submitters.mine": Permission.ACCEPT,
    "submit.start": Permission.SUBMIT,
    "submit.begin": Permission.SUBMIT,
    "submit.step": Permission.SUBMIT,
    "submit.save": Permission.SUBMIT,
    "submit.check": Permission.SUBMIT,
    "submit.send": Permission.SUBMIT,
    "submit.about": Permission.SUBMIT,
    "submit.reading": Permission.SUBMIT,
    "submit.suggest": Permission.SUBMIT,
    "submit.mine": Permission.SUBMIT,
    "submit.one": Permission.SUBMIT,
    "submit.withdraw": Permission.SUBMIT,
    "submit.again": Permission.SUBMIT,
    "account.volunteers": Permission.READ,
    "account.invitation": Permission.READ,  # who has the link
    "account.home": Permission.OWN,
    "account.save": Permission.OWN,
    "account.browsers": Permission.OWN,
    "account.sign_out_everywhere": Permission.OWN,
    "account.second_factor": Permission.OWN,
    "account.export": Permission.OWN,
    "account.close": Permission.OWN,
    "account.people_page": Permission.MANAGE,
    "account.invite": Permission.MANAGE,
    "account.change_person": Permission.MANAGE,
    "account.letters": Permission.MANAGE,
    "account.send_again": Permission.MANAGE,
}
SET_UP = "security.two_factor_setup"
OPEN_BEFORE_SET_UP = frozenset(  # what a member of staff reaches before the second factor is set up
    {SET_UP, "security.two_factor_setup_validate", "security.two_factor_token_validation", "security.verify",
     "security.logout", "security.mf_recovery_codes", "account.second_factor", "account.volunteers", "static",
     "to_language"}
)  # fmt: skip


def may(role: Role, permission: Permission) -> bool:
    """Whether the role grants it."""
    return permission in GRANTS[role]


def role_of(user: User) -> Role:
    """The highest of the user's roles; an account without one may do what everybody may."""
    held = {role.name for role in user.roles}
    return next((role for role in reversed(Role) if role.value in held), Role.READER)


def lacks_second_factor(user: User) -> bool:
    """Whether the user's role asks for a second factor that is not set up."""
    needed = current_app.config["ESIMDER"].second_factor and role_of(user) in NEED_SECOND_FACTOR
    return needed and not (user.tf_primary_method and user.tf_totp_secret)


def register(app: Flask) -> None:
    """Ask at every request whether its endpoint is open to who asks."""
    app.before_request(guard)


def guard() -> Any:
    """None where the way is open; else the answer: 403, or the way to sign in or to set up the second factor."""
    if request.endpoint is None:  # no such address: told by the error page
        return None
    permission = ROUTES.get(request.endpoint) or abort(403)
    user = current_user if current_user.is_authenticated else None
    if user and lacks_second_factor(user) and request.endpoint not in OPEN_BEFORE_SET_UP:
        return redirect(url_for(SET_UP))
    if may(role_of(user) if user else Role.READER, permission):
        return None
    return abort(403) if user else _sign_in_first()


def _sign_in_first() -> Any:
    """To the page to sign in, and back to where one wanted to go; a form that was sent is told so, and held."""
    if request.path.startswith("/api/"):
        abort(401)
    if request.method in ("GET", "HEAD"):
        return redirect(url_for("security.login", next=request.full_path.rstrip("?")))
    keep = current_app.extensions.get("keep_form", {}).get(request.endpoint)
    if keep and (where := keep()):  # the desk has it already: nothing is to be sent again
        return redirect(url_for("security.login", next=where))
    fields = [(name, value) for name, value in request.form.items(multi=True) if name != "csrf_token"]
    return render_template("account/held.html", fields=fields, files=bool(request.files)), 401
