"""What the submitter is told of a decision, in their language, in the transaction of the decision."""

from __future__ import annotations

from collections.abc import Callable

from flask_babel import gettext
from sqlalchemy.orm import Session

from app.intake.refusals import refusal
from app.languages import DEFAULT
from app.mail import letters
from app.messages import N_
from app.models import Batch, Step, Submission, User

Link = Callable[[User, str], str]  # the public address of a submission, in the language of that user
SUBJECTS = {
    "accepted": N_("Your submission %(reference)s is accepted"),
    "sent_back": N_("A question about your submission %(reference)s"),
    "rejected": N_("Your submission %(reference)s was not accepted"),
}
TOLD = {
    "accepted": N_(
        "What you told of %(name)s is accepted, and stands now with the records of this service. Thank you."
    ),
    "sent_back": N_("An archivist has a question about what you told of %(name)s:"),
    "rejected": N_("What you told of %(name)s was not accepted:"),
}
ENDS = {
    "accepted": N_("You find it here: %(link)s"),
    "sent_back": N_("Please answer here: %(link)s"),
    "rejected": N_("You can still read it here: %(link)s"),
}
OF_FILE = {
    "accepted": N_(
        "Your file “%(file)s” is accepted on a checked sample. Its rows become records one after the other; "
        "those about people who may be living wait for a decision of their own. Thank you."
    ),
    "sent_back": N_("An archivist has sent your file “%(file)s” back. Please mend it and send it again:"),
}
EDITED = N_("An archivist changed something in it; the page shows what.")
SIGNATURE = N_("Esimder, a search over records of people imprisoned, deported and killed by the Soviet state")


def tell(session: Session, submission: Submission, link: Link) -> None:
    """Write the letter about the last step; none to an account that is closed."""
    user, step = submission.submitter, submission.steps[-1]
    if not user.active or step.kind not in TOLD:
        return
    with letters.in_language_of(user):
        subject = gettext(SUBJECTS[step.kind], reference=submission.reference)
        letters.write(session, user.email, subject, _text(submission, step, link(user, submission.reference)))


def tell_of_file(session: Session, batch: Batch, decision: str, words: str, link: Link) -> None:
    """Write the letter about a whole file, accepted on a checked sample or sent back."""
    user = batch.submitter
    if not user.active:
        return
    with letters.in_language_of(user):
        greeting = gettext("Dear %(name)s,", name=user.name) if user.name else gettext("Good day,")
        parts = (greeting, gettext(OF_FILE[decision], file=batch.filename), words.strip(),
                 gettext("You see how it stands here: %(link)s", link=link(user, batch.reference)),
                 f"--\n{gettext(SIGNATURE)}")  # fmt: skip
        subject = gettext("Your file “%(file)s”", file=batch.filename)
        letters.write(session, user.email, subject, "\n\n".join(filter(None, parts)))


def _text(submission: Submission, step: Step, link: str) -> str:
    user = submission.submitter
    greeting = gettext("Dear %(name)s,", name=user.name) if user.name else gettext("Good day,")
    edited = any(one.kind == "edited" and one.by_id == step.by_id for one in submission.steps)
    parts = (
        greeting,
        gettext(TOLD[step.kind], name=submission.name or submission.reference),
        gettext(EDITED) if step.kind == "accepted" and edited else "",
        refusal(step.reason, user.language or DEFAULT) if step.reason and step.kind == "rejected" else "",
        step.words,
        gettext(ENDS[step.kind], link=link),
        f"--\n{gettext(SIGNATURE)}",
    )
    return "\n\n".join(filter(None, parts))
