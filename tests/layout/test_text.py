import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cardgen.fonts import CAP_HEIGHT, width
from cardgen.layout.text import Line, Paragraph, Span, baseline, height, line_count, place, text_width, wrap

WIDE = 10_000.0


def words(text: str) -> Paragraph:
    return (Span(text),)


def texts(paragraph: Paragraph, measure: float, size: float = 10, *, balance: bool = False) -> list[str]:
    return [line.text for line in wrap(paragraph, measure, size, balance=balance)]


def set_again(lines: tuple[Line, ...]) -> str:
    """Join the lines as a reader of the file does."""
    return "".join(line.text + " " * line.space_after for line in lines)


def normal(paragraph: Paragraph) -> str:
    whole = "".join(span.text for span in paragraph)
    return " ".join(filter(None, whole.replace("\n", " ").replace("\t", " ").split(" ")))


# --- Where lines break


def test_empty_text_has_no_lines() -> None:
    assert wrap((), 100, 10) == ()
    assert wrap(words(""), 100, 10) == ()
    assert wrap((Span(" \n"), Span("\t ", "bold")), 100, 10, balance=True) == ()


def test_lines_are_filled_greedily() -> None:
    measure = width("one two", "regular", 10)
    assert texts(words("one two three four"), measure) == ["one two", "three", "four"]
    assert texts(words("one two three"), measure - 0.01) == ["one", "two", "three"]


def test_spaces_at_ends_go_and_several_count_as_one() -> None:
    assert texts(words("  one \t  two  "), WIDE) == ["one two"]
    assert texts((Span("one "), Span(" two", "bold")), WIDE) == ["one two"]


def test_a_line_feed_always_breaks_and_an_empty_line_stays() -> None:
    assert texts(words("\none\ntwo \n\n three\n"), WIDE) == ["one", "two", "", "three"]


@pytest.mark.parametrize("space", ["\u00a0", "\u202f"])
def test_no_break_spaces_keep_words_together(space: str) -> None:
    assert texts(words(f"for 3{space}min"), width(f"3{space}min", "regular", 10)) == ["for", f"3{space}min"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("hand/arm", ["hand/", "arm"]),
        ("London–Paris", ["London–", "Paris"]),
    ],
)
def test_words_break_after_a_slash_or_dash_between_them(text: str, lines: list[str]) -> None:
    measure = max(width(line, "regular", 10) for line in lines)
    assert texts(words(text), measure) == lines
    assert texts(words(text), WIDE) == [text]


@pytest.mark.parametrize(
    "text", ["2–5", "T-shirt", "24/7", "10-20x", "x-ray", "well-", "-being", "well-being", "über-große"]
)
def test_short_words_ranges_and_words_with_a_hyphen_do_not_break_there(text: str) -> None:
    assert texts(words(f"a {text} b"), width(text, "regular", 10) + 0.001) == ["a", text, "b"]


def test_a_word_wider_than_the_line_starts_a_line_and_breaks_without_a_hyphen() -> None:
    measure = width("mmmm", "regular", 10)
    assert texts(words("a mmmmmm bb"), measure) == ["a", "mmmm", "mm bb"]
    # Though "ii" would fit beside "i": where a word is cut must not depend on what stands before it.
    assert texts(words("i iiWWW"), width("iiW", "regular", 10) - 0.01) == ["i", "ii", "W", "W", "W"]


def test_a_letter_wider_than_the_line_stands_alone() -> None:
    assert texts(words("iWi"), width("i", "regular", 10)) == ["i", "W", "i"]


def test_accents_stay_with_their_letter() -> None:
    letter = "x\u0323\u0301"
    lines = texts(words(letter * 6), width(letter * 2, "regular", 10))
    assert lines == [letter * 2] * 3
    assert texts(words(letter * 3), 1) == [letter] * 3


def test_a_word_may_change_its_face_without_breaking() -> None:
    paragraph = (Span("see (", "regular"), Span("Hands", "bold"), Span(") now"))
    lines = wrap(paragraph, width("(Hands)", "bold", 10), 10)
    assert [line.text for line in lines] == ["see", "(Hands)", "now"]
    assert [(run.text, run.face) for run in lines[1].runs] == [("(", "regular"), ("Hands", "bold"), (")", "regular")]


def test_neighbours_of_one_face_become_one_run_and_keep_their_space() -> None:
    (line,) = wrap((Span("Hands: ", "bold"), Span("both "), Span("palms")), WIDE, 10)
    assert [(run.text, run.face) for run in line.runs] == [("Hands: ", "bold"), ("both palms", "regular")]
    assert line.runs[1].x == width("Hands: ", "bold", 10)


# --- Balance


def test_balanced_lines_use_the_narrowest_width() -> None:
    paragraph = words("Stroke from the hips to the shoulders and back along the sides")
    measure = width("Stroke from the hips to the shoulders and back along the", "regular", 10)
    assert texts(paragraph, measure) == ["Stroke from the hips to the shoulders and back along the", "sides"]
    balanced = wrap(paragraph, measure, 10, balance=True)
    assert [line.text for line in balanced] == ["Stroke from the hips to the", "shoulders and back along the sides"]


