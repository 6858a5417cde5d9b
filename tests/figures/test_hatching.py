from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pypdfium2
import pytest

from cardgen.figures.anatomy import CROPS
from cardgen.figures.draw import figure
from cardgen.figures.hatching import hatches, hatching
from cardgen.figures.outline import forms
from cardgen.figures.view import USUAL, view_of, view_onto
from cardgen.layout.boxes import Box, Page, one_block
from cardgen.pdf.metadata import Metadata
from cardgen.pdf.write import write_pdf
from cardgen.shapes import Path
from cardgen.theme import default_theme, gray
from cardgen.units import MM, Rect, Size

DPI = 600
LUMBAR_LEFT = (65, 180), (90, 205)
"""Two corners of a part of the drawing that lies well inside the left lumbar zone."""


def inside(ring, x, y):
    hit = False
    for (ax, ay), (bx, by) in pairwise([*ring, ring[0]]):
        if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
            hit = not hit
    return hit


def in_gray(technique, mm, avoided):
    """The figure as a gray printer has it."""
    size = Size(mm * MM, mm * MM)
    marks = figure(technique, size, 0, avoided=avoided).marks
    box = Box(Rect(0, 0, size.width, size.height), "Figure", "figure", marks, alt="a back")
    clock = dt.datetime(2026, 11, 20, tzinfo=dt.UTC)
    page = Page(size, 0, "front", "Figure", one_block([box]))
    pdf = write_pdf([page], gray(default_theme()), Metadata("F", "F", "en", clock))
    return pypdfium2.PdfDocument(pdf)[0].render(scale=DPI / 72, grayscale=True).to_pil()


def part_of(picture, technique, mm, corners):
    view = view_of(technique, Size(mm * MM, mm * MM))
    points = [tuple(round(value * DPI / 72) for value in view.point(*corner)) for corner in corners]
    return picture.crop((*points[0], *points[1]))


@pytest.mark.parametrize("mm", [14, 68])
def test_a_hatched_zone_is_seen_in_gray(techniques, mm):
    technique = techniques["percussion"]
    plain = part_of(in_gray(technique, mm, frozenset()), technique, mm, LUMBAR_LEFT)
    hatched = part_of(in_gray(technique, mm, frozenset({"lumbar-left"})), technique, mm, LUMBAR_LEFT)
    assert plain.getextrema()[0] > 150
    dark = sum(hatched.histogram()[:100]) / (hatched.width * hatched.height)
    white = sum(hatched.histogram()[240:]) / (hatched.width * hatched.height)
    assert 0.08 < dark < 0.5
    assert white > 0.4


def test_every_line_lies_inside_its_zone(rings):
    view = view_onto(CROPS["full"], USUAL)
    for zone in ("neck", "shoulder-right", "thoracic-left", "lumbar-right", "sacral"):
        lines = [mark for mark in hatching([zone], view) if isinstance(mark, Path)]
        steps = [step[1:] for mark in lines for step in mark.segments]
        assert len(steps) >= 6
        for (ax, ay), (bx, by) in zip(steps[::2], steps[1::2], strict=True):
            x = (ax + bx) / 2 / view.scale + view.window.x
            y = (ay + by) / 2 / view.scale + view.window.y
            assert any(inside(ring, x, y) for ring in rings[f"zone-{zone}"])
            assert by < ay
            assert bx > ax


def test_the_lines_are_never_thinner_than_their_floor(technique):
    small = Size(9 * MM, 9 * MM)
    marks = list(hatching(["lumbar-left"], view_of(technique, small)))
    assert min(mark.stroke.width for mark in marks) >= 0.15 * MM


def test_only_what_the_window_shows_is_hatched(techniques):
    view = view_of(techniques["hacking"], USUAL)
    assert not hatches("neck", view)
    assert list(hatching(["neck", "shoulder-left"], view)) == []
    assert hatches("thoracic-left", view)
    assert [mark.form for mark in hatching(["thoracic-left"], view) if not isinstance(mark, Path)] == [
        "zone-thoracic-left"
    ]
    assert forms()["zone-thoracic-left"].bounds.overlaps(view.window)
