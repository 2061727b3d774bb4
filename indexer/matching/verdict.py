"""What a judge may say of two records."""

from __future__ import annotations

from enum import StrEnum


class Verdict(StrEnum):
    """SAME person, DIFFERENT (of a pair asked about as kin: not kin), KIN by a relation, UNSURE; UNDONE takes back."""

    SAME = "same"
    DIFFERENT = "different"
    KIN = "kin"
    UNSURE = "unsure"
    UNDONE = "undone"
