from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from geometry import extent, ink
from making import A6, document_of, rows_of

from cardgen.content.model import Catalog
from cardgen.document import Document
from cardgen.layout.boxes import Box, box_text, flat
from cardgen.layout.row import make_row
from cardgen.layout.setting import Fit, Setting
from cardgen.layout.steps import fitting_tile, least_tile, place_rows
from cardgen.shapes import Clip
from cardgen.units import Rect


def test_tiles_are_as_large_as_the_room_and_the_names_allow(setting: Setting, lower_back: Document) -> None:
    width, steps = setting.format.safe_area.width, lower_back.steps
    least, most = setting.format.step.tile, setting.format.step.tile_most
    needed = sum(row.height for row in rows_of(setting, lower_back)) + setting.row_gap * (len(steps) - 1)
    tiles = [fitting_tile(setting, steps, width, needed + more) for more in (-1, 0, 40, 80, 5000)]
    assert tiles[0] is None
    found = [tile for tile in tiles[1:] if tile is not None]
    assert len(found) == 4
    assert found == sorted(found)
    assert least == pytest.approx(found[0], abs=2)
    assert found[0] < found[-1] <= most
    for tile, more in zip(found, (0, 40, 80, 5000), strict=True):
        rows = rows_of(setting, lower_back, tile)
        assert sum(row.height for row in rows) + setting.row_gap * (len(steps) - 1) <= needed + more + 0.02


def test_tiles_may_only_shrink_on_their_rung(setting: Setting) -> None:
    assert least_tile(setting) == setting.format.step.tile
    assert least_tile(setting.with_fit(Fit(small_tile=True))) == setting.format.step.tile_floor


def test_rows_stand_under_each_other_with_figure_and_number(setting: Setting, lower_back: Document) -> None:
    rows = rows_of(setting, lower_back)
    area = Rect(3, 4, setting.format.safe_area.width, 0)
    boxes = flat(place_rows(setting, rows, area, 6, lower_back.labels))
    numbers = [box_text(box) for box in boxes if box.tag == "Lbl"]
    assert numbers == [str(step.number) for step in lower_back.steps]
    figures = [box for box in boxes if box.tag == "Figure" and box.alt in {step.alt for step in lower_back.steps}]
    assert [box.alt for box in figures] == [step.alt for step in lower_back.steps]
    assert all(before.rect.bottom < after.rect.y for before, after in pairwise(figures))
    assert {(box.rect.width, box.rect.height) for box in figures} == {(rows[0].tile, rows[0].tile)}


def test_a_strip_joins_the_neighbouring_steps_of_a_phase(setting: Setting, catalog: Catalog) -> None:
    document = document_of(catalog, "back-routine")
    rows = rows_of(setting, document)
    boxes = flat(place_rows(setting, rows, Rect(0, 0, setting.format.safe_area.width, 0), 6, document.labels))
    strips = [box for box in boxes if box.block.startswith("phase from") and not box_text(box)]
    assert [strip.block for strip in strips] == [f"phase from step {number}" for number in (1, 2, 3)]
    most = sum(row.height for row in rows[2:]) + 6 * (len(rows) - 3)
    assert strips[2].rect.height == pytest.approx(most, abs=0.006)
    assert all(before.rect.bottom < after.rect.y for before, after in pairwise(strips))


@pytest.mark.parametrize("phase", ["warm-up", "main", "percussion", "finish"])
def test_numbers_of_two_digits_stand_within_the_strip(lower_back: Document, phase: str) -> None:
    steps = tuple(replace(lower_back.steps[0], number=number, phase=phase) for number in (9, 10, 14))  # type: ignore[arg-type]
    rows = tuple(make_row(A6, step, least_tile(A6), A6.format.safe_area.width) for step in steps)
    boxes = flat(place_rows(A6, rows, Rect(0, 0, A6.format.safe_area.width, 0), 6, lower_back.labels))
    strip = next(box for box in boxes if box.block == "phase from step 9")
    numbers = [box for box in boxes if box.tag == "Lbl"]
    assert [box_text(box) for box in numbers] == ["9", "10", "14"]
    assert all(strip.rect.contains(extent(box)) for box in numbers)
    assert not any(rect.overlaps(extent(box)) for box in numbers for rect in _patterned(strip))


def _patterned(strip: Box) -> list[Rect]:
    return [rect for mark in strip.marks if isinstance(mark, Clip) for rect in map(ink, mark.marks) if rect]
