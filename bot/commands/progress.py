"""How far a long command is: a bar on the error stream where that is a terminal, else nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeElapsedColumn

Item = TypeVar("Item")


@contextmanager
def stepping(steps: int | None) -> Iterator[Callable[[], None]]:
    """Gives what to call after each step; `steps` are how many there will be, if that is known."""
    console = Console(stderr=True)
    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    shown = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
    with shown:
        task = shown.add_task("", total=steps)
        yield lambda: shown.advance(task)


def counted(items: Iterable[Item]) -> Iterator[Item]:
    """The items as they come, counted on the terminal."""
    with stepping(None) as step:
        for item in items:
            yield item
            step()
