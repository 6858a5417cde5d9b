from __future__ import annotations

from dataclasses import replace

import pytest
from flowing import A5, WIDTH, said, sides
from geometry import plain

from cardgen.document import Document
from cardgen.layout.reference import FullStepsBlock, GlossaryBlock, LinesBlock


@pytest.mark.parametrize("room", [40.0, 60.0, 400.0])
def test_sources_continue_between_two_lines(room: float) -> None:
    lines = tuple(f"{letter}: a source document. Heading (Step 3)." for letter in "ABCDEF")
    laid = sides(LinesBlock("Sources", lines, "sources", "{title} (continued)"), room)
    assert said(laid, "caption") == list(lines)
    assert said(laid, "label") == ["Sources", *["Sources (continued)"] * (len(laid) - 1)]
    assert LinesBlock("Sources", lines, "sources", "").lay(A5, WIDTH, 12) is None


def test_a_source_of_two_cards_is_the_very_same_block() -> None:
    one, other = (LinesBlock("Sources", lines, "sources", "") for lines in (("A: a.", "B: b."), ("B: b.", "C: c.")))
    blocks = [laid.placed(0, 0) for laid in (*sides(one, 400.0), *sides(other, 400.0))]
    assert blocks[0][2].laid is blocks[1][1].laid


@pytest.mark.parametrize("room", [45.0, 80.0, 400.0])
def test_words_continue_between_two_terms(room: float) -> None:
    terms = tuple((f"term{number}", f"what term {number} means to a reader") for number in range(9))
    laid = sides(GlossaryBlock("Words", terms, "{title} (continued)"), room)
    assert " ".join(said(laid)) == " ".join(f"{term}: {meaning}." for term, meaning in terms)
    assert said(laid, "heading") == ["Words", *["Words (continued)"] * (len(laid) - 1)]


@pytest.mark.parametrize("room", [100.0, 200.0, 1000.0])
def test_steps_in_full_say_everything_about_a_step(lower_back: Document, room: float) -> None:
    laid = sides(FullStepsBlock("In full", lower_back.steps, "{title} (continued)"), room)
    assert said(laid) == [
        plain(f"{s.number} {s.name} ({s.term}), {s.badge}, {s.pressure_words}. {s.hands}. {s.full}")
        for s in lower_back.steps
    ]
    assert said(laid, "heading") == ["In full", *["In full (continued)"] * (len(laid) - 1)]


def test_a_step_that_does_not_fit_whole_waits_for_the_next_side(lower_back: Document) -> None:
    block = FullStepsBlock("In full", lower_back.steps, "{title} (continued)")
    assert block.lay(A5, WIDTH, 30) is None
    assert said(sides(replace(block, titled=False, steps=lower_back.steps[:1]), 100), "heading") == []
