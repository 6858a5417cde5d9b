import io
import unicodedata
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfbase.ttfonts import TTFont

from cardgen.errors import ContentError
from cardgen.fonts import _FILES, _PLAIN, CAP_HEIGHT, advance, check_text, metrics, width
from cardgen.shapes import Face

FACES: tuple[Face, ...] = get_args(Face)
NAMES = (
    "Zoë Żółć",
    "Ελένη Παπαδοπούλου",
    "Дмитрий Їжак",
    "Nguyễn Thị Hương",
    "Ștefan Ðorđe Łukasz",
    "O’Neil – “Bob” €5",
)


# --- Measures


def test_words_that_are_taken_as_they_stand_have_nothing_to_tidy() -> None:
    letters = [chr(code) for code in range(0x3000) if _PLAIN.fullmatch(chr(code))]
    assert len(letters) > 200
    assert all(check_text(f"{letter}\u00a0", "--client") == letter for letter in letters)  # looked at, not passed over
    assert all(unicodedata.normalize("NFC", one + other) == one + other for one in letters for other in letters)


@pytest.mark.parametrize("face", FACES)
def test_widths_agree_with_reportlab(face: Face) -> None:
    font = TTFont(face, io.BytesIO(_FILES[face].path.read_bytes()))
    for text in (*NAMES, "No-break\u00a0space", "missing: 漢 ✓"):
        assert width(text, face, 10.5) == pytest.approx(font.stringWidth(text, 10.5), abs=1e-9)


@given(st.text("abcdeXYZ 0123äłЖ", max_size=40), st.text("abcdeXYZ 0123äłЖ", max_size=40))
def test_widths_add_up_exactly(one: str, other: str) -> None:
    assert advance(one + other, "regular") == advance(one, "regular") + advance(other, "regular")


@pytest.mark.parametrize("face", FACES)
def test_every_face_has_the_cap_height_that_text_is_centred_by(face: Face) -> None:
    font = TTFont(face, io.BytesIO(_FILES[face].path.read_bytes()))
    assert font.face.capHeight / 1000 == pytest.approx(CAP_HEIGHT, abs=0.0005)


def test_all_faces_have_the_same_characters() -> None:
    assert len({frozenset(metrics(face).advances) for face in FACES}) == 1


def test_faces_differ_in_width() -> None:
    assert width("Massage", "bold", 10) > width("Massage", "semibold", 10) > width("Massage", "regular", 10)


# --- Characters


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("name", NAMES)
def test_names_of_many_languages_pass_composed_or_not(name: str, form: str) -> None:
    assert check_text(unicodedata.normalize(form, name), "--client") == unicodedata.normalize("NFC", name)


@pytest.mark.parametrize(
    ("text", "tidy"),
    [
        ("  Anna \t Maria\r\nNowak ", "Anna Maria Nowak"),
        ("20\u202fmin", "20\u00a0min"),
        ("a\u2003b\u3000c", "a b c"),
        ("well\u2011being", "well-being"),
        ("one\u2028two\x85three\x0bfour", "one two three four"),
        ("\u00a0", ""),
        ("", ""),
    ],
)
def test_white_space_and_look_alikes_are_tidied(text: str, tidy: str) -> None:
    assert check_text(text, "--note") == tidy


def test_line_breaks_stay_where_they_may() -> None:
    assert check_text("\n one \r\n\r\n two\x0bthree \n", "--note", multiline=True) == "one\n\ntwo\nthree"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Li 漢", "the font has no '漢' (U+6F22); write it in Latin, Greek or Cyrillic letters"),
        ("✓", "the font has no '✓' (U+2713); leave it out or say it in words"),
        ("😀", "the font has no '😀' (U+1F600); leave it out or say it in words"),
        ("a\x07b", "U+0007 is a control character; remove it"),
        ("a\x7f", "U+007F is a control character; remove it"),
        ("\ud83d", "U+D83D is half of a character, from a damaged copy; type the text again"),
        ("caf\ufffd", "U+FFFD stands for something lost in copying; type the text again"),
        ("\ue000", "U+E000 is a private character that only some fonts know; remove it"),
        ("\u202ekcab", "U+202E (right-to-left override) is invisible; remove it"),
        ("\u200fx", "U+200F (right-to-left mark) is invisible; remove it"),
        ("a\u200bb", "U+200B (zero width space) is invisible; remove it"),
        ("a\u00adb", "U+00AD (soft hyphen) is invisible; remove it"),
        ("\ufeffa", "U+FEFF (zero width no-break space) is invisible; remove it"),
        ("✓\ufe0f", "U+FE0F (variation selector-16) is invisible; remove it"),
        ("x\u030c", "the font cannot set the accent '\u25cc\u030c' (U+030C) over or under this letter; leave it out"),
        ("x\u0301", "the font cannot set the accent '\u25cc\u0301' (U+0301) over or under this letter; leave it out"),
        ("\u05d0\u05d1", "Hebrew runs from right to left and cannot be set correctly yet; "),
        ("محمد", "Arabic runs from right to left and cannot be set correctly yet; "),
        ("\u0627\u064e", "Arabic runs from right to left and cannot be set correctly yet; "),
        ("नमस्ते", "Devanagari joins its letters and cannot be set correctly yet; "),
        ("สวัสดี", "Thai joins its letters and cannot be set correctly yet; "),
        ("\u0378", "U+0378 is no character that Unicode"),
    ],
)
def test_what_cannot_be_printed_is_named(text: str, message: str) -> None:
    with pytest.raises(ContentError) as caught:
        check_text(text, "--client")
    assert any(f"--client: {message}" in str(problem) for problem in caught.value.problems)


def test_every_character_is_named_once_and_a_script_once() -> None:
    with pytest.raises(ContentError) as caught:
        check_text("漢漢 漢字 שלום \x07\x07 नमस्ते", "--note")
    words = [problem.message.split(" ")[0] for problem in caught.value.problems]
    assert sorted(words) == sorted(["the", "the", "Hebrew", "U+0007", "Devanagari"])


@given(st.text(max_size=30))
@settings(max_examples=300)
def test_what_passes_can_be_drawn_and_passes_again(text: str) -> None:
    for multiline in (False, True):
        try:
            tidy = check_text(text, "--note", multiline=multiline)
        except ContentError:
            continue
        assert check_text(tidy, "--note", multiline=multiline) == tidy
        assert set(tidy) - {"\n"} <= set(metrics("regular").advances)
        assert multiline or "\n" not in tidy
        assert tidy == tidy.strip()


@given(st.text(max_size=60))
def test_messages_can_be_written_to_a_terminal(text: str) -> None:
    try:
        check_text(text, "--note")
    except ContentError as error:
        str(error).encode("utf-8")
        assert all("\n" not in str(problem) for problem in error.problems)
