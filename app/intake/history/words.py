"""How a version came about, in words that name nobody."""

from __future__ import annotations

from types import MappingProxyType

from flask_babel import gettext

from app.intake.history.page import Told
from app.messages import N_

BY_LIST = N_("Brought in with the list “%(list)s”")
AGAIN = N_("Brought in anew with the list “%(list)s”")
WAYS = MappingProxyType(  # how, whether a volunteer brought it → words
    {
        ("submitted", True): N_("A volunteer’s submission, accepted by an archivist"),
        ("submitted", False): N_("Entered by an archivist"),
        ("corrected", True): N_("A volunteer’s correction, accepted by an archivist"),
        ("corrected", False): N_("Corrected by an archivist"),
        ("restored", True): N_("An archivist brought back an earlier version"),
        ("restored", False): N_("An archivist brought back an earlier version"),
    }
)
SAMPLED = N_("A volunteer’s submission, accepted with others of which a sample was checked")
RESTORED = N_("An archivist brought back version %(number)s")
MOMENTS = MappingProxyType(
    {
        "sent": N_("A volunteer sent it"),
        "sent_back": N_("An archivist asked a question"),
        "answered": N_("The volunteer answered"),
        "edited": N_("An archivist edited it"),
        "accepted": N_("An archivist accepted it"),
    }
)


def how_words(told: Told, title: str, checked: str) -> str:
    """Who did what, for everybody; ``title`` of the list, ``checked`` of the record."""
    said: str
    if told.how == "imported":
        said = gettext(BY_LIST if told.number == 1 else AGAIN, list=title)
    elif told.of is not None:
        said = gettext(RESTORED, number=told.of)
    elif told.how == "submitted" and checked == "sampled":
        said = gettext(SAMPLED)
    else:
        way = WAYS.get((told.how, told.volunteer))
        said = gettext(way) if way else told.how
    return said


def moment_words(kind: str) -> str:
    """What happened then."""
    said: str = gettext(MOMENTS[kind]) if kind in MOMENTS else kind
    return said
