"""Every page in a real browser, in every language: accessible, within a narrow screen, light, asking no other site."""

from __future__ import annotations

from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from app.languages import LANGUAGES

PATHS = (
    "/", "/search", "/search?q=Bokeikhanov", "/search?q=Xyzzyqwv", "/search?nation=lithuanian&born=1920",
    "/search?surname=12&born=abc", "/records/1", "/records/1?q=Baitursynuly", "/records/1/history",
    "/records/1/versions/1", "/places", "/places/karlag", "/nations",
    "/nations/korean", "/memorials", "/memorials/spassk-memorial-cemetery", "/timeline", "/names",
    "/names?left=Schmidt+Johann&right=Шмидт+Иван+Петрович", "/names?left=Schmidt", "/accuracy", "/ask", "/letter",
    "/about", "/privacy", "/components", "/nowhere", "/volunteers", "/account/login", "/account/register",
    "/account/confirm", "/account/reset", "/account/invitation/x",
    "/takedown", "/takedown?record=none", "/takedown/1", "/takedown/log", "/records/12/kin", "/kin",
    "/kin?q=Джансугуров+Ильяс&born=1894", "/kin?q=12&born=abc", "/persons/nobody",
)  # fmt: skip
MAIN_PATHS = ("/", "/search?q=Bokeikhanov", "/records/1?q=Baitursynuly", "/places/karlag", "/about", "/components")
WIDE, NARROW = 1280, 360
WIDTHS = (640, NARROW, 320)  # what 200 % leaves of 1280, a telephone, what 400 % leaves of 1280
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL: dict[str, Any] = {"runOnly": TAGS}
RULES: dict[str, Any] = {"runOnly": TAGS, "rules": {"color-contrast": {"enabled": False}}}  # colours have no language
CONTRAST: dict[str, Any] = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
TARGETS: dict[str, Any] = {"runOnly": {"type": "rule", "values": ["target-size", "scrollable-region-focusable"]}}
OVERHANG = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
WIDER_TEXT = """() => {
  const wider = new CSSStyleSheet();
  wider.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = [wider];
}"""
MOVING = """() => [...document.querySelectorAll('*')].filter(one => {
  const style = getComputedStyle(one);
  return style.animationName !== 'none' || parseFloat(style.transitionDuration) > 0;
}).map(one => one.outerHTML.slice(0, 80))"""


def visit(page: Page, path: str) -> None:
    """Go there, and open all that can be opened."""
    page.goto(path)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")


def violations(page: Page, rules: dict[str, Any] = ALL) -> list[str]:
    """What axe finds wrong: the rule and where."""
    found: dict[str, Any] = page.evaluate("rules => axe.run(document, rules)", rules | {"resultTypes": ["violations"]})
    return [f"{v['id']}: {node['html'][:160]}" for v in found["violations"] for node in v["nodes"]]


def too_wide(page: Page, *widths: int) -> list[str]:
    """At which of these widths a reader must scroll sideways."""
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 740})
        if page.evaluate(OVERHANG) > 0:
            found.append(f"wider than {width}")
    return found


@pytest.mark.parametrize("path", PATHS)
def test_no_page_shuts_anybody_out_in_any_language(window: Page, path: str) -> None:
    wrong = []
    for language in LANGUAGES:
        visit(window, f"/{language}{path}")
        found = violations(window, RULES) + too_wide(window, *WIDTHS, NARROW) + violations(window, TARGETS)
        wrong += [f"{language}: {fault}" for fault in found + too_wide(window, WIDE)]
    assert wrong == []


@pytest.mark.parametrize("path", PATHS)
def test_headings_go_down_step_by_step_and_every_colour_can_be_read(window: Page, path: str) -> None:
    visit(window, f"/ru{path}")
    levels = window.eval_on_selector_all("h1,h2,h3,h4,h5", "all => all.map(one => Number(one.tagName[1]))")
    assert (levels[0], levels.count(1)) == (1, 1)
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for scheme in ("light", "dark"):
        window.emulate_media(color_scheme=scheme)
        assert violations(window, CONTRAST) == []
    window.emulate_media(color_scheme="light")


def test_an_address_in_another_language_is_a_page_for_all(window: Page) -> None:
    visit(window, "/fr/places")
    assert violations(window) == []


@pytest.mark.parametrize("path", MAIN_PATHS)
def test_wider_text_fits_and_nothing_moves(window: Page, path: str) -> None:
    for language in ("de", "kk"):
        visit(window, f"/{language}{path}")
        window.evaluate(WIDER_TEXT)
        assert too_wide(window, NARROW, WIDE) == []
    window.emulate_media(reduced_motion="reduce")
    assert window.evaluate(MOVING) == []
    window.emulate_media(reduced_motion="no-preference")


def test_colours_of_the_readers_own_still_show_where_one_is(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, forced_colors="active")
    page = context.new_page()
    page.goto("/en/search?q=Bokeikhanov")
    marked = page.locator("[aria-current]").all()
    assert len(marked) >= 2
    for current in marked:
        assert current.evaluate("one => getComputedStyle(one).outlineStyle") == "solid", current.inner_text()
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    context.close()


def test_no_request_leaves_the_site_and_none_is_refused(window: Page, address: str) -> None:
    asked: set[str] = set()
    said: list[str] = []
    window.on("request", lambda request: asked.add(request.url))
    window.on("console", lambda message: said.append(message.text))
    for path in PATHS:
        window.goto(f"/ru{path}")
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(address).netloc}
    assert len(asked) >= len(PATHS)
    assert [text for text in said if "Content Security Policy" in text] == []


def test_the_first_view_of_results_is_light(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address)
    page = context.new_page()
    sizes: list[int] = []
    page.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))
    page.goto("/en/search?q=Ivanov", wait_until="networkidle")
    assert 0 < sum(sizes) < 100_000
    context.close()


def test_print_leaves_the_record_and_its_address(page: Page) -> None:
    page.goto("/en/records/1")
    page.emulate_media(media="print")
    assert not page.locator(".rooms").is_visible()
    assert page.locator(".permalink").is_visible()
    assert page.locator(".source .cited").is_visible()
