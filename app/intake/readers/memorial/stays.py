"""Find the places a verdict sends people to and holds them in, with the days of coming and going."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from app.dates import HistoricalDate
from app.intake.draft import Stay
from app.intake.faults import Faults
from app.intake.readers.memorial.several import several
from app.intake.readers.memorial.trim import trimmed
from app.tables import rows

LONGEST = 4_000  # letters of a verdict that are searched for places
_DAY = (
    r"(?:\d{1,2}\.\d{1,2}\.\d{2,4}|\d{1,2}\.\d{4}|\d{1,2}\s+[а-я]{3,8}\s+\d{4}|\d{4}"
    r"|(?:0?[1-9]|1[0-2])\.[1-5]\d(?!\.\d))(?!\d)"
)
_KIND = (
    r"(?:г|гг|гор|с|п|пос|д|дер|ст|х|хут|о|оз|м|р|рч|к|уч|кв|им|пгт|ж)\.\s?(?=[А-ЯЁ]|\d+-)(?!\d\d-\d)"
    r"|(?:(?:спец|труд|лес)?пос[её]л(?:ок|к)|лесоучаст|деревн|сел[оаеу]\b|город|станци|остров|рудник|прииск|тюрьм|внутренн|колони|лагпункт"
    r"|районы?\b|област|хутор|совхоз|колхоз|северны[йе]|отдал[её]нны|сибир|казахстан|лесозаготов|сев\.|север\b)\w*|п/я\s|\w{3,12}лаг\w?\b"
    r"|[а-яё-]{3,}(?:ск|цк)(?:ий|ом|ого|ую|ой|ая)\s(?:р-н|район|обл|кра[йе]|окр)|р-н\w?\s[А-ЯЁ]|лагер\w*\s(?:в\s)?[А-ЯЁ]|один\sиз\s[А-ЯЁ]"
)
_NO_PLACE = (
    r"(?!(?:ИТЛ|ИТК|ВМН|ИТР|УК|УПК|ЧСИР|СССР|НКВД|ОГПУ|Указ\w*|Пост\w*|Осв\w*|Ум\w*|Взят\S*|(?:ССЫЛ|ПОСЕЛ|СПЕЦПОС|ПРИНУД|ЗАКЛЮЧ|ОСВОБ|ОТБЫ)\w*|\w*губ(?:комтруд|[Чч][Кк]))(?![\w-])"
    r"|[А-ЯЁ]\w+\sгуб[Чч][Кк](?!\w)|Красную\s[Аа]рмию|[\w.\[\]-]{1,30}\sРВК\b|связи\s|виде\s)"
)
_START = rf"(?:{_NO_PLACE}[А-ЯЁ][\w.«\"-]|{_KIND}|\d{{1,3}}\s?(?:-?[а-я]{{0,3}}\s)?(?:км|лагпункт|квартал|участ))"
_VERB = (
    r"осв|снят|сн\.|ум\.|ум\s|умер|убы|выбы|приб|убит|бежал|сбеж|погиб|работ|реаб|родил|род\.|сконч|восст|амнист|зан[яи]|прож"
    r"|переве|направл|отправл|содерж|наход|нах\.|отбы|выслан|выселен|дальнейш|судьба|семь|приговор|дело|срок|был|жил|вернул"
)
_STOP = (
    rf"[;)\]|\n]|\.?$|\.\s*(?=\(?(?:(?i:{_VERB})|{_DAY}|в\s(?:\w+\s)?\d{{4}}|с\s\d|по\s|дат|реш|опред|пост))"
    r"|(?<=[а-яё\"»]{3})(?<!обл)(?<!вол)(?<!окр)(?<!губ)(?<!респ)(?<!пос)(?<!дер)(?<!авт)\.\s+(?=[А-ЯЁ])"
    r"|(?<=[А-ЯЁ]{2})(?<!ОБЛ)(?<!КР)(?<!СТ)\.\s+(?=[А-ЯЁ])|\.\s+(?=(?:В|Во|На|До|С|По|За|Из|После|Затем|Там|Сведени\w+|Состоя\w+|Решени\w+)\s)"
    r"|,\s(?=(?:а|позднее|позже|далее|вновь|снова|после|затем|потом|по\sокончании)\s|(?:репресс|арест|осужд|освоб|бежал|АРЕСТ|ОСУЖД|БЕЖАЛ)\w*)"
    r"|\s(?=(?:условно|добровольно|совместно|одиночкой|через\s(?:ПП|О?ГПУ)|отменить|по\s\d-й\sкат|по\sст\b|на\sтот|\w+\sэтапом)(?!\w))"
    r"|\s(?=на\s(?:оставш|спецп|с/п|поселение|жительств)|по\s\d-й\sкат|на\s(?:[а-яё]+\s)?(?:разработк|работы|строит|лесо)|в\sпорядке\s|с\sприкреплени|(?:НА|В|С|ДО)\s\d|СРОКОМ\s|[А-ЯЁ]\.[А-ЯЁ]\.\s)|,(?=исключ)"
    rf"|,?\s(?=\((?![А-ЯЁ][^()]{{1,40}}\)\s(?:р-н|район|обл|край))|{_DAY}|\d{{1,2}}\s(?:янв|фев|мар|апр|мая|июн|июл|авг|сен|окт|ноя|дек)"
    rf"|(?:до|на|с|от|к)\s\d|в\s(?:[а-я]{{3,8}}\s)?\d{{4}}|сроком|навечно|навсегда|бессрочно|как\s|вместе\s|срок\s|где\s|откуда\s|затем\s"
    r"|под\s(?:надзор|наблюд|админ|комен)|в\sсоставе|по\s(?:нац|полит|клас|соц|амн|указ|реш|пост|опред|месту)|из\s|для\s|и\s(?:\d|конф|лиш|пор|в\s)"
    rf"|с\s(?:конф|пор|семь|род|муж|жен|лиш|посл|пер|отбы|зап|прав|детьми|мат)|(?:пор|конф|лиш)[а-я.]*\s|{_VERB})"
    r"|,\s(?=ссылк|[а-яё]{3,}(?:л|ла|ли|лся|лась)\b)"
    rf"|,\s*(?=\d+\s*(?:лет|г\.|год|л\b)|в\s(?:\w+\s)?\d{{4}})"
)
_PLACE = rf"(?P<place>{_START}(?:[^()]|\([^()]{{1,60}}\)){{0,160}}?)(?={_STOP})"
_BETWEEN = (
    r"(?:[^.;()\n]|(?<=\d)\.(?=\d)|(?<=\s[А-ЯЁ])\.|(?<=[\sА-ЯЁ.][А-ЯЁ])\.|(?<=\dг)\.(?=\s(?:в|на)\s)"
    r"|(?<=\d\sг)\.(?=\s(?:в|на)\s)|(?<=\bнац)\.|(?<=\bпризн)\.|\s\(по\sнац[^()]{0,20}\)){0,70}?"
)
_PREPOSITION = r"(?:(?<!\w)(?<!р-)(?:в|во|на|В|ВО|НА)(?![\w-])|:|\s[-–])\s*"
_RANGE = re.compile(rf"[\s.,]*\(?(?:[св]\s)?(?P<from>{_DAY})\s*(?:г\.)?\s*[-–]\s*(?P<to>{_DAY})")
_AFTER = re.compile(
    rf"[\s,.]*\(?(?:(?<=[А-ЯЁ]\s)В\s)?(?P<date>{_DAY})(?:\s*г(?:ода|\.)?)?(?P<rest>,\s*[А-ЯЁ](?:[^.;(),]|,(?!\s?(?:[а-яё]{{3}}|АРЕСТ|ОСУЖД|БЕЖАЛ))){{1,80}}(?=[.;(),]|$))?"
)
_BEFORE = re.compile(rf"(?P<date>{_DAY})\s*(?:г\.|года)?[\s-]*$")
_WITHIN = re.compile(rf"\s(?P<date>{_DAY})\s(?:г\.\s)?(?:в|на)\s$")  # «Прибыл 28.04.1936 в Дмитлаг»
_TO = re.compile(r"\s[-–]\s(?=[а-яА-ЯЁ]{1,5}\.|[А-ЯЁ][\w-]+\s(?:р-н|район|обл|кра[йея]|АССР))")
_CAMP = re.compile(r"\((?P<place>(?:[А-ЯЁ][\w-]*лаг\w?|АЛЖИР|[А-ЯЁ][\w-]+\sИТЛ)(?:,[^()]{1,60})?)\)")
_ALONE = re.compile(
    r"(?:^|\.\s+|,\s+)(?P<place>(?:[А-ЯЁ][\w-]*(?:лаг|строй)|[А-ЯЁ][\w-]+(?:ский|ское|ской)\s(?:ИТЛ|ЛО|лагерь)|Воркута|Колыма|Магадан"
    r"|Норильск|Печора|Инта|Ухта|Соловки|Караганда)(?:\sНКВД|\sМВД|\sОГПУ)?)(?=[.,;]|$)"
)
_OF_PLACE = re.compile(
    r"(?<!комендатуры спец)(?<!учете спец)(?<!учета спец)(?:ссылк|поселени)[ауие]\s(?P<place>"
    rf"(?:(?:г|гор|п|пос|с|д)\.\s?[А-ЯЁ][^,;.\n]*?|[А-ЯЁ][\w-]+ой\sобл[^,;\n]*?"
    rf"|[А-ЯЁ][\w-]+ого(?:,\sзатем\s[А-ЯЁ][\w-]+ого)?\s(?:р-на|района|края|округа)[^,;\n]*?)(?={_STOP}))"
)
_THEN = re.compile(r",\sзатем\s")
_ARMY = re.compile(
    rf"(?i:труд\w*арм)[^\n]{{0,80}}?(?:(?P<date>{_DAY}),?|[-–:])\s*(?:в\s|(?P<from>из\s))?(?!по\s|демоб){_PLACE}"
)
_MONTH = re.compile(r"\d{1,2}\.\d{2}")
_FAMILY = re.compile(r"высыл\w*\s+семь|семью\s+вы|высел\w*\s+семьи")  # who is sent there is not this person
_HOUSE = (
    r"(?P<{}>\"?(?:лагер\w\sв\s|тюрьмы\s)?(?:г\.\s?)?[А-ЯЁ][\w-]+\"?"
    r"(?:\s(?:ИТЛ|ИТК|ЛО|НКВД|МВД|лагер\w|тюрьм\w)(?!\w))*)"
)
_RELEASED = re.compile(
    rf"(?i:освоб\w+|осв\.|убы\w+)\s+(?:из\s+{_HOUSE.format('place')}\s+(?:в\s)?(?P<date>{_DAY}|[а-я]{{3,8}}\s\d{{4}})"
    rf"|(?P<first>{_DAY})\s*(?:г\.\s*)?из\s+{_NO_PLACE}{_HOUSE.format('house')})"
)
_OF_BAN = re.compile(
    r"прав\w*\s+(?:на\s+)?прожив|запре|лишен\w*\sправ|захорон|детьми:", re.IGNORECASE
)  # no place of a stay follows
_BAR = re.compile(r"(?:\|\s*[А-ЯЁа-яё][^|]*?(?=\||(?<=[а-яё]{3})\.\s|\.?$))+")  # «| Тыгдинский район, п. Сиваки | …»
_STEM = 5  # letters that two forms of the name of a camp share: Карлаг, Карлага
_PLAIN = " \t\n,;:-–\"'"


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the words of the source, with the wordings of the days; ``at`` is where it stands."""

    at: int
    written: str
    arrival: str = ""
    departure: str = ""
    wording: str = ""


