"""A user's own routine: a YAML file with a title and steps, each of which keeps its place for later messages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints, ValidationInfo

from cardgen import files
from cardgen.content.base import Entry
from cardgen.content.composition import Audience
from cardgen.content.dose import Amount, Dose
from cardgen.content.excerpt import excerpt
from cardgen.content.facts import MAX_ROUTINE_MINUTES, MAX_ROUTINE_STEPS
from cardgen.content.model import Catalog
from cardgen.content.place import Place
from cardgen.content.source import parse, validate
from cardgen.content.suggest import nearest
from cardgen.errors import ContentError
from cardgen.fonts import check_text

_TECHNIQUES = "techniques"
"""Under this name the validators find the catalogue's techniques."""


@dataclass(frozen=True, slots=True)
class RoutineFileStep:
    """A step as written.

    Attributes:
        technique: Id of a technique that the catalogue has.
        dose: The dose; ``None`` leaves it to the plan.
        place: Where the technique stands in the file.
        dose_place: Where the dose stands; the technique's place if there is none.
    """

    technique: str
    dose: Amount | None
    place: Place
    dose_place: Place


@dataclass(frozen=True, slots=True)
class RoutineFile:
    """A routine as written: every technique is known; whether they go together is for the plan to say.

    Attributes:
        title: One line of 1 to 120 letters.
        audience: ``lay`` if the file does not say.
        minutes: The total that the file asks for, if it does.
        minutes_place: Where that total stands; the beginning of the file if there is none.
        steps: At least one, in order.
    """

    title: str
    audience: Audience
    minutes: int | None
    minutes_place: Place
    steps: tuple[RoutineFileStep, ...]


def read(path: Path, catalog: Catalog) -> RoutineFile:
    """Read a routine's file.

    Args:
        path: The file, with the keys ``title``, ``for``, ``minutes`` and ``steps``.
        catalog: The catalogue that knows the techniques.

    Returns:
        The routine.

    Raises:
        ContentError: Every problem of the file, at its place.
        FileError: It cannot be read.
    """
    tree = parse(files.read(path), str(path))
    written = validate(WrittenRoutine, tree, context={_TECHNIQUES: catalog.techniques})
    steps = tuple(
        RoutineFileStep(
            step.technique,
            step.dose,
            place=tree.place(("steps", index, "technique")),
            dose_place=tree.place(("steps", index, "dose" if step.dose else "technique")),
        )
        for index, step in enumerate(written.steps)
    )
    return RoutineFile(written.title, written.audience, written.minutes, tree.place(("minutes",)), steps)


def _known(technique: str, info: ValidationInfo) -> str:
    techniques = (info.context or {})[_TECHNIQUES]
    if technique not in techniques:
        raise ValueError(f"unknown technique {excerpt(technique)}{nearest(technique, techniques)}")
    return technique


def _one_line(text: str) -> str:
    if not text.strip():
        raise ValueError("the title is empty; write one")
    if len(text.splitlines()) > 1:
        raise ValueError("the title has several lines; write one line")
    try:
        return check_text(text, "title")
    except ContentError as error:
        raise ValueError("; ".join(problem.message.replace("; ", ", ") for problem in error.problems)) from None


class WrittenStep(Entry):
    """A step, as the file has it."""

    technique: Annotated[str, AfterValidator(_known)]
    dose: Dose | None = None


class WrittenRoutine(Entry):
    """The file of a routine of one's own, as it is written; ``read`` needs the catalogue for its context."""

    title: Annotated[str, StringConstraints(max_length=120), AfterValidator(_one_line)]
    audience: Literal["lay", "professional"] = Field(default="lay", alias="for")
    minutes: Annotated[int, Field(ge=1, le=MAX_ROUTINE_MINUTES)] | None = None
    steps: tuple[WrittenStep, ...] = Field(min_length=1, max_length=MAX_ROUTINE_STEPS)
