"""Every page in a real browser: accessible, light, within a narrow screen, by keyboard, and asking no other site."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
PATHS = (
    "/", "/search", "/search?q=Bokeikhanov", "/search?q=Xyzzyqwv", "/search?nation=lithuanian&born=1920",
    "/search?surname=12&born=abc", "/records/1", "/records/1?q=Baitursynuly", "/places", "/places/karlag", "/nations",
    "/nations/korean", "/memorials", "/memorials/spassk-memorial-cemetery", "/timeline", "/names",
    "/names?left=Schmidt+Johann&right=Шмидт+Иван+Петрович", "/names?left=Schmidt", "/accuracy", "/nowhere",
)  # fmt: skip
LANGUAGES = ("en", "ru")
WIDTHS = (1280, 360)
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def visit(page: Page, path: str) -> None:
    page.goto(path)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")


def violations(page: Page) -> list[str]:
    """What axe finds wrong: the rule and where."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate("rules => axe.run(document, rules)", RULES)
    return [f"{v['id']}: {node['html'][:120]}" for v in found["violations"] for node in v["nodes"]]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PATHS)
def test_no_page_shuts_anybody_out(page: Page, path: str, language: str) -> None:
    visit(page, f"/{language}{path}")
    assert violations(page) == []


@pytest.mark.parametrize(
    "path", ["/", "/search?q=Bokeikhanov", "/records/1?q=Baitursynuly", "/places/karlag", "/names", "/accuracy"]
)
def test_the_dark_pages_can_be_read_too(browser: Browser, address: str, path: str) -> None:
    context = browser.new_context(base_url=address, color_scheme="dark", reduced_motion="reduce")
    page = context.new_page()
    visit(page, f"/ru{path}")
    assert violations(page) == []
    context.close()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_wider_than_the_screen(page: Page, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    for language in LANGUAGES:
        visit(page, f"/{language}{path}")
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


@pytest.mark.parametrize("path", PATHS)
def test_at_twice_the_size_nothing_is_cut_off(page: Page, path: str) -> None:
    page.set_viewport_size({"width": 640, "height": 450})  # what 200 % leaves of 1280 × 900
    visit(page, f"/en{path}")
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_no_request_leaves_the_site(page: Page, address: str) -> None:
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url))
    for path in PATHS:
        page.goto(f"/ru{path}")
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(address).netloc}
    assert len(asked) >= len(PATHS)


def test_nothing_is_refused_by_the_security_policy(page: Page) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    for path in PATHS[:-1]:
        page.goto(f"/en{path}")
    assert [text for text in said if "Content Security Policy" in text] == []


def test_the_first_view_of_results_is_light(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address)
    page = context.new_page()
    sizes: list[int] = []
    page.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))
    page.goto("/en/search?q=Ivanov", wait_until="networkidle")
    assert 0 < sum(sizes) < 100_000
    context.close()


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
    for _ in range(40):
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
    page.click(".languages a[hreflang=en]")
    assert page.locator("html").get_attribute("lang") == "en"
    assert "born=1872" in page.url
    context.close()


def test_print_leaves_the_record_and_its_address(page: Page) -> None:
    page.goto("/en/records/1")
    page.emulate_media(media="print")
    assert not page.locator(".rooms").is_visible()
    assert page.locator(".permalink").is_visible()
    assert page.locator(".source .cited").is_visible()


def test_headings_go_down_step_by_step(page: Page) -> None:
    for path in PATHS:
        visit(page, f"/en{path}")
        levels = page.eval_on_selector_all("h1,h2,h3,h4", "all => all.map(one => Number(one.tagName[1]))")
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels)), path