def stays_in(text: str, faults: Faults) -> tuple[Stay, ...]:
    """The stays that a verdict tells, in its order; a release ends the last one."""
    return tuple(
        Stay(
            each.written,
            _dated(each.arrival, faults),
            _dated(each.departure, faults),
            each.wording,
        )
        for each in _places(text)
    )


def _dated(day: str, faults: Faults) -> HistoricalDate | None:
    """The day of a wording, None for ''; «10.41» is a month of a year."""
    if not _MONTH.fullmatch(day):
        return faults.date("camps", day) if day else None
    date = faults.date("camps", f"{day[:-2]}19{day[-2:]}")
    return replace(date, wording=day) if date else None


@lru_cache(maxsize=32768)
def _places(text: str) -> tuple[Place, ...]:
    head = text[:LONGEST]
    found = [place for hit in _led().finditer(head) if not _passed_over(hit) for place in _of(hit, head)]
    found.extend(_others(head, found))
    if not found:
        return tuple(_released_from(head, []))
    found.sort(key=lambda place: place.at)
    ends = [place.at for place in found[1:]] + [len(head)]
    placed = [_left_from(place, head, end) for place, end in zip(found, ends, strict=True)]
    return (*placed, *_released_from(head, placed))


def _passed_over(hit: re.Match[str]) -> bool:
    """Whether what a lead word leads to is another's place, or a town where nobody might live."""
    begins = hit.start()
    if (hit["lead"] or "").casefold().startswith("отбыт"):  # «без права проживания после отбытия наказания в …»
        begins = max(0, begins - 30)
    lead = hit.string[begins : hit.start("place")]
    return _FAMILY.search(hit[0]) is not None or _OF_BAN.search(lead) is not None


