from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from app import background
from app.background import Errand, Watch


class Clock(Watch):
    """Counts its turns; the first one meets a fault."""

    def __init__(self, fault: type[Exception]) -> None:
        super().__init__("the clock", 0.01)
        self.turns, self.fault = 0, fault

    def turn(self) -> None:
        self.turns += 1
        if self.turns == 1:
            raise self.fault("Букейханов")


class Basket(Errand):
    """Takes one thing a turn; the first turn meets a full disk."""

    def __init__(self, *things: str) -> None:
        super().__init__("the basket")
        self.things, self.taken, self.failed = list(things), list[str](), False

    def waits(self) -> bool:
        return bool(self.things)

    def turn(self) -> None:
        if not self.failed:
            self.failed = True
            raise OSError("Букейханов")
        self.taken.append(self.things.pop(0))


def until(true: Callable[[], bool]) -> None:
    began = time.monotonic()
    while not true():
        assert time.monotonic() - began < 120
        time.sleep(0.01)


@pytest.mark.parametrize("fault", [OSError, LookupError, UnicodeError])
def test_a_watch_goes_on_after_any_fault_and_ends_when_stopped(
    fault: type[Exception], caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "AGAIN", 0.05)
    clock = Clock(fault)
    clock.ensure_started()
    clock.ensure_started()
    until(lambda: clock.turns > 3)
    clock.stop()
    assert not clock.is_alive()
    assert [record.getMessage() for record in caplog.records] == [
        f"the clock could not go on, trying again: {fault.__name__}"
    ]


def test_a_watch_that_never_began_can_be_stopped() -> None:
    Clock(OSError).stop()


def test_an_errand_ends_when_nothing_is_left_and_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "AGAIN", 0.01)
    basket = Basket("одно", "другое")
    basket.look()
    basket.settle()
    assert basket.taken == ["одно", "другое"]
    basket.things.append("третье")
    basket.look()  # too soon after the last look
    basket.settle()
    assert basket.things == ["третье"]
    basket.look(at_once=True)
    basket.settle()
    assert basket.taken == ["одно", "другое", "третье"]


def test_a_stopped_errand_goes_on_at_the_next_look(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "AGAIN", 60)
    basket = Basket("одно")
    basket.look(at_once=True)
    until(lambda: basket.failed)
    basket.stop()
    assert basket.things == ["одно"]
    basket.look(at_once=True)
    basket.settle()
    assert basket.taken == ["одно"]
