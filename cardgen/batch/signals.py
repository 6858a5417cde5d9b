"""Requests to end a run (Ctrl-C, a terminal that closes, ``kill``), and the processes that work for it."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_OF_A_TERMINAL = tuple(getattr(signal, name) for name in ("SIGINT", "SIGHUP") if hasattr(signal, name))
"""What a terminal sends to every process that was started from it; Windows has no SIGHUP."""
_TO_END = (*_OF_A_TERMINAL, signal.SIGTERM)


@contextmanager
def out_of_reach() -> Iterator[None]:
    """Start processes that the terminal's signals do not reach, from their first moment on.

    What they should do about them is for the process that started them to say; else each would end with a traceback
    while it imports. Not on Windows, which has no masks.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _OF_A_TERMINAL)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def answered_later() -> Iterator[None]:
    """Answer requests to end at the end of the block: for what must not stop half way, and does not take long."""
    if threading.current_thread() is not threading.main_thread():  # signals are answered in the main thread only
        yield
        return
    asked: list[int] = []
    before = {number: signal.signal(number, lambda number, _: asked.append(number)) for number in _TO_END}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
        if asked:
            signal.raise_signal(asked[0])
