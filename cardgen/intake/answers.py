"""A person's answers to the intake form, as a strict YAML file: every question has its answer, and no other id.

A question without an answer is a problem and never a no.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, TypeAlias

from pydantic import BeforeValidator, Field

from cardgen import files
from cardgen.content.base import Date, Entry, Id
from cardgen.content.conditions import Age
from cardgen.content.excerpt import excerpt
from cardgen.content.model import Catalog
from cardgen.content.place import Fault, unknown
from cardgen.content.routine_file import WrittenClearance
from cardgen.content.source import Tree, parse, validate
from cardgen.content.suggest import nearest
from cardgen.content.told import PersonInput, Told
from cardgen.content.zone_names import ELSEWHERE, PLACES
from cardgen.errors import ContentError
from cardgen.intake.questions import Question, questions, topics

ANSWERS = (*PLACES, ELSEWHERE)
"""What an answer may name: a zone, an area with both its sides, or that it lies away from the back."""


def _answer(value: object) -> object:
    if isinstance(value, bool):
        return value
    if value is None:
        raise ValueError("this question is not answered; write true or false")
    if not isinstance(value, tuple):
        raise ValueError("an answer is true, false or a list of places; write one of them")  # noqa: TRY004 - as pydantic asks
    if not value:
        raise ValueError("the list of places is empty; write true, false, or where")
    strange = next((place for place in value if place not in ANSWERS), None)
    if strange is not None:
        raise ValueError(f"{excerpt(str(strange))} is no place of the back{nearest(str(strange), ANSWERS)}")
    return value


Answer: TypeAlias = Annotated[bool | tuple[str, ...], BeforeValidator(_answer)]
"""No, yes, or where."""


class WrittenAnswers(Entry):
    """The file as it is written; ``read`` compares it with the questions of a catalogue."""

    screened_by: Annotated[str, Field(min_length=1)]
    screened_on: Date
    age: Age
    answers: dict[Id, Answer]
    clearances: tuple[WrittenClearance, ...] = ()


def read(path: Path, catalog: Catalog) -> PersonInput:
    """Read a file of answers.

    Args:
        path: The file.
        catalog: Its red flags and conditions are the questions.

    Returns:
        What was told about the person: a finding for each yes.

    Raises:
        ContentError: Every problem at its place: an unknown id, a question without an answer, a place where none is
            asked for, a value of the wrong kind.
        FileError: The file cannot be read.
    """
    tree = parse(files.read(path), str(path))
    asked = questions(topics(catalog))
    faults = tuple(_faults(tree, asked))
    problems = [tree.place(fault.location, of_key=fault.of_key).problem(fault.message) for fault in faults]
    try:
        written = validate(WrittenAnswers, tree)
    except ContentError as error:
        raise ContentError((*problems, *error.problems)) from None
    if problems:
        raise ContentError(problems)
    return _account(tree, written)


def _faults(tree: Tree, asked: dict[Id, Question]) -> Iterator[Fault]:
    """Compare the answers with the questions; that the file has the right form is for the model to say."""
    answers = tree.data.get("answers") if isinstance(tree.data, dict) else None
    if not isinstance(answers, dict):
        return
    for id_, answer in answers.items():
        for fault in unknown("question", id_, asked, ("answers", id_)):
            yield Fault(fault.location, fault.message, of_key=True)
        if isinstance(answer, tuple) and id_ in asked and not asked[id_].placed:
            yield Fault(("answers", id_), f"{id_} is not asked with a place; write true or false")
    for id_ in asked:
        if id_ not in answers:
            yield Fault(("answers",), f"{id_} is not answered; add it with true or false")


def _account(tree: Tree, written: WrittenAnswers) -> PersonInput:
    found = (
        Told(_word(id_, answer), tree.place(("answers", id_), of_key=True))
        for id_, answer in written.answers.items()
        if answer is not False
    )
    cleared = (
        Told(one.typed, tree.place(("clearances", index, "condition"))) for index, one in enumerate(written.clearances)
    )
    return PersonInput(
        conditions=tuple(found),
        age=written.age,
        screened_by=written.screened_by,
        screened_on=written.screened_on,
        clearances=tuple(cleared),
        place=tree.place(("screened_by",), of_key=True),
    )


def _word(id_: Id, answer: bool | tuple[str, ...]) -> str:
    return id_ if isinstance(answer, bool) else f"{id_}@{','.join(answer)}"
