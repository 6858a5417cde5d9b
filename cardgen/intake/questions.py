"""What the intake form asks: every red flag and every condition of the catalogue, each once, under its own id."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from cardgen.content.base import Id, Zone
from cardgen.content.conditions import FLAG_LABELS, Condition, RedFlag
from cardgen.content.model import Catalog

Weight: TypeAlias = Literal["emergency", "urgent", "check-up", "condition"]
"""What stands behind a topic: red flags of one level, or conditions."""

ZONES: tuple[Zone, ...] = get_args(Zone)
"""What an answer may name as the place, from top to bottom."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question to be answered with yes or no.

    Attributes:
        id: Of the red flag or the condition; the answer stands under it.
        text: The question.
        placed: Whether a yes may say where on the back.
    """

    id: Id
    text: str
    placed: bool


@dataclass(frozen=True, slots=True)
class Topic:
    """Questions that are asked together."""

    title: str
    weight: Weight
    questions: tuple[Question, ...]


def topics(catalog: Catalog) -> tuple[Topic, ...]:
    """Return everything that is asked.

    Args:
        catalog: Its red flags and conditions are the questions.

    Returns:
        The red flags, the gravest first; then the conditions by their group, in the catalogue's order.
    """
    flags = (
        Topic(
            catalog.label(label),
            level,
            tuple(
                Question(id_, catalog.text.red_flags[id_].ask, takes_place(flag))
                for id_, flag in catalog.red_flags.items()
                if flag.level == level
            ),
        )
        for level, label in FLAG_LABELS.items()
    )
    conditions = (
        Topic(
            title,
            "condition",
            tuple(
                Question(id_, catalog.text.conditions[id_].ask, takes_place(condition))
                for id_, condition in catalog.conditions.items()
                if condition.group == group
            ),
        )
        for group, title in catalog.text.condition_groups.items()
    )
    return tuple(topic for topic in (*flags, *conditions) if topic.questions)


def questions(asked: Iterable[Topic]) -> dict[Id, Question]:
    """Return every question of some topics by its id, in order."""
    return {question.id: question for topic in asked for question in topic.questions}


def takes_place(entry: Condition | RedFlag) -> bool:
    """Say whether the massage keeps off the place where something is, so that the place must be asked for."""
    adaptation = entry.changes
    return adaptation is not None and adaptation.avoid_affected
