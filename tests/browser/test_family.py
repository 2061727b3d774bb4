"""The family's view in a real browser: Zhansugurov with his wife, a person of two records, the search for kin."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from app.db import db, writing
from app.judging.judge import Decision, judge
from app.models import Person, Record, User
from indexer.matching.verdict import Verdict
from tests.browser.desk import AXE, WIDE, apart, serving
from tests.browser.test_pages import NARROW, WIDTHS, too_wide, violations, visit
from tests.sampled import copied_service

ILYAS, FATIMA, SAKEN, MALIK = "zhansugurov-ilyas", "gabitova-fatima", "seifullin-saken", "seifullin-malik"


@pytest.fixture(scope="module")
def family(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, int], str]]:
    """Where a service listens in which two records are one person; record numbers by reference; that person's."""
    app, numbers, reference = apart(_made, tmp_path_factory)
    with serving(app) as listening:
        yield listening, numbers, reference


def _made(folders: pytest.TempPathFactory) -> tuple[Flask, dict[str, int], str]:
    app = copied_service(folders)
    with app.app_context(), writing(db.engine) as session:
        session.add(archivist := User(email="a@example.org", fs_uniquifier="a"))
        session.flush()
        wanted = session.query(Record).filter(Record.source_ref.in_((ILYAS, FATIMA, SAKEN, MALIK)))
        numbers = {record.source_ref: record.id for record in wanted}
        judge(session, Decision(numbers[SAKEN], numbers[MALIK], "same", Verdict.SAME), archivist.id)
        judge(session, Decision(numbers[ILYAS], numbers[FATIMA], "kin", Verdict.KIN, "spouse"), archivist.id)
        session.flush()
        reference = next(one.reference for one in session.query(Person) if len(one.records) == 2)
    return app, numbers, reference


@pytest.fixture
def reader(browser: Browser, family: tuple[str, dict[str, int], str]) -> Iterator[Page]:
    context = browser.new_context(base_url=family[0], viewport={"width": WIDE, "height": 900})
    context.add_init_script(AXE.read_text(encoding="utf-8"))
    yield context.new_page()
    context.close()


def test_zhansugurov_stands_beside_his_wife(reader: Page, family: tuple[str, dict[str, int], str]) -> None:
    _, numbers, _ = family
    reader.goto(f"/kk/records/{numbers[ILYAS]}")
    known = reader.locator("#relatives")
    assert known.get_by_role("link", name="Габитова Фатима").count() == 1
    reader.goto(f"/kk/records/{numbers[ILYAS]}/kin")
    drawn = reader.locator("svg.family")
    assert drawn.locator(".member").count() == 2
    assert drawn.locator(".middle .name").text_content() == "Джансугуров Ильяс"
    assert "1903–1968" in (drawn.text_content() or "")
    assert reader.locator(".family-list a").all_inner_texts() == ["Габитова Фатима"]
    reader.locator(".family-list a").first.click()
    assert reader.locator("h1").inner_text() == "Габитова Фатима"
    assert reader.get_by_role("link", name="Джансугуров Ильяс").count() >= 1


def test_the_pages_of_families_shut_nobody_out(reader: Page, family: tuple[str, dict[str, int], str]) -> None:
    _, numbers, reference = family
    wrong = []
    for language in ("ru", "kk", "de"):
        for path in (f"/persons/{reference}", f"/records/{numbers[SAKEN]}/kin", f"/records/{numbers[SAKEN]}"):
            visit(reader, f"/{language}{path}")
            wrong += [f"{language}{path}: {fault}" for fault in violations(reader) + too_wide(reader, *WIDTHS, WIDE)]
    assert wrong == []


def test_side_by_side_is_stacked_where_it_is_narrow(reader: Page, family: tuple[str, dict[str, int], str]) -> None:
    reader.goto(f"/en/persons/{family[2]}")
    row = reader.locator(".sides tbody tr").first
    first, second = row.locator("td").all()
    assert first.bounding_box()["y"] == second.bounding_box()["y"]  # type: ignore[index]
    reader.set_viewport_size({"width": NARROW, "height": 740})
    assert first.bounding_box()["y"] < second.bounding_box()["y"]  # type: ignore[index]
    assert row.locator(".whose").first.is_visible()


def test_kin_are_searched_by_keyboard_without_script(browser: Browser, family: tuple[str, dict[str, int], str]) -> None:
    context = browser.new_context(base_url=family[0], java_script_enabled=False)
    page = context.new_page()
    page.goto("/ru/kin")
    page.locator("#q").focus()
    page.keyboard.type("Тухачевская Софья Николаевна")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ru/kin?**")
    assert quote("Тухачевская") in page.url
    assert page.locator("#found .hit").count() >= 1
    context.close()
