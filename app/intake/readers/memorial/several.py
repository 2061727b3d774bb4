"""Part the places that a verdict names in one breath."""

from __future__ import annotations

import re

_AND = re.compile(r",\s+|\sи\s")
# Regions of one height, and camps: «Карелию, Тюменскую обл.», «Омская и Свердловская обл.» are two, «Тюменскую обл.,
# Ханты-Мансийский авт. округ» and «Карагандинскую обл., Казахстан» are one.
_REGION = (
    r"(?:[А-ЯЁ][\w-]+\.?\s?(?:обл(?:асть|асти|\.)?|край|крае|края|краю|кр\.|АССР)|(?:Карел|Башкир|Татар|Мордов)и[юия])"
)
_SIDE = rf"(?:{_REGION}|[А-ЯЁ][\w-]+(?:ск|цк)(?:ая|ую|ой|ий|ом))"
_CAMPS = r"(?:[А-ЯЁ][\w-]*лаг[аеу]?|[А-ЯЁ][\w-]+ск(?:их|ом)\s(?:лагер\w+|ИТЛ))(?:\sНКВД|\sМВД|\sОГПУ)?"
_SIDES = re.compile(
    rf"{_SIDE}(?:(?:,\s|\sи\s){_SIDE})*(?:,\s|\sи\s){_REGION}|{_CAMPS}(?:(?:,\s|\sи\s){_CAMPS})+(?:\s[А-ЯЁ].*|\.)?"
)
_HELD = ("содерж", "отбы", "в заключ", "находи")
_AND_IN = re.compile(r",\s(?:(?:в|на)\s)?(?=[А-ЯЁ])")  # «на Соловках, в Котласе, Сыктывкаре, на ББК»
_LISTED = re.compile(r",\s(?:в|на)\s[А-ЯЁ]")
_AREA = re.compile(r"обл|кра[йея]|кр\.|р-н|район|губ|ССР|окр|о\.")


def several(place: str, stopped: str, lead: str) -> list[str]:
    """The places of an enumeration: «Ирбите, Сарапуле и Тобольске», «Омская и Свердловская обл.»; a place within
    another stays whole. ``stopped`` is the full stop behind it, ``lead`` the word that leads to it, in small letters.
    """
    if (" и " in place and not _AREA.search(place)) or _SIDES.fullmatch(f"{place}{stopped}"):
        return _AND.split(place)
    listed = lead.startswith(_HELD) and _LISTED.search(place)
    return _AND_IN.split(place) if listed else [place]
