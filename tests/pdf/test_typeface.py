"""A text's codes are its characters, in every file; what is embedded has exactly their glyphs."""

from __future__ import annotations

import io
import itertools
import re
import unicodedata
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from cardgen.fonts import Face, metrics, subset, width
from cardgen.pdf.file import Objects
from cardgen.pdf.syntax import Name
from cardgen.pdf.typeface import RESOURCES, _prepared, add_face, choose, embedded, show

FACES: tuple[Face, ...] = get_args(Face)
NAMES = ("Zoë Żółć", "Ελένη Παπαδοπούλου", "Дмитрий Їжак", "Nguyễn Thị Hương", "Ștefan Ðorđe Łukasz", "“Bob” €5 (a\\b)")
LETTERS = sorted(c for c in metrics("regular").advances if " " < c < "\ud800" and c != "\u00a0")
SETTABLE = st.text(st.sampled_from(LETTERS), max_size=30)


def document(*texts: str, faces: tuple[Face, ...] = FACES) -> bytes:
    objects = Objects()
    root, tree = objects.reserve(), objects.reserve()
    lines = [
        f"BT 1 0 0 1 40 {820 - 14 * row} Tm {choose(face, 10)} {show(text, face)} ET"
        for row, (text, face) in enumerate(itertools.product(texts, faces))
    ]
    kid = objects.add(
        {
            "Type": Name("Page"),
            "Parent": tree,
            "MediaBox": (0, 0, 600, 840),
            "Contents": objects.add_stream("\n".join(lines).encode("latin-1")),
            "Resources": {
                "Font": {RESOURCES[face]: add_face(objects, face, embedded("".join(texts), "")) for face in faces}
            },
        }
    )
    objects.put(tree, {"Type": Name("Pages"), "Kids": (kid,), "Count": 1})
    objects.put(root, {"Type": Name("Catalog"), "Pages": tree})
    return objects.write(root)


def page(text: str, face: Face) -> PdfReader:
    return PdfReader(io.BytesIO(document(text, faces=(face,))))


def test_text_comes_back_from_the_file() -> None:
    read = PdfReader(io.BytesIO(document(*NAMES))).pages[0].extract_text()
    for name in NAMES:
        assert read.count(name) == len(FACES)


def test_a_face_can_show_all_its_characters_in_one_document() -> None:
    drawn = [c for c in metrics("italic").advances if unicodedata.category(c)[0] not in "CMZ"]
    rows = ["".join(drawn[i : i + 40]) for i in range(0, len(drawn), 40)]
    read = PdfReader(io.BytesIO(document(*rows, faces=("italic",)))).pages[0].extract_text()
    assert len(drawn) > 700
    assert [row for row in rows if unicodedata.normalize("NFKC", row) not in unicodedata.normalize("NFKC", read)] == []


def test_only_the_characters_in_use_are_embedded() -> None:
    letters = "".join(map(chr, range(33, 127)))
    assert len(document("Massage", faces=("regular",))) < 0.6 * len(document(letters, faces=("regular",)))


def test_bytes_do_not_depend_on_earlier_documents() -> None:
    first = document(*NAMES)
    letters = sorted(metrics("regular").advances)
    for number in range(50):
        document("".join(letters[number * 17 :][:17]), NAMES[number % len(NAMES)], faces=("regular", "bold"))
    _prepared.cache_clear()
    assert document(*NAMES) == first


def test_the_path_of_the_installation_is_not_in_the_file() -> None:
    data = document(*NAMES)
    assert b"site-packages" not in data
    assert b"ttf_opensans" not in data


@pytest.mark.parametrize("face", FACES)
def test_what_is_shown_is_what_is_read(face: Face) -> None:
    text = "Zoë (Żółć) \\ 38 °C “ok” Ω Ж ạ"
    assert page(text, face).pages[0].extract_text().strip() == text


@given(SETTABLE.filter(bool))
def test_every_character_has_its_own_width_and_glyph(text: str) -> None:
    font = page(text, "regular").pages[0]["/Resources"]["/Font"]["/F1"].get_object()  # type: ignore[index]
    descendant = font["/DescendantFonts"][0].get_object()
    widths: dict[int, float] = {}
    entries = iter(descendant["/W"])
    for first in entries:
        for offset, value in enumerate(next(entries)):
            widths[int(first) + offset] = float(value)
    glyphs = descendant["/CIDToGIDMap"].get_object().get_data()
    for character in text:
        code = ord(character)
        assert widths[code] == pytest.approx(metrics("regular").advances[character], abs=0.051)
        assert glyphs[2 * code : 2 * code + 2] != b"\0\0"


def test_the_glyph_of_a_code_is_the_glyph_of_the_character() -> None:
    text = "AéЖgạ”"
    cut = subset("bold", frozenset(text))
    order = sorted(cut.glyphs, key=cut.glyphs.__getitem__)
    assert [cut.glyphs[c] for c in order] == list(range(1, len(text) + 1))
    assert len(cut.program) < 10_000
    reader = page(text, "bold")
    program = reader.pages[0]["/Resources"]["/Font"]["/F3"]["/DescendantFonts"][0].get_object()  # type: ignore[index]
    data = program["/FontDescriptor"]["/FontFile2"].get_object().get_data()
    assert data == cut.program


def test_operators_do_not_depend_on_what_came_before() -> None:
    first = show("Ana", "regular")
    show("something else", "regular")
    assert show("Ana", "regular") == first == "(\0A\0n\0a) Tj"
    assert choose("regular", 10.5) == "/F1 10.5 Tf"


def test_a_no_break_space_is_a_space() -> None:
    assert show("3\u00a0min", "regular") == show("3 min", "regular")
    assert "\u00a0" not in embedded("3\u00a0min", "")


def test_a_character_that_the_face_lacks_is_never_printed_as_a_box() -> None:
    with pytest.raises(ValueError, match=r"no glyph for U\+4E2D"):
        show("中", "regular")


def test_codes_that_would_end_a_string_are_escaped() -> None:
    # U+0128 and U+0129 hold the bytes of the round brackets, U+015C that of the backslash, U+010D a line end.
    text = "ĨĩŜč"
    assert page(text, "regular").pages[0].extract_text().strip() == text


def test_digits_come_together_and_a_name_brings_the_plain_letters() -> None:
    assert embedded("3 min", "") == frozenset("0123456789 min")
    assert embedded("min", "") == frozenset("min")
    assert embedded("x", "Zoë") == embedded("x", "Ana Lëe")
    assert embedded("x", "Zoë") > frozenset("xë") | frozenset("abcXYZ0-.'")


def test_the_subset_of_a_name_is_tagged_by_its_characters() -> None:
    names = {
        str(page(text, "regular").pages[0]["/Resources"]["/Font"]["/F1"]["/BaseFont"])  # type: ignore[index]
        for text in ("abc", "cba", "abd")
    }
    assert len(names) == 2
    assert all(re.fullmatch(r"/[A-Z]{6}\+OpenSans-Regular", name) for name in names)


@given(SETTABLE)
def test_a_text_is_as_wide_as_its_characters(text: str) -> None:
    assert width(text, "regular", 10) == pytest.approx(sum(metrics("regular").advances[c] for c in text) / 100)
