"""What the masthead offers to who is signed in: desks by permission, in the order of a day's work."""

from __future__ import annotations

from app.access import ROUTES, Role, may
from app.messages import N_

DESKS = (  # endpoint, words; offered to whom the endpoint is open
    ("submit.mine", N_("My submissions")),
    ("bulk.desk", N_("Files")),
    ("accept.queue", N_("To be decided")),
    ("review.queue", N_("Pairs to judge")),
    ("takedown.requests", N_("Requests")),
    ("account.people_page", N_("People")),
    ("account.letters", N_("Letters")),
    ("history.audit", N_("Events")),
)


def menu(role: Role) -> list[tuple[str, str]]:
    """Endpoints and their words."""
    return [(endpoint, words) for endpoint, words in DESKS if endpoint in ROUTES and may(role, ROUTES[endpoint])]
