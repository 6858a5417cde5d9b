"""The way in, and the one place where an exception becomes lines on standard error and an exit code.

Codes: 0 done, 2 usage (Click's own), 3 to 6 as the class of the error says (``cardgen.errors``), 70 a defect of
cardgen, 130 interrupted, 143 asked to end (128 + SIGTERM), 141 the reader of a pipe went away: what a shell reports
for a program that such a pipe ended (128 + SIGPIPE), so that ``cardgen list | head -1`` is as quiet as any other
program and a script can tell.
"""

from __future__ import annotations

import atexit
import gc
import io
import os
import signal
import sys
import threading
import traceback
from collections.abc import Iterable, Sequence
from types import FrameType, TracebackType

import click

from cardgen import files
from cardgen.cli import output
from cardgen.cli.program import NAME, program
from cardgen.errors import CardgenError, FileError

INTERRUPTED = 130
BROKEN_PIPE = 141
ENDED = 128 + signal.SIGTERM

_ALLOCATIONS = 50_000
"""How many new objects Python gathers before it looks for garbage (700 by default)."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run cardgen.

    Args:
        arguments: What was typed after the program's name; the process's own arguments if not given.

    Returns:
        The exit code.
    """
    _collect_little()
    _leave_in_order()
    output.forgive_encodings()
    with _Boundary() as boundary:
        output.require_stdout()
        with program.make_context(NAME, list(sys.argv[1:] if arguments is None else arguments)) as context:
            boundary.debug = context.params["debug"]
            program.invoke(context)
    return boundary.exit_code


def _collect_little() -> None:
    """Let Python look for garbage rarely, and not at all when it ends: a command lives for half a second."""
    gc.set_threshold(_ALLOCATIONS)
    atexit.register(gc.freeze)


def _leave_in_order() -> None:
    """Let a request to end unwind the program, so that no temporary file is left behind."""

    def leave(number: int, _frame: FrameType | None) -> None:
        sys.exit(128 + number)

    if threading.current_thread() is threading.main_thread():
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)  # Windows has no SIGHUP
            if number is not None and signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, leave)


class _Boundary:
    """Ends every exception but those that Python itself uses to leave.

    Attributes:
        debug: Whether a defect shows its traceback.
        exit_code: What the process returns.
    """

    def __init__(self) -> None:
        self.debug = bool(os.environ.get("CARDGEN_DEBUG"))
        self.exit_code = 0

    def __enter__(self) -> _Boundary:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> bool:
        match error:
            case None | SystemExit() | GeneratorExit():
                return False
            case click.exceptions.Exit():
                self.exit_code = error.exit_code
            case click.ClickException():
                said = io.StringIO()
                error.show(said)
                self._end(error.exit_code, said.getvalue().splitlines())
            case CardgenError():
                self._end(error.exit_code, map(str, error.problems))
            case KeyboardInterrupt() | click.Abort():
                self._end(INTERRUPTED, ["interrupted"])
            case BrokenPipeError():
                output.discard_stdout()
                self._end(BROKEN_PIPE, [])
            case MemoryError():
                self._end(
                    FileError.exit_code, [f"{NAME}: there is not enough memory for this; make it in smaller parts"]
                )
            case OSError():
                output.discard_stdout()
                expected = files.explain(error, str(error.filename or NAME))
                self._end(expected.exit_code, map(str, expected.problems))
            case _:
                self._end(CardgenError.exit_code, self._defect(error))
        return True

    def _defect(self, error: BaseException) -> list[str]:
        if self.debug:
            return "".join(traceback.format_exception(error)).splitlines()
        what = f"{type(error).__name__}: {error}".partition("\n")[0]
        return [
            f"{NAME}: this is a defect of cardgen, not of your input ({what}); "
            f'run "{NAME} --debug" with the same words after it and report what it prints'
        ]

    def _end(self, exit_code: int, lines: Iterable[str]) -> None:
        self.exit_code = exit_code
        for line in lines:
            output.message(line)
