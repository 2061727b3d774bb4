"""The post against a mail server that listens, one that is down, and a folder: nothing is lost, nothing sent twice."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from flask import Flask
from flask_babel import gettext
from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from app.db import writing
from app.mail.letters import WAITS, in_language_of, try_again, unsent, write
from app.mail.post import Post, send_due
from app.mail.sending import Sender, by_smtp, into_folder
from app.models import Mail, User
from app.models.base import now
from tests.sampled import compile_catalogues

FROM = "Архив <archive@example.org>"
TEXT = "Здравствуйте!\n\nhttps://esimder.example/ru/account/confirm/" + "x" * 200


class Server(socketserver.ThreadingTCPServer):
    """A mail server that takes what is sent and keeps it."""

    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Talk)
        self.taken: list[bytes] = []


class Talk(socketserver.StreamRequestHandler):
    """As much of SMTP as a letter needs."""

    def handle(self) -> None:
        self.wfile.write(b"220 ready\r\n")
        for line in self.rfile:
            word = line.split()[0].upper() if line.split() else b""
            if word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                assert isinstance(self.server, Server)
                self.server.taken.append(b"".join(iter(self.rfile.readline, b".\r\n")))
            self.wfile.write(b"221 bye\r\n" if word == b"QUIT" else b"250 8BITMIME\r\n")
            if word == b"QUIT":
                return


@pytest.fixture
def server() -> Iterator[Server]:
    """One that listens."""
    with Server() as made:
        thread = threading.Thread(target=made.serve_forever, daemon=True)
        thread.start()
        yield made
        made.shutdown()
        thread.join()


def smtp(server: Server) -> Sender:
    return by_smtp(f"smtp://127.0.0.1:{server.server_address[1]}")


def down(_message: EmailMessage) -> None:
    raise ConnectionRefusedError(111, "Connection refused")


def put(engine: Engine, recipient: str = "anna@example.org") -> int:
    with writing(engine) as session:
        letter = write(session, recipient, "Подтвердите,\nпожалуйста", TEXT)
        session.flush()
        return letter.id


def state(engine: Engine) -> Mail:
    with Session(engine) as session:
        return session.scalars(select(Mail)).one()


def due(engine: Engine) -> None:
    """Let the next try be now."""
    with writing(engine) as session:
        session.execute(update(Mail).values(next_try_at=now()))


def test_a_letter_arrives_and_its_words_are_forgotten(engine: Engine, server: Server) -> None:
    put(engine)
    assert send_due(engine, smtp(server), FROM) == (1, 0)
    assert send_due(engine, smtp(server), FROM) == (0, 0)
    assert len(server.taken) == 1
    assert b"To: anna@example.org" in server.taken[0]
    assert b"Auto-Submitted: auto-generated" in server.taken[0]
    kept = state(engine)
    assert kept.sent_at
    assert kept.text == ""


def test_what_is_undone_is_not_told(engine: Engine, server: Server) -> None:
    with pytest.raises(ZeroDivisionError), writing(engine) as session:
        write(session, "anna@example.org", "S", str(1 / len("")))
    assert send_due(engine, smtp(server), FROM) == (0, 0)


def test_a_server_that_is_down_is_tried_again_with_growing_waits_until_given_up(engine: Engine) -> None:
    put(engine)
    for tries, wait in enumerate(WAITS, start=1):
        due(engine)
        assert send_due(engine, down, FROM) == (0, 1)
        kept = state(engine)
        assert (kept.tries, kept.sent_at) == (tries, None)
        assert abs(kept.next_try_at - now() - timedelta(seconds=wait)) < timedelta(seconds=5)
        assert "ConnectionRefusedError" in kept.fault
        assert send_due(engine, down, FROM) == (0, 0)  # not before its time
    due(engine)
    assert send_due(engine, down, FROM) == (0, 1)
    due(engine)
    assert send_due(engine, down, FROM) == (0, 0)  # given up
    assert state(engine).text.startswith("Здравствуйте")


def test_an_admin_can_have_it_tried_again(engine: Engine, server: Server) -> None:
    number = put(engine)
    send_due(engine, down, FROM)
    with writing(engine) as session:
        assert [row.id for row in unsent(session)] == [number]
        try_again(session, number)
    assert send_due(engine, smtp(server), FROM) == (1, 0)


def test_one_that_cannot_be_sent_does_not_stop_the_others(engine: Engine, server: Server) -> None:
    put(engine, "nonsense\x00")
    put(engine, "boris@example.org")
    sent, failed = send_due(engine, smtp(server), FROM)
    assert sent >= 1
    assert any(b"boris@example.org" in letter for letter in server.taken)
    assert sent + failed == 2


def test_two_processes_never_send_the_same_letter(engine: Engine) -> None:
    for number in range(20):
        put(engine, f"user{number}@example.org")
    sent: list[str] = []
    threads = [
        threading.Thread(target=send_due, args=(engine, lambda letter: sent.append(letter["To"]), FROM))
        for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(sent) == sorted(f"user{number}@example.org" for number in range(20))


def test_a_claim_that_was_left_lapses(engine: Engine, server: Server) -> None:
    put(engine)

    def killed(_message: EmailMessage) -> None:
        raise SystemExit

    with pytest.raises(SystemExit):
        send_due(engine, killed, FROM)
    assert send_due(engine, smtp(server), FROM) == (0, 0)
    due(engine)
    assert send_due(engine, smtp(server), FROM) == (1, 0)


def test_without_a_server_it_lies_as_a_file_that_only_the_owner_reads(engine: Engine, tmp_path: Path) -> None:
    put(engine)
    send_due(engine, into_folder(tmp_path / "mail"), FROM)
    (path,) = (tmp_path / "mail").glob("*.eml")
    assert path.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "mail").stat().st_mode & 0o777 == 0o700
    assert "x" * 200 in path.read_text(encoding="utf-8")  # the link is whole


def test_the_thread_lives_as_long_as_letters_wait(engine: Engine, server: Server) -> None:
    post = Post(engine, smtp(server), FROM)
    post.look()
    post.settle()
    put(engine)
    post.look(at_once=True)
    post.settle()
    assert state(engine).sent_at
    assert not [thread for thread in threading.enumerate() if thread.name == "post"]


def test_a_letter_is_in_the_language_of_its_reader(app: Flask) -> None:
    compile_catalogues()
    with app.test_request_context("/en/"):
        with in_language_of(User(language="pl")):
            assert gettext("Good day,") == "Dzień dobry,"
        with in_language_of(User(language="")):
            assert gettext("Good day,") == "Good day,"
