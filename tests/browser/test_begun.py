"""Surnames are offered while one types: by keys and by pointer, said aloud, in the way of nobody."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_pages import NARROW, WIDE, violations

OFFERED = ".begun [role=option]"


@pytest.mark.parametrize(("language", "width"), [("en", WIDE), ("ru", NARROW)])
def test_a_surname_is_chosen_by_keys(page: Page, language: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"/{language}/")
    box, list_ = page.locator("#q"), page.locator(".begun")
    box.press_sequentially("Seif")
    expect(page.locator(OFFERED).first).to_contain_text("Сейфуллин")
    expect(page.locator(".search-box [role=status]")).not_to_be_empty()
    expect(box).to_have_attribute("aria-expanded", "true")
    assert violations(page) == []
    box.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "q-begun-0")
    box.press("Enter")  # takes the surname and asks nothing yet: a given name may follow
    expect(box).to_have_value("Сейфуллин ")
    expect(list_).to_be_hidden()
    box.press_sequentially("Сакен")
    box.press("Enter")
    page.wait_for_url(f"**/{language}/search?q=*")
    assert "Сейфуллин" in page.locator(".hit h3").first.inner_text()


def test_it_is_shut_by_a_key_and_taken_by_a_click(page: Page) -> None:
    page.goto("/en/")
    box, list_ = page.locator("#q"), page.locator(".begun")
    box.press_sequentially("Сей")
    expect(list_).to_be_visible()
    box.press("Escape")
    expect(list_).to_be_hidden()
    expect(box).to_have_value("Сей")
    box.press_sequentially("ф")
    page.locator(OFFERED).first.click()
    expect(box).to_have_value("Сейфуллин ")
    expect(box).to_be_focused()


def test_enter_searches_for_what_was_typed_while_surnames_are_offered(page: Page) -> None:
    page.goto("/en/")
    page.locator("#q").press_sequentially("Сейф")
    expect(page.locator(".begun")).to_be_visible()
    page.locator("#q").press("Enter")
    page.wait_for_url("**/en/search?q=%D0%A1%D0%B5%D0%B9%D1%84")


def test_nothing_is_offered_where_none_begins_so_or_the_search_is_not_there(page: Page) -> None:
    page.goto("/en/")
    page.locator("#q").press_sequentially("Xyzzy")
    expect(page.locator(".search-box [role=status]")).to_have_text("No surname in the records begins like this")
    expect(page.locator(".begun")).to_be_hidden()
    page.route("**/names/begun*", lambda route: route.fulfill(status=503))
    page.locator("#q").fill("Сей")
    page.wait_for_timeout(400)
    expect(page.locator(".begun")).to_be_hidden()
