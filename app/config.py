"""Settings of the service, all optional, read from the environment once."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"  # knowledge and samples that come with the project
KEY_FILE = "secret_key"  # in the data directory, made by `flask init` where the environment gives none
IDLE_HOURS, SESSION_HOURS = 2.0, 12.0  # how long a sign-in lasts unused, and at most
MAIL_FROM = "Esimder <esimder@localhost>"
SCAN_MB, SCANS = 20, 10  # how large a scan may be, and how many of them a submission may have
DRIVERS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
DB_POOL = 8  # connections to the database that each process keeps; twice as many at most
BULK_MB = 50  # how large a file of many rows may be


class BadSetting(ValueError):
    """A setting of the environment that makes no sense; the message names it."""


@dataclass(frozen=True, slots=True)
class Config:
    """Where the service keeps its things and how it presents itself.

    ``data_dir``: database, index and reports at run time; ``sample``: whether the curated persons are loaded;
    ``contact``: where families ask for a correction or a removal (an e-mail address, a page, or words), '' if nowhere.
    ``smtp_url`` and ``mail_from``: how letters are sent; without, they lie as files in ``mail_dir``. ``public_url``:
    where people reach the service, for links in letters; without, as the visitor wrote it. ``trusted_proxies``: how
    many of our own machines a request has passed, each adding its X-Forwarded headers.
    ``second_factor``: whether archivists and admins must have one; ``idle_hours`` and ``session_hours``: how long a
    sign-in lasts unused, and at most. ``secret_key`` seals cookies, links and second factors: all are void when it is
    changed. ``scan_mb``: how large a scan may be; ``scans``: how many of them a submission may have;
    ``bulk_mb``: how large a file of many rows may be; ``verdicts``: how many settle whether two records are one person.
    ``db_pool``: how many connections to the database each process keeps; it opens as many again when it must.
    """

    data_dir: Path
    database_url: str
    secret_key: str
    sample: bool = True
    contact: str = ""
    smtp_url: str = ""
    mail_from: str = MAIL_FROM
    public_url: str = ""
    trusted_proxies: int = 0
    second_factor: bool = True
    idle_hours: float = IDLE_HOURS
    session_hours: float = SESSION_HOURS
    scan_mb: int = SCAN_MB
    scans: int = SCANS
    bulk_mb: int = BULK_MB
    verdicts: int = 1
    db_pool: int = DB_POOL

    @property
    def index_dir(self) -> Path:
        """Where the generations of the index lie."""
        return self.data_dir / "index"

    @property
    def keeps_its_key(self) -> bool:
        """Whether another process of the service has the same secret: else links in letters would not open."""
        return self.secret_key == (os.environ.get("SECRET_KEY") or _kept_key(self.data_dir))

    @property
    def mail_dir(self) -> Path:
        """Where letters lie if no mail server is named."""
        return self.data_dir / "mail"


def read_config(environment: Mapping[str, str] = os.environ) -> Config:
    """The settings in the environment; what is not set has a default that works from a bare checkout."""
    data_dir = Path(environment.get("ESIMDER_DATA_DIR") or DATA / "var").resolve()
    return Config(
        data_dir=data_dir,
        database_url=_database(environment.get("DATABASE_URL", "").strip()) or f"sqlite:///{data_dir / 'esimder.db'}",
        secret_key=environment.get("SECRET_KEY") or _kept_key(data_dir) or secrets.token_hex(),
        sample=environment.get("ESIMDER_SAMPLE", "1") != "0",
        contact=environment.get("CONTACT", "").strip(),
        smtp_url=_smtp(environment.get("SMTP_URL", "").strip()),
        mail_from=environment.get("MAIL_FROM", "").strip() or MAIL_FROM,
        public_url=_public(environment.get("PUBLIC_URL", "").strip()),
        trusted_proxies=_number(environment, "TRUSTED_PROXIES", 0, least=0),
        second_factor=environment.get("SECOND_FACTOR", "1") != "0",
        idle_hours=_hours(environment, "IDLE_HOURS", IDLE_HOURS),
        session_hours=_hours(environment, "SESSION_HOURS", SESSION_HOURS),
        scan_mb=_number(environment, "MAX_SCAN_MB", SCAN_MB),
        scans=_number(environment, "MAX_SCANS", SCANS),
        bulk_mb=_number(environment, "MAX_BULK_MB", BULK_MB),
        verdicts=_verdicts(environment),
        db_pool=_number(environment, "DB_POOL", DB_POOL),
    )


def keep_key(data_dir: Path) -> None:
    """Make the secret once: all workers then agree on it, and who is signed in stays so over a restart."""
    data_dir.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError):
        handle = os.open(data_dir / KEY_FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_hex())


def _kept_key(data_dir: Path) -> str:
    path = data_dir / KEY_FILE
    return path.read_text(encoding="ascii").strip() if path.is_file() else ""


def _hours(environment: Mapping[str, str], name: str, otherwise: float) -> float:
    given = environment.get(name, "").strip()
    try:
        hours = float(given) if given else otherwise
    except ValueError:
        hours = 0
    if not hours > 0:
        raise BadSetting(f"{name} is a number of hours, such as {otherwise:g}, not «{given}»")
    return hours


def _database(url: str) -> str:
    """The address with the driver that we use; SQLite and PostgreSQL only, for no other was tried."""
    if not url:
        return ""
    try:
        parsed = make_url(url)
    except ArgumentError:
        parsed = None
    kind = parsed.get_backend_name() if parsed else ""
    if parsed is None or kind not in DRIVERS:
        raise BadSetting(
            "DATABASE_URL is an address such as postgresql://user:password@host/esimder or sqlite:////path"
        )
    return parsed.set(drivername=DRIVERS[kind]).render_as_string(hide_password=False)


def _smtp(url: str) -> str:
    if url and not (urlsplit(url).scheme in ("smtp", "smtps") and urlsplit(url).hostname):
        raise BadSetting("SMTP_URL is an address such as smtp://user:password@host:587 (smtps:// for TLS at once)")
    return url


def _public(url: str) -> str:
    if url and not (urlsplit(url).scheme in ("http", "https") and urlsplit(url).hostname):
        raise BadSetting(f"PUBLIC_URL is an address such as https://esimder.example, not «{url}»")
    return url.rstrip("/")


def _verdicts(environment: Mapping[str, str]) -> int:
    given = _number(environment, "ESIMDER_VERDICTS", 1)
    if given > 2:
        raise BadSetting(f"ESIMDER_VERDICTS is 1, or 2 for a second, independent verdict, not «{given}»")
    return given


def _number(environment: Mapping[str, str], name: str, otherwise: int, least: int = 1) -> int:
    given = environment.get(name, "").strip() or str(otherwise)
    if not given.isdecimal() or int(given) < least:
        raise BadSetting(f"{name} is a whole number, such as {otherwise}, not «{given}»")
    return int(given)
