"""What the README promises is there: commands, targets, settings, addresses, files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask

from app.languages import DEFAULT

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", sorted(set(re.findall(r"flask --app wsgi (\w+)", README))))
def test_every_command_is_there(app: Flask, command: str) -> None:
    assert command in app.cli.commands


@pytest.mark.parametrize("target", sorted(set(re.findall(r"(?:^    |`)make (\w+)", README, re.MULTILINE))))
def test_every_target_is_there(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("setting", sorted(set(re.findall(r"`([A-Z][A-Z_]{3,})(?:=\d)?`", README))))
def test_every_setting_is_read(setting: str) -> None:
    where = [ROOT / "Makefile", ROOT / "app" / "config.py", ROOT / "wsgi.py"]
    assert any(setting in path.read_text(encoding="utf-8") for path in where)


@pytest.mark.parametrize("address", sorted(set(re.findall(r"`(?:GET )?(/[a-z][\w/{}.]*)", README))))
def test_every_address_is_there(app: Flask, address: str) -> None:
    path = address.replace("{id}", "1")
    path = path if path.startswith("/api/") else f"/{DEFAULT}{path}"
    assert app.url_map.bind("localhost").test(path)


@pytest.mark.parametrize(
    "path", sorted(set(re.findall(r"(?<![\w/])(?:app|indexer|tests|data)/[\w/]*[\w.]*\w", README)))
)
def test_every_file_is_there(path: str) -> None:
    assert (ROOT / path).exists() or path == "data/var"
