"""What things are called at the desk of decisions."""

from __future__ import annotations

from types import MappingProxyType

from app.messages import N_

STATES = MappingProxyType(
    {
        "pending": N_("waiting for a decision"),
        "sent_back": N_("sent back with a question"),
        "accepted": N_("accepted"),
        "rejected": N_("not accepted"),
        "set_aside": N_("set aside"),
        "withdrawn": N_("withdrawn"),
    }
)
KINDS = MappingProxyType(
    {
        "new": N_("a person without a record"),
        "addition": N_("another source about a person"),
        "correction": N_("a correction"),
    }
)
LIVING = MappingProxyType(
    {
        "undecided": N_("nothing tells whether living"),
        "maybe": N_("may be living"),
        "no": N_("not living by the dates"),
    }
)
AGES = MappingProxyType(
    {
        "7": N_("longer than a week"),
        "30": N_("longer than a month"),
        "90": N_("longer than three months"),
    }
)
SCANS = MappingProxyType({"yes": N_("with scans"), "no": N_("without scans")})
FAULTS = MappingProxyType(  # what hinders a decision → words
    {
        "words": N_("Please write a few words to the submitter."),
        "reason": N_("Please choose a reason from the list."),
        "living": N_("Nothing tells whether the person may be living: please decide."),
        "about": N_("The record that it is about is here no longer."),
        "ref": N_(
            "Another record has the reference %(ref)s already: № %(number)s. Change the reference, or send it back."
        ),
        "name": N_("The name of the person is needed."),
        "own": N_(
            "Record № %(number)s, which it is about, came from you: another archivist accepts it, and so judges that "
            "both are about one person."
        ),
        "large": N_("The person has %(most)s records, the most that one can have here: perhaps they are of several."),
        "unwritten": N_("It could not be written down: the disk may be full. Nothing was changed; please try again."),
    }
)
