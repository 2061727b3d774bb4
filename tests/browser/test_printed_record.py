"""A record on paper: its source and permalink, the abbreviations unfolded, no navigation."""

from __future__ import annotations

import io
import re
import unicodedata

from playwright.sync_api import Page
from pypdf import PdfReader


def printed(window: Page) -> str:
    """The words on the paper."""
    paper = PdfReader(io.BytesIO(window.pdf(format="A4")))
    text = " ".join(sheet.extract_text() for sheet in paper.pages)
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text))  # ligatures apart again


def test_a_record_prints_whole_and_without_navigation(window: Page) -> None:
    window.goto("/en/search?q=Байтурсынов Ахмет")
    window.click(".hit a")
    assert window.locator("details.abbreviations[open]").count() == 0
    paper = printed(window)
    assert "Байтурсынов Ахмет" in paper
    assert "What the abbreviations mean" in paper
    assert "Three officials who passed sentence without a court" in paper
    assert re.search(r"/records/\d+", paper)
    assert "To cite this record" in paper
    for unprinted in ("Timeline", "Back to the results", "BibTeX"):
        assert unprinted not in paper


def test_abbreviations_open_by_the_keyboard(window: Page) -> None:
    window.goto("/de/search?q=Байтурсынов Ахмет")
    window.click(".hit a")
    window.locator("details.abbreviations summary").focus()
    window.keyboard.press("Enter")
    assert window.locator("details.abbreviations dd").first.is_visible()
