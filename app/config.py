"""Settings of the service, all optional, read from the environment once."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"  # knowledge and samples that come with the project


@dataclass(frozen=True, slots=True)
class Config:
    """Where the service keeps its things and how it presents itself.

    ``data_dir``: database, index and reports at run time; ``sample``: whether the curated persons are loaded;
    ``contact``: where families ask for a correction or a removal (an e-mail address, a page, or words), '' if nowhere.
    """

    data_dir: Path
    database_url: str
    secret_key: str
    sample: bool = True
    contact: str = ""

    @property
    def index_dir(self) -> Path:
        """Where the generations of the index lie."""
        return self.data_dir / "index"


def read_config(environment: Mapping[str, str] = os.environ) -> Config:
    """The settings in the environment; what is not set has a default that works from a bare checkout."""
    data_dir = Path(environment.get("ESIMDER_DATA_DIR") or DATA / "var").resolve()
    return Config(
        data_dir=data_dir,
        database_url=environment.get("DATABASE_URL") or f"sqlite:///{data_dir / 'esimder.db'}",
        secret_key=environment.get("SECRET_KEY") or secrets.token_hex(),
        sample=environment.get("ESIMDER_SAMPLE", "1") != "0",
        contact=environment.get("CONTACT", "").strip(),
    )
