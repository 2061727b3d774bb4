from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, create_engine, select
from sqlalchemy.orm import Session

from app.audit import broken_at
from app.dates import read_date
from app.db import writing
from app.intake.accept import Lookup, enter, fill
from app.intake.amending import amended, words_of_source
from app.intake.changes import changes
from app.intake.corrected import correct, correction_of, renew
from app.intake.draft import Coded, Draft, DraftEpisode, DraftName, DraftSource, Relative, Stay
from app.intake.draft_json import from_json
from app.intake.recorded import drafted
from app.intake.versions import Change
from app.models import AuditEvent, OutboxEntry, Record, RecordVersion
from app.whole import WHOLE
from tests.sampled import sampled_service

WHY = Change(None, "corrected", "по следственному делу")


@pytest.fixture(scope="module")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> tuple[Draft, ...]:
    """What the records of the curated persons say."""
    service = sampled_service(tmp_path_factory)
    with Session(create_engine(service.config["ESIMDER"].database_url)) as session:
        return tuple(map(drafted, session.scalars(select(Record).options(*WHOLE)).unique()))


def wordings(thing: Any) -> Iterator[str]:
    """Every text in a draft that a source may have written."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, Coded) or hasattr(thing, "edtf"):
        yield thing.wording
    elif isinstance(thing, tuple):
        for each in thing:
            yield from wordings(each)
    elif hasattr(thing, "__dataclass_fields__"):
        for name in thing.__dataclass_fields__.keys() - {"kind", "source", "relation", "measures", "sex", "confidence"}:
            yield from wordings(getattr(thing, name))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_wording_of_the_source_is_lost_by_any_number_of_corrections(drafts: tuple[Draft, ...], data: Any) -> None:
    one = st.sampled_from(drafts)
    own = data.draw(one)
    said, kept = own, dict[str, str]()
    for correction in data.draw(st.lists(one, min_size=1, max_size=4)):
        after = amended(said, correction, lambda _: None)
        kept, said = words_of_source(kept, said, after), after
    standing = [*wordings(said), *kept.values()]
    for words in filter(None, wordings(own)):
        assert any(words in each for each in standing), words


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_was_corrected_going_back_leaves_nothing_beside_it(drafts: tuple[Draft, ...], data: Any) -> None:
    own, correction = data.draw(st.sampled_from(drafts)), data.draw(st.sampled_from(drafts))
    after = amended(own, correction, lambda _: None)
    assert words_of_source(words_of_source({}, own, after), after, own) == {}


@pytest.fixture
def held(engine: Engine) -> Engine:
    """One record of a list."""
    draft = Draft(
        names=(DraftName(surname="Дулатов", given_name="Мержакып", patronymic="Дулатович"),),
        birth_date=read_date("род. 1886"), occupation="учитель", source_ref="d-1", nation=Coded("", "казак"),
        source=DraftSource(citation="Книга скорби"), relatives=(Relative("child", "Гульнар, р. 1915"),),
        episodes=(
            DraftEpisode(article="58-7", stays=(Stay("Соловки"), Stay("ББЛ", wording="Беломорско-Балтийский лагерь"))),
            DraftEpisode(article="58-2", measure=Coded("camp", "10 лет концлагеря")),
        ),
    )  # fmt: skip
    with writing(engine) as session:
        record = Record()
        fill(session, record, draft, Lookup.read(session))
        enter(session, [record])
        record.relatives[0].pages = ["https://example.org/gulnar"]
    return engine


def corrected(engine: Engine, **said: str) -> Draft:
    """What the record says once it was corrected so."""
    with writing(engine) as session:
        record = session.get_one(Record, 1)
        columns = {column.replace("_of_2", ".2"): cell for column, cell in said.items()}
        correct(session, record, correction_of(columns, record), WHY)
    with Session(engine) as session:
        return drafted(session.get_one(Record, 1))


def beside(engine: Engine) -> dict[str, str]:
    with Session(engine) as session:
        return session.get_one(Record, 1).corrected


def test_a_date_gets_the_new_reading_and_keeps_its_wording(held: Engine) -> None:
    said = corrected(held, birth_date="25.11.1885").birth_date
    assert said is not None
    assert (said.edtf, said.wording) == ("1885-11-25", "род. 1886")
    assert beside(held) == {}


def test_a_code_gets_the_new_reading_and_keeps_its_wording(held: Engine) -> None:
    with Session(held) as session:
        place = Lookup.read(session).place
    after = amended(Draft(nation=Coded("cossack", "казак")), Draft(nation=Coded("kazakh", "казах")), place)
    assert after.nation == Coded("kazakh", "казак")


def test_words_are_replaced_and_the_sources_stand_beside_them(held: Engine) -> None:
    assert corrected(held, occupation="поэт").occupation == "поэт"
    assert corrected(held, occupation="поэт, редактор газеты «Қазақ»").occupation == "поэт, редактор газеты «Қазақ»"
    assert beside(held) == {"occupation": "учитель"}
    corrected(held, occupation="учитель")
    assert beside(held) == {}


def test_what_the_source_did_not_say_is_marked_as_added(held: Engine) -> None:
    corrected(held, residence="г. Семипалатинск")
    assert beside(held) == {"residence": ""}


def test_a_date_that_cannot_be_read_puts_the_sources_words_aside(held: Engine) -> None:
    said = corrected(held, birth_date="в год Барса").birth_date
    assert said is not None
    assert said.wording == "в год Барса"
    assert beside(held) == {"birth_date": "род. 1886"}


def test_a_name_is_never_replaced(held: Engine) -> None:
    names = corrected(held, given_name="Миржакып").names
    assert [(n.surname, n.given_name, n.patronymic) for n in names] == [
        ("Дулатов", "Мержакып", "Дулатович"),
        ("Дулатов", "Миржакып", "Дулатович"),
    ]
    assert len(corrected(held, given_name="Миржакып").names) == 2
    assert len(corrected(held, given_name="Мержакып", name_variants="kk:Міржақып Дулатұлы").names) == 3


def test_only_a_patronymic_can_be_corrected(held: Engine) -> None:
    assert corrected(held, patronymic="Дулатулы").names[1].patronymic == "Дулатулы"


def test_a_later_episode_is_corrected_at_its_own_place(held: Engine) -> None:
    first, second = corrected(held, article_of_2="58-2, 58-11").episodes
    assert (first.article, second.article) == ("58-7", "58-2, 58-11")
    assert second.measure == Coded("camp", "10 лет концлагеря")
    assert beside(held) == {"article.2": "58-2"}


def test_an_episode_that_the_source_does_not_tell_is_added(held: Engine) -> None:
    with writing(held) as session:
        record = session.get_one(Record, 1)
        correct(session, record, correction_of({"article.3": "58-10"}, record), WHY)
    with Session(held) as session:
        assert [each.article for each in session.get_one(Record, 1).episodes] == ["58-7", "58-2", "58-10"]


def test_places_keep_their_wording_and_one_left_out_stands_beside(held: Engine) -> None:
    (stay,) = corrected(held, camps="соловки 1931/1935").episodes[0].stays
    assert (stay.wording, stay.arrival and stay.arrival.edtf) == ("Соловки", "1931")
    assert beside(held) == {"camps": "Соловки | Беломорско-Балтийский лагерь"}


def test_relatives_named_as_before_keep_their_pages(held: Engine) -> None:
    corrected(held, relatives="child:Гульнар, р. 1915|spouse:Гайнижамал")
    with Session(held) as session:
        pages = {kin.written: kin.pages for kin in session.get_one(Record, 1).relatives}
    assert pages == {"Гульнар, р. 1915": ["https://example.org/gulnar"], "Гайнижамал": []}


def test_what_a_correction_cites_is_its_ground_and_not_the_records_source(held: Engine) -> None:
    said = corrected(held, citation="письмо дочери", source_ref="other", occupation="поэт")
    assert (said.source.citation, said.source_ref) == ("Книга скорби", "d-1")


def test_a_correction_is_a_version_an_event_without_words_and_a_debt_to_the_index(held: Engine) -> None:
    corrected(held, occupation="поэт", birth_date="1885")
    with Session(held) as session:
        versions = session.scalars(select(RecordVersion).order_by(RecordVersion.number)).all()
        assert [(v.number, v.how, v.why) for v in versions] == [
            (1, "imported", ""),
            (2, "corrected", "по следственному делу"),
        ]
        assert [from_json(v.said).occupation for v in versions] == ["учитель", "поэт"]
        event = session.scalars(select(AuditEvent)).one()
        assert (event.subject, event.data) == ("record:1", {"version": 2, "fields": ["birth_date", "occupation"]})
        assert broken_at(session) is None
        assert len(session.scalars(select(OutboxEntry)).all()) == 2


def test_an_old_version_comes_back_as_a_new_one(held: Engine) -> None:
    corrected(held, occupation="поэт", given_name="Миржакып")
    with writing(held) as session:
        first = session.scalars(select(RecordVersion).where(RecordVersion.number == 1)).one()
        renew(session, session.get_one(Record, 1), from_json(first.said), Change(None, "restored", "ошибка"))
    with Session(held) as session:
        record = session.get_one(Record, 1)
        assert (record.occupation, record.corrected, len(record.names)) == ("учитель", {}, 1)
        assert len(session.scalars(select(RecordVersion)).all()) == 3


def test_changes_name_the_columns(drafts: tuple[Draft, ...]) -> None:
    for draft in drafts:
        assert changes(draft, draft) == ()
    one = next(draft for draft in drafts if len(draft.episodes) > 1)
    other = replace(one, episodes=(one.episodes[0], replace(one.episodes[1], article="58-14")), party="ВКП(б)")
    assert [each.column for each in changes(one, other)] == ["party", "article.2"]
