"""Birth places by number: a village, its district and region, as papers write them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

_FIRST = (
    "Ново", "Старо", "Верхне", "Нижне", "Мало", "Велико", "Красно", "Бело", "Черно", "Средне", "Кара", "Ак", "Кок",
    "Тас", "Сары", "Коп", "Троицко", "Усть", "Сухо", "Зелено",
)  # fmt: skip
_MIDDLE = (
    "", "иван", "михайл", "петр", "павл", "алексеев", "николаев", "покров", "вознесен", "успен", "дмитри", "семён",
    "григорь", "андре", "василь", "фёдор", "степан", "яковл", "архангель", "благовещен", "тюб", "адыр", "тал", "коль",
    "бул", "жар", "кум", "мойн", "уз", "ащи", "балт", "камен", "берёз", "дуб", "осин", "лип", "сосн", "камыш", "луг",
    "озёр",
)  # fmt: skip
_LAST = ("овка", "ское", "ино", "ово", "ка", "ный", "ная", "ское поле", "чик", "ак", "су", "тау", "дук", "бай", "аул")
_REGIONS = (
    "Карагандинская", "Акмолинская", "Семипалатинская", "Алма-Атинская", "Кустанайская", "Южно-Казахстанская",
    "Саратовская", "Куйбышевская", "Воронежская", "Курская", "Тамбовская", "Орловская", "Рязанская", "Пензенская",
    "Горьковская", "Кировская", "Свердловская", "Челябинская", "Омская", "Новосибирская", "Иркутская", "Читинская",
    "Киевская", "Полтавская", "Житомирская", "Винницкая", "Одесская", "Харьковская", "Минская", "Витебская",
)  # fmt: skip
_HELD = 1 << 16


@dataclass(frozen=True, slots=True)
class Village:
    """A village by its number, which is also that of how many people come from there: 1 has the most."""

    number: int
    written: str


@lru_cache(maxsize=_HELD)
def village(number: int) -> Village:
    """The village of that number."""
    rest, first = divmod(number, len(_FIRST))
    rest, middle = divmod(rest, len(_MIDDLE))
    own = _FIRST[first] + _MIDDLE[middle] + _LAST[rest % len(_LAST)]
    district = f"{_FIRST[number * 7 % len(_FIRST)]}{_MIDDLE[number % 900 % len(_MIDDLE)]}ский"
    region = _REGIONS[number % 60 % len(_REGIONS)]
    return Village(number, f"с. {own}, {district} р-н, {region} обл.")
