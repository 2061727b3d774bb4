"""The form of submissions in a real browser: for everybody, with script and without, wide and narrow."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from app.access import Role
from app.languages import LANGUAGES
from tests.app.signing import client_of
from tests.browser.desk import Desk, apart, open_desk
from tests.browser.test_pages import ALL, NARROW, WIDE, too_wide, violations
from tests.sampled import copied_service

STEPS = ("who", "lived", "happened", "known", "relatives", "check")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The service, and who is signed in to it."""
    with open_desk(*apart(_made, tmp_path_factory)) as opened:
        yield opened


def _made(folders: pytest.TempPathFactory) -> tuple[Flask, str]:
    made = copied_service(folders)
    cookie = client_of(made, Role.VOLUNTEER).get_cookie("esimder")
    assert cookie is not None
    return made, cookie.value


def go(page: Page) -> None:
    """Press the button that goes on."""
    page.click(".going button[value=next]")
    page.wait_for_load_state()


def written(page: Page, language: str = "en") -> str:
    """A draft with something in every step; its reference."""
    page.goto(f"/{language}/submit")
    page.click("form.begin button")
    page.fill("#name", "Непохожев Ахмет Ильич")
    page.fill("#nation", "казах")
    go(page)
    page.fill("#birth_date", "около 1901")
    page.fill("#death_date", "31.02.1938")
    go(page)
    assert page.locator("#doubts").is_visible()
    assert page.url.endswith("#doubts")
    go(page)
    page.select_option("#episode_kind", "arrest_sentence")
    page.locator("[name=camps]").first.fill("Карлаг 1931–1934")
    page.click("button[value=add]")
    page.wait_for_load_state()
    page.locator("[name='sentence.2']").fill("ВМН")
    go(page)
    page.fill("#citation", "Справка об освобождении")
    page.fill("#folio", "12")
    page.check("[name=folio_verso]")
    go(page)
    page.fill("#relative-1", "Бадрисафа")
    go(page)
    return page.url.split("/")[-2]


def test_the_whole_way_needs_no_script(browser: Browser, desk: Desk) -> None:
    context = desk.signed_in(browser, script=False)
    page = context.new_page()
    reference = written(page, "ru")
    page.click("button[value=send]")
    assert page.locator(".doubts a[href='#consent']").is_visible()
    page.check("#consent")
    page.click("button[value=send]")
    assert page.url.endswith(f"/ru/submissions/{reference}")
    assert "Непохожев" in page.inner_text("h1")
    context.close()


def test_every_step_is_a_page_for_all_in_every_language(browser: Browser, desk: Desk) -> None:
    context = desk.signed_in(browser)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    reference = written(page)
    paths = ["/submit", "/submit?about=1", "/submissions", f"/submissions/{reference}"]
    wrong = []
    for language in LANGUAGES:
        for path in [*paths, *(f"/submit/{reference}/{step}" for step in STEPS)]:
            page.set_viewport_size({"width": WIDE, "height": 900})
            page.goto(f"/{language}{path}")
            page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
            found = (violations(page, ALL) if language in ("en", "kk") else []) + too_wide(page, NARROW)
            wrong += [f"{language}{path}: {fault}" for fault in found]
    assert wrong == []
    assert [text for text in said if "Content Security Policy" in text] == []
    context.close()


def test_what_is_typed_is_read_at_once_and_things_are_offered(browser: Browser, desk: Desk) -> None:
    context = desk.signed_in(browser)
    page = context.new_page()
    page.goto("/en/submit")
    page.click("form.begin button")
    page.fill("#name", "Schmidt Maria Iwanowna")
    page.locator("#name-reading", has_text="a woman’s").wait_for()
    page.locator("#nation").press_sequentially("нем")
    page.locator('#list-nation option[value="немка"]').wait_for(state="attached")
    page.fill("#nation", "немка")
    page.locator("output[for=nation]", has_text="German").wait_for()
    context.close()


def test_enter_in_a_field_goes_on(browser: Browser, desk: Desk) -> None:
    context = desk.signed_in(browser)
    page = context.new_page()
    page.goto("/en/submit")
    page.click("form.begin button")
    page.fill("#name", "Schmidt Maria")
    page.press("#name", "Enter")
    page.wait_for_url("**/lived")
    context.close()
