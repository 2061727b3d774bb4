"""Two ways to send a letter: to a mail server, or as a file in a folder where there is none."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import unquote, urlsplit

from app.config import Config

Sender = Callable[[EmailMessage], None]  # raises OSError (SMTPException is one) where it could not be sent
TIMEOUT = 30  # seconds
LOCAL = ("localhost", "127.0.0.1", "::1")


def sender(config: Config) -> Sender:
    """How this service sends: by SMTP_URL, else into the folder `mail` of the data directory."""
    return by_smtp(config.smtp_url) if config.smtp_url else into_folder(config.mail_dir)


def by_smtp(url: str) -> Sender:
    """To the server of an address such as smtp://user:password@host:587, or smtps:// for TLS from the beginning.

    With smtp:// TLS is begun where the server offers it; a password is never sent to another machine without it.
    """
    where = urlsplit(url)
    host, port = where.hostname or "localhost", where.port

    def send(message: EmailMessage) -> None:
        with _connected(where.scheme, host, port) as server:
            if where.username:
                if not isinstance(server.sock, ssl.SSLSocket) and host not in LOCAL:
                    raise smtplib.SMTPNotSupportedError("the mail server offers no TLS")
                server.login(unquote(where.username), unquote(where.password or ""))
            server.send_message(message)

    return send


def into_folder(folder: Path) -> Sender:
    """As a file .eml each, which only who runs the service can read: letters hold links that open accounts."""

    def send(message: EmailMessage) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        number = str(message["Message-ID"]).strip("<>").partition("@")[0]
        path = folder / f"{number}.eml"
        path.touch(mode=0o600)
        message.set_content(message.get_content(), cte="8bit")  # readable as it lies there, its links whole
        path.write_bytes(message.as_bytes())

    return send


def _connected(scheme: str, host: str, port: int | None) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if scheme == "smtps":
        return smtplib.SMTP_SSL(host, port or 465, timeout=TIMEOUT, context=context)
    server = smtplib.SMTP(host, port or 25, timeout=TIMEOUT)
    server.ehlo()
    if server.has_extn("starttls"):
        server.starttls(context=context)
    return server
