"""Reading grades: hard text is found, short text is pooled, and the shipped words are easy."""

from __future__ import annotations

import pytest

from cardgen.content.model import Catalog
from cardgen.linting.grades import CEILING, POOL, Passage, grade, names, panels, pools, techniques, too_hard

HARD = "Contraindicated in individuals exhibiting unstable cardiovascular pathology or coagulation abnormalities."


def passage(name: str, words: int) -> Passage:
    return Passage(name, ("word " * words,), ("text", name))


def test_the_grade_tells_hard_text_from_easy() -> None:
    assert grade([HARD]) > 2 * CEILING
    assert grade(["The cat sat on the mat"]) < 1


def test_every_item_of_a_list_counts_as_a_sentence() -> None:
    fever, blood = "fever or any infection", "blood clot or poor clotting"
    assert grade([f"{fever}:", blood]) == grade([f"{fever}. {blood}."])
    assert grade([fever, blood]) < grade([f"{fever}, {blood}"])


@pytest.mark.parametrize(
    ("counts", "pooled"),
    [
        ([], []),
        ([5], ["a"]),
        ([POOL, POOL], ["a", "b"]),
        ([POOL - 1, 1, POOL], ["a+b", "c"]),
        ([POOL, 1], ["a+b"]),
        ([1, 1, 1], ["a+b+c"]),
        ([POOL, POOL - 1, 1, 2], ["a", "b+c+d"]),
    ],
)
def test_short_neighbours_are_pooled(counts: list[int], pooled: list[str]) -> None:
    found = pools(passage(name, words) for name, words in zip("abcd", counts, strict=False))
    assert ["+".join(one.name for one in pool) for pool in found] == pooled


def test_a_hard_pool_is_found_at_its_first_passage() -> None:
    hard = [Passage(name, (HARD, HARD), ("text", "rules", name)) for name in ("one", "two")]
    (fault,) = too_hard([passage("easy", POOL), *hard])
    assert fault.location == ("text", "rules", "one")
    assert fault.message.startswith("reading grade ")
    assert fault.message.endswith(" of one, two is above 8; use shorter words and sentences")


def test_what_is_too_short_to_be_graded_is_passed_over() -> None:
    assert not list(too_hard([Passage("short", (HARD,), ("text",))]))


def test_what_is_graded_is_in_the_catalogue(catalog: Catalog) -> None:
    assert [one.name for one in techniques(catalog)] == list(catalog.techniques)
    graded = {one.name for one in panels(catalog)}
    assert graded >= {"emergency", "warning", "caution", "checklist", "pain"}
    assert [one.name for one in names(catalog)] == [*catalog.conditions, *catalog.red_flags]
