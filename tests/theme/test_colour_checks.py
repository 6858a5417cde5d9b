"""Colours that no theme may have, each refused with its numbers and its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardgen.colours import contrast
from cardgen.theme import Theme, default_theme, load_theme
from cardgen.theme.colour_checks import check_colours, reserved
from cardgen.theme.model import Ink

Write = Callable[[str, str], Path]
Wrong = Callable[[str], list[str]]
GRAYS = "cmyk: [0, 0, 0, 50]"


def repainted(theme: Theme, **colours: str) -> Theme:
    """Return a theme with other colours, the inks as near as whole per cents come."""
    inks = {name: Ink(hex=code, cmyk=cmy(code)) for name, code in colours.items()}
    return theme.model_copy(update={"palette": {**theme.palette, **inks}})


def cmy(code: str) -> tuple[int, int, int, int]:
    cyan, magenta, yellow = (round(100 - int(code[i : i + 2], 16) / 2.55) for i in (1, 3, 5))
    return cyan, magenta, yellow, 0


def test_text_too_light_for_its_ground_is_refused_for_every_ground(wrong: Wrong) -> None:
    text = f"""\
        extends: default
        palette:
          grey: {{hex: "#737B7D", {GRAYS}}}
        """
    assert wrong(text) == [
        f"mine.yaml:3:3: grey on {ground} has a contrast of {ratio}, less than the 4.5 of text ({where}); "
        f"make grey darker{'' if ground == 'white' else f' or {ground} lighter'}"
        for ground, ratio, where in (
            ("tile", "3.69", "numbers of other cards' steps in the time bar"),
            ("warm", "4.02", "legends in the foot of side 1"),
            ("white", "4.32", "terms, captions and minutes"),
        )
    ]


def test_a_ground_too_dark_is_refused_at_the_ground(wrong: Wrong) -> None:
    found = wrong('extends: default\npalette:\n  warm: {hex: "#9A9A9A", cmyk: [0, 0, 0, 40]}\n')
    assert found == [
        "mine.yaml:3:3: grey on warm has a contrast of 2.33, less than the 4.5 of text "
        "(legends in the foot of side 1); make grey darker or warm lighter"
    ]


def test_light_text_on_a_dark_ground_is_told_the_other_way_round(wrong: Wrong) -> None:
    assert (
        "mine.yaml:2:11: white on teal900 has a contrast of 2.71, less than the 4.5 of text "
        "(the band, heads of tables, and doses that the source gives); make teal900 darker"
    ) in wrong(f'extends: default\npalette: {{teal900: {{hex: "#8FA0A3", {GRAYS}}}}}\n')


def test_marks_need_their_own_contrast(wrong: Wrong) -> None:
    assert wrong(f'extends: default\npalette:\n  box: {{hex: "#8FA6A7", {GRAYS}}}\n') == [
        "mine.yaml:3:3: box on white has a contrast of 2.56, less than the 3 of marks (frames to write in); "
        "make box darker"
    ]


def test_the_text_of_a_phase_is_refused_where_the_theme_chooses_it(wrong: Wrong) -> None:
    assert wrong("extends: default\nphases:\n  main: {text: ink}\n") == [
        "mine.yaml:3:16: ink on teal900 has a contrast of 1.42, less than the 4.5 of text (the phase main); "
        "make ink darker or teal900 lighter"
    ]


def test_the_pattern_of_a_phase_must_be_seen_but_a_solid_phase_has_none(write: Write, wrong: Wrong) -> None:
    assert wrong("extends: default\nphases: {finish: {mark: white}}\n") == [
        "mine.yaml:2:25: white on cream has a contrast of 1.11, less than the 3 of marks "
        "(the pattern of the phase finish); make cream darker"
    ]
    assert load_theme(write("mine.yaml", "extends: default\nphases: {main: {mark: teal900}}\n"))


def test_a_theme_may_ask_for_more_contrast_and_never_for_less(wrong: Wrong) -> None:
    messages = wrong("extends: default\ncontrast: {text: 7}\n")
    assert "teal600 on white has a contrast of 5.68, less than the 7 of text" in "\n".join(messages)
    assert wrong("extends: default\ncontrast: {text: 4.4, marks: 2, phases: 25}\n") == [
        "mine.yaml:2:18: 4.4 is too small; write 4.5 or more",
        "mine.yaml:2:30: 2 is too small; write 3.0 or more",
        "mine.yaml:2:41: 25 is too small; write 26.0 or more",
    ]


def test_phases_of_one_pattern_must_differ_in_lightness(write: Write, wrong: Wrong) -> None:
    assert wrong("extends: default\nphases:\n  percussion: {pattern: waves}\n") == [
        "mine.yaml:3:25: warm-up and percussion look alike: both waves, and 11.1 apart in lightness, less than 26; "
        "choose another pattern or fill"
    ]
    assert load_theme(write("mine.yaml", "extends: default\nphases: {percussion: {pattern: solid}}\n"))


def test_phases_of_one_pattern_are_refused_at_the_colour_if_that_is_the_authors(write: Write, wrong: Wrong) -> None:
    write("base.yaml", "extends: default\nphases: {percussion: {pattern: solid}}\n")
    mist = f'extends: base\npalette:\n  mist: {{hex: "#0F454D", {GRAYS}}}\nphases: {{percussion: {{text: white}}}}\n'
    assert any(
        one.startswith("mine.yaml:3:3: main and percussion look alike: both solid, and 0.0 apart")
        for one in wrong(mist)
    )


@pytest.mark.parametrize("name", ["orange", "yellow", "blue", "red", "black", "white"])
def test_a_colour_of_signal_panels_and_flags_is_never_changed(wrong: Wrong, name: str) -> None:
    ink, use = default_theme().palette[name], reserved(default_theme())[name]
    found = wrong(f'extends: default\npalette:\n  {name}: {{hex: "#FE8301", cmyk: [0, 55, 100, 0]}}\n')
    assert (
        f"mine.yaml:3:3: a signal panel is never recoloured: {name} is {use}; "
        f'write {{hex: "{ink.hex}", cmyk: {list(ink.cmyk)}}}'
    ) in found


def test_the_inks_of_a_signal_panel_are_as_fixed_as_its_colour(wrong: Wrong) -> None:
    assert wrong('extends: default\npalette:\n  blue: {hex: "#004c97", cmyk: [100, 72, 5, 6]}\n') == [
        "mine.yaml:3:3: a signal panel is never recoloured: blue is the ground of NOTICE; "
        'write {hex: "#004C97", cmyk: [100, 72, 5, 5]}'
    ]


def test_saying_a_signal_colour_again_changes_nothing(write: Write) -> None:
    path = write("mine.yaml", 'extends: default\npalette: {blue: {hex: "#004c97", cmyk: [100, 72, 5, 5]}}\n')
    assert load_theme(path).palette == default_theme().palette


def test_nothing_else_of_a_signal_panel_is_changed(wrong: Wrong) -> None:
    text = """\
        extends: default
        signals:
          WARNING: {ground: yellow, alert: false}
          NOTICE: {face: bold}
        """
    assert wrong(text) == [
        "mine.yaml:3:21: a signal panel is never changed: ground of WARNING is yellow; write orange",
        "mine.yaml:3:36: a signal panel is never changed: alert of WARNING is false; write true",
        "mine.yaml:4:18: a signal panel is never changed: face of NOTICE is bold; write bold-italic",
    ]


def test_a_signal_colour_is_used_for_nothing_else(wrong: Wrong) -> None:
    text = """\
        extends: default
        palette:
          apricot: {hex: "#ffd100", cmyk: [0, 18, 100, 0]}
        phases:
          finish: {fill: orange}
        """
    assert wrong(text) == [
        "mine.yaml:3:3: #FFD100 is kept for the ground of CAUTION; choose another colour for apricot",
        "mine.yaml:5:18: orange is kept for the ground of WARNING; choose another colour",
    ]


def test_a_phase_in_a_colour_that_is_none(wrong: Wrong) -> None:
    assert wrong("extends: default\nphases: {main: {fill: teal90}}\n") == [
        "mine.yaml:2:23: unknown colour 'teal90'; did you mean teal900?"
    ]


def test_a_contrast_that_only_inks_lose_is_told_so(wrong: Wrong) -> None:
    assert wrong('extends: default\npalette:\n  teal600: {hex: "#2B7079", cmyk: [20, 10, 10, 0]}\n') == [
        "mine.yaml:3:3: teal600 on white has a contrast of 1.31 in its inks, less than the 4.5 of text "
        "(hands, and labels of fields); make teal600 darker"
    ]


def test_a_contrast_that_only_gray_loses_is_told_so(wrong: Wrong) -> None:
    # 4.5005 in colour; the nearest of 256 grays is a little lighter: 4.478
    assert wrong(f'extends: default\npalette:\n  teal600: {{hex: "{JUST_ENOUGH}", {GRAYS}}}\n') == [
        "mine.yaml:3:3: teal600 on white has a contrast of 4.47 in gray, less than the 4.5 of text "
        "(hands, and labels of fields); make teal600 darker"
    ]


JUST_ENOUGH = "#4E7F7F"


@given(st.integers(0, 0xFFFFFF))
def test_no_theme_passes_with_text_below_its_contrast(value: int) -> None:
    theme = repainted(default_theme(), teal600=f"#{value:06X}")
    ratio = contrast(theme.colour("teal600"), theme.colour("white"))
    refused = any("teal600 on white" in finding.message for finding in check_colours(theme, default_theme()))
    assert refused or ratio >= 4.5
    assert not refused or ratio < 4.6  # gray may round it down a little
