from __future__ import annotations

from pathlib import Path

import pytest

from app.evaluation import kept
from app.evaluation.words import best_peer, of_hundred, ordered


def test_the_card_that_was_measured_last_is_shown(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    kept.write({"measured": "2026-11-20T10:00+00:00", "of": "here"}, here)
    kept.write({"measured": "2026-11-21T10:00+00:00", "of": "there"}, there)
    assert (kept.newest(here, there) or {})["of"] == "there"
    kept.write({"measured": "2026-11-22T10:00+00:00", "of": "here"}, here)
    assert (kept.newest(here, there) or {})["of"] == "here"


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 0, "measured": "2026"}', '{"format": 1}', "\x00"])
def test_a_file_that_is_no_card_is_not_shown(tmp_path: Path, text: str) -> None:
    (tmp_path / kept.NAME).write_text(text, encoding="utf-8")
    assert kept.newest(tmp_path, tmp_path / "absent") is None


@pytest.mark.parametrize(("share", "told"), [(1.0, 100.0), (0.9996, 99.9), (0.97, 97.0), (0.0, 0.0), (0.5049, 50.4)])
def test_a_share_is_never_rounded_up(share: float, told: float) -> None:
    assert of_hundred(share) == told


def test_sets_that_have_a_name_of_their_own_come_first() -> None:
    lines = [{"name": name} for name in ("other", "archival_variants", "latin_queries")]
    assert [line["name"] for line in ordered(lines)] == ["latin_queries", "archival_variants", "other"]


def test_the_best_plain_tool_is_that_which_finds_most() -> None:
    peers = {"one": {"r1": 0.5, "r10": 0.9}, "two": {"r1": 0.6, "r10": 0.7}}
    assert best_peer({"peers": peers}) == peers["two"]
    assert best_peer({}) is None
