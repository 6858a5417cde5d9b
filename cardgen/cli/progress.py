"""How far a long command is: a bar with rate and time left on a terminal, a line for every tenth elsewhere."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from types import TracebackType
from typing import TYPE_CHECKING, Final

from cardgen.cli import output

if TYPE_CHECKING:
    from cardgen.cli.bar import Bar

TENTHS: Final = 10


class Tenths:
    """Says so on standard error at every tenth."""

    def __init__(self) -> None:
        self._what, self._total, self._done = "", 0, 0

    def begin(self, what: str, total: int) -> None:
        """Begin a part with so many steps."""
        self._what, self._total, self._done = what, total, 0

    def step(self) -> None:
        """Do one of them."""
        self._done += 1
        tenth = self._done * TENTHS // max(self._total, 1)
        if tenth > (self._done - 1) * TENTHS // max(self._total, 1):
            output.message(f"{self._what}: {self._done * 100 // self._total} % ({self._done} of {self._total})")


class Shown:
    """Shows progress inside a ``with`` block, in the way that suits standard error."""

    def __init__(self) -> None:
        self._stack = ExitStack()

    def __enter__(self) -> Bar | Tenths:
        """Begin to show it."""
        if sys.stderr is None or not sys.stderr.isatty():
            return Tenths()
        from cardgen.cli.bar import Bar  # noqa: PLC0415 - rich takes long to import, and only a terminal needs it

        return self._stack.enter_context(Bar())

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.__exit__(kind, error, trace)
