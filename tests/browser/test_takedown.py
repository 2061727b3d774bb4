"""A request in a real browser: the task is solved by script while one types; without script a sum and patience do."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from app.access import Role
from app.db import db, writing
from app.guard import PATIENCE
from app.languages import LANGUAGES
from app.models import Takedown
from tests.app.signing import client_of
from tests.browser.desk import Desk, apart, open_desk
from tests.browser.test_pages import ALL, NARROW, WIDE, too_wide, violations
from tests.sampled import copied_service

WORDS = "Это мой дед. Пожалуйста, исправьте год рождения: 1873, так в метрике."


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The service, and who is signed in to it."""
    with open_desk(*apart(_made, tmp_path_factory)) as opened:
        yield opened


def _made(folders: pytest.TempPathFactory) -> tuple[Flask, str]:
    made = copied_service(folders)
    cookie = client_of(made, Role.ARCHIVIST).get_cookie("esimder")
    assert cookie is not None
    with made.app_context(), writing(db.engine) as session:
        session.add(
            Takedown(reference="T-2222-3333", token="t", record_id=2, kind="wrong", words=WORDS * 9, contact="+7")
        )
    return made, cookie.value


def written(page: Page) -> None:
    page.goto("/ru/records/1")
    page.click("text=Попросить исправить или удалить запись")
    page.check("input[value=wrong]")
    page.fill("#words", WORDS)
    page.fill("#contact", "olga@example.org")


def test_with_script_the_sum_is_not_seen_and_the_task_is_solved(browser: Browser, house: Desk) -> None:
    context = house.stranger(browser)
    page = context.new_page()
    began = time.monotonic()
    written(page)
    assert not page.locator("#sum").is_visible()
    page.click("button:has-text('Отправить просьбу')")  # at once: it is sent when the task is solved
    page.wait_for_url("**/ru/takedown/requests/T-*")
    assert time.monotonic() - began < 20
    assert WORDS not in page.content()
    assert page.locator("h1").inner_text().startswith("Ваша просьба T-")
    context.close()


def test_without_script_a_person_gets_through(browser: Browser, house: Desk) -> None:
    context = house.stranger(browser, script=False)
    page = context.new_page()
    written(page)
    left, right = page.locator("label[for=sum]").inner_text().rstrip("?").rsplit(":", 1)[1].split()[-3::2]
    page.fill("#sum", str(int(left) + int(right)))
    page.click("button:has-text('Отправить просьбу')")
    assert f"Подождите {PATIENCE} секунд" in page.locator("#sum-fault").inner_text()
    assert page.input_value("#words").strip() == WORDS
    page.wait_for_timeout(PATIENCE * 1_000)
    page.fill("#sum", str(int(left) + int(right)))
    page.click("button:has-text('Отправить просьбу')")
    assert "/takedown/requests/T-" in page.url
    context.close()


@pytest.mark.parametrize(
    "path", ["/takedown/1", "/requests", "/requests/T-2222-3333", "/takedown/requests/T-2222-3333"]
)
def test_nobody_is_shut_out(browser: Browser, house: Desk, path: str) -> None:
    context = house.signed_in(browser)
    page = context.new_page()
    wrong = []
    for language in LANGUAGES:
        page.goto(f"/{language}{path}")
        found = violations(page, ALL) + too_wide(page, NARROW, 320, WIDE)
        wrong += [f"{language}: {fault}" for fault in found]
    assert wrong == []
    context.close()


def test_without_script_the_form_shuts_nobody_out_when_something_is_wrong(browser: Browser, house: Desk) -> None:
    context = house.stranger(browser)
    page = context.new_page()
    page.goto("/de/takedown/1")
    page.click("button:has-text('senden')")
    page.wait_for_selector(".wrong")
    assert page.locator(".wrong a").count() == 2
    assert violations(page, ALL) == []
    context.close()
