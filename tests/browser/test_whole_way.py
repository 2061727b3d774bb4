"""The whole way of a record in a browser: a volunteer tells, an archivist asks and accepts, a stranger finds it."""

from __future__ import annotations

import email
import io
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from playwright.sync_api import APIRequestContext, Browser, BrowserContext, Page

from app.access import Role
from app.db import db
from app.models import User
from tests.app.signing import PASSWORD, user_of
from tests.browser.desk import Desk, apart, open_desk
from tests.sampled import copied_service

SECONDS = 2.0  # from the acceptance until a stranger finds it
STEPS = ("sent", "sent_back", "answered", "edited", "accepted")


@dataclass(frozen=True)
class Case:
    """A volunteer in their language, whom they tell of, and a stranger who spells the name in another script."""

    language: str
    volunteer: str
    address: str
    relation: str
    person: str
    alike: str  # how the record of a person of such a name begins, that is here already
    born: str
    source: str
    question: str
    answer: str
    found_as: str
    stranger: str

    @property
    def file(self) -> str:
        """What the scan is called at home."""
        return f"{self.volunteer} 1958.png"

    @property
    def secrets(self) -> tuple[str, ...]:
        """What no stranger may ever read, neither the words between volunteer and archivist."""
        return (*self.volunteer.split(), self.address, self.file, self.relation, self.question, self.answer)


CASES = (
    Case("kk", "Зейнепгүл Тілеубердіқызы", "zeinepgul@oblast.example", "жиен шөбересімін", "Әлімхан Ермеков",
         "Ермеков Алимхан", "1891", "Отбасы қағазы: 1958 жылғы анықтама, 4-бет", "Қай жылы босатылған?",
         "Анықтамада 1955 жыл тұр", "Alimkhan Yermekov", "en"),
    Case("de", "Ottilie Vierkant", "ottilie@vierkant.example", "Großnichte mütterlicherseits", "Jelisaweta Weilert",
         "Вейлерт Елизавета", "1897", "Entlassungsschein von 1955, im Besitz der Familie", "Aus welchem Lager?",
         "Es steht Karlag darin", "Вейлерт Елизавета", "ru"),
)  # fmt: skip


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The service with the curated persons."""
    with open_desk(apart(copied_service, tmp_path_factory)) as opened:
        yield opened


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.language)
def test_a_family_tells_an_archivist_accepts_and_a_stranger_finds_it(
    browser: Browser, house: Desk, case: Case, capsys: pytest.CaptureFixture[str]
) -> None:
    volunteer, archivist, stranger = (house.stranger(browser) for _ in range(3))
    page, desk = volunteer.new_page(), archivist.new_page()
    become_volunteer(page, house, case)
    reference = tell(page, case)
    assert reference in queued(desk, house, case)
    ask(desk, case, reference)
    answer(page, case, reference)
    before = hits(stranger.request, case)
    record_id, seconds = accepted(desk, stranger.request, case, reference, before)
    with capsys.disabled():
        print(f"\n{case.language}: found as “{case.found_as}” {seconds:.2f} s after the acceptance")
    assert seconds < SECONDS
    look(stranger.new_page(), case, record_id)
    page.goto(f"/{case.language}/submissions/{reference}")
    assert page.locator("ol.thread ins", has_text="геодезист").count() == 1  # the archivist's edit is told
    assert_secret(stranger, case, record_id)
    checked = apart(lambda: house.made.test_cli_runner().invoke(args=["audit", "verify"]))
    assert checked.exit_code == 0, checked.output
    for context in (volunteer, archivist, stranger):
        context.close()


def become_volunteer(page: Page, house: Desk, case: Case) -> None:
    """Register, follow the link of the letter, sign in."""
    page.goto(f"/{case.language}/account/register")
    for field, value in (("name", case.volunteer), ("email", case.address)):
        page.fill(f"#{field}", value)
    page.fill("#password", PASSWORD)
    page.fill("#password_confirm", PASSWORD)
    page.click("form.entries button[type=submit]")  # waits for the task to be solved
    page.wait_for_url("**/account/login*")
    page.goto(confirmation(house, case.address))
    if "/account/login" not in page.url:
        page.goto(f"/{case.language}/account/login")
    page.fill("#email", case.address)
    page.fill("#password", PASSWORD)
    page.click("form.entries button[type=submit]")
    page.wait_for_url(f"**/{case.language}/account")


def confirmation(house: Desk, address: str) -> str:
    """The link in the letter to that address, once it has come."""
    for _ in range(600):
        for path in house.made.config["ESIMDER"].mail_dir.glob("*.eml"):
            letter = email.message_from_bytes(path.read_bytes())
            body = letter.get_payload(decode=True)
            if letter["To"] == address and isinstance(body, bytes):
                return str(re.findall(r"https?://\S+", body.decode())[0])
        time.sleep(0.1)
    raise AssertionError(f"no letter to {address}")


def go(page: Page) -> None:
    """Press the button that goes on."""
    with page.expect_navigation():
        page.click(".going button[value=next]")


def tell(page: Page, case: Case) -> str:
    """Fill in the form step by step, with a scan; see who may be the same person; send it. Its reference."""
    page.goto(f"/{case.language}/submit")
    page.click("form.begin button")
    page.fill("#name", case.person)
    go(page)
    page.fill("#birth_date", case.born)
    go(page)
    page.select_option("#episode_kind", "arrest_sentence")
    page.fill("#sentence", "10 лет ИТЛ")
    go(page)
    page.fill("#citation", case.source)
    page.set_input_files("#scan", {"name": case.file, "mimeType": "image/png", "buffer": paper(case)})
    with page.expect_navigation():
        page.click("#scans button[value=stay]")
    assert page.locator(".kept-scans img").evaluate("one => one.decode().then(() => one.naturalWidth)") > 0
    go(page)
    page.fill("#relation", case.relation)
    go(page)
    assert case.alike in page.locator("ol.hits").inner_text()
    page.check("#consent")
    page.click("button[value=send]")
    page.wait_for_url("**/submissions/*")
    return page.url.rpartition("/")[2]


def paper(case: Case) -> bytes:
    """A picture into which a program has written whose it is."""
    told, held = PngInfo(), io.BytesIO()
    told.add_itxt("Author", case.volunteer)
    Image.effect_noise((640, 480), 40).convert("RGB").save(held, "PNG", pnginfo=told)
    return held.getvalue()


def queued(desk: Page, house: Desk, case: Case) -> str:
    """Sign in as an archivist with the second factor; what stands in the queue."""
    address = f"archive-{case.language}@archive.example"
    code: str = apart(enrolled, house.made, address)
    desk.goto(f"/{case.language}/account/login?next=/{case.language}/queue")
    desk.fill("#email", address)
    desk.fill("#password", PASSWORD)
    desk.click("form.entries button[type=submit]")
    desk.fill("#code", code)
    desk.click("form.entries button[type=submit]")
    desk.wait_for_url("**/queue")
    return desk.locator("ol.waiting").inner_text()


def enrolled(app: Flask, address: str) -> str:
    """A new archivist; what the app on their telephone shows now."""
    number = user_of(app, Role.ARCHIVIST, address)
    with app.app_context():
        secret = db.session.get_one(User, number).tf_totp_secret
        return str(app.extensions["security"].totp_factory.generate_totp_password(secret))


def ask(desk: Page, case: Case, reference: str) -> None:
    """Open it in the queue, see what is near and the scan, and send it back with a question."""
    desk.click(f"ol.waiting a[href*='{reference}']")
    assert case.alike in desk.locator("#alike").inner_text()
    assert desk.locator("#said .scans img").count() == 1
    desk.fill("#words-send_back", case.question)
    desk.click("button[value=send_back]")
    desk.wait_for_url("**/queue")


def answer(page: Page, case: Case, reference: str) -> None:
    """Read the question, add to what was told, and send it again."""
    page.goto(f"/{case.language}/submissions/{reference}")
    assert case.question in page.inner_text("main")
    page.goto(f"/{case.language}/submit/{reference}/happened")
    page.locator("[name=camps]").first.fill("Карлаг 1938–1955")
    page.click("button[value='to:check']")
    page.wait_for_url("**/check")
    page.fill("#words", case.answer)
    page.check("#consent")
    page.click("button[value=send]")
    page.wait_for_url("**/submissions/*")


def accepted(
    desk: Page, stranger: APIRequestContext, case: Case, reference: str, before: set[str]
) -> tuple[str, float]:
    """Accept it with an edit; the record that the stranger finds, and after how many seconds."""
    desk.goto(f"/{case.language}/queue/{reference}")
    assert case.answer in desk.inner_text("main")
    desk.goto(f"/{case.language}/queue/{reference}/edit")
    desk.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    desk.fill("#occupation", "геодезист")
    with desk.expect_response(lambda answer: answer.request.method == "POST") as decided:
        desk.click("#accept button[value=accept]", no_wait_after=True)
    assert decided.value.status == 302
    began = time.monotonic()
    while not (new := hits(stranger, case) - before) and time.monotonic() - began < 5 * SECONDS:
        time.sleep(0.02)
    seconds = time.monotonic() - began
    assert len(new) == 1
    return new.pop(), seconds


def hits(stranger: APIRequestContext, case: Case) -> set[str]:
    """The numbers of the records that a search in the stranger's spelling shows."""
    page = stranger.get(f"/{case.stranger}/search", params={"q": case.found_as}).text()
    return set(re.findall(rf'href="/{case.stranger}/records/(\d+)', page))


