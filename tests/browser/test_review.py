"""The desk of pairs in a browser: propose, judge ten by keyboard, a contradiction, an undoing, the family’s view."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from app.access import Role
from app.db import db, writing
from app.judging.judge import Decision, judge
from app.languages import LANGUAGES
from indexer.matching.verdict import Verdict
from tests.app.review.doubles import number_of, pair_of, run, second, write_doubles
from tests.app.signing import client_for, user_of
from tests.browser.desk import Desk, apart, open_desk
from tests.browser.test_keyboard import NUMBER_THEM, STOPS, WHERE
from tests.browser.test_pages import ALL, CONTRAST, NARROW, WIDE, too_wide, violations
from tests.sampled import copied_service

ILYAS = "zhansugurov-ilyas"
JUDGED = re.compile(r"/en/review/\d+")
COVERED = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect();
  const top = document.elementFromPoint(box.left + Math.min(box.width / 2, 20), box.top + box.height / 2);
  return top !== null && !one.contains(top) && !top.contains(one) ? one.outerHTML.slice(0, 120) : "";
}"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The service with second records of some people and the pairs that `propose` found, and an archivist."""
    with open_desk(*apart(_made, tmp_path_factory)) as opened:
        yield opened


def _made(folders: pytest.TempPathFactory) -> tuple[Flask, str]:
    made = copied_service(folders)
    run(made, "import", str(write_doubles(folders.mktemp("lists") / "doubles.csv")))
    assert "wait for a verdict" in run(made, "propose", "--workers", "1")
    cookie = client_for(made, user_of(made, Role.ARCHIVIST)).get_cookie("esimder")
    assert cookie is not None
    return made, cookie.value


def press(page: Page, key: str) -> None:
    """Press a key and wait for the page that follows."""
    before = page.evaluate("performance.timeOrigin")
    page.keyboard.press(key)
    page.wait_for_function(
        "before => performance.timeOrigin !== before && document.readyState === 'complete'", arg=before
    )


def pair(desk: Desk, ref: str) -> int:
    return apart(pair_of, desk.made, ref)


def test_ten_pairs_are_judged_by_keyboard(browser: Browser, desk: Desk) -> None:
    context = desk.signed_in(browser)
    page = context.new_page()
    page.goto("/en/review?kind=same")
    page.keyboard.press("j")
    press(page, "Enter")
    seen = []
    for key in ("s", "1", "u", "4", "d", "2", "s", "1", "u", "s"):
        assert JUDGED.search(page.url)
        seen.append(page.url)
        press(page, key)
        expect(page.locator(".notice.good")).to_contain_text("Noted:")
    assert len(set(seen)) == 10
    page.goto("/en/review/judged")
    expect(page.locator(".judgements > li")).to_have_count(10)
    said = page.locator(".judgements > li > p > b").all_inner_texts()
    assert sorted(said) == sorted(["One person"] * 5 + ["Two people"] * 2 + ["Cannot tell"] * 3)
    context.close()


def test_the_last_verdict_is_taken_back_and_notes_and_skipping_have_keys(browser: Browser, desk: Desk) -> None:
    context = desk.signed_in(browser)
    page = context.new_page()
    page.goto("/en/review?kind=kin")
    page.keyboard.press("j")
    press(page, "Enter")
    first = page.url
    press(page, "ArrowRight")
    assert page.url != first
    press(page, "ArrowLeft")
    assert page.url == first
    page.keyboard.press("n")
    page.keyboard.type("sd")
    assert page.input_value("#note") == "sd"
    page.keyboard.press("Tab")
    press(page, "d")
    assert page.url != first
    press(page, "z")
    assert page.url == first
    expect(page.locator(".notice.good")).to_contain_text("Taken back.")
    expect(page.locator("#before")).to_contain_text("sd")
    page.select_option("#relation", "")
    page.locator("h1").click()
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.id") == "relation"
    page.locator("details.keys").evaluate("one => { one.open = true; }")
    page.uncheck("details.keys input")
    page.keyboard.press("d")
    assert page.url == first
    page.check("details.keys input")
    context.close()


def test_a_contradiction_is_shown_and_ends_with_an_undoing(browser: Browser, desk: Desk) -> None:
    apart(_contradict, desk.made)
    context = desk.signed_in(browser, script=False)
    page = context.new_page()
    page.goto("/en/review/conflicts")
    expect(page.get_by_role("heading", name="Apart by this verdict")).to_be_visible()
    wrong = page.locator(".judgements > li", has_text="Букейханов").first
    wrong.get_by_text("Take it back").first.click()
    wrong.get_by_role("button", name="Take it back").click()
    expect(page.locator("main")).to_contain_text("There are none. Everything that was judged goes together.")
    context.close()


