from __future__ import annotations

from typing import get_args

import pytest

from cardgen.content.base import HandPart
from cardgen.figures import icons
from cardgen.figures.hands import hand
from cardgen.shapes import Clip, Mark, Path
from cardgen.theme import default_theme


def paths(marks: tuple[Mark, ...]) -> list[Path]:
    out: list[Path] = []
    for mark in marks:
        if isinstance(mark, Clip):
            out += paths(mark.marks)
        else:
            assert isinstance(mark, Path)
            out.append(mark)
    return out


def colours(marks: tuple[Mark, ...]) -> set[str]:
    found = {path.fill for path in paths(marks)} | {path.stroke.colour for path in paths(marks) if path.stroke}
    return {colour for colour in found if colour}


def bounds(marks: tuple[Mark, ...]) -> tuple[float, float, float, float]:
    """What shows: a clip's own outline, else points with half their line."""
    xs: list[float] = []
    ys: list[float] = []
    for mark in marks:
        half = mark.stroke.width / 2 if isinstance(mark, Path) and mark.stroke and mark.stroke.cap == "round" else 0
        xs += [x + k for step in mark.segments for x in step[1::2] for k in (-half, half)]
        ys += [y + k for step in mark.segments for y in step[2::2] for k in (-half, half)]
    return min(xs), min(ys), max(xs), max(ys)


ICONS = {
    "clock": icons.clock(30, "teal900", 3),
    "loop": icons.loop(30, "teal900", 3),
    "no-go": icons.no_go(30),
    "flag": icons.flag(30),
}


@pytest.mark.parametrize("part", get_args(HandPart))
@pytest.mark.parametrize("size", [5, 15, 40])
def test_a_hand_fills_its_box_and_shows_what_touches_the_skin(part, size):
    left, top, right, bottom = bounds(hand(part, size))
    assert 0 <= left < right <= size
    assert 0 <= top < bottom <= size
    assert bottom - top > size * 0.6
    assert {"brick", "hand"} <= colours(hand(part, size))


def test_every_part_of_the_hand_looks_different():
    drawn = {hand(part, 24) for part in get_args(HandPart)}
    assert len(drawn) == len(get_args(HandPart))


@pytest.mark.parametrize("name", ICONS)
def test_an_icon_stays_in_its_square(name):
    left, top, right, bottom = bounds(ICONS[name])
    assert min(left, top) >= -1e-9
    assert max(right, bottom) <= 30 + 1e-9
    assert bottom - top > 27


def test_the_alert_triangle_has_the_width_it_says_and_the_colours_it_is_given():
    marks = icons.alert(20, "black", "orange")
    assert bounds(marks) == pytest.approx((0, 0, icons.ALERT_WIDTH * 20, 20))
    assert colours(marks) == {"black", "orange"}


def test_the_no_go_sign_bars_a_spine():
    assert colours(icons.no_go(20, spine="ink", bar="brick", ground="white")) == {"ink", "brick", "white"}


def test_every_colour_is_in_the_palette():
    palette = set(default_theme().palette)
    drawn = [*ICONS.values(), *(hand(part, 24) for part in get_args(HandPart))]
    assert all(colours(marks) <= palette for marks in drawn)