def look(page: Page, case: Case, record_id: str) -> None:
    """The page of the record cites its source and shows the scan; its history tells every step."""
    page.goto(f"/{case.stranger}/records/{record_id}")
    shown = page.inner_text("main")
    for said in (case.source, "10 лет ИТЛ", "геодезист"):
        assert said in shown, said
    page.locator(".scans img").scroll_into_view_if_needed()
    assert page.locator(".scans img").evaluate("one => one.decode().then(() => one.naturalWidth)") > 0
    page.click(".to-history a")
    page.wait_for_url("**/history")
    assert page.locator("ol.steps > li").count() == len(STEPS)


def assert_secret(stranger: BrowserContext, case: Case, record_id: str) -> None:
    """Whatever a stranger can ask for of the record tells nothing of who brought it."""
    lang, here = case.stranger, f"/{case.stranger}/records/{record_id}"
    scans = re.findall(rf'(?:href|src)="(/{lang}/scans/[^"]+)"', stranger.request.get(here).text())
    assert len(scans) == 2
    paths = (
        here, f"{here}/history", f"{here}/history.json", f"{here}/versions/1", f"{here}/cite.bib", f"{here}/cite.ris",
        f"/api/v1/records/{record_id}", f"/api/v1/search?q={case.found_as}", f"/{lang}/search?q={case.found_as}",
        f"/{lang}/", f"/{lang}/takedown/log", *scans,
    )  # fmt: skip
    for path in paths:
        got = stranger.request.get(path)
        received = got.body() + str(got.headers).encode()
        assert got.status == 200, path
        for secret in case.secrets:
            for form in (secret.encode(), secret.encode("unicode_escape"), secret.encode("utf-16-be")):
                assert form not in received, (path, secret)
