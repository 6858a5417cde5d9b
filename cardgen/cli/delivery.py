"""Where a finished card goes, and what is said about it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

import click

from cardgen import files
from cardgen.cli import output
from cardgen.errors import Problem, RequestError
from cardgen.pipeline import CardResult
from cardgen.plan import PlannedStep

STDOUT_MARK = "-"
PDF_MARK = b"%PDF-"


@dataclass(frozen=True, slots=True)
class Destination:
    """Where to write, and what to print about it.

    Attributes:
        target: A path, ``-`` for standard output, or None for the card's own name in the working folder.
        as_json: Whether to print a description instead of the path.
        press: Where the file for a press goes, if there is one.
    """

    target: str | None
    as_json: bool
    press: Path | None = None

    @classmethod
    def of(cls, target: str | None, as_json: bool, press: Path | None = None) -> Destination:
        """Check a destination before any work is done.

        Raises:
            click.UsageError: Standard output cannot take it.
        """
        if target == STDOUT_MARK and as_json:
            raise click.UsageError("-o - and --json both use standard output; leave one of them out")
        if target == STDOUT_MARK and output.is_terminal():
            raise click.UsageError("-o - would fill your terminal with a PDF; send it to a file or a program")
        return cls(target, as_json, press)

    @property
    def older(self) -> Path | None:
        """A file that stands already where this one would have been written."""
        named = None if self.target in {None, STDOUT_MARK} else Path(str(self.target))
        return named if named is not None and named.is_file() else None


class Finished(Protocol):
    """What can be delivered: a card, a booklet."""

    @property
    def pdf(self) -> bytes:
        """The file."""
        ...

    @property
    def default_name(self) -> str:
        """A file name for it."""
        ...

    @property
    def press(self) -> bytes | None:
        """The file for a press, if there is one."""
        ...

    @property
    def notices(self) -> tuple[str, ...]:
        """What the person at the command line should know."""
        ...


def deliver(card: CardResult, destination: Destination) -> None:
    """Write a card and say where it is; see ``hand_over``."""
    hand_over(card, destination, partial(as_data, card))


def hand_over(finished: Finished, destination: Destination, described: Callable[[Path], Mapping[str, object]]) -> None:
    """Write a file and say where it is: path or JSON on standard output, notices on standard error.

    Args:
        finished: The file, what is said about it, and the file for a press if the destination has a place for it.
        destination: Where to write.
        described: Says as JSON what was written to a path.

    Raises:
        FileError: It cannot be written.
        RequestError: Both files would be the same.
    """
    contents = _for_press(finished, destination)
    to_read = None if destination.target == STDOUT_MARK else Path(destination.target or finished.default_name)
    if to_read is not None:
        _check_apart(to_read, destination.press)
        contents = {to_read: finished.pdf, **contents}
    files.write_together(list(contents.items()), over=PDF_MARK)
    if to_read is None:
        output.binary(finished.pdf)
    elif destination.as_json:
        output.data({**described(to_read), "press": str(destination.press) if destination.press else None})
    else:
        for path in contents:
            output.path(str(path))
    for notice in finished.notices:
        output.message(f"note: {notice}")


def _for_press(finished: Finished, destination: Destination) -> dict[Path, bytes]:
    """Return the file for a press under its path, if one is to be written."""
    if destination.press is None:
        return {}
    if finished.press is None:
        raise AssertionError("a file for a press has a place and was not made")
    return {destination.press: finished.press}


def _check_apart(to_read: Path, press: Path | None) -> None:
    """Check that the file for a press does not take the name of the one to read.

    Raises:
        RequestError: It does.
    """
    if press is not None and os.path.realpath(press) == os.path.realpath(to_read):
        message = f"{to_read} is the file to read; name another one for the press"
        raise RequestError(Problem("--press", 0, 0, message))


def as_data(card: CardResult, path: Path) -> dict[str, object]:
    """Describe a card as ``--json`` prints it.

    Args:
        card: The card.
        path: Where it was written.

    Returns:
        Names and plain values.
    """
    plan = card.plan
    return {
        "output": str(path),
        "pages": card.pages,
        "format": card.format,
        "routine": plan.routine_id,
        "title": plan.title,
        "minutes": plan.minutes,
        "screening": plan.screening.kind,
        "steps": [_step(card, step) for step in plan.steps],
        "left_out": [
            {"technique": step.technique_id, "reasons": [reason.entry_id for reason in step.decision.reasons]}
            for step in plan.left_out
        ],
        "warnings": list(card.warnings),
        "notices": list(card.notices),
        "catalogue": plan.screening.catalog.edition.version,
    }


def _step(card: CardResult, step: PlannedStep) -> dict[str, object]:
    return {
        "number": step.number,
        "technique": step.technique_id,
        "name": card.plan.screening.catalog.text.techniques[step.technique_id].name,
        "dose": str(step.amount),
        "minutes": step.minutes,
        "from_source": step.from_source,
    }
