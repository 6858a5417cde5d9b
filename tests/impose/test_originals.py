"""Opening anybody's PDF: boxes, damage, encryption, and whatever bytes there are."""

from __future__ import annotations

import logging
import random
import re
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from leaves import Leaf, numbers, pdf
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, IndirectObject, NameObject, NullObject, NumberObject

from cardgen.errors import ContentError
from cardgen.impose.originals import Edges, open_pdf
from cardgen.units import Size

PLAIN = Leaf("0 g 10 10 50 50 re f", (0, 0, 200, 300))


def test_boxes_are_what_the_standard_says() -> None:
    leaves = [
        PLAIN,
        Leaf("", (0, 0, 200, 300), crop=(10, 20, 190, 280)),
        Leaf("", (0, 0, 200, 300), trim=(20, 20, 180, 280), bleed=(10, 15, 190, 290), crop=(5, 5, 195, 295)),
        Leaf("", (0, 0, 200, 300), trim=(-50, 20, 180, 400)),
    ]
    pages = open_pdf(pdf(leaves), "x.pdf").pages
    assert [page.trim for page in pages] == [
        Edges(0, 0, 200, 300),
        Edges(10, 20, 190, 280),
        Edges(20, 20, 180, 280),
        Edges(0, 20, 180, 300),
    ]
    assert [page.ink == page.trim for page in pages] == [True, True, False, True]
    assert [page.bleed for page in pages] == [0, 0, 10, 0]
    assert [page.number for page in pages] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("rotate", "unit", "size"),
    [
        (0, 1, Size(200, 300)),
        (90, 1, Size(300, 200)),
        (-90, 1, Size(300, 200)),
        (540, 1, Size(200, 300)),
        (0, 2, Size(400, 600)),
    ],
)
def test_size_is_as_the_page_is_read(rotate: int, unit: int, size: Size) -> None:
    entries = {"Rotate": NumberObject(rotate), "UserUnit": NumberObject(unit)}
    (page,) = open_pdf(pdf([Leaf("", (0, 0, 200, 300), entries=entries)]), "x.pdf").pages
    assert page.size == size


def test_boxes_and_turns_are_inherited() -> None:
    def move(writer: PdfWriter) -> None:
        tree = writer.root_object["/Pages"]
        page = writer.pages[0]
        for key, value in (("/MediaBox", numbers((0, 0, 120, 140))), ("/Rotate", NumberObject(90))):
            page.pop(key, None)
            tree[NameObject(key)] = value  # type: ignore[index]

    (page,) = open_pdf(pdf([PLAIN], move), "x.pdf").pages
    assert page.size == Size(140, 120)


def test_a_sound_file_needed_no_repair() -> None:
    assert not open_pdf(pdf([PLAIN]), "x.pdf").repaired


def test_a_lost_table_is_rebuilt_and_told() -> None:
    data = re.sub(rb"startxref\n\d+", b"startxref\n7", pdf([PLAIN]))
    assert open_pdf(data, "x.pdf").repaired


def test_a_file_encrypted_as_pypdf_alone_cannot_read_is_refused_as_encrypted() -> None:
    """AES-256; the keys are none, but pypdf gives up before it looks at them."""
    keys = " ".join(f"/{key} <{'41' * length}>" for key, length in (("O", 48), ("U", 48), ("OE", 32), ("UE", 32)))
    crypt = f"/Filter /Standard /V 5 /R 6 /Length 256 /P -4 {keys} /Perms <{'41' * 16}>"
    ways = "/CF << /StdCF << /CFM /AESV3 /Length 32 >> >> /StmF /StdCF /StrF /StdCF"
    before, root, after = pdf([PLAIN]).rpartition(b"/Root")
    data = before + f"/Encrypt << {crypt} {ways} >> ".encode() + root + after
    with pytest.raises(ContentError, match=r"x\.pdf: this PDF is encrypted; save a copy"):
        open_pdf(data, "x.pdf")


