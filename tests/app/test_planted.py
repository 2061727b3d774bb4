"""A planted volunteer is in no public output: every GET address of the service, asked by nobody signed in.

The walk takes its addresses from the url map: a new page is looked at by itself, and fails here if it needs a value
that is in no row of ARGUMENTS.
"""

from __future__ import annotations

import html
import io
import json
import re
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy.orm import Session
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from app import create_app
from app.access import Role
from app.audit import note
from app.config import DATA, ROOT, Config
from app.db import db, writing
from app.indexing import rebuild
from app.intake.accepting.decide import Acceptance, accept
from app.intake.history.erase import erase
from app.intake.scans import store
from app.models import (
    Batch,
    BatchFault,
    Mail,
    Mapping,
    Person,
    PersonRecord,
    RecordVersion,
    Scan,
    SignIn,
    Step,
    Submission,
    Takedown,
    User,
)
from app.reference import load
from tests.app.intake.scans.files import Sent
from tests.app.signing import client_of, user_of, visitor
from tests.databases import migrated_database

MARK, NAME = "plantagenet", "Плантагенетова"  # stand in all that is planted, and in nothing else
EMAIL = f"rosa.{MARK}@example.org"
SPOOR = re.compile(rf"{MARK}|{NAME}", re.IGNORECASE)
SAID = {
    "surname": "Дулатов", "given_name": "Миржакып", "birth_date": "1885", "death_date": "1935", "occupation": "учитель",
    "sentence_date": "4.4.1930", "repository": "ЦГА РК", "fonds": "300", "notes": "по делу",
}  # fmt: skip
ARGUMENTS: dict[str, Sequence[object]] = {
    "lang": ["en"],
    "record_id": [1, 2, 3, 4, 99],  # accepted, of a batch, erased, guarded, none
    "number": [1, 2],
    "candidate_id": [1],
    "person_id": [1, 2, 99],
    "reference": ["S-NEW", "S-ROW", "S-FIX", "S-WAIT", "S-LIVE", "S-GONE", "B-LIST", "T-OPEN", "T-DONE", "P-TWO"],
    "digest": ["{digest}"],
    "form": ["bib", "ris"],
    "code": ["who", "known"],
    "place_id": ["karlag"],
    "nation_id": ["kazakh"],
    "memorial_id": ["spassk-memorial-cemetery"],
    "token": ["no-such-token"],
    "filename": sorted(path.relative_to(ROOT / "app/static").as_posix() for path in (ROOT / "app/static").rglob("*.*")),
    "first": ["records", "account"],
    "rest": ["1", "1/history"],
}
QUERIES = {
    "api.search": ["?q=Dulatov", "?source_ref=S-NEW", f"?q={EMAIL}", f"?q={NAME}"],
    "search.results": ["?q=Dulatov", "?q=Дулатов+1885", "?q=Zzzqwv"],
    "search.record": ["", "?q=Dulatov"],
    "search.search_kin": ["", "?q=Dulatov&born=1885", f"?q={NAME}"],
    "api.search_kin": ["?q=Dulatov&born=1885", f"?q={NAME}"],
    "api.compare_names": ["?left=Dulatov&right=Дулатов", ""],
    "submit.suggest": ["?kind=place&q=ка", ""],
}
NO_PAGES = ("/nowhere", "/en/nowhere", "/xx/records/1", "/api/v1/nowhere", "/api/v1/records/3", "/en/records/99")


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Flask, str]]:
    """A service where a planted volunteer has brought in all that can be brought in; the digest of the scan."""
    folder = tmp_path_factory.mktemp("planted")
    config = Config(folder, migrated_database(folder), "test")
    app = create_app(config)
    archivist = user_of(app, Role.ARCHIVIST)
    volunteer = user_of(app, Role.VOLUNTEER, EMAIL)
    with app.app_context():
        prepared = store.prepare(Sent(_picture(), f"{MARK}-certificate.jpg"))
        with writing(db.engine) as session:
            load(session, DATA)
            session.get_one(User, volunteer).name = NAME
            _fill(session, volunteer, archivist, prepared)
        rebuild(db.engine, config.index_dir)
    yield app, prepared.digest
    app.extensions["indexer"].stop()


def _picture() -> io.BytesIO:
    """A photograph whose camera knows its owner."""
    exif = Image.Exif()
    exif[0x013B] = f"{MARK} {NAME}"  # Artist
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "grey").save(file, "JPEG", exif=exif, comment=MARK.encode())
    file.seek(0)
    return file


