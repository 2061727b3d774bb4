"""A real Chromium over the curated persons; skipped where there is none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.desk import AXE, WIDE, serving
from tests.sampled import sampled_service

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run",
]  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of this folder, and say that they are skipped where no browser is."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if not CHROMIUM.exists():
                item.add_marker(pytest.mark.skip(reason=f"no browser at {CHROMIUM}"))


@pytest.fixture(scope="package")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the service listens."""
    with serving(sampled_service(tmp_path_factory)) as listening:
        yield listening


@pytest.fixture(scope="package")
def browser(address: str) -> Iterator[Browser]:
    """One browser for the tests of this folder, gone after them: its event loop would be in the way of others."""
    assert address
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A window of a wide screen, without history, whose addresses are those of the service."""
    context = browser.new_context(base_url=address, viewport={"width": WIDE, "height": 900})
    context.add_init_script(AXE.read_text(encoding="utf-8"))
    yield context.new_page()
    context.close()


@pytest.fixture(scope="package")
def reused(browser: Browser, address: str) -> Iterator[Page]:
    """One window with axe in it for the many tests that only look: a new one for each would take a minute."""
    context = browser.new_context(base_url=address)
    context.add_init_script(AXE.read_text(encoding="utf-8"))
    yield context.new_page()
    context.close()


@pytest.fixture
def window(reused: Page) -> Page:
    """That window at its full width."""
    reused.set_viewport_size({"width": WIDE, "height": 900})
    return reused
