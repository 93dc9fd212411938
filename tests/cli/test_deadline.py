"""A deadline for work that cannot be interrupted."""

from __future__ import annotations

import threading

import pytest

from aiactors.cli.deadline import within
from aiactors.errors import DeadlineError, InputError


def test_without_a_deadline_it_is_done_here() -> None:
    """In the same thread: nothing is between the work and its errors."""
    assert within(None, "it", threading.get_ident) == threading.get_ident()


def test_in_time_it_gives_what_it_gives() -> None:
    """Also if that is nothing."""
    assert within(60, "it", lambda: 7) == 7
    assert within(60, "it", lambda: None) is None


@pytest.mark.parametrize("error", [InputError("wrong"), KeyboardInterrupt(), MemoryError()])
def test_errors_are_those_of_the_work(error: BaseException) -> None:
    """Of every kind, and the very same."""

    def fail() -> None:
        raise error

    with pytest.raises(type(error)) as caught:
        within(60, "it", fail)
    assert caught.value is error


def test_too_late_is_an_error() -> None:
    """With what it was, and how long it had."""
    ended = threading.Event()
    with pytest.raises(DeadlineError, match=r"the work took longer than 0\.05 s") as caught:
        within(0.05, "the work", ended.wait)
    assert caught.value.seconds == 0.05
    assert caught.value.exit_code == 5
    ended.set()


def test_the_thread_has_room_and_leaves_the_others_alone() -> None:
    """The engine needs more of a stack than a thread has everywhere."""
    before = threading.stack_size()

    def deep(levels: int) -> int:
        return 0 if levels == 0 else 1 + deep(levels - 1)

    assert within(60, "it", lambda: deep(900)) == 900
    assert threading.stack_size() == before
