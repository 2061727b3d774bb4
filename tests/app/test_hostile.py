"""What is typed is text everywhere: hostile words in every field of submissions, files, scans and requests, shown on
every page of every desk to every role, make no element, no handler, no link that runs, no template and no formula."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app import create_app
from app.access import Role
from app.config import DATA, Config
from app.db import db, writing
from app.indexing import rebuild
from app.intake.accepting.decide import Acceptance, accept
from app.intake.scans import store
from app.models import Batch, BatchFault, Scan, Step, Submission, Takedown, User
from app.reference import load
from app.tables import rows
from tests.app.intake.scans.files import sent, telling_jpeg
from tests.app.signing import client_for, user_of, visitor
from tests.app.test_planted import addresses
from tests.databases import migrated_database

SPELL = "\"'><img src=x onerror=alert(1)><script>alert(1)</script>{{7*191}}${7*191}</textarea></select></title>"
RUNNING = "javascript:alert(1)//https://evil.example/"
DATES = {"birth_date": "1880", "death_date": "1938", "arrest_date": "1937", "sentence_date": "1938"}
COLUMNS = tuple(row["column"] for row in rows("vocab/columns"))
PLAIN = ("sex", "fate", "confidence", "source_ref", "text")  # codes, and the words that stand for a whole person
SAID = {column: f"{column} {SPELL}" for column in COLUMNS if column not in PLAIN} | {
    "source_url": RUNNING, "camps": f"karlag 1938/1940|{SPELL}", "relatives": f"father:{SPELL}|{SPELL}:{SPELL}",
    "sentence.2": SPELL, "sentenced_by.2": SPELL, "source.2": SPELL, SPELL: SPELL,
}  # fmt: skip


class Seen(HTMLParser):
    """What a browser would make of a page: elements that were typed, not built."""

    def __init__(self) -> None:
        super().__init__()
        self.made: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        address = (given.get("href") or given.get("src") or given.get("action") or "").strip().lower()
        runs = address.startswith(("javascript:", "data:", "vbscript:"))
        if any(name.startswith("on") for name in given) or runs or given.get("src") == "x":
            self.made.append(self.get_starttag_text() or tag)
        if tag == "script" and not given.get("src", "").startswith("/static/"):
            self.made.append(self.get_starttag_text() or tag)
        if "evil.example" in address and not {"nofollow", "noreferrer"} <= set(given.get("rel", "").split()):
            self.made.append(self.get_starttag_text() or tag)


def made_of(page: str) -> list[str]:
    seen = Seen()
    seen.feed(page)
    return seen.made + (["1337"] if "1337" in page else [])


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Flask, dict[str, int], str]]:
    """A service in which everything is hostile that a volunteer or a visitor can write."""
    folder = tmp_path_factory.mktemp("attacked")
    config = Config(folder, migrated_database(folder), "test", second_factor=False)
    app = create_app(config)
    people = {role.value: user_of(app, role) for role in (Role.VOLUNTEER, Role.ARCHIVIST, Role.ADMIN)}
    with app.app_context():
        prepared = store.prepare(sent(telling_jpeg(), SPELL))
        with writing(db.engine) as session:
            load(session, DATA)
            session.get_one(User, people["volunteer"]).name = SPELL
            _fill(session, people["volunteer"], people["archivist"], prepared)
        rebuild(db.engine, config.index_dir)
    yield app, people, prepared.digest
    app.extensions["batches"].stop()
    app.extensions["indexer"].stop()


def _fill(session: Session, volunteer: int, archivist: int, prepared: store.Prepared) -> None:
    batch = Batch(
        reference="B-LIST", token="b", submitter_id=volunteer, filename=SPELL, digest="b" * 64, state="done",
        citation=SPELL, columns={SPELL: "surname"}, format="csv", encoding="utf-8", fault=SPELL,
    )  # fmt: skip
    session.add(batch)
    session.flush()
    session.add(
        BatchFault(
            batch_id=batch.id, line=2, field=SPELL, value=SPELL, reason="no_name", row={SPELL: SPELL}, rejects=True
        )
    )
    made = {}
    for reference, said in (("S-NEW", SAID | DATES), ("S-WAIT", SAID), ("S-ROW", SAID | DATES), ("S-FIX", SAID)):
        one = Submission(
            reference=reference, token=reference, state="pending", submitter_id=volunteer, said=said, relation=SPELL
        )
        for kind in ("sent", "sent_back", "answered"):
            one.steps.append(Step(kind=kind, words=SPELL, by_id=volunteer, said=said, edits={"notes": [SPELL, SPELL]}))
        session.add(one)
        made[reference] = one
    made["S-ROW"].batch, made["S-ROW"].line = batch, 3
    session.flush()
    for one in made.values():
        store.enter(session, one, prepared)
    for scan in session.query(Scan):
        scan.caption = SPELL
    record = accept(session, made["S-NEW"], archivist, Acceptance(edits={"party": SPELL}, words=SPELL))
    made["S-FIX"].kind, made["S-FIX"].about_id = "correction", record.id
    accept(session, made["S-FIX"], archivist, Acceptance(words=SPELL))
    for reference, state in (("T-OPEN", "open"), ("T-DONE", "refused")):
        asked = Takedown(
            reference=reference, token=reference, record_id=record.id, kind="other", words=SPELL, contact=SPELL,
            state=state, reason="unproved", ruling=SPELL,
        )  # fmt: skip
        asked.decided_at = asked.asked_at
        session.add(asked)


def pages(app: Flask, digest: str) -> Iterator[str]:
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and rule.endpoint not in ("static", "security.logout"):
            yield from addresses(rule, digest)
    yield "/en/search?q=%22%3E%3Cimg+src%3Dx+onerror%3Dalert(1)%3E&nation=%3Cscript%3E"
    yield "/en/takedown?record=%22%3E%3Cimg+src%3Dx+onerror%3Dalert(1)%3E"


@pytest.mark.parametrize("role", ["reader", "volunteer", "archivist", "admin"])
def test_hostile_words_are_text_on_every_page(attacked: tuple[Flask, dict[str, int], str], role: str) -> None:
    app, people, digest = attacked
    client = client_for(app, people[role]) if role in people else visitor(app)
    wrong, told = {}, 0
    for path in pages(app, digest):
        with client.get(path) as answer:
            assert answer.status_code < 500, path
            if answer.mimetype == "text/html":
                told += "&lt;script&gt;alert(1)" in answer.get_data(as_text=True)
                if found := made_of(answer.get_data(as_text=True)):
                    wrong[path] = found[:3]
    assert wrong == {}
    assert told > (3 if role == "reader" else 5)  # the words do stand there


def test_the_test_sees_what_a_browser_would_make() -> None:
    assert made_of(f"<p>{SPELL}") != []
    assert made_of('<a href=" JavaScript:alert(1)">') != []
    assert made_of('<script src="/static/proof.js" defer></script><a href="/en/search">') == []


def test_no_cell_of_a_download_is_a_formula(attacked: tuple[Flask, dict[str, int], str]) -> None:
    app, people, _ = attacked
    with app.app_context(), writing(db.engine) as session:
        batch = session.query(Batch).one()
        fault = session.query(BatchFault).filter_by(batch_id=batch.id).one()
        fault.row = {"surname": "=HYPERLINK(1)", "notes": "@SUM(1)", "+1": "-1"}
    client = client_for(app, people["volunteer"])
    rule = next(rule for rule in app.url_map.iter_rules() if rule.endpoint == "bulk.rows")
    for path in addresses(rule, ""):
        with client.get(path) as answer:
            if answer.status_code == 200:
                cells = (
                    answer.get_data(as_text=True).replace('"', "").replace("\ufeff", "").replace("\n", ",").split(",")
                )
                assert [cell for cell in cells if cell[:1] in tuple("=+-@")] == []
