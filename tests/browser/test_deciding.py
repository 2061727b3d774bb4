"""The desk of decisions in a real browser: for everybody, narrow and wide, by keyboard, and without script."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser

from app.access import Role
from app.db import db, writing
from app.intake.accepting.samples import sampling
from app.intake.queued import put
from app.languages import LANGUAGES
from app.models import Batch, Step, Submission, User
from app.models.base import now
from app.references import token
from tests.app.signing import client_for, user_of
from tests.browser.desk import Desk, apart, open_desk
from tests.browser.test_pages import ALL, NARROW, WIDE, too_wide, violations
from tests.sampled import copied_service

SAID = {"name": "Непохожев Ахмет Ильич", "birth_date": "около 1901", "citation": "Справка", "nation": "казах"}
LONG = SAID | {"name": "Непохожева-" * 9 + "Анна", "Неизвестныйстолбец" * 4: "x" * 200, "birth_date": "31.02.1938"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The service, and who is signed in to it."""
    with open_desk(*apart(_made, tmp_path_factory)) as opened:
        yield opened


def _made(folders: pytest.TempPathFactory) -> tuple[Flask, str]:
    made = copied_service(folders)
    volunteer, archivist = user_of(made, Role.VOLUNTEER), user_of(made, Role.ARCHIVIST)
    with made.app_context(), writing(db.engine) as session:
        session.get_one(User, volunteer).trusted = True
        batch = Batch(reference="B-AAAA-AAAA", token=token(), submitter_id=volunteer, filename="f" * 80 + ".csv",
                      digest="d" * 64, state="done", read=2, taken=2)  # fmt: skip
        session.add(batch)
        session.flush()
        several = [("S-AAAA-AAAA", SAID, None), ("S-AAAA-AAAB", LONG, None), ("B-AAAA-AAAA-2", SAID, batch.id)]
        several += [("B-AAAA-AAAA-3", SAID | {"death_date": "1938"}, batch.id), ("S-AAAA-AAAC", SAID, None)]
        for ref, said, of in several:
            one = Submission(submitter_id=volunteer, reference=ref, token=ref, said=said, state="pending",
                             sent_at=now(), batch_id=of, line=int(ref[-1]) if of else None, language="en")  # fmt: skip
            session.add(one)
            session.flush()
            put(session, one)
            one.steps.append(Step(by_id=volunteer, kind="sent", said=said))
        sampling.draw(session, batch, archivist, 1)
    cookie = client_for(made, archivist).get_cookie("esimder")
    assert cookie is not None
    return made, cookie.value


def test_every_page_is_for_all_in_every_language(browser: Browser, desk: Desk) -> None:
    context = desk.signed_in(browser)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    paths = ["", "/S-AAAA-AAAA", "/S-AAAA-AAAB", "/S-AAAA-AAAB/edit", "/batches", "/batches/B-AAAA-AAAA", "/people/1"]
    wrong = []
    for language in LANGUAGES:
        for path in [*paths, "/mine"]:
            page.set_viewport_size({"width": WIDE, "height": 900})
            page.goto(f"/{language}/queue{path}")
            page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
            found = (violations(page, ALL) if language in ("en", "kk") else []) + too_wide(page, NARROW)
            wrong += [f"{language}{path}: {fault}" for fault in found]
    assert wrong == []
    assert [text for text in said if "Content Security Policy" in text] == []
    context.close()


def test_the_keyboard_walks_opens_and_accepts(browser: Browser, desk: Desk) -> None:
    context = desk.signed_in(browser)
    page = context.new_page()
    page.goto("/en/queue")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url("**/S-AAAA-AAAA")
    page.keyboard.press("j")
    page.wait_for_url("**/S-AAAA-AAAB")
    page.keyboard.press("k")
    page.wait_for_url("**/S-AAAA-AAAA")
    page.keyboard.press("s")
    page.keyboard.type("aj")
    assert page.input_value("#words-send_back") == "aj"
    page.locator("h1").click()
    page.keyboard.press("a")
    assert page.evaluate("document.activeElement.value") == "accept"
    page.locator("details.keys").evaluate("one => { one.open = true; }")
    page.uncheck("details.keys input")
    page.keyboard.press("j")
    assert page.url.endswith("S-AAAA-AAAA")
    context.close()


def test_deciding_needs_no_script(browser: Browser, desk: Desk) -> None:
    context = desk.signed_in(browser, script=False)
    page = context.new_page()
    page.goto("/ru/queue/S-AAAA-AAAC")
    page.select_option("#reason", "other")
    page.fill("#words-reject", "Пробная запись.")
    page.click("button[value=reject]")
    assert "/ru/queue/" in page.url
    page.goto("/ru/queue/S-AAAA-AAAC")
    assert page.locator("#decided").is_visible()
    assert page.locator("button[value=accept]").count() == 0
    context.close()