def _left_from(place: Place, text: str, end: int) -> Place:
    """The place with the day that is told before the next one."""
    left = None if place.departure else _left().search(text, place.at + len(place.written), end)
    return replace(place, departure=left["date"] or left["day"]) if left else place


def _released_from(text: str, placed: list[Place]) -> Iterator[Place]:
    """«Освобождена из Карлага 30.11.1942» where that place is not told yet, or was left at another day."""
    for hit in _RELEASED.finditer(text):
        name, day = (hit["place"] or hit["house"]).strip(_PLAIN), hit["date"] or hit["first"]
        told = [place for place in placed if place.written.strip(_PLAIN)[:_STEM].lower() == name[:_STEM].lower()]
        left = placed[-1].departure if placed else ""
        if not told and (not placed or (left and left != day)):
            yield Place(hit.start(), name, departure=day, wording=hit[0])


def _of(hit: re.Match[str], text: str) -> list[Place]:
    """The place a lead word leads to; «А - Б» are two."""
    stopped = "." if text[hit.end() : hit.end() + 1] == "." else ""
    pieces = [_whole(piece + stopped) for each in _further(hit, text) for piece in _TO.split(each)]
    arrival, departure, rest, end = _days(hit, text)
    places = [Place(hit.start("place") + at, piece, wording=text[hit.start() : end]) for at, piece in enumerate(pieces)]
    places[0] = replace(places[0], arrival=arrival, written=", ".join(filter(None, (places[0].written, rest))))
    places[-1] = replace(places[-1], departure=departure)
    return [place for place in places if len(place.written) > 1]


