"""How much of real lists is read, and how fast: the 8,175 lines of Moscow and the bodies of lists.memo.ru."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import pytest

from app.intake.draft import Draft
from app.intake.faults import Faults
from app.intake.readers import read
from app.intake.readers.memorial.body import read_body
from tests.app.intake.lists import printed_list

Has = Callable[[Draft], bool]

OF_MOSCOW: tuple[tuple[str, float, Has], ...] = (
    ("birth year", 0.97, lambda draft: draft.birth_date is not None and draft.birth_date.first_year is not None),
    ("nation", 0.97, lambda draft: bool(draft.nation.code)),
    (
        "execution date",
        0.97,
        lambda draft: draft.fate.code == "shot" and bool(draft.death_date and draft.death_date.edtf),
    ),
    ("sex", 0.97, lambda draft: bool(draft.sex)),
    ("birth place", 0.95, lambda draft: bool(draft.birth_place)),
    ("party", 0.95, lambda draft: bool(draft.party)),
    ("occupation", 0.95, lambda draft: bool(draft.occupation)),
    ("residence", 0.97, lambda draft: bool(draft.residence)),
    ("burial place", 0.97, lambda draft: bool(draft.burial_place)),
)
# A label that stands in the body, and the share of such bodies whose field is read.
OF_BODIES: tuple[tuple[str, str, float, Has], ...] = (
    ("birth", "Родил", 0.97, lambda draft: bool(draft.birth_date and draft.birth_date.edtf)),
    ("arrest", "Арестован", 0.97, lambda draft: any(each.arrest_date for each in draft.episodes)),
    ("charge", "обв.:", 0.97, lambda draft: any(each.charge or each.article for each in draft.episodes)),
    ("measure", "Приговор:", 0.92, lambda draft: any(each.measure.code for each in draft.episodes)),
    ("kind of episode", "Приговор:", 0.97, lambda draft: any(each.kind.code for each in draft.episodes)),
    ("term", " лет ИТЛ", 0.97, lambda draft: any(each.term.code for each in draft.episodes)),
    ("troika", "ройк", 0.97, lambda draft: any(each.decided_by.code for each in draft.episodes)),
    ("execution", "Расстрелян", 0.97, lambda draft: draft.fate.code == "shot" and draft.death_date is not None),
    ("rehabilitation", "Реабилитирован", 0.97, lambda draft: bool(draft.rehabilitation.status.code)),
)


def share(drafts: Sequence[Draft], has: Has) -> float:
    return sum(map(has, drafts)) / len(drafts)


@pytest.fixture(scope="module")
def moscow() -> list[Draft]:
    with read(printed_list("moscow.csv")) as reading:
        return [row.draft for row in reading if row.draft]


@pytest.fixture(scope="module")
def bodies() -> list[str]:
    return printed_list("memorial_bodies.txt").read_text(encoding="utf-8").split("\n---\n")


@pytest.fixture(scope="module")
def read_bodies(bodies: list[str]) -> list[Draft]:
    return [read_body(body, Faults(at)) for at, body in enumerate(bodies)]


def test_the_moscow_list_is_read(moscow: list[Draft]) -> None:
    shares = {field: share(moscow, has) for field, _, has in OF_MOSCOW}
    print("\nOf the lines of Moscow, read:", *(f"{field:16} {value:.4f}" for field, value in shares.items()), sep="\n")
    assert len(moscow) == 8175
    assert {field: shares[field] for field, least, _ in OF_MOSCOW if shares[field] < least} == {}


def test_names_and_wordings_of_moscow_stay_as_printed(moscow: list[Draft]) -> None:
    assert all(draft.name.written and draft.wording and draft.source_ref and draft.source.urls for draft in moscow)


def test_the_bodies_of_lists_memo_ru_are_read(read_bodies: list[Draft]) -> None:
    shares = {
        field: share([each for each in read_bodies if label in each.wording], has) for field, label, _, has in OF_BODIES
    }
    print(
        "\nOf the bodies with the label, read:",
        *(f"{field:16} {value:.4f}" for field, value in shares.items()),
        sep="\n",
    )
    assert {field: shares[field] for field, _, least, _ in OF_BODIES if shares[field] < least} == {}


def test_hardly_a_letter_of_the_bodies_is_without_a_field(read_bodies: list[Draft]) -> None:
    letters = sum(sum(map(str.isalpha, draft.wording)) for draft in read_bodies)
    unread = sum(sum(map(str.isalpha, piece)) for draft in read_bodies for piece in draft.unread)
    assert unread / letters < 0.03


def test_thousands_of_bodies_a_second(bodies: list[str]) -> None:
    some = bodies[:8000]
    read_body(some[0], Faults(1))  # the tables are read once
    start = time.process_time()
    for body in some:
        read_body(body, Faults(1))
    rate = len(some) / (time.process_time() - start)
    print(f"\n{rate:,.0f} bodies a second")
    assert rate > 2000  # 4,000 and more on a machine that does nothing else
