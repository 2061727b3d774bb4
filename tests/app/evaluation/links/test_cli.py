from __future__ import annotations

import json
from pathlib import Path

import pytest
from flask import Flask

from app.evaluation import kept
from tests.app.evaluation.links.lists import lists
from tests.sampled import copied_service


@pytest.fixture
def service(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return copied_service(tmp_path_factory)


def test_figures_are_printed_as_json_and_nothing_is_kept(service: Flask, tmp_path: Path) -> None:
    told = service.test_cli_runner().invoke(args=["evaluate-links", str(lists(tmp_path)), "--json"])
    assert told.exit_code == 0, told.output
    figures = json.loads(told.stdout.splitlines()[-1])
    assert figures["same"]["likely"]["n"] == 3
    assert kept.newest(service.config["ESIMDER"].data_dir, name=kept.LINKS) is None


def test_figures_are_kept_for_the_page(service: Flask, tmp_path: Path) -> None:
    told = service.test_cli_runner().invoke(args=["evaluate-links", str(lists(tmp_path)), "--seconds", "2"])
    assert told.exit_code == 0, told.output
    assert "called likely" in told.output
    card = kept.newest(service.config["ESIMDER"].data_dir, name=kept.LINKS)
    assert card and card["same"]["likely"]["n"] == 2


def test_a_folder_without_lists_is_told(service: Flask, tmp_path: Path) -> None:
    told = service.test_cli_runner().invoke(args=["evaluate-links", str(tmp_path)])
    assert told.exit_code != 0 and "There is no list" in told.output