def test_balance_does_not_cut_a_word_that_fits() -> None:
    paragraph = words("mmmmmm ii")
    assert texts(paragraph, width("mmmmmm", "regular", 10), balance=True) == ["mmmmmm", "ii"]


# --- Places


def test_capitals_stand_in_the_middle_of_their_line() -> None:
    lines = wrap(words("one\ntwo"), WIDE, 10)
    first, second = place(lines, 20, 100, leading=14, size=10, colour="ink")
    assert first.y == 100 + 7 + CAP_HEIGHT * 10 / 2 == baseline(107, 10)
    assert second.y == first.y + 14
    assert (first.text, first.face, first.size, first.colour) == ("one", "regular", 10, "ink")
    assert height(lines, 14) == 28


@pytest.mark.parametrize(("align", "share"), [("left", 0), ("centre", 0.5), ("right", 1)])
def test_alignment_moves_each_line_by_its_own_width(align: str, share: float) -> None:
    lines = wrap((Span("a\nlonger "), Span("one", "bold")), WIDE, 10)
    runs = place(lines, 50, 0, leading=12, size=10, colour="ink", align=align)  # type: ignore[arg-type]
    assert [run.x for run in runs] == pytest.approx(
        [50 - share * lines[0].width, 50 - share * lines[1].width, 50 - share * lines[1].width + lines[1].runs[1].x]
    )


def test_line_ends_say_where_a_space_was() -> None:
    lines = wrap(words("mmm imm\nmmmm-mm mmmmmmmm\n\nlast"), width("mmmmm", "regular", 10), 10)
    assert [(line.text, line.space_after) for line in lines] == [
        ("mmm", True),
        ("imm", True),
        ("mmmm-", False),
        ("mm", True),
        ("mmmmm", False),
        ("mmm", True),
        ("", False),
        ("last", False),
    ]
    runs = place(lines, 0, 0, leading=12, size=10, colour="ink")
    assert [run.space_after for run in runs] == [True, True, False, True, False, True, False]


def test_only_the_last_run_of_a_line_carries_its_space() -> None:
    lines = wrap((Span("Hands: ", "bold"), Span("palms\nx")), WIDE, 10)
    runs = place(lines, 0, 0, leading=12, size=10, colour="ink")
    assert [run.space_after for run in runs] == [False, True, False]


# --- Whatever the text

FACES = st.sampled_from(["regular", "bold", "italic"])
LETTERS = st.text("abimWłЖé-/– \u00a0\n\u0301", max_size=40)
PARAGRAPHS = st.lists(st.builds(Span, LETTERS, FACES), max_size=5).map(tuple)
MEASURES = st.floats(1, 200)


@given(PARAGRAPHS, MEASURES, st.booleans())
@settings(max_examples=300)
def test_nothing_is_lost_added_or_moved(paragraph: Paragraph, measure: float, balance: bool) -> None:
    assert set_again(wrap(paragraph, measure, 9, balance=balance)) == normal(paragraph)


@given(PARAGRAPHS, MEASURES, st.booleans())
@settings(max_examples=300)
def test_no_line_is_wider_than_its_measure_unless_one_letter_is(
    paragraph: Paragraph, measure: float, balance: bool
) -> None:
    for line in wrap(paragraph, measure, 9, balance=balance):
        letters = [c for c in line.text if not unicodedata.category(c).startswith("M")]
        assert line.width <= measure + 1e-9 or len(letters) <= 1
        assert line.width == pytest.approx(sum(width(run.text, run.face, 9) for run in line.runs), abs=1e-9)


@given(PARAGRAPHS, MEASURES, st.floats(0, 30))
@settings(max_examples=500)
def test_a_wider_measure_never_needs_more_lines(paragraph: Paragraph, measure: float, more: float) -> None:
    assert len(wrap(paragraph, measure + more, 9)) <= len(wrap(paragraph, measure, 9))


@given(PARAGRAPHS, MEASURES)
@settings(max_examples=200)
def test_balance_keeps_the_number_of_lines_and_widens_none(paragraph: Paragraph, measure: float) -> None:
    plain, balanced = wrap(paragraph, measure, 9), wrap(paragraph, measure, 9, balance=True)
    assert len(balanced) == len(plain)
    assert max((line.width for line in balanced), default=0) <= max((line.width for line in plain), default=0) + 1e-9


@given(PARAGRAPHS, MEASURES)
@settings(max_examples=100)
def test_every_run_starts_where_the_one_before_ends(paragraph: Paragraph, measure: float) -> None:
    for line in wrap(paragraph, measure, 9):
        x = 0.0
        for run in line.runs:
            assert run.x == pytest.approx(x, abs=1e-9)
            x += width(run.text, run.face, 9)
        assert all(a.face != b.face for a, b in zip(line.runs, line.runs[1:], strict=False))


@given(PARAGRAPHS, MEASURES)
@settings(max_examples=200)
def test_lines_are_counted_and_widths_told_without_setting_them(paragraph: Paragraph, measure: float) -> None:
    assert line_count(paragraph, measure, 9) == len(wrap(paragraph, measure, 9))
    assert text_width(paragraph, 9) == sum(line.width for line in wrap(paragraph, WIDE, 9))
