"""What an old place name means on the map of today, in the reader's language, beside the words of the source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

from app.countries import country_name
from app.place_forms import fold
from app.renamed import Gazetteer, Renamed
from app.texts import TextBook, Told

HOME = MappingProxyType({"kk": "Kazakhstan", "lt": "Lithuania", "pl": "Poland"})  # whose own names these are


@dataclass(frozen=True, slots=True)
class Today:
    """The words of the source, the years in which the place bore that name («»: unknown), and the place of today."""

    written: str
    years: str
    name: Told
    country: str


def todays(text: str, gazetteer: Gazetteer, texts: TextBook, language: str) -> tuple[Today, ...]:
    """The old names in a text of a source; those whose place is called the same in Russian only for other readers."""
    return tuple(_todays(text, gazetteer, texts, language))


def _todays(text: str, gazetteer: Gazetteer, texts: TextBook, language: str) -> Iterator[Today]:
    for mention in gazetteer.mentions(text):
        for place in mention.places:
            if language != "ru" or not _unchanged(place):
                name = _name(place, texts, language)
                country = country_name(place.country, language)
                yield Today(mention.text, place.years, name, "" if country in name.text else country)


def _name(place: Renamed, texts: TextBook, language: str) -> Told:
    names = place.names
    own = "ru" if language == "ru" else "own" if HOME.get(language) == place.country else ""
    if own and names.get(own):
        return Told(names[own], language)
    return texts.told(("present_place", names["en"], "name"), names["en"], language)


def _unchanged(place: Renamed) -> bool:
    return fold(place.names.get("ru", "")) == fold(place.written).replace("обл.", "область")
