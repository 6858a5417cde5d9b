"""The empty file of answers: every question over its id, and nothing that counts as an answer."""

from __future__ import annotations

from cardgen.content.model import Catalog
from cardgen.content.source import parse
from cardgen.intake.blank import blank
from cardgen.intake.questions import questions, topics


def test_it_holds_every_id_without_an_answer(catalog: Catalog) -> None:
    data = parse(blank(catalog).encode(), "answers.yaml").data
    assert isinstance(data, dict)
    assert data["answers"] == dict.fromkeys(questions(topics(catalog)))


def test_each_question_stands_over_its_id(catalog: Catalog) -> None:
    lines = blank(catalog).splitlines()
    for question in questions(topics(catalog)).values():
        above = lines[lines.index(f"  {question.id}:") - 1]
        assert above.startswith(f"  # {question.text}")
        assert above.endswith("(or where)") == question.placed


def test_words_of_a_library_stay_comments(catalog: Catalog) -> None:
    words = catalog.text.conditions["fever"].model_copy(update={"ask": "Fever?\nfever: false\r  injected: true"})
    text = catalog.text.model_copy(update={"conditions": {**catalog.text.conditions, "fever": words}})
    changed = catalog.model_copy(update={"text": text})
    assert parse(blank(changed).encode(), "a").data == parse(blank(catalog).encode(), "a").data


def test_no_line_is_too_long_to_read(catalog: Catalog) -> None:
    assert max(map(len, blank(catalog).splitlines())) <= 120
