from __future__ import annotations

from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from cardgen.fonts import advance, metrics
from cardgen.layout.words import Span, stretches
from cardgen.shapes import Face

TEXTS = st.text(st.sampled_from("ab-/–e\u0301\u00a05 \t\n"), max_size=20)


def test_positions_are_exact_as_every_width_is_a_short_binary_fraction() -> None:
    for face in get_args(Face):
        known = metrics(face)
        assert all((256 * width).is_integer() for width in (*known.advances.values(), known.missing))


def test_chunks_stand_where_their_characters_do() -> None:
    (stretch,) = stretches((Span(" one  and/or\ttwo "),))
    assert stretch.letters.text == "one and/or two"
    chunks = [
        stretch.letters.text[begin:stop]
        for begin, stop in zip(stretch.letters.begins, stretch.letters.stops, strict=True)
    ]
    assert chunks == ["one", "and/", "or", "two"]
    assert stretch.starts == tuple(advance(stretch.letters.text[:begin], "regular") for begin in stretch.letters.begins)
    assert stretch.ends == tuple(advance(stretch.letters.text[:stop], "regular") for stop in stretch.letters.stops)
    assert stretch.widest == max(advance(chunk, "regular") for chunk in chunks)
    assert stretch.width == advance(stretch.letters.text, "regular")


def test_an_empty_line_is_kept_within_a_text_only() -> None:
    assert [stretch.letters.text for stretch in stretches((Span("\n a\n\nb \n"),))] == ["a", "", "b"]
    assert stretches((Span(" \n"), Span("\t", "bold"))) == ()


@given(st.lists(TEXTS, min_size=1, max_size=5))
def test_it_makes_no_difference_where_a_text_in_one_face_is_cut_into_spans(texts: list[str]) -> None:
    cut, whole = stretches(tuple(map(Span, texts))), stretches((Span("".join(texts)),))
    assert [stretch.letters.text for stretch in cut] == [stretch.letters.text for stretch in whole]
    assert [stretch.letters.faces for stretch in cut] == [stretch.letters.faces for stretch in whole]
    assert [stretch.width for stretch in cut] == [stretch.width for stretch in whole]


@given(st.lists(TEXTS, min_size=1, max_size=5), st.lists(st.sampled_from(("regular", "bold")), min_size=5, max_size=5))
def test_every_character_stands_after_those_before_it_in_their_faces(texts: list[str], faces: list[Face]) -> None:
    for stretch in stretches(tuple(map(Span, texts, faces))):
        if not stretch.ends:
            continue
        ends = (*(first for first, _, _ in stretch.letters.faces[1:]), len(stretch.letters.text))
        position = 0.0
        for (first, start, face), end in zip(stretch.letters.faces, ends, strict=True):
            assert start == position
            position += advance(stretch.letters.text[first:end], face)
        assert position == stretch.width
