from __future__ import annotations

import pytest
from pydantic import TypeAdapter

from cardgen.content.motion import Motion
from cardgen.figures.anatomy import CROPS, MIDLINE
from cardgen.figures.view import view_of, view_onto
from cardgen.units import MM, Size


@pytest.mark.parametrize(("side", "module"), [(14, 0.50), (20, 0.714), (65, 1.99), (68, 2.06)])
def test_the_motion_module_grows_more_slowly_than_a_large_tile(side, module):
    view = view_onto(CROPS["back"], Size(side * MM, side * MM))
    assert view.module * view.scale / MM == pytest.approx(module, abs=0.005)


def test_the_crop_fills_the_height_and_is_centred():
    view = view_onto(CROPS["low"], Size(300, 98))
    assert view.scale == 1
    assert (view.window.y, view.window.bottom) == (206 - 49, 206 + 49)
    assert view.point(MIDLINE, 206) == (150, 49)


def test_a_narrow_tile_still_shows_the_worked_width():
    view = view_onto(CROPS["back"], Size(56, 400))
    assert view.window.width == pytest.approx(CROPS["back"].least_width)
    assert view.window.centre == pytest.approx((MIDLINE, CROPS["back"].centre))


@pytest.mark.parametrize(
    ("start", "crop"), [("lumbar", "loin"), ("sacral", "loin"), ("thoracic", "back"), ("neck", "back")]
)
def test_a_crop_that_would_cut_a_motion_gives_way_to_a_wider_one(techniques, start, crop):
    motion = TypeAdapter(Motion).validate_python({"pattern": "fan", "from": start, "to": "lumbar"})
    technique = techniques["hacking"].model_copy(update={"motion": (motion,)})
    view = view_of(technique, Size(100, 100))
    assert view.window.height == pytest.approx(CROPS[crop].height)
