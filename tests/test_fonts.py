import gc
import io
import itertools
import subprocess
import sys
import unicodedata
import weakref
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from ttf_opensans import OPENSANS_BOLD

from cardgen.errors import ContentError
from cardgen.fonts import _FILES, CAP_HEIGHT, advance, check_text, font_set, metrics, width
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


class BareCanvas(Canvas):  # type: ignore[misc]
    """A canvas without the font that ReportLab names at the start of every page."""

    def _make_preamble(self) -> None:
        self._preamble = "1 0 0 1 0 0 cm"


def document(*texts: str, faces: tuple[Face, ...] = FACES) -> bytes:
    out = io.BytesIO()
    canvas = BareCanvas(out, invariant=1, pageCompression=0)
    fonts = font_set(canvas._doc)
    for row, (text, face) in enumerate(itertools.product(texts, faces)):
        canvas._code.append(f"BT 1 0 0 1 40 {820 - 14 * row} Tm {fonts.operators(text, face, 10)} ET")
    canvas.showPage()
    canvas.save()
    return out.getvalue()


# --- Measures


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


# --- One document


@pytest.fixture(scope="module")
def first() -> bytes:
    return document(*NAMES)


def test_text_comes_back_from_the_file(first: bytes) -> None:
    read = PdfReader(io.BytesIO(first)).pages[0].extract_text()
    for name in NAMES:
        assert read.count(name) == len(FACES)


def test_a_face_can_show_all_its_characters_in_one_document() -> None:
    drawn = [c for c in metrics("italic").advances if unicodedata.category(c)[0] not in "CMZ"]
    rows = ["".join(drawn[i : i + 40]) for i in range(0, len(drawn), 40)]
    read = PdfReader(io.BytesIO(document(*rows, faces=("italic",)))).pages[0].extract_text()
    assert len(drawn) > 700
    assert [row for row in rows if unicodedata.normalize("NFKC", row) not in unicodedata.normalize("NFKC", read)] == []


def test_every_font_is_embedded_and_subset(first: bytes) -> None:
    fonts = PdfReader(io.BytesIO(first)).pages[0]["/Resources"]["/Font"]
    assert len(fonts) >= len(FACES)
    for font in fonts.values():
        assert "/FontFile2" in font.get_object()["/FontDescriptor"]
        assert font.get_object()["/BaseFont"][7] == "+"


def test_only_the_faces_in_use_are_embedded() -> None:
    one = document("Massage", faces=("regular",))
    assert one.count(b"/FontFile2") == 1


def test_only_the_characters_in_use_are_embedded() -> None:
    letters = "".join(map(chr, range(33, 127)))
    assert len(document("Massage", faces=("regular",))) < 0.6 * len(document(letters, faces=("regular",)))


def test_bytes_do_not_depend_on_earlier_documents(first: bytes) -> None:
    letters = sorted(metrics("regular").advances)
    for number in range(50):
        document("".join(letters[number * 17 :][:17]), NAMES[number % len(NAMES)], faces=("regular", "bold"))
    assert document(*NAMES) == first


def test_bytes_do_not_depend_on_documents_that_are_open_at_the_same_time(first: bytes) -> None:
    other = font_set(BareCanvas(io.BytesIO())._doc)
    other.operators("Жużęθ", "regular", 9)
    out = document(*NAMES)
    other.operators("Ωmega", "regular", 9)
    assert out == first == document(*NAMES)


def test_bytes_do_not_depend_on_fonts_that_others_registered(first: bytes) -> None:
    alien = TTFont("OpenSans-Bold", OPENSANS_BOLD.path)
    pdfmetrics.registerFont(alien)
    try:
        assert document(*NAMES) == first
    finally:
        alien.unregister()


def test_bytes_do_not_depend_on_the_process(first: bytes) -> None:
    script = (
        "import hashlib, importlib.util, sys\n"
        f"spec = importlib.util.spec_from_file_location('t', {__file__!r})\n"
        "t = importlib.util.module_from_spec(spec); spec.loader.exec_module(t)\n"
        "sys.stdout.buffer.write(t.document(*t.NAMES))"
    )
    again = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, env={"PYTHONHASHSEED": "7"})
    assert again.stdout == first


def test_nothing_is_registered_and_documents_are_forgotten() -> None:
    canvas = BareCanvas(io.BytesIO())
    fonts = font_set(canvas._doc)
    fonts.operators("Massage", "regular", 9)
    assert [name for name in pdfmetrics._dynFaceNames if "OpenSans" in name] == []
    gone = weakref.ref(canvas._doc)
    del canvas, fonts
    gc.collect()
    assert gone() is None


def test_the_path_of_the_installation_is_not_in_the_file(first: bytes) -> None:
    assert b"site-packages" not in first
    assert b"ttf_opensans" not in first


def test_a_character_without_glyph_is_never_drawn_as_a_box() -> None:
    fonts = font_set(BareCanvas(io.BytesIO())._doc)
    with pytest.raises(ValueError, match=r"the bold face has no glyph for U\+6F22"):
        fonts.operators("漢", "bold", 9)


def test_brackets_and_backslashes_of_a_text_stay_text() -> None:
    read = PdfReader(io.BytesIO(document(r"a) Tj (b\ ET", faces=("regular",)))).pages[0].extract_text()
    assert read.strip() == r"a) Tj (b\ ET"


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