@pytest.mark.parametrize("algorithm", ["RC4-40", "RC4-128"])
@pytest.mark.parametrize("password", ["", "secret"])
def test_an_encrypted_file_is_refused(algorithm: str, password: str) -> None:
    data = pdf([PLAIN], lambda writer: writer.encrypt(password, "owner", algorithm=algorithm))
    with pytest.raises(ContentError, match=r"x\.pdf: this PDF is encrypted; save a copy"):
        open_pdf(data, "x.pdf")


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7\n", b"\x89PNG\r\n", b"hello" * 1000], ids=["empty", "head", "png", "text"]
)
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(ContentError, match=r"x\.pdf: this is no PDF that can be read"):
        open_pdf(data, "x.pdf")


def test_a_file_without_pages_is_refused() -> None:
    with pytest.raises(ContentError, match="no page"):
        open_pdf(pdf([]), "x.pdf")


@pytest.mark.parametrize("box", [(0, 0, 0, 300), (0, 0, 1, 1), (0, 0, 20000, 300)])
@pytest.mark.parametrize("which", ["media", "trim"])
def test_a_page_of_no_size_is_refused(box: tuple[float, float, float, float], which: str) -> None:
    media = box if which == "media" else (0, 0, 30000, 30000)
    with pytest.raises(ContentError, match="page 2 has no size or turn that a page may have"):
        open_pdf(pdf([PLAIN, Leaf("", media, trim=box if which == "trim" else None)]), "x.pdf")


def test_content_that_breaks_off_is_no_card() -> None:
    """A page whose last warnings are missing looks like one that has none."""

    def cut(writer: PdfWriter) -> None:
        packed = writer.pages[0].get_contents().flate_encode()  # type: ignore[union-attr]
        packed._data = packed._data[: len(packed._data) // 2]
        writer.pages[0][NameObject("/Contents")] = writer._add_object(packed)

    rng = random.Random(1)
    content = " ".join(f"{rng.random():.4f} 0 0 1 5 5 cm" for _ in range(400))
    with pytest.raises(ContentError, match="page 1 is damaged"):
        open_pdf(pdf([Leaf(content, (0, 0, 200, 300))], cut), "x.pdf")


@pytest.mark.parametrize("lost", [NullObject(), NumberObject(5), "reference", "in an array"])
def test_content_that_the_file_lost_is_no_card(lost: NullObject | NumberObject | str) -> None:
    """A page whose content's object is gone shows nothing, as if it had nothing to say."""

    def lose(writer: PdfWriter) -> None:
        if isinstance(lost, str):
            gone = IndirectObject(9999, 0, writer)
            there = writer.pages[0].raw_get("/Contents")
            contents = gone if lost == "reference" else ArrayObject([there, gone])
            writer.pages[0][NameObject("/Contents")] = contents
        else:
            writer.pages[0][NameObject("/Contents")] = writer._add_object(lost)

    with pytest.raises(ContentError, match="page 1 is damaged"):
        open_pdf(pdf([Leaf("0 0 m", (0, 0, 200, 300))], lose), "lost.pdf")


def test_a_page_that_says_it_has_no_content_is_blank() -> None:
    def clear(writer: PdfWriter) -> None:
        writer.pages[0][NameObject("/Contents")] = NullObject()
        writer.pages[1][NameObject("/Contents")] = ArrayObject()

    leaf = Leaf("", (0, 0, 200, 300))
    assert len(open_pdf(pdf([leaf, leaf], clear), "blank.pdf").pages) == 2


def test_repairs_are_no_log_lines(caplog: pytest.LogCaptureFixture) -> None:
    assert any(isinstance(handler, logging.NullHandler) for handler in logging.getLogger("pypdf").handlers)


@cache
def sample() -> bytes:
    return pdf([PLAIN, Leaf("0 g 1 1 9 9 re f", (0, 0, 200, 300), trim=(5, 5, 195, 295))])


@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=12))
@settings(max_examples=150)
def test_whatever_bytes_there_are_the_answer_is_pages_or_an_error(changes: list[tuple[int, int]]) -> None:
    data = bytearray(sample())
    for place, value in changes:
        data[place % len(data)] = value
    try:
        opened = open_pdf(bytes(data), "x.pdf")
    except ContentError as error:
        assert all(problem.file == "x.pdf" for problem in error.problems)
    else:
        assert opened.pages


@given(st.integers(0, 3000))
@settings(max_examples=60)
def test_a_file_that_breaks_off_is_never_a_defect(length: int) -> None:
    try:
        assert open_pdf(sample()[: length % len(sample())], "x.pdf").pages
    except ContentError as error:
        assert error.exit_code == 3
