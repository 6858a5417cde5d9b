"""Where a finished card goes, and what is said about it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

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


def deliver(card: CardResult, destination: Destination) -> None:
    """Write a card and say where it is: path or JSON on standard output, notices on standard error.

    Raises:
        FileError: It cannot be written.
    """
    if destination.target == STDOUT_MARK:
        output.binary(card.pdf)
    else:
        path = Path(destination.target or card.default_name)
        files.write_atomically(path, card.pdf, over=PDF_MARK)
        if destination.as_json:
            output.data(as_data(card, path))
        else:
            output.path(str(path))
    for notice in card.notices:
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
        "steps": [_step(card, step) for step in plan.steps],
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
