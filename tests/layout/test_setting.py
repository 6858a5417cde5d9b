from dataclasses import fields

import pytest
from geometry import run_rect, runs

from cardgen.fonts import CAP_HEIGHT
from cardgen.layout.boxes import box_text
from cardgen.layout.setting import LADDER, TIGHTEST, Fit, Setting
from cardgen.layout.text import Span
from cardgen.theme import Format, Theme
from cardgen.units import Rect


def climbed(fit: Fit) -> list[str]:
    """Return what a rung gives up."""
    return [field.name for field in fields(fit) if getattr(fit, field.name) != field.default]


def test_the_ladder_gives_up_one_thing_after_the_other_in_the_specified_order() -> None:
    order = ["gaps", "extras", "small_tile", "short", "tight", "small"]
    assert [climbed(fit) for fit in LADDER] == [
        [name for name in (field.name for field in fields(Fit)) if name in order[:count]] for count in range(7)
    ]


def test_gaps_shrink_to_their_floor(setting: Setting) -> None:
    tight, gap = setting.with_fit(Fit(gaps=True)), setting.format.gap
    assert (setting.block_gap, setting.row_gap) == (gap.block, gap.row)
    assert (tight.block_gap, tight.row_gap) == (gap.block * gap.floor, gap.row * gap.floor)


def test_type_is_set_as_preferred_then_with_less_leading_then_at_its_floor(setting: Setting) -> None:
    for role, style in setting.format.type.items():
        usual = setting.type(role)
        tight = setting.with_fit(Fit(tight=True)).type(role)
        small = setting.with_fit(Fit(tight=True, small=True)).type(role)
        assert (usual.size, usual.face) == (style.size, style.face)
        assert usual.leading == pytest.approx(style.leading)
        assert tight.size == style.size
        assert tight.leading == pytest.approx(min(style.leading, TIGHTEST * style.size))
        assert small.size == style.floor <= style.size
        assert small.leading <= TIGHTEST * style.floor + 1e-9


@pytest.mark.parametrize("align", ["left", "right", "centre"])
def test_a_paragraph_is_as_wide_as_its_widest_line_and_aligned_within_its_place(setting: Setting, align: str) -> None:
    place = Rect(40, 50, 160, 0)
    box = setting.paragraph("one two three four five six seven eight nine ten", "body", place, "b", align=align)  # type: ignore[arg-type]
    lines = [run_rect(run) for run in runs(box)]
    widest = max(line.width for line in lines)
    assert len(lines) > 1
    assert box.rect.width == pytest.approx(widest)
    assert box.rect.height == pytest.approx(len(lines) * setting.type("body").leading)
    for line in lines:
        shift = {"left": 0.0, "right": 160 - line.width, "centre": (160 - line.width) / 2}[align]
        assert line.x == pytest.approx(40 + shift)


def test_a_centred_line_has_its_capitals_about_the_middle(setting: Setting) -> None:
    size = setting.type("body").size
    for align, left in (("left", 100.0), ("right", 100 - setting.width("HH", "body"))):
        box = setting.centred("HH", "body", 100, 70, "b", align=align)  # type: ignore[arg-type]
        (run,) = runs(box)
        assert run.y - CAP_HEIGHT * size / 2 == pytest.approx(70)
        assert run.x == pytest.approx(left)


def test_text_is_never_markup(setting: Setting) -> None:
    said = "<b>&amp;</b> **x** {minutes} %s"
    assert box_text(setting.paragraph(said, "body", Rect(0, 0, 1000, 0), "b")) == said


def test_spans_keep_their_faces(setting: Setting) -> None:
    box = setting.paragraph((Span("one ", "bold"), Span("two", "italic")), "body", Rect(0, 0, 500, 0), "b")
    assert [(run.text, run.face) for run in runs(box)] == [("one ", "bold"), ("two", "italic")]


def test_measures_of_a_theme_are_the_setting_s_own(theme: Theme, form: Format) -> None:
    assert Setting(theme, form).fit == LADDER[0]
    assert Setting(theme, form).with_fit(LADDER[2]).format is form


def test_a_setting_is_the_very_same_however_its_rung_was_reached(theme: Theme, form: Format) -> None:
    first = Setting(theme, form)
    for fit in LADDER:
        rung = first.with_fit(fit)
        assert rung is Setting(theme, form).with_fit(LADDER[3]).with_fit(fit)
        assert rung.typed is first.with_fit(Fit(tight=fit.tight, small=fit.small))
        assert all(rung.typed.type(role) == rung.type(role) == rung.worded.type(role) for role in form.type)
        assert (rung.worded.fit.short, rung.worded.fit.extras) == (fit.short, fit.extras)
    assert first.with_fit(LADDER[0]).typed is first.with_fit(LADDER[2]).typed
