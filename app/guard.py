"""Keeps machines out of forms that ask for no account: a task for the browser, or a sum and a little patience.

The server signs a task. A script of ours finds the number that solves it in about a second (proof of work: the SHA-256
of «id:number» begins with so many zero bits; Back 2002, Hashcash). Without script a person adds two numbers and may not
be faster than people are. A field that no one sees must stay empty. Each task is good for one form, once, for a while.
No outside service, no cookie, nothing is learnt about anybody.

Use: `challenge(secret, "takedown")` goes into the macro of components/proof.html; on POST `proved(secret, "takedown",
request.form)` gives the task, and `spend(session, task)` uses it up in the transaction that keeps what was sent.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.messages import N_
from app.models import Counter

TRAP, TASK, SOLUTION, SUM = "website", "task", "solution", "sum"  # names of the fields
BITS = 17  # zero bits: 130,000 tries on the average, a second of a telephone
GOOD_FOR = 6 * 3600  # seconds: a family may need an evening
PATIENCE = 8  # seconds that a person without script needs at least
_SMALL = 8  # the numbers to be added are 2 … 9
_LONGEST = 200  # letters of a task or solution that are looked at

REASONS = {
    "trap": N_("A field that must stay empty was filled in. Please empty it and send again."),
    "over": N_(
        "The form lay open for too long, and its seal has lapsed. What you typed is kept: please send it again."
    ),
    "used": N_("This form was sent already."),
    "sum": N_("Please add the two numbers, so that we know a person is writing."),
    "hasty": N_("That was very quick. Please wait %(seconds)s seconds and send it again; nothing is lost."),
}


class Unproved(Exception):
    """A form is not taken yet: ``reason`` is a code of REASONS."""

    def __init__(self, reason: str, **params: int) -> None:
        super().__init__(reason)
        self.reason, self.params = reason, params

    def words(self) -> str:
        """What is wrong, in the reader's language."""
        return str(gettext(REASONS[self.reason], **self.params))


@dataclass(frozen=True, slots=True)
class Task:
    """``text`` goes into the form and comes back; ``number`` and ``bits`` are for the script, the sum for people."""

    number: str
    bits: int
    issued: int
    text: str

    @property
    def left(self) -> int:
        """The first of the two numbers."""
        return 2 + int(self.number[0], 16) % _SMALL

    @property
    def right(self) -> int:
        """The second."""
        return 2 + int(self.number[1], 16) % _SMALL

    @property
    def lapses(self) -> int:
        """When it is good no longer, in seconds since 1970."""
        return self.issued + GOOD_FOR


def challenge(secret: str, purpose: str, now: float | None = None) -> Task:
    """A new task for a form of that purpose."""
    issued = int(time.time() if now is None else now)
    return _task(secret, purpose, secrets.token_hex(16), issued)


def again(secret: str, purpose: str, form: Mapping[str, str]) -> Task:
    """The task of a form that is shown again: the same while it is good, so that no patience is asked twice."""
    try:
        return _read(secret, purpose, form.get(TASK, ""), time.time())
    except Unproved:
        return challenge(secret, purpose)


def proved(secret: str, purpose: str, form: Mapping[str, str], now: float | None = None) -> Task:
    """The task that the form solved; raises Unproved. It is still to be spent."""
    at = time.time() if now is None else now
    if form.get(TRAP, ""):
        raise Unproved("trap")
    task = _read(secret, purpose, form.get(TASK, ""), at)
    solution = form.get(SOLUTION, "")[:_LONGEST]
    if solution and solves(task, solution):
        return task
    if form.get(SUM, "").strip() != str(task.left + task.right):
        raise Unproved("sum")
    if at < task.issued + PATIENCE:
        raise Unproved("hasty", seconds=PATIENCE)
    return task


def solves(task: Task, solution: str) -> bool:
    """Whether the digest of number and solution begins with enough zero bits."""
    digest = hashlib.sha256(f"{task.number}:{solution}".encode()).digest()
    return int.from_bytes(digest) >> (256 - task.bits) == 0


def spend(session: Session, task: Task) -> None:
    """Use the task up, in the transaction of what was sent; raises Unproved where it was used before."""
    key = hashlib.sha256(f"task:{task.number}".encode()).hexdigest()
    try:
        with session.begin_nested():
            session.add(Counter(key=key, count=1, expires_at=float(task.lapses)))
    except IntegrityError:
        raise Unproved("used") from None


def _read(secret: str, purpose: str, text: str, now: float) -> Task:
    """The task that the text is, if we signed it for that purpose and it is good still."""
    number, _, rest = text[:_LONGEST].partition(".")
    issued, _, _seal = rest.partition(".")
    if not issued.isascii() or not issued.isdecimal():
        raise Unproved("over")
    task = _task(secret, purpose, number, int(issued))
    if (
        not hmac.compare_digest(task.text.encode("utf-8", "surrogatepass"), text.encode("utf-8", "surrogatepass"))
        or not task.issued <= now < task.lapses
    ):
        raise Unproved("over")
    return task


def _task(secret: str, purpose: str, number: str, issued: int) -> Task:
    said = f"{number}.{issued}"
    seal = hmac.new(
        secret.encode(), f"task.{purpose}.{BITS}.{said}".encode("utf-8", "surrogatepass"), "sha256"
    ).hexdigest()
    return Task(number, BITS, issued, f"{said}.{seal}")
