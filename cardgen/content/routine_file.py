"""A user's own routine: a YAML file with a title and steps, each of which keeps its place for later messages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints, ValidationInfo

from cardgen import files
from cardgen.content.base import Date, Entry
from cardgen.content.composition import Audience
from cardgen.content.conditions import Age
from cardgen.content.dose import Amount, Dose
from cardgen.content.excerpt import excerpt
from cardgen.content.facts import MAX_ROUTINE_MINUTES, MAX_ROUTINE_STEPS
from cardgen.content.model import Catalog
from cardgen.content.place import Place
from cardgen.content.source import Tree, parse, validate
from cardgen.content.suggest import nearest
from cardgen.content.told import NOBODY, PersonInput, Told
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
        person: What the file tells about the person on the table.
    """

    title: str
    audience: Audience
    minutes: int | None
    minutes_place: Place
    steps: tuple[RoutineFileStep, ...]
    person: PersonInput = NOBODY


def read(path: Path, catalog: Catalog) -> RoutineFile:
    """Read a routine's file.

    Args:
        path: The file, with the keys ``title``, ``for``, ``minutes``, ``person`` and ``steps``.
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
    return RoutineFile(
        title=written.title,
        audience=written.audience,
        minutes=written.minutes,
        minutes_place=tree.place(("minutes",)),
        steps=steps,
        person=_told(written.person, tree) if written.person else NOBODY,
    )


def _told(person: WrittenPerson, tree: Tree) -> PersonInput:
    return PersonInput(
        conditions=tuple(
            Told(word, tree.place(("person", "conditions", index))) for index, word in enumerate(person.conditions)
        ),
        age=person.age,
        screened_by=person.screened_by,
        screened_on=person.screened_on,
        clearances=tuple(
            Told(one.typed, tree.place(("person", "clearances", index))) for index, one in enumerate(person.clearances)
        ),
        place=tree.place(("person",)),
    )


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


_Typed = Annotated[str, StringConstraints(min_length=1, max_length=200)]
"""A word that is looked up later."""


class WrittenClearance(Entry):
    """A clinician's word that the person may be massaged with a condition."""

    condition: Annotated[str, StringConstraints(pattern=r"^([Ii][Cc][Dd]10:)?[^:@]+$", max_length=200)]
    by: _Typed
    date: Date

    @property
    def typed(self) -> str:
        """The same as it is typed: ``CONDITION:WHO:DATE``."""
        return f"{self.condition}:{self.by}:{self.date}"


class WrittenPerson(Entry):
    """The person on the table, as the file has them; what the words mean is for ``cardgen.person`` to say."""

    conditions: tuple[_Typed, ...] = ()
    age: Age | None = None
    screened_by: _Typed | None = None
    screened_on: Date | None = None
    clearances: tuple[WrittenClearance, ...] = ()


class WrittenRoutine(Entry):
    """The file of a routine of one's own, as it is written; ``read`` needs the catalogue for its context."""

    title: Annotated[str, StringConstraints(max_length=120), AfterValidator(_one_line)]
    audience: Literal["lay", "professional"] = Field(default="lay", alias="for")
    minutes: Annotated[int, Field(ge=1, le=MAX_ROUTINE_MINUTES)] | None = None
    person: WrittenPerson | None = None
    steps: tuple[WrittenStep, ...] = Field(min_length=1, max_length=MAX_ROUTINE_STEPS)
