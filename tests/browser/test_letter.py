"""The letter as a browser prints it, and the way to it from a search that found nobody."""

from __future__ import annotations

import io

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from tests.browser.test_pages import violations

NOBODY = "/search?q=Xyzzyqwvien%C4%97+Onut%C4%97+1899&nation=lithuanian"


@pytest.fixture
def printed(page: Page) -> str:
    """The words of the letter that a visitor without result printed."""
    page.goto(f"/ru{NOBODY}")
    page.locator("button[name=archive]").first.click()
    page.wait_for_url("**/ru/letter")
    page.fill("#applicant_name", "Ольга Шмидт")
    page.fill("#last_news", "письмо из Долинки, 1941")
    page.select_option("#language", "ru")
    with page.expect_navigation():
        page.click(".letter-form button[type=submit]")
    return " ".join("".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf())).pages).split())


def test_the_letter_is_printed_with_its_words_and_nothing_else(printed: str) -> None:
    for said in (
        "Запрос о судьбе репрессированного лица", "Xyzzyqwvienė Onutė", "1899", "lietuvis / lietuvė", "Ольга Шмидт",
        "письмо из Долинки, 1941", "......", "Подпись:",
    ):  # fmt: skip
        assert said in printed, printed
    for ours in ("Есімдер", "Заполнить письмо", "Что приложить", "Esimder"):
        assert ours not in printed


def test_nothing_typed_stands_in_the_address(page: Page) -> None:
    page.goto("/en/letter")
    page.fill("#person_name", "Шмидт Иван")
    with page.expect_navigation():  # to the same address
        page.keyboard.press("Enter")
    assert page.url.endswith("/en/letter")
    assert "Шмидт Иван" in page.locator(".sheet").inner_text()
    assert "Шмидт Иван" in page.input_value("#copy")


@pytest.mark.parametrize("path", [NOBODY, "/ask", "/letter"])
@pytest.mark.parametrize("language", ["kk", "de"])
def test_these_pages_shut_nobody_out(page: Page, path: str, language: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"/{language}{path}")
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_without_script_the_letter_is_made_as_well(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/en{NOBODY}")
    page.locator("button[name=archive]").first.click()
    assert "Xyzzyqwvienė Onutė" in page.locator(".sheet").inner_text()
    context.close()
