"""Where a finished card goes, and what is said about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

import click

from cardgen import files
from cardgen.cli import output
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
    """

    target: str | None
    as_json: bool

    @classmethod
    def of(cls, target: str | None, as_json: bool) -> Destination:
        """Check a destination before any work is done.

        Raises:
            click.UsageError: Standard output cannot take it.
        """
        if target == STDOUT_MARK and as_json:
            raise click.UsageError("-o - and --json both use standard output; leave one of them out")
        if target == STDOUT_MARK and output.is_terminal():
            raise click.UsageError("-o - would fill your terminal with a PDF; send it to a file or a program")
        return cls(target, as_json)


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
    def notices(self) -> tuple[str, ...]:
        """What the person at the command line should know."""
        ...


def deliver(card: CardResult, destination: Destination) -> None:
    """Write a card and say where it is; see ``hand_over``."""
    hand_over(card, destination, partial(as_data, card))


def hand_over(finished: Finished, destination: Destination, described: Callable[[Path], Mapping[str, object]]) -> None:
    """Write a file and say where it is: path or JSON on standard output, notices on standard error.

    Args:
        finished: The file and what is said about it.
        destination: Where to write.
        described: Says as JSON what was written to a path.

    Raises:
        FileError: It cannot be written.
    """
    if destination.target == STDOUT_MARK:
        output.binary(finished.pdf)
    else:
        path = Path(destination.target or finished.default_name)
        files.write_atomically(path, finished.pdf, over=PDF_MARK)
        if destination.as_json:
            output.data(described(path))
        else:
            output.path(str(path))
    for notice in finished.notices:
        output.message(f"note: {notice}")


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
