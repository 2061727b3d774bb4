"""Counters that all processes share, kept in the table `counter`: what the limits on requests stand on.

A key is a keyed digest: the table tells neither who was counted nor from which address.
"""

from __future__ import annotations

import hashlib
import hmac
import time

from limits.storage import Storage
from sqlalchemy import Engine, delete, select, text
from sqlalchemy.exc import SQLAlchemyError

from app.db import at_once, writing
from app.models import Counter

SWEEP = 300  # seconds between two removals of counters whose window is over
_ADD = text("""
    INSERT INTO counter (key, count, expires_at) VALUES (:key, :amount, :until)
    ON CONFLICT (key) DO UPDATE SET
        count = CASE WHEN counter.expires_at <= :now THEN :amount ELSE counter.count + :amount END,
        expires_at = CASE WHEN counter.expires_at <= :now THEN :until ELSE counter.expires_at END
    RETURNING count
""")  # understood alike by SQLite and PostgreSQL; one statement, so that no count is lost between processes


class TableStorage(Storage):
    """A store for the library `limits` (windows that begin with the first count)."""

    STORAGE_SCHEME = ["esimder"]  # noqa: RUF012 (the library's own form)
    base_exceptions = SQLAlchemyError

    def __init__(self, engine: Engine, secret: str) -> None:
        super().__init__()
        self._engine = at_once(engine)
        self._reading = engine
        self._secret = secret.encode()
        self._swept = 0.0

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Add to the counter, which is forgotten ``expiry`` seconds after its first count."""
        now = time.time()
        values = {"key": self._digest(key), "amount": amount, "now": now, "until": now + expiry}
        with self._engine.begin() as connection:
            count: int = connection.execute(_ADD, values).scalar_one()
        if now - self._swept > SWEEP:
            self._swept = now
            with writing(self._reading) as session:  # in turn: two who sweep would meet one another's rows
                session.execute(delete(Counter).where(Counter.expires_at <= now))
        return count

    def get(self, key: str) -> int:
        """How much was counted in the window under way."""
        return int(self._read(key)[0])

    def get_expiry(self, key: str) -> float:
        """When the window ends, in seconds of the epoch; now, where none is under way."""
        return self._read(key)[1]

    def check(self) -> bool:
        """Whether the table can be read."""
        with self._reading.connect() as connection:
            connection.execute(select(Counter.key).limit(1))
        return True

    def reset(self) -> int | None:
        """Forget all counters; returns how many."""
        with self._engine.begin() as connection:
            return connection.execute(delete(Counter)).rowcount

    def clear(self, key: str) -> None:
        """Forget one counter."""
        with self._engine.begin() as connection:
            connection.execute(delete(Counter).where(Counter.key == self._digest(key)))

    def _read(self, key: str) -> tuple[int, float]:
        now = time.time()
        wanted = select(Counter.count, Counter.expires_at).where(
            Counter.key == self._digest(key), Counter.expires_at > now
        )
        with self._reading.connect() as connection:
            row = connection.execute(wanted).one_or_none()
        return (row.count, row.expires_at) if row else (0, now)  # type: ignore[return-value]

    def _digest(self, key: str) -> str:
        return hmac.digest(self._secret, key.encode(), hashlib.sha256).hex()
