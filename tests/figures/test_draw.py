from __future__ import annotations

from typing import get_args

import pytest

from cardgen.content.base import Zone
from cardgen.figures.draw import figure, worked_zones, works
from cardgen.figures.ink import motion_ink
from cardgen.figures.outline import forms
from cardgen.figures.view import view_of
from cardgen.shapes import Clip, FormUse, Path, rounded
from cardgen.theme import default_theme
from cardgen.units import MM, Rect, Size

TILE = Size(20 * MM, 20 * MM)
FLOORS = {"outline": 0.22, "spine": 0.30, "vertebrae": 0.16, "detail": 0.12}


def marks_of(drawn):
    (clip,) = drawn.marks
    return clip.marks


def uses(drawn):
    return [mark for mark in marks_of(drawn) if isinstance(mark, FormUse)]


def inked(drawn, colour="brick"):
    found = [mark for mark in marks_of(drawn) if isinstance(mark, Path)]
    return [mark for mark in found if mark.fill == colour or (mark.stroke and mark.stroke.colour == colour)]


def test_everything_lies_in_one_clip_with_the_tile_s_corners(technique):
    drawn = figure(technique, TILE, 4)
    (clip,) = drawn.marks
    assert isinstance(clip, Clip)
    assert clip.segments == rounded(Rect(0, 0, TILE.width, TILE.height), 4)
    assert drawn.size == TILE
    assert clip.marks[0].fill == "tile"


def test_the_spine_is_drawn_above_the_body_and_below_the_motion(technique):
    marks = marks_of(figure(technique, TILE, 4))
    names = [mark.form if isinstance(mark, FormUse) else "ink" for mark in marks]
    order = [name for name in names if name in {"body", "detail", "outline", "vertebrae", "spine"}]
    assert order == ["body", "detail", "outline", "vertebrae", "spine"]
    tinted = [i for i, name in enumerate(names) if name.startswith("zone-")]
    assert names.index("body") < min(tinted)
    assert max(tinted) < names.index("detail")
    assert names[1:].index("ink") + 1 > names.index("spine")


@pytest.mark.parametrize("mm", [9, 14, 20, 65, 120])
def test_no_line_of_the_body_is_thinner_than_its_floor(technique, mm):
    for use in uses(figure(technique, Size(mm * MM, mm * MM), 1)):
        if use.stroke:
            assert use.stroke.width >= FLOORS.get(use.form, 0.12) * MM - 1e-9


@pytest.mark.parametrize("mm", [9, 14, 20, 65, 120])
def test_the_spine_is_dashed_with_open_gaps(technique, mm):
    (spine,) = [use for use in uses(figure(technique, Size(mm * MM, mm * MM), 1)) if use.form == "spine"]
    _, off = spine.stroke.dash
    assert off - spine.stroke.width > spine.stroke.width


@pytest.mark.parametrize("mm", [9, 14, 20, 65, 120])
def test_what_is_painted_is_the_ink_that_the_rules_are_tested_on(technique, mm):
    size = Size(mm * MM, mm * MM)
    view = view_of(technique, size)
    painted = inked(figure(technique, size, 1, show_key=False))
    by_style = sorted(motion_ink(technique, size), key=lambda ink: (ink.kind, ink.width, ink.dash, ink.cap))
    for mark, ink in zip(painted, by_style, strict=True):
        if ink.kind == "dot":
            assert mark.stroke is None
            xs = [v for step in mark.segments for v in step[1::2]]
            assert max(xs) - min(xs) == pytest.approx(ink.width * view.scale)
        else:
            corners = [step[1:] for step in mark.segments if step[0] != "Z"]
            assert corners == [pytest.approx(view.point(*point)) for point in ink.points]
            assert mark.stroke.width == pytest.approx(ink.width * view.scale)


def test_the_white_below_the_ink_comes_first_and_is_wider(technique):
    drawn = figure(technique, TILE, 4, show_key=False)
    white, brick = inked(drawn, "white"), inked(drawn)
    marks = marks_of(drawn)
    assert marks[-len(white) - len(brick) :] == (*white, *brick)
    for below, ink in zip(white, brick, strict=True):
        if ink.stroke:
            assert below.stroke.width > ink.stroke.width
            assert not below.stroke.dash


def test_the_tint_is_exactly_the_zones_worked(technique):
    tinted = {use.form for use in uses(figure(technique, TILE, 4)) if use.fill == "apricot"}
    assert tinted == set(worked_zones(technique))
    assert all(any(area in form or technique.percussive for form in tinted) for area in technique.zones)


