"""The file for a person's answers, with nothing answered yet: every question as a comment over its id."""

from __future__ import annotations

from collections.abc import Iterator

from cardgen.content.model import Catalog
from cardgen.content.zone_names import ELSEWHERE
from cardgen.intake.questions import ZONES, Question, Topic, topics

_HEAD = f"""\
# The answers of one person to the intake form. Write true or false after every question; none may stay empty.
# Where a line says "or where", a yes may name the places instead of true: [lumbar-left, lumbar-right].
# Places: {", ".join(ZONES)}.
# Left is the person's left; true means the whole back. What lies away from the back only: [{ELSEWHERE}].

screened_by:   # who asked
screened_on:   # the day, in quotes: "2026-11-20"
age:           # in years
"""
_TAIL = """
# Clearances by a clinician, a line for each condition:
#   - {condition: epilepsy, by: Dr Ada Example, date: "2026-11-20"}
clearances: []
"""


def blank(catalog: Catalog) -> str:
    """Return the file as text.

    Args:
        catalog: Its red flags and conditions are the questions.

    Returns:
        YAML that ``cardgen.intake.answers`` reads once every question is answered.
    """
    lines = (line for topic in topics(catalog) for line in _topic(topic))
    return f"{_HEAD}\nanswers:\n" + "".join(f"{line}\n" for line in lines) + _TAIL


def _topic(topic: Topic) -> Iterator[str]:
    yield f"  # --- {_on_one_line(topic.title)} ---"
    for question in topic.questions:
        yield f"  # {_on_one_line(question.text)}{_hint(question)}"
        yield f"  {question.id}:"


def _hint(question: Question) -> str:
    return " (or where)" if question.placed else ""


def _on_one_line(text: str) -> str:
    """Return a text as a comment can hold it: a line of its own would be read as YAML."""
    return " ".join(text.split())