def _fill(session: Session, volunteer: int, archivist: int, prepared: store.Prepared) -> None:
    """Submissions of every kind and state, with the planted words wherever the volunteer writes."""
    batch = Batch(
        reference="B-LIST", token="b", submitter_id=volunteer, filename=f"{MARK}.xlsx", digest="b" * 64, state="done",
        citation="Книга памяти",
    )  # fmt: skip
    header = Mapping(user_id=volunteer, header="h" * 64, columns={MARK: "surname"})
    letter = Mail(recipient=EMAIL, subject=NAME, text=MARK)
    session.add_all((batch, header, letter, SignIn(user_id=volunteer, token_digest=MARK)))
    session.flush()
    fault = BatchFault(batch_id=batch.id, line=9, field="surname", value=NAME, reason="no_name", row={"by": MARK})
    session.add(fault)
    living = {"surname": "Ким", "given_name": "Вера", "birth_date": "1937", "residence": f"у {NAME}", "notes": MARK}
    new, row, gone, live, fix, waiting = (
        _submission(volunteer, reference, said)
        for reference, said in (
            ("S-NEW", SAID), ("S-ROW", SAID | {"surname": "Майлин"}), ("S-GONE", SAID | {"notes": NAME}),
            ("S-LIVE", living), ("S-FIX", {"occupation": "поэт", "citation": "Личное дело"}),
            ("S-WAIT", SAID | {"notes": NAME}),
        )
    )  # fmt: skip
    row.batch, row.line = batch, 2
    session.add_all((new, row, gone, live, fix, waiting))
    session.flush()
    store.enter(session, new, prepared)
    numbers = [accept(session, each, archivist).id for each in (new,)]
    numbers += [accept(session, row, archivist, Acceptance(checked="sampled")).id]
    numbers += [accept(session, gone, archivist).id, accept(session, live, archivist).id]
    assert numbers == [1, 2, 3, 4]
    fix.kind, fix.about_id = "correction", 1
    accept(session, fix, archivist, Acceptance(edits={"party": "Алаш"}, words=f"Спасибо, {NAME}!"))
    erase(session, 3, "living", archivist)
    for reference, state in (("T-OPEN", "open"), ("T-DONE", "refused")):
        asked = Takedown(
            reference=reference, token=reference, record_id=1, kind="other", words=NAME, contact=EMAIL, state=state,
            reason="unproved" if state == "refused" else "", decided_by_id=archivist if state == "refused" else None,
        )  # fmt: skip
        asked.decided_at = asked.asked_at
        session.add(asked)
    note(session, volunteer, "sent", "submission:S-WAIT")
    two = [PersonRecord(record_id=number) for number in (1, 2)]
    session.add(Person(reference="P-TWO", anchor_id=1, records=two))
    session.flush()
    assert session.query(Scan).filter_by(record_id=1).count() == 1
    assert session.query(RecordVersion).filter_by(record_id=1).count() == 2


def _submission(volunteer: int, reference: str, said: dict[str, str]) -> Submission:
    made = Submission(
        reference=reference, token=reference, state="pending", submitter_id=volunteer, said=said,
        relation=f"внучка, {NAME}",
    )  # fmt: skip
    for kind in ("sent", "sent_back", "answered"):
        made.steps.append(Step(kind=kind, words=f"{NAME} {EMAIL}", by_id=volunteer, said=said))
    return made


def addresses(rule: Rule, digest: str) -> Iterator[str]:
    """Every address of the rule with the values of ARGUMENTS."""
    paths: list[str] = [rule.rule]
    for name in sorted(rule.arguments):
        assert name in ARGUMENTS, f"{rule.rule}: what can «{name}» be? Add a row to ARGUMENTS."
        values = [str(value).format(digest=digest) for value in ARGUMENTS[name]]
        slot = re.compile(rf"<(?:[^<>]*:)?{name}>")
        paths = [slot.sub(value, path, count=1) for path in paths for value in values]
    yield from (path + query for path in paths for query in QUERIES.get(rule.endpoint, [""]))


def spoor(answer: TestResponse) -> list[str]:
    """Where the planted words stand: in the body or a header, plain or escaped in any way."""
    body, headers = answer.data.decode("utf-8", "replace"), str(answer.headers)
    ways = [body, html.unescape(body), unquote(body), headers, unquote(headers)]
    if "\\u" in body:
        ways.append(re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), body))
    return [found[0] for way in ways if (found := SPOOR.search(way))]


def test_a_planted_volunteer_is_in_no_public_output(planted: tuple[Flask, str]) -> None:
    app, digest = planted
    client, seen = visitor(app), {}
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    for path in [path for rule in rules for path in addresses(rule, digest)] + list(NO_PAGES):
        answer = client.get(path)
        seen[path] = answer.status_code
        assert answer.status_code < 429, path
        echoed = SPOOR.search(unquote(path))  # what one types stands in the answer
        assert echoed or spoor(answer) == [], path
        answer.close()
    assert len([path for path, status in seen.items() if status == 200]) > 50
    opened = (
        "/en/records/1", "/en/records/1/history", "/en/records/1/history.json", "/api/v1/records/1",
        "/en/persons/P-TWO", "/api/v1/persons/P-TWO", "/en/records/1/kin", "/en/kin?q=Dulatov&born=1885",
    )  # fmt: skip
    assert [seen[path] for path in opened] == [200] * 8
    assert seen["/en/records/3"] == 410


def test_what_is_searched_for_finds_no_volunteer(planted: tuple[Flask, str]) -> None:
    for asked in (EMAIL, NAME, MARK):
        found = visitor(planted[0]).get("/api/v1/search", query_string={"q": asked}).json
        assert found is not None
        assert found["results"] == []
        assert SPOOR.search(json.dumps(found["facets"], ensure_ascii=False)) is None


def test_inside_the_planted_words_are_seen(planted: tuple[Flask, str]) -> None:
    """The tests above could fail: an archivist's page of the same history shows who it was."""
    assert spoor(client_of(planted[0], Role.ARCHIVIST).get("/en/records/1/history")) != []
