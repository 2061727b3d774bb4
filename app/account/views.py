"""Addresses of the account beside those of Flask-Security: one's own account, invitations, people, letters."""

from __future__ import annotations

import json
from typing import Any

from flask import Blueprint, Response, abort, current_app, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext
from flask_security.utils import hash_password, logout_user, verify_password

from app.access import NEED_SECOND_FACTOR, Role, lacks_second_factor, role_of
from app.account import library, own, passwords, people, sign_ins
from app.account.people import Fault
from app.account.wiring import TOKEN
from app.account.words import MISMATCH, ROLES, TOO_LONG
from app.config import Config
from app.current import current_role, current_user, user_id
from app.db import db
from app.languages import LANGUAGES, PREFIX, current, localise
from app.mail import letters as post
from app.messages import N_
from app.models import User

account = Blueprint("account", __name__, url_prefix=PREFIX)
localise(account)
NAME = 100  # characters
MOST = 100  # accounts on one page


@account.get("/volunteers")
def volunteers() -> Any:
    """What volunteers do here, and how to become one."""
    return render_template("account/volunteers.html")


@account.get("/account")
def home() -> Any:
    """One's own account."""
    return render_template("account/home.html", user=_user(), roles=ROLES, role=current_role())


@account.post("/account")
def save() -> Any:
    """Another name or language."""
    user, name, language = _user(), " ".join(request.form.get("name", "").split()), request.form.get("language", "")
    if len(name) > NAME:
        fault = gettext(TOO_LONG, length=NAME)
        return render_template("account/home.html", user=user, roles=ROLES, role=current_role(), fault=fault), 400
    user.name, user.language = name, language if language in LANGUAGES else user.language
    flash(gettext("Saved."), "success")
    return redirect(url_for("account.home", lang=user.language or current()))


@account.get("/account/browsers")
def browsers() -> Any:
    """Where one is signed in."""
    own_digest = sign_ins.digest(session.get(TOKEN, ""))
    found = sign_ins.open_ones(db.session, user_id(), _config())
    return render_template("account/browsers.html", found=found, own_digest=own_digest, config=_config())


@account.post("/account/browsers")
def sign_out_everywhere() -> Any:
    """End all sign-ins, or all but this one."""
    if request.form.get("but") == "this":
        sign_ins.end_all(db.session, user_id(), but=session.get(TOKEN, ""))
        flash(gettext("You are signed out in all other browsers."), "success")
        return redirect(url_for("account.browsers"))
    sign_ins.end_all(db.session, user_id())
    logout_user()
    flash(gettext("You are signed out everywhere."), "success")
    return redirect(url_for("security.login"))


@account.get("/account/second-factor")
def second_factor() -> Any:
    """Whether there is one, and how many recovery codes are left."""
    user = _user()
    needed = _config().second_factor and current_role() in NEED_SECOND_FACTOR
    left = len(user.mf_recovery_codes or ())
    is_set = bool(user.tf_primary_method)
    return render_template("account/second_factor.html", is_set=is_set, left=left, needed=needed)


@account.get("/account/export")
def export() -> Any:
    """Everything that is kept of oneself, as a file."""
    text = json.dumps(own.everything(db.session, _user()), ensure_ascii=False, indent=2)
    name = {"Content-Disposition": 'attachment; filename="esimder-account.json"'}
    return Response(text, content_type="application/json; charset=utf-8", headers=name)


@account.route("/account/close", methods=["GET", "POST"])
def close() -> Any:
    """End the account, after a question and the password."""
    if request.method == "GET":
        return render_template("account/close.html", fault="")
    user = _user()
    given = request.form.get("password", "")[: passwords.LONGEST + 1]
    if not (user.password and verify_password(given, user.password)):
        return render_template("account/close.html", fault=gettext(N_("This is not your password."))), 400
    try:
        address = user.email
        own.close(db.session, user)
    except Fault as fault:
        return render_template("account/close.html", fault=fault.words), 400
    _tell_closed(user, address)
    logout_user()
    flash(gettext("Your account is closed. What you submitted stays, without your name."), "success")
    return redirect(url_for("search.home"))


@account.route("/account/invitation/<token>", methods=["GET", "POST"])
def invitation(token: str) -> Any:
    """Choose a name and a password; the link opens once."""
    user = people.invited(db.session, token, _config().secret_key)
    if user is None:
        return render_template("account/invitation_over.html"), 410
    if request.method == "GET":
        return render_template("account/invitation.html", user=user, role=ROLES[role_of(user)], faults={})
    name, chosen = " ".join(request.form.get("name", "").split())[:NAME], request.form.get("password", "")
    faults = _faults(chosen, request.form.get("password_confirm", ""), user)
    if faults:
        shown = {"user": user, "role": ROLES[role_of(user)], "faults": faults, "name": name}
        return render_template("account/invitation.html", **shown), 400
    people.accept_invitation(user, name or user.name, hash_password(library.normalized(chosen)), current())
    flash(gettext("Welcome. Please sign in with your new password."), "success")
    return redirect(url_for("security.login"))


