"""The pages «Where to ask» and «Letter to an archive»: what can be chosen on them, and what was."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.advice import CASES, Advice, Wish, advice
from app.alphabets import order
from app.bytewise import bytewise
from app.models import Archive, Nation, Place, Translation
from app.nationality import nationality
from app.search.letter import LANGUAGES, Letter, best_language, letter, name_for

Choices = tuple[tuple[str, str], ...]  # code, words
Label = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class AskPage:
    """All archives, the likeliest first, and what they can be chosen by."""

    wish: Wish
    advice: tuple[Advice, ...]
    nations: Choices
    places: Choices


@dataclass(frozen=True, slots=True)
class LetterPage:
    """The letter and the archives that it can be written to; ``language`` where one was chosen for it."""

    letter: Letter
    language: str
    archive: Archive | None
    archives: tuple[Archive, ...]


def ask_page(arguments: Mapping[str, str], session: Session, label: Label, language: str) -> AskPage:
    """The archives for that nation, place and kind of case; a code that is none counts as not given."""
    nations = _choices(session.scalars(select(Nation.id)), "nation", label, language)
    places = _choices(session.scalars(select(Place.id)), "place", label, language)
    wish = Wish(_known(arguments, "nation", nations), _known(arguments, "camp", places),
                _known(arguments, "case", tuple(CASES.items())))  # fmt: skip
    return AskPage(wish, advice(session, wish), nations, places)


def letter_page(given: Mapping[str, str], session: Session, language: str) -> LetterPage:
    """The letter with what was given; ``archive`` among it is the id of the archive to write to."""
    archives = tuple(session.scalars(select(Archive).order_by(bytewise(Archive.country), bytewise(Archive.id))))
    chosen = next((archive for archive in archives if archive.id == given.get("archive")), None)
    wanted = given["language"] if given.get("language", "") in LANGUAGES else ""
    tongue = wanted or best_language(chosen, language)
    words = {"archive_name": _translated(chosen, tongue, session)} | _in_words(given, tongue, session)
    return LetterPage(letter(words, chosen, tongue), wanted, chosen, archives)


def _translated(archive: Archive | None, tongue: str, session: Session) -> str:
    """What the archive is called in a language that the tables only translate it into, '' where it has a name there."""
    if archive is None or name_for(archive, tongue) != archive.names.get("en", "") or tongue == "en":
        return ""
    key = (Translation.owner == "archive", Translation.row == archive.id, Translation.field == "name")
    found = session.scalar(select(Translation).where(*key))
    return found.texts.get(tongue, "") if found else ""


def _in_words(given: Mapping[str, str], tongue: str, session: Session) -> dict[str, str]:
    """What was given, with the ids of a place and a nation that a search had put in words of the letter's language."""
    place, nation = session.get(Place, given.get("camp", "")), session.get(Nation, given.get("nation", ""))
    words = {
        "camp_or_place": place.names.get(tongue) or place.names.get("ru", "") if place else "",
        "nationality": _nationality(nation, given.get("sex", ""), tongue) if nation else "",
    }
    return words | {name: value for name, value in given.items() if value}


def _nationality(nation: Nation, sex: str, tongue: str) -> str:
    """As papers of that language have it: for one person, else as the people is called."""
    return nationality(nation.id, sex, tongue) or nation.names.get(tongue, "")


def _choices(codes: Iterable[str], vocabulary: str, label: Label, language: str) -> Choices:
    named = ((code, label(vocabulary, code)) for code in codes)
    return tuple(sorted(named, key=lambda choice: order(choice[1], language)))


def _known(arguments: Mapping[str, str], name: str, choices: Choices) -> str:
    value = arguments.get(name, "")
    return value if any(code == value for code, _ in choices) else ""