def _further(hit: re.Match[str], text: str) -> list[str]:
    """The places of an enumeration: «Ирбите, Сарапуле и Тобольске», «п. А | Б-ский р-н, п. В»; areas stay whole."""
    place = hit["place"]
    stopped = "." if text[hit.end() : hit.end() + 1] == "." else ""
    if text[hit.end() : hit.end() + 1] == "|":
        return [place, *(each for each in _BAR.findall(text, hit.end())[0].split("|") if each.strip())]
    return several(place, stopped, (hit["lead"] or "").casefold())


def _whole(place: str) -> str:
    """The place; an abbreviation that ended with the sentence keeps its full stop."""
    return trimmed(place.strip(_PLAIN))


def _days(hit: re.Match[str], text: str) -> tuple[str, str, str, int]:
    """Arrival, departure, what else is told of the place behind the day, and where all that ends."""
    span = _RANGE.match(text, hit.end())
    if span:
        return span["from"], span["to"], "", span.end()
    after = _AFTER.match(text, hit.end())
    if after and _came(hit):
        return after["date"], "", _whole(after["rest"]) if after["rest"] else "", after.end()
    between = _WITHIN.search(text, hit.start(), hit.start("place"))
    if between and (hit["lead"] or "").casefold().startswith("приб"):
        return between["date"], "", "", hit.end()
    before = _BEFORE.search(text, max(0, hit.start() - 24), hit.start())
    return (before["date"] if before and _came(hit) else hit["when"] or ""), "", "", hit.end()


def _came(hit: re.Match[str]) -> bool:
    """Whether the lead word tells of coming, so that a day beside it is the day of arrival."""
    return (hit["lead"] or "").casefold().startswith(("приб", "убы", "отбы", "перев", "этап", "вывез", "водвор"))


def _others(text: str, found: list[Place]) -> list[Place]:
    """Places that stand without a lead: «(Карлаг)», «5 лет. Воркута.», the labour army."""
    army = _ARMY.search(text) if not found else None
    if army:
        place, day = Place(army.start("place"), trimmed(army["place"]), wording=army[0]), army["date"] or ""
        return [replace(place, departure=day) if army["from"] else replace(place, arrival=day)]
    taken = [range(place.at, place.at + len(place.written)) for place in found]
    more = [hit for pattern in (_CAMP, _ALONE, _OF_PLACE) for hit in pattern.finditer(text)]
    places = [
        Place(hit.start("place"), trimmed(each), wording=hit[0].strip(_PLAIN))
        for hit in more
        for each in _THEN.split(hit["place"])
    ]
    return [place for place in places if not any(place.at in each for each in taken)]


@lru_cache(maxsize=1)
def _led() -> re.Pattern[str]:
    leads = "|".join(row["form"] for row in rows("vocab/memorial_stays") if row["role"] == "lead")
    start = rf"(?P<lead>(?<!\w)(?i:{leads}))(?:\.(?=\s?[:вн-]))?{_BETWEEN}"
    when = (
        r"(?<!\w)(?:в\s|с\s(?=[\d.]+\sв\s))(?P<when>\d{4}|\d{1,2}\.\d{4})(?:\s?г\w*\.?\s*[-–]\s*|\s?г?\s(?=в\s[А-ЯЁ]))"
    )
    further = rf"{when}|(?<=\d\))\s*|(?<=,\s)(?:а\s)?(?:затем|потом|позже|позднее|далее|вновь|снова)\s+"
    return re.compile(rf"(?:{start}|{further}){_PREPOSITION}{_PLACE}")


@lru_cache(maxsize=1)
def _left() -> re.Pattern[str]:
    words, until = (
        "|".join(row["form"] for row in rows("vocab/memorial_stays") if row["role"] == role)
        for role in ("left", "until")
    )
    return re.compile(
        rf"(?<!\w)(?:(?i:{words})(?!\w)[^\d\n]{{0,80}}?|(?i:{until})\s+)(?P<date>{_DAY})|(?P<day>{_DAY})\s+убыл"
    )
