"""The pages of the account in a real browser: shutting nobody out, on a narrow screen, by keyboard, without script."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page

from app.access import Role
from app.languages import LANGUAGES
from tests.app.signing import PASSWORD, client_for, user_of
from tests.browser.desk import AXE
from tests.browser.test_pages import NARROW, WIDE, too_wide, violations
from tests.sampled import sampled_service

PATHS = (
    "/account", "/account/change", "/account/browsers", "/account/second-factor", "/account/tf-setup",
    "/account/mf-recovery-codes", "/account/close", "/account/verify", "/account/people", "/account/letters",
)  # fmt: skip


@pytest.fixture(scope="module")
def service(address: str, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The service that listens."""
    return sampled_service(tmp_path_factory)


def apart(work: object, *given: object) -> object:
    """Done in a thread of its own: that of the browser has an event loop, which the database must not meet."""
    assert callable(work)
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work, *given).result()


def cookie(app: Flask) -> str:
    """Of a browser in which an admin is signed in."""
    kept = client_for(app, user_of(app, Role.ADMIN)).get_cookie("esimder")
    assert kept
    return kept.value


@pytest.fixture(scope="module")
def signed_in(browser: Browser, address: str, service: Flask) -> BrowserContext:
    """An admin at work."""
    context = browser.new_context(base_url=address)
    context.add_init_script(AXE.read_text(encoding="utf-8"))
    context.add_cookies([{"name": "esimder", "value": str(apart(cookie, service)), "url": address}])
    return context


@pytest.mark.parametrize("path", PATHS)
def test_no_page_of_the_account_shuts_anybody_out(signed_in: BrowserContext, path: str) -> None:
    page = signed_in.new_page()
    wrong = []
    for language in LANGUAGES:
        answer = page.goto(f"/{language}{path}")
        assert answer
        assert answer.status == 200
        assert page.url.endswith(path)
        wrong += [f"{language}: {fault}" for fault in violations(page) + too_wide(page, 640, NARROW, 320, WIDE)]
    page.close()
    assert wrong == []


def test_the_second_factor_is_set_up_with_what_the_page_shows(signed_in: BrowserContext) -> None:
    page = signed_in.new_page()
    page.goto("/ru/account/tf-setup")
    page.locator("main button").click()
    picture = page.locator(".qr img")
    assert picture.evaluate("one => one.complete && one.naturalWidth") > 100
    assert violations(page) == []
    assert too_wide(page, 320, WIDE) == []
    page.close()


def test_signing_in_by_keyboard_and_without_script(browser: Browser, address: str, service: Flask) -> None:
    apart(user_of, service, Role.VOLUNTEER, "keys@example.org")
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/ru/account")
    assert "/ru/account/login" in page.url
    page.focus("#email")
    page.keyboard.type("keys@example.org")
    page.keyboard.press("Tab")
    page.keyboard.type("wrong")
    page.keyboard.press("Enter")
    page.locator('[role="alert"]').wait_for()
    assert page.input_value("#email") == "keys@example.org"
    page.focus("#password")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/ru/account")
    assert page.locator("h1").inner_text() == "Ваша учётная запись"
    page.get_by_role("button", name="Выйти").press("Enter")
    page.wait_for_url("**/ru/")
    assert page.get_by_role("link", name="Войти").is_visible()
    context.close()


def test_faults_lead_to_their_fields(page: Page) -> None:
    page.goto("/de/account/register")
    page.evaluate("document.querySelectorAll('[required]').forEach(one => { one.required = false; })")
    page.fill("#password", "password1")
    page.locator("main button").click()
    page.locator('.wrong a[href="#password"]').press("Enter")
    assert page.evaluate("document.activeElement.id") == "password"
    assert violations(page) == []