@account.get("/account/people")
def people_page() -> Any:
    """Everybody who has an account, and the form of an invitation."""
    return _people({}, {})


@account.post("/account/people")
def invite() -> Any:
    """Send somebody a letter with a link to choose a password."""
    typed = request.form
    try:
        role = _role(typed.get("role", ""))
        language = typed.get("language", "") if typed.get("language") in LANGUAGES else current()
        name = " ".join(typed.get("name", "").split())[:NAME]
        user = people.invite(db.session, typed.get("email", ""), role, user_id(), name=name, language=language)
    except Fault as fault:
        return _people({"role" if fault.code == "no_role" else "email": fault.words}, typed), 400
    people.letter_to(user, _config().secret_key, _invitation_link, library.write)
    flash(gettext("A letter with the invitation goes to %(email)s.", email=user.email), "success")
    return redirect(url_for("account.people_page"))


@account.post("/account/people/<int:person_id>")
def change_person(person_id: int) -> Any:
    """Another role, trust, an account closed or opened, a second factor taken away, an invitation sent again."""
    person = people.by_number(db.session, person_id) or abort(404)
    try:
        _change(person, request.form.get("act", ""))
    except Fault as fault:
        flash(fault.words, "error")
    return redirect(url_for("account.people_page", _anchor=f"person-{person_id}"))


@account.get("/account/letters")
def letters() -> Any:
    """Letters that wait or could not be sent; never what they say."""
    shown = {"found": post.unsent(db.session), "given_up": len(post.WAITS), "folder": _folder()}
    return render_template("account/letters.html", **shown)


@account.post("/account/letters/<int:mail_id>")
def send_again(mail_id: int) -> Any:
    """Try a letter once more from now on."""
    post.try_again(db.session, mail_id)
    flash(gettext("The letter is tried again now."), "success")
    return redirect(url_for("account.letters"))


def _change(person: User, act: str) -> None:
    by, kind, _, level = user_id(), *act.partition(":")
    if kind == "role":
        people.set_role(db.session, person, _role(level), by)
    elif kind in ("deactivate", "activate", "forget_second_factor"):
        {
            "deactivate": people.deactivate,
            "activate": people.activate,
            "forget_second_factor": people.forget_second_factor,
        }[kind](db.session, person, by)
        if kind == "forget_second_factor":
            library.write(person, "second_factor", {})
    elif kind in ("trust", "distrust"):
        people.trust(db.session, person, kind == "trust", by)
    elif kind == "invite" and person.password is None and person.active:
        people.letter_to(person, _config().secret_key, _invitation_link, library.write)
    else:
        abort(400)
    flash(gettext("Saved."), "success")


def _people(faults: dict[str, str], typed: Any) -> str:
    words = request.args.get("q", "").strip()[:NAME]
    found = people.everybody(db.session, words)
    shown = {"found": found[:MOST], "more": max(0, len(found) - MOST), "words": words, "folder": _folder()}
    shown |= {"faults": faults, "typed": typed, "roles": ROLES, "role_of": role_of}
    return render_template("account/people.html", lacks=lacks_second_factor, me=user_id(), **shown)


def _role(name: str) -> Role:
    if name not in (Role.VOLUNTEER, Role.ARCHIVIST, Role.ADMIN):
        raise Fault("no_role")
    return Role(name)


def _faults(chosen: str, repeated: str, user: User) -> dict[str, str]:
    """What is wrong with a password that was chosen, by field."""
    wrong = library.password_fault(chosen, user)
    if wrong:
        return {"password": wrong}
    return {} if chosen == repeated else {"password_confirm": gettext(MISMATCH)}


def _tell_closed(user: User, address: str) -> None:
    with post.in_language_of(user):
        text = render_template("account/letters/closed.txt")
        post.write(db.session, address, gettext(N_("Your account is closed")), text)


def _invitation_link(token: str) -> str:
    return url_for("account.invitation", token=token, _external=True)


def _folder() -> str:
    """Where letters lie, if this service sends none."""
    return "" if _config().smtp_url else str(_config().mail_dir)


def _user() -> User:
    return current_user() or abort(401)


def _config() -> Config:
    config: Config = current_app.config["ESIMDER"]
    return config
