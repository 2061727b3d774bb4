from __future__ import annotations

import subprocess
import sys

import pytest

from app.config import ROOT, BadSetting, read_config


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ("postgresql://clerk:s%40crt@db/esimder", "postgresql+psycopg://clerk:s%40crt@db/esimder"),
        ("postgres:///esimder?host=/run/postgresql", "postgresql+psycopg:///esimder?host=%2Frun%2Fpostgresql"),
        ("postgresql+psycopg://db/esimder", "postgresql+psycopg://db/esimder"),
        ("sqlite:////var/lib/esimder/esimder.db", "sqlite:////var/lib/esimder/esimder.db"),
    ],
)
def test_a_database_is_reached_by_the_driver_that_we_have(given: str, taken: str) -> None:
    assert read_config({"DATABASE_URL": given}).database_url == taken


@pytest.mark.parametrize("given", ["nonsense", "mysql://db/esimder", "postgresql", "http://db/", "://"])
def test_an_address_of_no_database_is_told(given: str) -> None:
    with pytest.raises(BadSetting, match="DATABASE_URL"):
        read_config({"DATABASE_URL": given})


def test_a_setting_that_makes_no_sense_ends_with_its_name_and_no_trace() -> None:
    command = [sys.executable, "-c", "import wsgi"]
    told = subprocess.run(
        command, cwd=ROOT, env={"DATABASE_URL": "nonsense"}, capture_output=True, text=True, check=False
    )
    assert told.returncode == 1
    assert told.stderr.startswith("Error: DATABASE_URL is an address")