def _contradict(made: Flask) -> None:
    with made.app_context():
        left, right = number_of(made, "german-artur"), number_of(made, "german-rudolf")
        far = number_of(made, second("bukeikhanov-alikhan"))
        with writing(db.engine) as session:
            judge(session, Decision(left, right, "same", Verdict.SAME), None)
            judge(session, Decision(right, far, "same", Verdict.SAME), None)
            judge(session, Decision(left, far, "same", Verdict.DIFFERENT), None)


def test_the_family_sees_zhansugurov_with_his_wife(browser: Browser, desk: Desk) -> None:
    archivist = desk.signed_in(browser)
    page = archivist.new_page()
    page.goto(f"/en/review/{pair(desk, ILYAS)}")
    press(page, "s")
    archivist.close()
    family = desk.stranger(browser)
    page = family.new_page()
    record, other = (apart(number_of, desk.made, ref) for ref in (ILYAS, second(ILYAS)))
    page.goto(f"/en/records/{record}")
    expect(page.get_by_role("heading", name="Known relatives")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Габитова")
    expect(page.locator(f"#same-person a[href='/en/records/{other}']")).to_be_visible()
    page.locator("#same-person a[href*='/persons/']").first.click()
    page.wait_for_url("**/en/persons/P-*")
    expect(page.locator("main svg").first).to_be_visible()
    expect(page.locator("main")).to_contain_text("Габитова")
    assert violations(page, ALL) == []
    reference = page.url.rpartition("/")[2]
    page.goto(f"/en/records/{other}")
    expect(page.locator("main")).to_contain_text("Габитова")
    family.close()
    archivist = desk.signed_in(browser)
    page = archivist.new_page()
    page.goto(f"/en/persons/{reference}")
    page.get_by_role("link", name="History of a person").click()
    page.wait_for_url(f"**/en/review/persons/{reference}")
    expect(page.locator(".judgements > li")).to_have_count(1)
    archivist.close()


def test_judging_needs_no_script(browser: Browser, desk: Desk) -> None:
    context = desk.signed_in(browser, script=False)
    page = context.new_page()
    page.goto("/ru/review?kind=kin")
    page.locator(".pair-list a").first.click()
    page.fill("#note", "Пробное решение.")
    page.select_option("#relation", "")
    page.click("button[value=kin]")
    assert page.input_value("#note").strip() == "Пробное решение."
    assert page.locator(".wrong").is_visible()
    page.select_option("#relation", "other")
    page.click("button[value=kin]")
    assert page.locator(".notice.good").is_visible()
    page.goto("/ru/review/judged")
    assert "Пробное решение." in page.inner_text("main")
    context.close()


def test_many_are_judged_together_and_taken_back_together(browser: Browser, desk: Desk) -> None:
    context = desk.signed_in(browser, script=False)
    page = context.new_page()
    page.goto("/en/review/batch?least=95")
    ticks = page.locator("input[name=pair]")
    waiting = ticks.count()
    assert waiting
    if waiting > 1:
        ticks.last.uncheck()
    page.click(".confirm button")
    page.wait_for_url("**/review/judged?batch=*")
    expect(page.locator(".judgements > li")).to_have_count(max(waiting - 1, 1))
    page.get_by_role("button", name="Take all of them back").click()
    expect(page.locator(".notice.good")).to_contain_text("Taken back.")
    page.goto("/en/review/batch?least=95")
    expect(page.locator("input[name=pair]")).to_have_count(waiting)
    context.close()


def test_every_page_is_for_all_in_every_language(browser: Browser, desk: Desk) -> None:
    context = desk.signed_in(browser)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    numbers = [pair(desk, "asfendiarov-sanzhar"), pair(desk, ILYAS)]
    paths = ["", *(f"/{number}" for number in numbers), "/batch", "/judged", "/conflicts", "/agreement"]
    wrong = []
    for language in LANGUAGES:
        for path in paths:
            page.set_viewport_size({"width": WIDE, "height": 900})
            page.goto(f"/{language}/review{path}")
            page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
            found = (violations(page, ALL) if language in ("en", "kk") else []) + too_wide(page, NARROW)
            wrong += [f"{language}{path}: {fault}" for fault in found]
    assert wrong == []
    page.emulate_media(color_scheme="dark")
    page.goto(f"/ru/review/{numbers[0]}")
    assert violations(page, CONTRAST) == []
    assert [text for text in said if "Content Security Policy" in text] == []
    context.close()


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_no_control_is_hidden_while_it_has_the_focus(browser: Browser, desk: Desk, width: int) -> None:
    context = desk.signed_in(browser)
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"/ru/review/{pair(desk, 'asfendiarov-sanzhar')}")
    number = page.evaluate(NUMBER_THEM, STOPS)
    reached, covered = [], []
    for _ in range(number):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(WHERE))
        covered.append(page.evaluate(COVERED))
    assert [one["stop"] for one in reached] == list(range(number))
    assert [one for one in reached if not (one["outlined"] and one["seen"])] == []
    assert [one for one in covered if one] == []
    context.close()
