"""A made-up value for every component: nobody in here ever lived, and everything is as long as it may become."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace as Shown
from typing import Any, TypeVar

from app.about.family_samples import family_samples
from app.about.form_samples import form_samples
from app.about.judging_samples import judging_samples
from app.advice import CASES, Advice
from app.dates import read_date
from app.guard import Task
from app.holdings import Holding, Holdings
from app.life import life
from app.messages import N_
from app.models import Archive, Base, Episode, NamedRelative, Nation, Place, Record, Source, Stay, WrittenName
from app.paging import Pages
from app.privacy import PublicRecord, public
from app.scans import ShownScan
from app.two_names import laid
from indexer.evidence import Band, Evidence
from indexer.names.name import PartKind, Relation

_M = TypeVar("_M", bound=Base)
KINDS = {
    PartKind.SURNAME: N_("surname"),
    PartKind.GIVEN: N_("given name"),
    PartKind.PATRONYMIC: N_("patronymic"),
    PartKind.UNKNOWN: N_("surname or given name"),
}
WORDING = (
    "Образцова Анна Ивановна, 1905 г.р., немка. Прибыла в Акмолинское ЛО 07.05.1938. ОСО при НКВД, ЧСИР, 8 лет ИТЛ."
)
CHARGE = "член семьи изменника Родины <и ничего больше>"
FAR_PAGE = Pages(120, 20, 61_234)


def samples() -> dict[str, Any]:
    """By component, what it is shown with."""
    record = _record()
    two = laid("Obraszowa Anna", "Образцова Анна Ивановна")
    asked = Shown(
        name={}, typed={}, filters={}, but=lambda **_: {"surname": "Образцова"}, without=lambda *_: {"q": "Obraszowa"}
    )
    card = Shown(record=record, life=life(record), grounds=_grounds(), band=Band.POSSIBLE, in_part=False,
                 found_by=record.names[1], why_not_higher=two.why_not_higher, person=Shown(reference="X", records=2),
                beside=(Shown(record=record, life=life(record)),))  # fmt: skip
    found = Shown(persons=(Shown(record=record, life=life(record)),), pages=FAR_PAGE)
    return {
        "record": record,
        "changes": _changes(record),
        "wording": WORDING,
        "two": two,
        "scans": _scans(),
        "task": Task("34" + "0" * 30, 1, 0, "task"),
        "rulings": (Shown(day=date(2026, 1, 1), kind="sample", state="sample", reason="Probe.", ruling="Muster."),),
        "request_words": Shown(kinds={"sample": N_("another one, or none yet")}, states={"sample": N_("given name")}),
        "asked": asked,
        "card": card,
        "people": found,
        "kinds": KINDS,
        "cases": CASES,
        "pages": FAR_PAGE,
        "facet": _facet(asked),
        "holdings": _holdings(),
        "advice": _advice(),
        "unfound": _unfound(card, asked, two),
        "tried": _tried(two),
        "batch": Shown(read=100_000, taken=98_765, updated=12, already=1_000, faulty=223),
        "read_rows": _read_rows(),
        "listed": Shown(thing=Shown(id="alzhir", kind="camp_department", names={"ru": "Лагерь примеров"}), count=1_234),
        "place": Shown(names={"ru": "Карлаг", "kk": "Қарлаг", "de": "Karlag"}, aliases=["Карагандинский ИТЛ"]),
        "words": Shown(of_hundred=lambda share: share * 100),
        "fields": Shown(
            archive={}, person={"person_name": N_("Name of the person")}, writer={"kinship": N_("Your name")}
        ),
        "letter": Shown(letter=Shown(fields={"kinship": "Anna Muster"}), archives=[], archive=None, language="ru"),
        **form_samples(),
        **family_samples(record),
        **judging_samples(record),
    }


def _new(model: type[_M], **said: Any) -> _M:
    """A row that is in no database, empty where nothing is said."""
    made = model(**said)
    for column in model.__table__.columns:
        empty = column.default and column.default.is_scalar and getattr(made, column.key, None) is None
        if empty:
            setattr(made, column.key, column.default.arg)
    return made


def _changes(record: PublicRecord) -> list[Shown]:
    """A word, a date and a list of names, each with what stood there before."""
    added = Shown(surname="Образцова-Примерова", given_name="Анна", patronymic="Ивановна", language="ru")
    plain = {"episode": 0, "vocabulary": "", "several": False}
    return [
        Shown(field="occupation", kind="text", before="учительница", after=CHARGE, **plain),
        Shown(field="birth_date", kind="date", before=None, after=record.birth, **plain),
        Shown(field="names", kind="names", added=(added,), left_out=(), episode=2, vocabulary="", several=True),
    ]


def _record() -> PublicRecord:
    names = [
        _new(WrittenName, written="Образцова Анна Ивановна", language="ru", surname="Образцова", given_name="Анна",
             patronymic="Ивановна", maiden_name="Примерова"),
        _new(WrittenName, written="Obraszowa Anna", language="de"),
    ]  # fmt: skip
    relatives = [
        _new(NamedRelative, relation="spouse", written="Образцов Иван Петрович (1900–1938)", other_id=1),
        _new(NamedRelative, relation="child", written="Образцова Мария"),
    ]
    record = _new(
        Record, id=1, source_ref="образец-1", sex="f", nation=_nation(), nation_written="немка", names=names,
        birth=read_date("около 1905"), birth_place="г. Верный Семиреченской обл.", residence="с. Образцовка",
        fate="released_into_exile", fate_written="освобождена", death=read_date("1972"), relatives=relatives,
        rehabilitation="rehabilitated", rehabilitated=read_date("5 мая 1958"), episodes=[_episode()], wording=WORDING,
        unread=["д/с"], extra={"Примечание": "нет"}, source=_source(), burial_place="г. Караганда",
    )  # fmt: skip
    for relative in relatives:
        relative.record = record
    return public(record, date(2026, 1, 1))


def _nation() -> Nation:
    return _new(Nation, id="german", names={}, forms=["немец", "немка", "немцы"])


def _episode() -> Episode:
    stay = _new(Stay, place=_new(Place, id="alzhir", kind="camp_department"), place_written="Акмолинское ЛО",
                arrival=read_date("07.05.1938"), departure=read_date("1946"))  # fmt: skip
    return _new(
        Episode, kind="arrest_sentence", arrested=read_date("12 декабря 1937"), arrested_by="УНКВД по Караганде",
        body="oso", body_written="ОСО при НКВД", decided=read_date("весной 1938"), article="58-1в",
        charge=CHARGE, measure="camp", measure_written="8 лет ИТЛ", measures=["camp", "confiscation"], term="P8Y",
        term_written="8 лет", commutation="срок снижен до 5 лет", stays=[stay],
    )  # fmt: skip


def _source() -> Source:
    return _new(
        Source, digest="", citation="Книга образцов, т. 1", repository="Государственный архив примеров", fonds="12",
        inventory="3", file="456", folio="7 об.", licence="CC BY 4.0",
        urls=["https://www.example.org/lists/volume-one/page-seven?name=образцова", "Книга образцов, с. 7"],
    )  # fmt: skip


def _scans() -> tuple[ShownScan, ...]:
    """A picture with a caption and a document without; no file lies under these digests."""
    return (
        ShownScan("a" * 64, "image/jpeg", 2_345_678, 1, 2_480, 3_508, "Справка об освобождении, 1946, лицевая сторона"),
        ShownScan("b" * 64, "application/pdf", 345_678, 12, 0, 0, ""),
    )


def _grounds() -> tuple[Evidence, ...]:
    """A ground of every kind, with the letters where there are any."""
    letters = (("O", "О"), ("b", "б"), ("r", "р"), ("a", "а"), ("sz", "зц"), ("ow", "ов"), ("a", "а"))
    return tuple(
        Evidence("surname", relation, "" if relation is Relation.ABSENT else "Obraszowa", "Образцова",
                 -0.4 if relation is Relation.CONTRADICTS else 0.3,
                 letters if relation is Relation.TRANSLITERATION else ())
        for relation in Relation
    )  # fmt: skip


def _read_rows() -> tuple[Shown, ...]:
    """Rows of a file: one that is read, one that is not taken."""
    nation, empty = Shown(code="german", wording="немка"), Shown(code="", wording="")
    parts = (("surname", "Образцова"), ("given name", "Анна"))
    doubts = (("Date of death", "«давно»", False),)
    read = Shown(line=2, parts=parts, sex="f", nation=nation, birth=read_date("около 1905"), death=None, fate=empty,
                 problems=doubts, rejected=False)  # fmt: skip
    bad = Shown(line=1_234, parts=(), sex="", nation=empty, birth=None, death=None, fate=empty,
                problems=(("", "…", True),), rejected=True)  # fmt: skip
    return read, bad


def _facet(asked: Shown) -> Shown:
    choice = Shown(label="Акмолинский лагерь жён изменников Родины", count=12_345, asked=asked.but())
    return Shown(title=N_("Place of repression"), first=(choice,) * 3, more=(choice,) * 2)


def _holdings() -> Holdings:
    held = (
        Holding("Книга памяти жертв политических репрессий Образцовской области", 1_234_567, (1918, 1954)),
        Holding("example.org", 1),
    )
    return Holdings(1_234_600, held, 32, (1918, 1954))


def _advice() -> Advice:
    archive = _new(
        Archive, id="sample", names={"en": "Archive of Samples"}, own_name="Архив образцов", country="Kazakhstan",
        holdings="Files of people who never lived.", how_to_ask="By letter.", url="https://www.example.org/",
        covers_nations=["german"], covers_places=["karlag"], covers_kinds=["camp"], confidence="low",
    )  # fmt: skip
    return Advice(archive, for_place="karlag", for_nation="german", for_case="camp", guess=True)


def _tried(two: Any) -> tuple[Shown, ...]:
    ways = (Shown(said=N_("in Russian letters"), forms=("Образцова", "Обрасцова", "Обрашова")),)
    return tuple(Shown(part=part, ways=ways) for part in two.left.parts)


def _unfound(card: Shown, asked: Shown, two: Any) -> Shown:
    """A results page on which nobody was found."""
    query = Shown(name=two.left, year=1905, sex="f")
    less = Shown(said="Obraszowa", asked=asked.but(), count=3)
    wish = Shown(nation="german", place="karlag", case="camp")
    lost = Shown(loosenings=(less,), tried=_tried(two), holdings=_holdings(), archives=(_advice(),), wish=wish,
                 reading="Образцова Анна")  # fmt: skip
    return Shown(unfound=lost, asked=asked, query=query, narrowings=(), far=(card,))
