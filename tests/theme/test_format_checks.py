"""Formats of one's own, and measures that no format may have."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardgen.theme import Theme, default_theme, load_theme
from cardgen.theme.format_checks import check_formats
from cardgen.theme.formats import Format, Role
from cardgen.theme.reading import DISTANCES, distance
from cardgen.units import MM, Size

Write = Callable[[str, str], Path]
Wrong = Callable[[str], list[str]]

A7 = "trim: {width: 74mm, height: 105mm}"


def own(text: str) -> str:
    return f"extends: default\nformats:\n{text}\n"


def test_a_format_is_like_another_but_for_what_it_says(write: Write) -> None:
    text = own("  slim: {like: a5, trim: {width: 120mm}, bleed: 4mm, type: {name: {size: 14, leading: 17}}}")
    theme = load_theme(write("mine.yaml", text))
    slim, a5 = theme.formats["slim"], theme.formats["a5"]
    assert slim.size == Size(120 * MM, a5.size.height)
    assert (slim.bleed, slim.type["name"].size, slim.type["name"].floor) == (4 * MM, 14, a5.type["name"].floor)
    assert (slim.band, slim.hole, slim.type["body"]) == (a5.band, a5.hole, a5.type["body"])
    assert (slim.use, a5.use is None) == (None, False)  # it may be read elsewhere
    assert tuple(theme.formats) == (*default_theme().formats, "slim")


def test_like_means_the_format_as_this_theme_has_it_whatever_the_order(write: Write) -> None:
    text = own("  slim: {like: wide, bleed: 4mm}\n  wide: {like: a5, tick: 4mm}\n  a5: {tick: 5mm, safe: 6mm}")
    slim = load_theme(write("mine.yaml", text)).formats["slim"]
    assert (slim.tick, slim.safe, slim.bleed) == (4 * MM, 6 * MM, 4 * MM)


def test_a_format_of_the_parent_is_changed_or_made_anew(write: Write) -> None:
    write("base.yaml", own("  slim: {like: a5, bleed: 4mm}"))
    changed = load_theme(write("one.yaml", "extends: base\nformats: {slim: {tick: 4mm}}\n")).formats["slim"]
    anew = load_theme(write("two.yaml", "extends: base\nformats: {slim: {like: a4}}\n")).formats["slim"]
    assert (changed.bleed, changed.tick) == (4 * MM, 4 * MM)
    assert anew == default_theme().formats["a4"].model_copy(update={"use": None})


def test_formats_that_are_like_nothing(wrong: Wrong) -> None:
    text = own(
        "  one: {like: a55}\n  two: {like: 5}\n  three: {like: three}\n"
        "  four: {like: five}\n  five: {like: four}\n  six: {like: one}\n  a6: {tick: 3}"
    )
    assert wrong(text) == [
        "mine.yaml:3:15: unknown format 'a55'; did you mean a5?",
        "mine.yaml:4:15: found no name of a format; write one, for example like: a5",
        "mine.yaml:5:17: the format is like itself (three > three); name another one",
        "mine.yaml:6:16: the format is like itself (five > four > five); name another one",
        "mine.yaml:7:16: the format is like itself (four > five > four); name another one",
        "mine.yaml:9:14: a length is a number with its unit; write it like 105mm, 4in or 12pt",
    ]


def test_a_format_without_like_is_complete(wrong: Wrong) -> None:
    messages = wrong(own(f"  tiny: {{{A7}}}"))
    assert "mine.yaml:3:3: missing key 'type'; add it" in messages
    assert len(messages) == sum(field.is_required() for field in Format.model_fields.values()) - 1  # trim is there


def test_a_shipped_format_keeps_its_size(wrong: Wrong) -> None:
    assert wrong(own("  a5: {trim: {height: 200mm}}")) == [
        "mine.yaml:3:23: a5 is always 148 mm x 210 mm; give a page of another size a name of its own, with like: a5"
    ]


def test_no_floor_is_lowered_and_the_message_says_which_where_and_by_how_much(wrong: Wrong) -> None:
    text = own(
        "  a5:\n    type:\n      body: {floor: 9.5}\n      caption: {floor: 8}\n    step: {tile_floor: 12mm}\n"
        "  a6: {type: {title: {floor: 11.5}}}"
    )
    above = "of the theme that this one extends; a floor may only be raised"
    assert wrong(text) == [
        f"mine.yaml:5:21: the floor of body in a5 is 9.5 pt, below the 10.5 pt {above}",
        f"mine.yaml:6:24: the floor of caption in a5 is 8 pt, below the 8.5 pt {above}",
        f"mine.yaml:7:24: the floor of figure tiles in a5 is 12 mm, below the 16 mm {above}",
        f"mine.yaml:8:30: the floor of title in a6 is 11.5 pt, below the 12 pt {above}",
    ]


def test_a_floor_that_a_parent_raised_stays_raised(write: Write, wrong: Wrong) -> None:
    write("base.yaml", own("  a5: {type: {caption: {size: 9, floor: 9}}}"))
    assert load_theme(write("good.yaml", "extends: base\nformats: {a5: {type: {caption: {floor: 9}}}}\n"))
    assert wrong("extends: base\nformats: {a5: {type: {caption: {floor: 8.6}}}}\n") == [
        "mine.yaml:2:40: the floor of caption in a5 is 8.6 pt, below the 9 pt of the theme that this one extends; "
        "a floor may only be raised"
    ]


def test_a_floor_of_a_parents_own_format_stays_too(write: Write, wrong: Wrong) -> None:
    write("base.yaml", own("  slim: {like: a5, type: {caption: {size: 9, floor: 9}}}"))
    (message,) = wrong("extends: base\nformats: {slim: {type: {caption: {floor: 8.6}}}}\n")
    assert "the floor of caption in slim is 8.6 pt, below the 9 pt" in message


def test_a_theme_without_a_parent_has_the_floors_of_the_shipped_one(wrong: Wrong) -> None:
    text = (Path(__file__).parents[2] / "templates" / "default.yaml").read_text(encoding="utf-8")
    (a5,) = [i for i, line in enumerate(text.splitlines()) if line == "  a5:"]
    lines = text.replace("name: default\n", "").splitlines()
    (row,) = [i for i, line in enumerate(lines) if "caption:" in line and a5 < i < a5 + 40]
    lines[row] = lines[row].replace("floor: 8.5", "floor: 8")
    message, *others = wrong("\n".join(lines))
    assert "the floor of caption in a5 is 8 pt, below the 8.5 pt" in message
    assert all("of caption in booklet-" in other for other in others)  # which are like a5
    assert message.startswith(f"mine.yaml:{row + 1}:")


def test_a_raised_floor_takes_the_size_with_it_and_what_must_not_be_smaller(wrong: Wrong) -> None:
    text = own("  a5: {type: {body: {floor: 11}}}")
    assert wrong(text) == [
        f"mine.yaml:3:{text.splitlines()[2].index('11') + 1}: {message}"
        for message in (
            "body in a5 has 10.5 pt, below its own floor of 11 pt; raise the size",
            "the floor of heading in a5 is 10.5 pt, below the 11 pt of body; raise heading, or lower body",
            "the floor of subtitle in a5 is 10.5 pt, below the 11 pt of body; raise subtitle, or lower body",
        )
    ]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("trim: {width: ^50mm}", "the width of own is 50 mm; choose between 53.98 mm and 1200 mm"),
        ("trim: {height: ^1201mm}", "the height of own is 1201 mm; choose between 53.98 mm and 1200 mm"),
        ("safe: ^2.9mm", "safe in own is 2.9 mm; choose between 3 mm and 37 mm"),
        ("safe: ^38mm", "safe in own is 38 mm; choose between 3 mm and 37 mm"),
        ("bleed: ^10.5mm", "bleed in own is 10.5 mm; choose between 0 mm and 10 mm"),
        ("hole: {side: ^5mm}", "the hole's side in own is 5 mm; choose between 6 mm and 74 mm"),
        ("hole: {top: ^106mm}", "the hole's top in own is 106 mm; choose between 6 mm and 105 mm"),
        ("hole: {keep_out: ^5mm}", "keep_out in own is 5 mm, less than the hole; make it wider than the hole"),
        ("step: {tile: ^15mm}", "tile_floor in own is 16 mm, above the 15 mm of tile; lower it, or raise tile"),
        (
            "step: {tile_most: ^20mm}",
            "tile in own is 20.2 mm, above the 20 mm of tile_most; lower it, or raise tile_most",
        ),
        (
            "type: {body: {leading: ^10}}",
            "body in own has 10.5 pt on a leading of 10 pt, so that lines overlap; raise the leading",
        ),
        (
            "type: {name: {leading: 30, size: ^26}}",
            "the size of title in own is 25 pt, below the 26 pt of name; raise title, or lower name",
        ),
        (
            "type: {body: {floor: ^10.4}}",
            "the floor of body in own is 10.4 pt; on a page of this size (A5 or larger) it is at least 10.5 pt",
        ),
        (
            "type: {caption: {floor: ^8}}",
            "the floor of caption in own is 8 pt; on a page of this size (A5 or larger) it is at least 8.5 pt",
        ),
        (
            "type: {bar: {floor: ^8}}",
            "the floor of bar in own is 8 pt; on a page of this size (A5 or larger) it is at least 9 pt",
        ),
        (
            "^trim: {width: 210mm, height: 297mm}",
            "the floor of body in own is 10.5 pt; on a page of this size (A4 or larger) it is at least 12 pt",
        ),
    ],
)
def test_what_is_wrong_with_a_page_is_said_where_its_author_wrote_it(wrong: Wrong, change: str, message: str) -> None:
    marked = f"  own: {{like: a5, {change}}}"
    column = 3 if change.startswith("^") else marked.index("^") + 1  # what no one wrote stands at the format's name
    assert f"mine.yaml:3:{column}: {message}" in wrong(own(marked.replace("^", "")))


@pytest.mark.parametrize(
    "change",
    [
        "trim: {width: 53.98mm, height: 200mm}, safe: 3mm, hole: {side: 20mm}",
        "safe: 37mm",
        "safe: 3mm, bleed: 0mm",
        "bleed: 10mm, hole: {side: 6mm, top: 6mm}",
        "hole: {side: 74mm, top: 105mm}",
    ],
)
def test_the_limits_themselves_are_allowed(write: Write, change: str) -> None:
    assert load_theme(write("mine.yaml", own(f"  own: {{like: a5, {change}}}")))


def test_a_smaller_page_may_have_smaller_floors(write: Write) -> None:
    small = "trim: {width: 110mm, height: 150mm}, type: {caption: {floor: 8}, label: {floor: 8}, bar: {floor: 9}}"
    theme = load_theme(write("mine.yaml", own(f"  own: {{like: a5, {small}}}")))
    assert theme.formats["own"].type["caption"].floor == 8


def test_a_poster_in_the_type_of_a_sheet_is_refused(wrong: Wrong) -> None:
    found = wrong(own("  poster: {like: a4, trim: {width: 420mm, height: 594mm}}"))
    message = "the floor of body in poster is 12 pt; on a page of this size (A2 or larger) it is at least 24 pt"
    assert f"mine.yaml:3:3: {message}" in found


@pytest.mark.parametrize(
    ("width", "height", "name"),
    [
        (85.6, 53.98, "ID-1"),
        (104, 148, "ID-1"),
        (105, 148, "A6"),
        (148, 105, "A6"),
        (147, 210, "A6"),
        (148, 210, "A5"),
        (139.7, 215.9, "A5"),
        (100, 297, "A5"),
        (210, 297, "A4"),
        (594, 841, "A2"),
    ],
)
def test_the_distance_follows_the_diagonal(width: float, height: float, name: str) -> None:
    assert distance(Size(width * MM, height * MM)).name == name


def test_floors_only_grow_with_the_distance() -> None:
    for near, far in pairwise(DISTANCES):
        assert near.diagonal < far.diagonal
        assert (near.text <= far.text, near.aside <= far.aside, near.small <= far.small) == (True, True, True)


def test_shipped_formats_keep_the_floors_of_their_distance() -> None:
    for name, form in default_theme().formats.items():
        for role, style in form.type.items():
            assert style.floor >= distance(form.size).floor(role), (name, role)


def changed(theme: Theme, role: Role, floor: float) -> Theme:
    """Return a theme with another floor, and size, of a role of its A5."""
    form = theme.formats["a5"]
    style = form.type[role].model_copy(update={"floor": floor, "size": max(floor, form.type[role].size)})
    a5 = form.model_copy(update={"type": {**form.type, role: style}})
    return theme.model_copy(update={"formats": {**theme.formats, "a5": a5}})


@given(st.sampled_from(tuple(default_theme().formats["a5"].type)), st.floats(1, 60))
def test_a_floor_below_the_parents_never_passes(role: Role, floor: float) -> None:
    shipped = default_theme()
    before = shipped.formats["a5"].type[role].floor
    messages = [one.message for one in check_formats(changed(shipped, role, floor), shipped, shipped)]
    lowered = [one for one in messages if one.startswith(f"the floor of {role} in a5 is") and "extends" in one]
    assert bool(lowered) == (floor < before)


@pytest.mark.parametrize("part", ["size", "floor"])
@pytest.mark.parametrize(
    ("larger", "smaller"),
    [
        ("title", "name"),
        ("title", "subtitle"),
        ("back_title", "body"),
        ("name", "body"),
        ("subtitle", "body"),
        ("signal", "body"),
        ("heading", "body"),
        ("body", "label"),
        ("body", "caption"),
    ],
)
def test_type_keeps_its_order(larger: Role, smaller: Role, part: str) -> None:
    shipped = default_theme()
    a5 = shipped.formats["a5"]
    below = getattr(a5.type[smaller], part)
    for value, refused in ((below, False), (below - 0.1, True)):
        style = a5.type[larger].model_copy(update={part: value})
        theme = shipped.model_copy(
            update={"formats": {"a5": a5.model_copy(update={"type": {**a5.type, larger: style}})}}
        )
        messages = [one.message for one in check_formats(theme, shipped, shipped)]
        assert any(f"raise {larger}, or lower {smaller}" in one for one in messages) == refused


@given(st.floats(20, 1300), st.floats(20, 1300))
def test_a_page_outside_the_limits_never_passes(width: float, height: float) -> None:
    shipped = default_theme()
    a5 = shipped.formats["a5"]
    trim = a5.trim.model_copy(update={"width": width * MM, "height": height * MM})
    theme = shipped.model_copy(update={"formats": {"own": a5.model_copy(update={"trim": trim})}})
    refused = any(
        " of own is " in one.message and "53.98" in one.message for one in check_formats(theme, shipped, shipped)
    )
    inside = all(53.97 < side < 1200.01 for side in (width, height))
    assert refused != inside or math.isclose(min(width, height), 53.98, abs_tol=0.02)
