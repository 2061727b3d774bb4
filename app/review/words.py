"""What things are called at the desk where pairs are judged."""

from __future__ import annotations

from types import MappingProxyType

from app.messages import N_

STATES = MappingProxyType(
    {
        "open": N_("to be judged"),
        "second": N_("waiting for a second verdict"),
        "disputed": N_("judged differently by two"),
        "settled": N_("judged"),
    }
)
KINDS = MappingProxyType({"same": N_("one person?"), "kin": N_("relatives?")})
BANDS = MappingProxyType({"likely": N_("likely"), "possible": N_("possible"), "unlikely": N_("hardly")})
RELATIONS = ("parent", "child", "sibling", "spouse", "other")
VERDICTS = MappingProxyType(  # as they stand on the buttons and in lists, by what was asked
    {
        "same": {
            "same": N_("One person"),
            "different": N_("Two people"),
            "kin": N_("Relatives"),
            "unsure": N_("Cannot tell"),
        },
        "kin": {
            "kin": N_("Relatives"),
            "different": N_("Not relatives"),
            "same": N_("One person"),
            "unsure": N_("Cannot tell"),
        },
    }
)
UNDONE = N_("Taken back")
AGAIN = N_("In force again")
KEYS = MappingProxyType({"same": "s", "different": "d", "kin": "k", "unsure": "u"})
MARKS = MappingProxyType(  # how two values lie on each other: sign, words
    {
        "agrees": ("=", N_("agrees")),
        "near": ("≈", N_("agrees in part")),
        "differs": ("≠", N_("differs")),
        "beside": ("·", N_("told differently")),
        "left": ("‹", N_("only on the left")),
        "right": ("›", N_("only on the right")),
    }
)
FAULTS = MappingProxyType(  # what hinders a verdict → words
    {
        "relation": N_("Please choose how they are related."),
        "verdict": N_("Please choose a verdict."),
        "note": N_("The note is too long: at most %(most)s letters. Nothing was written down."),
        "own": N_("One of these records comes from your own submission: another archivist judges the pair."),
        "twice": N_("You have judged this pair already; now others are to be heard."),
        "not_yours": N_("This verdict still waits for a second one: only who gave it can take it back."),
        "taken_back": N_("It was taken back already."),
        "news": N_(
            "The evidence has changed since you opened the page, so your verdict was not written down."
            " Please look at it again; what you wrote is kept below."
        ),
        "other": N_(
            "Another archivist has judged this pair in the meantime, so your verdict was not written down."
            " What you wrote is kept below."
        ),
        "large": N_(
            "The person would have %(size)s records; more than %(most)s are never brought together, because common"
            " names do that. Nothing was written down. Look at the pairs of this person again first."
        ),
        "loop": N_(
            "With this verdict somebody would be an ancestor of themselves. Nothing was written down. The way round:"
        ),
        "gone": N_("One of the two records was removed in the meantime, so there is nothing left to judge."),
        "unwritten": N_("It could not be written down: the disk may be full. Nothing was changed; please try again."),
    }
)
STEPS = MappingProxyType(  # of a loop of relatives: what the right person is to the left one → words
    {
        "same": N_("%(left)s and %(right)s are one person"),
        "parent": N_("%(right)s is a parent of %(left)s"),
        "child": N_("%(right)s is a child of %(left)s"),
        "sibling": N_("%(right)s is a brother or sister of %(left)s"),
        "spouse": N_("%(right)s is the husband or wife of %(left)s"),
        "other": N_("%(right)s is a relative of %(left)s"),
    }
)
PARTS = MappingProxyType(  # of a name
    {
        "surname": N_("Surname"),
        "given": N_("Given name"),
        "patronymic": N_("Patronymic"),
        "maiden": N_("Maiden name"),
        "clan": N_("Clan"),
        "particle": N_("Particle"),
        "unknown": N_("Name"),
    }
)
AGREEMENT = (  # κ from here on → words (after Landis and Koch, Biometrics 33, 1977, 159-174, in fewer steps)
    (0.8, N_("Archivists agree almost always.")),
    (0.6, N_("Archivists agree in most cases.")),
    (0.4, N_("Archivists agree moderately: two verdicts a pair are well spent.")),
    (-1.0, N_("Archivists agree hardly more often than by chance: talk about how such pairs are judged.")),
)


def agreement(kappa: float) -> str:
    """What that κ means."""
    return next(words for least, words in AGREEMENT if kappa >= least)
