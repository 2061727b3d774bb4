"""The way of a family that uses the keyboard alone, or a browser without script."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

STOPS = "a[href], button, input:not([type=hidden]), select, textarea, summary"
NUMBER_THEM = """stops => {
  const all = [...document.querySelectorAll(stops)].filter(one => one.checkVisibility({visibilityProperty: true}));
  all.forEach((one, number) => { one.dataset.stop = number; });
  return all.length;
}"""
WHERE = """() => {
  const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
  return {
    stop: one.dataset.stop === undefined ? null : Number(one.dataset.stop),
    outlined: style.outlineStyle === 'solid' && parseFloat(style.outlineWidth) >= 2,
    seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    words: (one.innerText || one.name || '').slice(0, 40),
  };
}"""


@pytest.mark.parametrize(("path", "width"), [("/en/search?q=Bokeikhanov", 1280), ("/de/search?q=Xyzzyqwv", 360)])
def test_every_control_is_reached_in_order_and_seen(page: Page, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(reduced_motion="reduce")  # what is seen is where it will stay
    page.goto(path)
    number = page.evaluate(NUMBER_THEM, STOPS)
    reached: list[dict[str, Any]] = []
    for _ in range(number):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(WHERE))
    assert [one["stop"] for one in reached] == list(range(number))
    assert [one for one in reached if not (one["outlined"] and one["seen"])] == []
    page.keyboard.press("Tab")
    assert page.evaluate(WHERE)["stop"] is None  # nobody is held fast: the way leads out of the page


def test_a_family_searches_with_the_keyboard_alone(page: Page) -> None:
    page.goto("/en/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type("Bokeikhanov")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/search?q=Bokeikhanov")
    first = page.locator(".hit a").first
    for _ in range(60):
        page.keyboard.press("Tab")
        if first.evaluate("link => link === document.activeElement"):
            break
    assert first.evaluate("link => getComputedStyle(link).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/en/records/\d+\?q=Bokeikhanov"))
    assert "Букейханов" in page.locator("h1").inner_text()


def test_everything_works_without_script(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False, locale="ru")
    page = context.new_page()
    page.goto("/")
    page.fill("#q", "Байтұрсынұлы")
    page.click("button[type=submit] >> nth=0")
    assert "Байтурсынов" in page.locator(".hit h3").first.inner_text()
    page.click("summary:has-text('Поправить прочтение')")
    page.fill("#born", "1872")
    page.click(".name-form button")
    assert "born=1872" in page.url
    assert "surname=" in page.url
    page.click(".languages a[hreflang=lt]")
    assert page.locator("html").get_attribute("lang") == "lt"
    assert "born=1872" in page.url
    context.close()
