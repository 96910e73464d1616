"""The pace, by a simulated clock against the platform's flood rules."""

from __future__ import annotations

import asyncio
import heapq
from collections import deque

import pytest

from bot.channels.base import SendError
from bot.channels.telegram.pacing import Gate, Pace
from handlers.content import Address


class Flood:
    """The platform's rule, as published: 30 in any second overall, 20 in any minute a group."""

    def __init__(self) -> None:
        self.all: deque[float] = deque()
        self.groups: dict[str, deque[float]] = {}
        self.refused = 0

    def take(self, now: float, kind: str, chat: str) -> None:
        self._count(self.all, now, 1.0, 30)
        if kind == "group":
            self._count(self.groups.setdefault(chat, deque()), now, 60.0, 20)

    def _count(self, taken: deque[float], now: float, seconds: float, most: int) -> None:
        while taken and taken[0] <= now - seconds:
            taken.popleft()
        taken.append(now)
        self.refused += len(taken) > most


def deliver(messages: list[tuple[str, str]], late: float = 0.0) -> tuple[Flood, list[float]]:
    """Sends messages that all wait at 0, as the outbox would: lanes in parallel, each in order.
    Every second one arrives `late` seconds after its turn."""
    pace, flood, times = Pace(), Flood(), []
    lanes: dict[tuple[str, str], int] = {}
    for message in messages:
        lanes[message] = lanes.get(message, 0) + 1
    ready = [(0.0, lane) for lane in sorted(lanes)]
    sent: list[tuple[float, tuple[str, str]]] = []
    while ready:
        now, lane = heapq.heappop(ready)
        at = now + pace.wait(now, *lane)
        sent.append((at + (late if len(sent) % 2 else 0.0), lane))
        lanes[lane] -= 1
        if lanes[lane]:
            heapq.heappush(ready, (at, lane))
    for at, lane in sorted(sent):
        flood.take(at, *lane)
        times.append(at)
    return flood, times


@pytest.mark.parametrize("late", [0.0, 0.03])
def test_a_broadcast_is_never_refused_and_uses_what_is_allowed(late: float) -> None:
    flood, times = deliver([("private", str(number)) for number in range(3000)], late)
    assert flood.refused == 0
    assert len(times) / times[-1] >= 0.95 * 25


@pytest.mark.parametrize("late", [0.0, 0.3])
def test_a_busy_group_is_never_refused_and_uses_what_is_allowed(late: float) -> None:
    flood, times = deliver([("group", "-1")] * 400, late)
    assert flood.refused == 0
    assert len(times) / (times[-1] / 60) >= 0.95 * 20


def test_many_groups_and_people_at_once() -> None:
    groups = [("group", str(-number)) for number in range(1, 21)] * 30
    people = [("private", str(number)) for number in range(500)] * 2
    flood, _ = deliver(groups + people)
    assert flood.refused == 0


def test_one_person_gets_a_few_at_once_and_then_one_a_second() -> None:
    _, times = deliver([("private", "1")] * 63)
    assert times[2] < 0.2
    assert 58 <= times[-1] <= 63


def test_a_chat_that_waits_holds_up_no_other() -> None:
    pace = Pace()
    for _ in range(20):
        pace.wait(0.0, "group", "-1")
    assert pace.wait(0.0, "group", "-1") > 55
    assert pace.wait(0.0, "private", "1") < 2


def test_a_turn_further_than_wanted_is_not_taken() -> None:
    pace = Pace()
    waits = [pace.wait(0.0, "private", "1", 0.5) for _ in range(5)]
    assert waits[3] > 2
    assert waits[3] == waits[4]


def test_a_refusal_holds_that_chat_alone() -> None:
    pace = Pace()
    pace.refuse(0.0, "1", 30.0)
    assert pace.wait(0.0, "private", "1") >= 30
    assert pace.wait(0.0, "private", "2") < 1
    assert pace.held(31.0, "1") == 0


def test_refusals_of_several_chats_hold_all() -> None:
    pace = Pace()
    for chat in ("1", "2", "3"):
        pace.refuse(0.0, chat, 5.0)
    assert 5 <= pace.wait(0.0, "private", "4") < 6
    assert pace.wait(6.0, "private", "5") < 1


def test_old_turns_are_forgotten() -> None:
    pace = Pace()
    for number in range(5000):
        now = number * 0.1
        assert pace.wait(now, "private", str(number)) < 0.1
    assert len(pace._turns) < 2000


async def test_the_gate_sends_back_who_would_wait_long() -> None:
    gate = Gate(Pace(), patience=0.2, clock=lambda: 100.0)
    person = Address("telegram:42", "private", "1")
    for _ in range(3):
        await gate.enter(person)
    with pytest.raises(SendError) as error:
        await gate.enter(person)
    assert (error.value.reason, error.value.retryable) == ("rate", True)
    assert error.value.retry_after == pytest.approx(3, abs=0.2)
    await gate.enter(Address("telegram:42", "private", "2"))


async def test_the_gate_heeds_a_refusal_that_comes_while_somebody_waits() -> None:
    gate = Gate(Pace(spacing=0.05), patience=1.0)
    person = Address("telegram:42", "private", "1")
    await gate.enter(person)
    waiting = asyncio.create_task(gate.enter(person))
    await asyncio.sleep(0)
    gate.refuse(person, 9.0)
    with pytest.raises(SendError) as error:
        await waiting
    assert error.value.retry_after == pytest.approx(9, abs=0.2)
