from __future__ import annotations

from dataclasses import replace
from itertools import combinations, product

import pytest
from geometry import extent, plain
from making import A5, A6, rows_of

from cardgen.document import Document
from cardgen.layout.boxes import Laid, box_text
from cardgen.layout.row import make_row
from cardgen.layout.row_text import short_texts
from cardgen.layout.setting import LADDER, Setting
from cardgen.layout.steps import least_tile


def parts(laid: Laid, part: str) -> list[str]:
    return [plain(box_text(box)) for box in laid.boxes if box.block == f"step / {part}" and box_text(box)]


def test_a_row_of_a_large_card_says_everything(lower_back: Document) -> None:
    for step, row in zip(lower_back.steps, rows_of(A5, lower_back), strict=True):
        assert parts(row.words, "name") == [step.name]
        assert parts(row.words, "term") == [step.term]
        assert parts(row.words, "dose") == [plain(step.badge)]
        assert parts(row.words, "about") == ([plain(step.about)] if step.about else [])
        assert parts(row.words, "hands") == [step.hands]
        assert parts(row.words, "pressure") == [step.pressure_words]
        assert parts(row.words, "text") == [plain(step.full)]


def test_a_row_of_a_small_card_has_the_hands_before_the_short_text(lower_back: Document) -> None:
    for step, row in zip(lower_back.steps, rows_of(A6, lower_back), strict=True):
        about = f" {plain(step.about).capitalize()}." if step.about else ""
        assert parts(row.words, "name") == [step.name]
        assert parts(row.words, "dose") == [plain(step.badge)]
        assert parts(row.words, "text") == [plain(f"{step.hands}: {step.short}{about}")]


def test_terms_and_pressure_words_go_before_tiles_shrink_and_tiles_before_the_text(lower_back: Document) -> None:
    sizes = []
    for fit in LADDER:
        setting = A5.with_fit(fit)
        row = rows_of(setting, lower_back)[0]
        words = bool(parts(row.words, "term") or parts(row.words, "pressure"))
        sizes.append((words, least_tile(setting) == A5.format.step.tile, short_texts(setting)))
    full, wordless, small, short = (
        (True, True, False),
        (False, True, False),
        (False, False, False),
        (False, False, True),
    )
    assert sizes == [full, full, wordless, small, short, short, short]


@pytest.mark.parametrize("name", ["W" * 60, "Circular kneading of the low back and of the shoulders " * 3])
def test_a_long_name_takes_more_lines_and_leaves_dose_and_dots_alone(
    setting: Setting, lower_back: Document, name: str
) -> None:
    step = replace(lower_back.steps[2], name=name.strip())
    width = setting.format.safe_area.width
    row = make_row(setting, step, least_tile(setting), width)
    (title,) = (box for box in row.words.boxes if box.block == "step / name")
    assert "".join(box_text(title).split()) == "".join(name.split())
    assert title.rect.height > setting.type("name").leading
    for box in row.words.boxes:
        if box.block in {"step / dose", "step / pressure"}:
            assert not extent(box).overlaps(extent(title))
        assert box.rect.right <= width + 0.01


def test_nothing_in_a_row_lies_on_anything_else(setting: Setting, lower_back: Document) -> None:
    like, hands = lower_back.steps[0], "Thumbs and heels of both hands " * 3
    long = replace(like, name="A name of a step that takes two lines or more", hands=hands)
    for fit, tile in product(LADDER, (30.0, 60.0, 80.0, 120.0)):
        for step in (*lower_back.steps, long, replace(long, about="about\u00a03\u00a0min")):
            row = make_row(setting.with_fit(fit), step, tile, setting.format.safe_area.width)
            texts = [box for box in row.words.boxes if box.role]
            assert not any(one.rect.overlaps(other.rect) for one, other in combinations(texts, 2))
            assert row.words.height == texts[-1].rect.bottom


def test_gaps_and_tiles_that_may_shrink_do_not_change_the_text_of_a_row(lower_back: Document) -> None:
    rungs = A5.with_fit(LADDER[0]), A5.with_fit(LADDER[1])
    one, other = (make_row(setting, lower_back.steps[0], 60.0, 300.0) for setting in rungs)
    assert one.words is other.words
