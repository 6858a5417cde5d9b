"""Marks to operators: every kind as data, and nothing that leaks from one mark to the next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from inking import resources

from cardgen.colours import Colour
from cardgen.pdf.inks import screen_inks
from cardgen.pdf.operators import Frame, form_operators, number, paint, paint_all, path_operators
from cardgen.shapes import (
    Clip,
    FormUse,
    Mark,
    Path,
    Picture,
    Repeated,
    Stroke,
    TextRun,
    moved,
    polyline,
    rounded,
    shifted,
)
from cardgen.units import Rect

RESOURCES = resources()
FRAME = Frame(10, 500)

Matrix: TypeAlias = tuple[float, ...]
SQUARE = polyline([(0, 0), (20, 0), (20, 20)], closed=True)


def painted(*marks: Mark, frame: Frame = FRAME) -> list[str]:
    return [line for mark in marks for line in paint(mark, frame, RESOURCES)]


# --- Numbers


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0, 2, "0"),
        (-0.0, 2, "0"),
        (-0.001, 2, "0"),
        (10, 2, "10"),
        (100.0, 1, "100"),
        (1.005e-9, 6, "0"),
        (2.50, 2, "2.5"),
        (-3.14159, 2, "-3.14"),
        (1e7, 2, "10000000"),
        (0.0625, 6, "0.0625"),
    ],
)
def test_numbers_as_pdf_writes_them(value: float, decimals: int, text: str) -> None:
    assert number(value, decimals) == text


@given(st.floats(-1e6, 1e6), st.integers(1, 6))
def test_a_number_reads_back_within_half_its_last_decimal(value: float, decimals: int) -> None:
    text = number(value, decimals)
    assert re.fullmatch(r"-?\d+(\.\d*[1-9])?", text)
    assert text != "-0"
    assert float(text) == pytest.approx(value, abs=0.51 * 10**-decimals)


def test_a_colour_keeps_each_of_its_steps() -> None:
    for step in range(256):
        colour = Colour(f"#{step:02X}{255 - step:02X}00", (0, 0, 0, 0))
        first = screen_inks("any", colour, "fill")
        red, green, blue, operator = first.split()
        assert operator == "rg"
        assert [round(float(part) * 255) for part in (red, green, blue)] == [step, 255 - step, 0]


# --- Marks as data


def test_a_filled_path() -> None:
    assert painted(Path(SQUARE, fill="teal")) == [
        "0.059 0.271 0.302 rg",
        "q",
        "1 0 0 1 10 500 cm 0 0 m 20 0 l 20 -20 l h f",
        "Q",
    ]


def test_a_stroked_path_sets_all_of_its_line_style() -> None:
    dashed = Stroke("teal", 0.5, dash=(3, 1.5), cap="butt", join="miter")
    assert painted(Path(SQUARE, stroke=dashed)) == [
        "0.059 0.271 0.302 RG 0.5 w 0 J 0 j [3 1.5] 0 d",
        "q",
        "1 0 0 1 10 500 cm 0 0 m 20 0 l 20 -20 l h S",
        "Q",
    ]
    assert painted(Path(SQUARE, stroke=Stroke("ink", 1)))[0] == "0 0 0 RG 1 w 1 J 1 j [] 0 d"


def test_fill_and_stroke_are_painted_at_once_and_neither_paints_nothing() -> None:
    both = Path(SQUARE, fill="ink", stroke=Stroke("teal", 1))
    assert [line.split()[-1] for line in painted(both)] == ["rg", "d", "q", "B", "Q"]
    assert painted(Path(SQUARE)) == ["q", "1 0 0 1 10 500 cm 0 0 m 20 0 l 20 -20 l h n", "Q"]


def test_a_shape_that_comes_again_is_the_same_bytes() -> None:
    first, again = (painted(Path(shifted(SQUARE, dx, dy), fill="ink"))[-2] for dx, dy in ((0, 0), (71.3, 9)))
    assert first.partition(" cm ")[2] == again.partition(" cm ")[2] != ""


def test_a_rectangle_is_one_operator() -> None:
    assert painted(Path(rounded(Rect(3, 4, 20, 7.5)), fill="ink"))[-2] == "1 0 0 1 13 496 cm 0 0 20 -7.5 re f"
    leaning = polyline([(0, 0), (20, 1), (20, 9), (0, 9), (0, 0)], closed=True)
    assert " re " not in painted(Path(leaning, fill="ink"))[-2]


def test_paths_of_the_same_colours_and_lines_set_them_once() -> None:
    again = Repeated(Path(SQUARE, fill="ink"), ((0, 0), (5, 0)))
    marks = (Path(SQUARE, fill="ink"), Path(SQUARE, fill="ink", dx=30), again, Path(SQUARE, fill="teal"))
    shape = "0 0 m 20 0 l 20 -20 l h f"
    assert paint_all(marks, FRAME, RESOURCES) == [
        *("0 0 0 rg", "q", f"1 0 0 1 10 500 cm {shape}", f"1 0 0 1 30 0 cm {shape}"),
        *(f"1 0 0 1 -30 0 cm {shape}", f"1 0 0 1 5 0 cm {shape}", "Q"),
        *("0.059 0.271 0.302 rg", "q", f"1 0 0 1 10 500 cm {shape}", "Q"),
    ]


@given(st.lists(st.tuples(st.floats(-300, 300), st.floats(-300, 300)), min_size=1, max_size=60))
def test_a_repeated_path_is_written_once_and_stands_at_each_of_its_places(at: list[tuple[float, float]]) -> None:
    path = Path(SQUARE, fill="teal", dx=3, dy=4)
    state, begin, *moves, end = painted(moved(Repeated(path, tuple(at)), 1, 2))
    assert (state, begin, end) == ("0.059 0.271 0.302 rg", "q", "Q")
    assert {move.partition(" cm ")[2] for move in moves} == {"0 0 m 20 0 l 20 -20 l h f"}
    x = y = 0.0
    for line, (dx, dy) in zip(moves, at, strict=True):
        _, _, _, _, right, up, *_ = line.split()
        x, y = x + float(right), y + float(up)
        assert (x, y) == pytest.approx((FRAME.x(dx + 4), FRAME.y(dy + 6)), abs=0.0051)


def test_curves_keep_their_controls() -> None:
    assert path_operators((("M", 0, 0), ("C", 1, 2, 3, 4, 5, 6)), Frame(0, 0)) == "0 0 m 1 -2 3 -4 5 -6 c"


def test_text_stands_on_its_baseline() -> None:
    run = TextRun(2, 30, "Ann", "bold", 9.5, "ink")
    assert painted(run) == ["BT", "0 0 0 rg", "/bold 9.5 Tf", "1 0 0 1 12 470 Tm (Ann) Tj", "ET"]


def test_texts_that_follow_each_other_set_only_what_differs() -> None:
    run = TextRun(2, 30, "Ann", "bold", 9.5, "ink", space_after=True)
    runs = (run, run._replace(x=30, text="Bea", space_after=False), run._replace(size=8), run._replace(colour="teal"))
    assert paint_all(runs, FRAME, RESOURCES) == [
        *("BT", "0 0 0 rg", "/bold 9.5 Tf", "1 0 0 1 12 470 Tm (Ann ) Tj", "1 0 0 1 40 470 Tm (Bea) Tj"),
        *("/bold 8 Tf", "1 0 0 1 12 470 Tm (Ann ) Tj"),
        *("0.059 0.271 0.302 rg", "/bold 9.5 Tf", "1 0 0 1 12 470 Tm (Ann ) Tj", "ET"),
    ]


@pytest.mark.parametrize(("turn", "matrix"), [(90, "0 1 -1 0"), (-90, "0 -1 1 0"), (180, "-1 0 0 -1")])
def test_turned_text(turn: float, matrix: str) -> None:
    run = TextRun(2, 30, "Ann", "bold", 9.5, "ink", turn=turn)
    assert painted(run)[-2] == f"{matrix} 12 470 Tm (Ann) Tj"


def test_a_form_is_turned_over_and_keeps_line_widths_of_the_page() -> None:
    use = FormUse("body", 5, 100, 0.25, fill="ink", stroke=Stroke("teal", 0.5, dash=(2,)))
    assert painted(use) == [
        "q",
        "0.25 0 0 -0.25 15 400 cm",
        "0 0 0 rg",
        "0.059 0.271 0.302 RG 2 w 1 J 1 j [8] 0 d",
        "/Fm.body Do",
        "Q",
    ]


def test_forms_at_the_same_place_share_their_matrix_and_set_only_what_differs() -> None:
    line, finer = Stroke("teal", 0.5), Stroke("teal", 0.25)
    body = FormUse("body", 5, 100, 0.25, fill="ink", stroke=line)
    uses = (body, replace(body, form="zone"), replace(body, form="spine", fill=None, stroke=finer))
    assert paint_all((*uses, replace(body, x=6)), FRAME, RESOURCES) == [
        "q",
        "0.25 0 0 -0.25 15 400 cm",
        "0 0 0 rg",
        "0.059 0.271 0.302 RG 2 w 1 J 1 j [] 0 d",
        "/Fm.body Do",
        "/Fm.zone Do",
        "0.059 0.271 0.302 RG 1 w 1 J 1 j [] 0 d",
        "/Fm.spine Do",
        "Q",
        *paint(replace(body, x=6), FRAME, RESOURCES),
    ]


@pytest.mark.parametrize(("paint_as", "operator"), [("fill", "f"), ("stroke", "S"), ("both", "B")])
def test_a_form_holds_only_its_path_in_its_own_units(paint_as: str, operator: str) -> None:
    assert form_operators(SQUARE, paint_as) == f"0 0 m 20 0 l 20 20 l h {operator}"


def test_a_picture_fills_its_rectangle() -> None:
    assert painted(Picture(Rect(5, 7, 30, 40), b"", "k")) == ["q", "30 0 0 40 15 453 cm", "/Im.k Do", "Q"]


def test_a_clip_ends_with_what_it_holds() -> None:
    assert painted(Clip(SQUARE, (Path(SQUARE, fill="ink"), Clip(SQUARE, ())))) == [
        "q",
        "10 500 m 30 500 l 30 480 l h",
        "W n",
        "0 0 0 rg",
        "q",
        "1 0 0 1 10 500 cm 0 0 m 20 0 l 20 -20 l h f",
        "Q",
        "q",
        "10 500 m 30 500 l 30 480 l h",
        "W n",
        "Q",
        "Q",
    ]


def test_a_drawing_that_recurs_is_shown_by_its_name() -> None:
    clip = Clip(SQUARE, (Path(SQUARE, fill="ink"),), recurs=True)
    assert painted(moved(clip, 3, 4)) == ["q", "1 0 0 1 13 496 cm", "/Dr.1 Do", "Q"]


# --- Nothing leaks


@dataclass(frozen=True)
class State:
    """What of the graphics state our operators touch; None is what nothing has set."""

    fill: str | None = None
    line: str | None = None
    font: str | None = None
    matrix: Matrix = (1, 0, 0, 1, 0, 0)
    clips: tuple[tuple[str, Matrix], ...] = ()

    def within(self, numbers: Sequence[str]) -> State:
        """Return the state with another matrix before this one (ISO 32000-1, 8.3.4)."""
        a, b, c, d, e, f = map(float, numbers)
        own = self.matrix
        rows = [(x * own[0] + y * own[2], x * own[1] + y * own[3]) for x, y in ((a, b), (c, d), (e, f))]
        (p, q), (r, s), (t, u) = rows
        return replace(self, matrix=(p, q, r, s, t + own[4], u + own[5]))


SETS = {"rg": "fill", "Tf": "font", "d": "line"}
UNUSED = {"f": {"line": None}, "S": {"fill": None}, "n": {"line": None, "fill": None}}


def drawn(operators: Sequence[str]) -> list[tuple[str, State]]:
    """Run operators; return every painting one with the state that it uses, and fail if q and Q do not match."""
    state, stack, found = State(), [], []
    outline = ""
    for line in operators:
        match line.split():
            case ["BT" | "ET"]:
                pass
            case ["q"]:
                stack.append(state)
            case ["Q"]:
                state = stack.pop()
            case ["W", "n"]:
                state = replace(state, clips=(*state.clips, (outline, state.matrix)))
            case [*matrix, "cm"]:
                state = state.within(matrix)
            case [*_, "rg" | "Tf" | "d" as kind]:
                state = replace(state, **{SETS[kind]: line})
            case [*_, "f" | "S" | "B" | "n" as painted]:
                matrix, shape = line.split(" cm ")
                state = state.within(matrix.split())
                found.append((shape, replace(state, font=None, **UNUSED.get(painted, {}))))
            case [*_, "Do"]:
                found.append((line, replace(state, font=None)))
            case [*_, "Tj"]:
                found.append((line, replace(state, line=None)))
            case [*_, "h" | "c" | "l"]:
                outline = line
            case _:
                raise ValueError(line)
    assert not stack
    return found


def alike(first: State, second: State) -> bool:
    """Say whether two states are the same; a place may differ by what moves add up to."""
    places = [(one.matrix, *(matrix for _, matrix in one.clips)) for one in (first, second)]
    near = all(mine == pytest.approx(other, abs=1e-6) for mine, other in zip(*places, strict=True))
    bare = [replace(one, matrix=(), clips=tuple(outline for outline, _ in one.clips)) for one in (first, second)]
    return near and bare[0] == bare[1]


NUMBERS = st.floats(-100, 300).map(lambda value: round(value, 2))
NAMES = st.sampled_from(["ink", "teal"])
STROKES = st.builds(
    Stroke,
    NAMES,
    st.floats(0.1, 4),
    st.lists(st.floats(0.5, 9), max_size=3).map(tuple),
    st.sampled_from(["butt", "round"]),
    st.sampled_from(["miter", "round"]),
)
PATHS = st.builds(rounded, st.builds(Rect, NUMBERS, NUMBERS, st.floats(1, 90), st.floats(1, 90)), st.floats(0, 0.5))
SIMPLE = st.one_of(
    st.builds(Path, PATHS, st.none() | NAMES, st.none() | STROKES),
    st.builds(TextRun, NUMBERS, NUMBERS, st.just("a"), st.just("bold"), st.floats(5, 30), NAMES, turn=NUMBERS),
    st.builds(FormUse, st.just("body"), NUMBERS, NUMBERS, st.floats(0.01, 3), NAMES, STROKES),
    st.builds(
        Picture, st.builds(Rect, NUMBERS, NUMBERS, st.floats(1, 90), st.floats(1, 90)), st.just(b""), st.just("k")
    ),
)
MARKS: st.SearchStrategy[Mark] = st.recursive(
    SIMPLE, lambda inner: st.builds(Clip, PATHS, st.lists(inner, max_size=3).map(tuple)), max_leaves=5
)


@given(st.lists(MARKS, max_size=6))
@settings(max_examples=60, deadline=None)
def test_what_a_mark_draws_does_not_depend_on_the_marks_before_it(marks: list[Mark]) -> None:
    alone = [one for mark in marks for one in drawn(painted(mark))]
    for together in (drawn(painted(*marks)), drawn(paint_all(marks, FRAME, RESOURCES))):
        for (operator, mine), (same, shared) in zip(alone, together, strict=True):
            assert operator == same
            if operator.endswith(" Do") and "Im." in operator:  # a picture uses neither colour nor line style
                assert mine.matrix == pytest.approx(shared.matrix)
            else:
                assert alike(mine, shared)


@given(MARKS)
@settings(max_examples=60, deadline=None)
def test_a_mark_paints_only_with_what_it_has_set(mark: Mark) -> None:
    for operator, state in drawn(painted(mark)):
        last = operator.split()[-1]
        assert state.fill or last in {"S", "n"} or "Im." in operator
        assert state.line or last in {"f", "n", "Tj"} or "Im." in operator
        assert state.font or last != "Tj"


@given(st.floats(-400, 400), st.floats(-400, 400), st.sampled_from([0.005, 0.015, 6.795]))
def test_a_path_has_the_same_operators_wherever_it_is_moved(dx: float, dy: float, tie: float) -> None:
    path = Path(polyline([(0, 0), (tie, 3 * tie)]), fill="ink")
    (*_, here, end), (*_, there, gone) = painted(path), painted(moved(path, dx, dy))
    assert (here.partition(" cm ")[2], end) == (there.partition(" cm ")[2], gone)
    assert painted(moved(path, 30, 40))[-2].startswith("1 0 0 1 40 460 cm ")
