"""What is sent to the desk of decisions without a button pressed decides nothing."""

from __future__ import annotations

import pytest

from tests.app.intake.accepting.conftest import Desk


@pytest.mark.parametrize("go", ["", "accepted", "ACCEPT"])
def test_only_a_button_decides(desk: Desk, go: str) -> None:
    reference = desk.sent()
    answer = desk.client.post(f"/en/queue/{reference}", data={"go": go, "living": "no"})
    assert answer.status_code == 400
    assert 'value="accept"' in desk.page(f"/en/queue/{reference}")


def test_the_page_sends_to_the_address_of_its_submission(desk: Desk) -> None:
    reference = desk.sent()
    assert desk.page(f"/en/queue/{reference}").count(f'action="/en/queue/{reference}"') == 3
