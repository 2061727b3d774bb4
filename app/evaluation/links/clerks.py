"""What clerks change when a person is written down again: a table of changes, each with the field it spoils."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from app.tables import rows

Written = dict[str, str]
Change = Callable[[str, int], str]  # the words and a number to choose by → other words, '' where it does not fit

_YEAR = re.compile(r"^\d{4}")
_DAY = re.compile(r"^(\d{4})-(\d\d)-(\d\d)$")
_BRIEF = 5  # letters that are left of a word cut short
_NEAR_NATIONS = {
    "русский": "украинец", "русская": "украинка", "украинец": "русский", "украинка": "русская",
    "белорус": "поляк", "поляк": "белорус", "полька": "белоруска", "еврей": "русский", "еврейка": "русская",
    "латыш": "литовец", "немец": "австриец", "литовец": "поляк", "эстонец": "финн", "татарин": "башкир",
    "кореец": "китаец", "китаец": "кореец", "мордвин": "русский",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clerk:
    """One way of changing one field; ``name`` is how reports call it."""

    name: str
    field: str
    change: Change


def _year_by(step: int) -> Change:
    def changed(words: str, _: int) -> str:
        return f"{int(words[:4]) + step}{words[4:]}" if _YEAR.match(words) else ""

    return changed


def _year_only(words: str, _: int) -> str:
    return words[:4] if _DAY.match(words) else ""


def _day_and_month(words: str, _: int) -> str:
    found = _DAY.match(words)
    if not found or int(found[3]) > 12 or found[2] == found[3]:
        return ""
    return f"{found[1]}-{found[3]}-{found[2]}"


def _another_day(words: str, number: int) -> str:
    found = _DAY.match(words)
    return f"{found[1]}-{found[2]}-{(int(found[3]) + number % 7) % 28 + 1:02}" if found else ""


def _region(words: str, _: int) -> str:
    pieces = [piece.strip() for piece in words.split(",") if piece.strip()]
    return pieces[0] if len(pieces) > 1 else ""


def _settlement(words: str, _: int) -> str:
    pieces = [piece.strip() for piece in words.split(",") if piece.strip()]
    return pieces[-1] if len(pieces) > 1 else ""


def _other_name(words: str, _: int) -> str:
    """Places by the name they had before or after: Ленинград, Санкт-Петербург."""
    for row in rows("vocab/renamed_places"):
        for ours, theirs in ((row["name_ru"], row["present_name_ru"]), (row["present_name_ru"], row["name_ru"])):
            if ours and theirs and ours != theirs and re.search(rf"\b{re.escape(ours)}(?!\w)", words):
                return words.replace(ours, theirs, 1)
    return ""


def _omitted(words: str, _: int) -> str:
    return " " if words else ""


def _neighbour(words: str, _: int) -> str:
    return _NEAR_NATIONS.get(words, "")


def _last_words(words: str, _: int) -> str:
    """«трест столовых: повар» → «повар»."""
    return words.rpartition(":")[2].strip() if ":" in words else ""


def _first_words(words: str, _: int) -> str:
    pieces = words.split()
    return " ".join(pieces[:2]) if len(pieces) > 3 else ""


def _cut_short(words: str, _: int) -> str:
    pieces = words.split()
    return " ".join(f"{piece[:_BRIEF]}." if len(piece) > _BRIEF + 3 else piece for piece in pieces) if pieces else ""


def _street_only(words: str, _: int) -> str:
    pieces = words.split(",")
    return pieces[0] if len(pieces) > 1 else ""


def _initial(words: str, _: int) -> str:
    return f"{words[0].upper()}." if words else ""


CLERKS = (
    Clerk("year of birth one more", "birth_date", _year_by(1)),
    Clerk("year of birth one less", "birth_date", _year_by(-1)),
    Clerk("birth by its year only", "birth_date", _year_only),
    Clerk("day and month of birth exchanged", "birth_date", _day_and_month),
    Clerk("birth place by its region only", "birth_place", _region),
    Clerk("birth place without its region", "birth_place", _settlement),
    Clerk("birth place by another of its names", "birth_place", _other_name),
    Clerk("nation left out", "nation", _omitted),
    Clerk("nation of a neighbour", "nation", _neighbour),
    Clerk("occupation without the workplace", "occupation", _last_words),
    Clerk("occupation in two words", "occupation", _first_words),
    Clerk("occupation in abbreviations", "occupation", _cut_short),
    Clerk("address by its street only", "residence", _street_only),
    Clerk("death by its year only", "death_date", _year_only),
    Clerk("death some days off", "death_date", _another_day),
    Clerk("day and month of death exchanged", "death_date", _day_and_month),
    Clerk("father's name by its initial", "patronymic", _initial),
)
