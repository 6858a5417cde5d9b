"""Standard output and standard error: results on the one, messages on the other.

A table is drawn on a terminal; in a pipe the same rows come as plain lines, cells parted by tabs, nothing cut.
"""

from __future__ import annotations

import io
import json
import os
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress

from cardgen import files
from cardgen.errors import FileError, Problem

STDOUT = "standard output"

_LONGEST = 4000
"""Characters of the longest message: what was typed may be longer than anyone wants to read again."""


_STEERING = {"Cc", "Cf", "Zl", "Zp"}
"""Unicode's categories of characters that move the cursor, turn the direction of writing or end a line."""


def forgive_encodings() -> None:
    """Spell out what a console's encoding lacks, instead of failing for it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def require_stdout() -> None:
    """Make sure that there is somewhere to write results to.

    Raises:
        FileError: Standard output is closed (``>&-`` in a shell).
    """
    if sys.stdout is None:
        raise FileError(Problem(STDOUT, 0, 0, "it is closed; let it go to a terminal, a file or a pipe"))


def is_terminal() -> bool:
    """Say whether a person reads standard output as it comes."""
    return sys.stdout.isatty()


def lines(texts: Iterable[str]) -> None:
    """Write lines to standard output.

    Raises:
        FileError: They cannot be written.
        BrokenPipeError: The reader went away.
    """
    _write("".join(f"{_visible(text)}\n" for text in texts))


def path(name: str) -> None:
    """Write the path of a finished file to standard output, exactly as it is, so that a script can use it.

    Raises:
        FileError: It cannot be written.
        BrokenPipeError: The reader went away.
    """
    _write(f"{name}\n")


def data(value: Mapping[str, object] | Sequence[object]) -> None:
    """Write a value as JSON to standard output: plain ASCII, so that no console's encoding can spoil it.

    Raises:
        FileError: It cannot be written.
        BrokenPipeError: The reader went away.
    """
    _write(json.dumps(value, indent=2) + "\n")


def binary(content: bytes) -> None:
    """Write bytes to standard output.

    Raises:
        FileError: They cannot be written.
        BrokenPipeError: The reader went away.
    """
    try:
        rest = memoryview(content)
        while rest:  # an unbuffered stream (PYTHONUNBUFFERED) may take a part and say so
            rest = rest[sys.stdout.buffer.write(rest) :]
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        discard_stdout()
        raise files.explain(error, STDOUT) from error


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write rows: a table on a terminal, else plain lines with a tab between the cells and no headings.

    Args:
        headings: A word for each column.
        rows: As many cells in each as there are headings.

    Raises:
        FileError: They cannot be written.
        BrokenPipeError: The reader went away.
    """
    cells = [[_visible(cell) for cell in row] for row in rows]
    if is_terminal():
        _write(_drawn(headings, cells))
    else:
        _write("".join("\t".join(row) + "\n" for row in cells))


def message(text: str) -> None:
    """Write one line to standard error; a message that nobody can receive is dropped."""
    if sys.stderr is not None:
        with suppress(OSError):
            shown = _visible(text)
            sys.stderr.write(f"{shown if len(shown) <= _LONGEST else shown[:_LONGEST] + '…'}\n")
            sys.stderr.flush()


def discard_stdout() -> None:
    """Drop what standard output still holds, so that Python does not complain about it once more on leaving."""
    with suppress(OSError, ValueError, AttributeError):  # closed, or not a file of the system
        nowhere = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, sys.stdout.fileno())
        finally:
            os.close(nowhere)


def _write(text: str) -> None:
    sys.stdout.flush()
    try:
        binary(text.encode(sys.stdout.encoding, "surrogateescape"))  # a path comes out byte for byte
    except UnicodeEncodeError:
        binary(text.encode(sys.stdout.encoding, "backslashreplace"))  # a word that this console's encoding lacks


def _visible(text: str) -> str:
    """Return the text on one line with control characters spelt out: a file name must not steer a terminal."""
    return "".join(repr(c)[1:-1] if unicodedata.category(c) in _STEERING else c for c in text)


def _drawn(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    from rich import box  # noqa: PLC0415 - costs more than a command takes, and only a terminal needs it
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    drawing = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in headings:
        drawing.add_column(Text(heading))
    for row in rows:
        drawing.add_row(*map(Text, row))
    console = Console(file=sys.stdout)
    with console.capture() as captured:
        console.print(drawing)
    return captured.get()