@pytest.mark.parametrize(
    ("name", "zones"),
    [
        ("hacking", {"zone-loin-left", "zone-loin-right"}),
        ("clapping", {"zone-loin-left", "zone-loin-right"}),
        ("percussion", {"zone-shoulder-left", "zone-shoulder-right", "zone-upper-left", "zone-upper-right"}),
        ("stroking", {"zone-lumbar-left", "zone-lumbar-right", "zone-sacral"}),
    ],
)
def test_percussion_tints_no_kidney_area_no_lower_ribs_no_sacrum(techniques, name, zones):
    assert set(worked_zones(techniques[name])) == zones


def test_percussion_never_tints_the_sacrum(techniques):
    technique = techniques["hacking"].model_copy(update={"zones": ("lumbar", "sacral")})
    assert set(worked_zones(technique)) == {"zone-loin-left", "zone-loin-right"}


def test_the_key_shows_from_16_millimetres_and_only_if_wanted(techniques):
    technique = techniques["friction-thumbs"]
    without = len(marks_of(figure(technique, TILE, 4, show_key=False)))
    assert len(marks_of(figure(technique, TILE, 4))) > without
    small = Size(15.9 * MM, 15.9 * MM)
    assert figure(technique, small, 4) == figure(technique, small, 4, show_key=False)


def test_forms_out_of_sight_are_not_drawn(techniques):
    assert {"cradle", "ears", "towel-folds"}.isdisjoint(
        use.form for use in uses(figure(techniques["hacking"], TILE, 4))
    )
    assert "towel-cloth" in {use.form for use in uses(figure(techniques["stroking"], TILE, 4))}


def test_every_form_used_exists_and_is_painted_as_it_says(technique):
    for use in uses(figure(technique, TILE, 4)):
        assert (use.fill is not None) == (forms()[use.form].paint in {"fill", "both"})
        assert (use.stroke is not None) == (forms()[use.form].paint in {"stroke", "both"})


def test_every_colour_is_in_the_palette(technique):
    palette = default_theme().palette
    for mark in marks_of(figure(technique, TILE, 4)):
        assert mark.fill is None or mark.fill in palette
        assert mark.stroke is None or mark.stroke.colour in palette


def test_the_same_figure_twice_is_equal(technique):
    assert figure(technique, TILE, 4) == figure(technique, TILE, 4)


def test_an_avoided_zone_is_hatched_on_white_instead_of_tinted(techniques):
    avoided = frozenset({"lumbar-left"})
    used = uses(figure(techniques["stroking"], TILE, 4, avoided=avoided))
    assert {use.form for use in used if use.fill == "apricot"} == {"zone-lumbar-right", "zone-sacral"}
    assert [use.form for use in used if use.fill == "white"] == ["zone-lumbar-left"]


def test_strokes_across_the_back_tint_neither_side_of_an_area_with_an_avoided_one(techniques):
    tinted = worked_zones(techniques["opposite-direction"], frozenset({"lumbar-left"}))
    assert set(tinted) == {f"zone-{area}-{side}" for area in ("shoulder", "thoracic") for side in ("left", "right")}


def test_percussion_tints_no_part_of_an_avoided_zone(techniques):
    assert worked_zones(techniques["hacking"], frozenset({"lumbar-left"})) == ("zone-loin-right",)


def test_hatching_lies_below_the_outline_the_spine_and_the_motion(technique):
    marks = marks_of(figure(technique, TILE, 4, avoided=frozenset({"lumbar-left", "sacral"})))
    hatched = [
        i for i, mark in enumerate(marks) if isinstance(mark, Path) and mark.stroke and mark.stroke.colour == "ink"
    ]
    names = [mark.form if isinstance(mark, FormUse) else "ink" for mark in marks]
    assert len(hatched) == 2
    assert names.index("body") < min(hatched)
    assert max(hatched) < names.index("detail") < names.index("spine")


def test_with_everything_avoided_a_figure_is_drawn_without_motion(technique):
    everything = frozenset(get_args(Zone))
    assert not works(technique, everything)
    drawn = figure(technique, TILE, 4, avoided=everything)
    assert not inked(drawn)
    assert not [use for use in uses(drawn) if use.fill == "apricot"]


def test_a_technique_works_while_something_is_left(techniques):
    assert works(techniques["friction-thumbs"], frozenset({"lumbar-left"}))
    assert not works(techniques["opposite-direction"], frozenset({"lumbar-left", "thoracic-right", "shoulder-left"}))
