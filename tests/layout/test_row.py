from __future__ import annotations

from dataclasses import replace

import pytest
from geometry import extent, plain
from making import A5, A6, rows_of

from cardgen.document import Document
from cardgen.layout.boxes import Laid, box_text
from cardgen.layout.row import make_row, short_texts
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
    assert row.name_height > setting.type("name").leading
    for box in row.words.boxes:
        if box.block in {"step / dose", "step / pressure"}:
            assert not extent(box).overlaps(extent(title))
        assert box.rect.right <= width + 0.01
