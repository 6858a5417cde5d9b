"""Objects come back from the file as an independent reader sees it, packed, numbered and identified."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from cardgen.pdf.file import Objects, Prepared
from cardgen.pdf.places import PACK
from cardgen.pdf.references import is_as_written
from cardgen.pdf.stream import stream
from cardgen.pdf.syntax import Name, Ref


def made(extra: int = 0, title: str = "Title") -> bytes:
    objects = Objects()
    root, tree = objects.reserve(), objects.reserve()
    for number in range(extra):
        objects.add({"N": number})
    content = objects.add_stream(b"0 0 m 10 10 l S")
    page = objects.add({"Type": Name("Page"), "Parent": tree, "MediaBox": (0, 0, 100, 200), "Contents": content})
    objects.put(tree, {"Type": Name("Pages"), "Kids": (page,), "Count": 1})
    objects.put(root, {"Type": Name("Catalog"), "Pages": tree})
    return objects.write(root, objects.add({"Title": title}))


def test_a_reader_finds_everything() -> None:
    reader = PdfReader(io.BytesIO(made()), strict=True)
    assert reader.metadata is not None
    assert reader.metadata.title == "Title"
    assert reader.pages[0].mediabox.height == 200
    content = reader.pages[0].get_contents()
    assert content is not None
    assert content.get_data() == b"0 0 m 10 10 l S"


@given(st.integers(0, 3 * PACK))
def test_however_many_objects_every_one_is_found(extra: int) -> None:
    reader = PdfReader(io.BytesIO(made(extra)), strict=True)
    for number in range(extra):
        assert reader.get_object(number + 3) == {"/N": number}


def test_the_same_objects_give_the_same_bytes_and_others_another_identifier() -> None:
    assert made() == made()
    first, second = (PdfReader(io.BytesIO(made(title=title))).trailer["/ID"] for title in ("one", "two"))
    assert first[0] == first[1]
    assert first != second


def test_the_identifier_shows_whether_a_file_is_as_it_was_written() -> None:
    data = made()
    assert is_as_written(data)
    for at in range(0, len(data), 3):
        assert not is_as_written(data[:at] + bytes((data[at] ^ 1,)) + data[at + 1 :])
    for other in (b"", data[:-1], data + b"\n", data + data, b"startxref\n999999999999\n%%EOF\n"):
        assert not is_as_written(other)


def test_an_object_without_a_value_is_a_mistake() -> None:
    objects = Objects()
    root = objects.reserve()
    with pytest.raises(ValueError, match="1 objects were reserved"):
        objects.write(root)


def test_a_stream_ends_as_its_length_says_and_on_a_line_of_its_own() -> None:
    written = stream(b"abc", {"Type": Name("X")}, deflate=False)
    assert written == b"<</Type/X/Length 3>>\nstream\nabc\r\nendstream"
    length = re.search(rb"/Length (\d+)", packed := stream(bytes(1000)))
    assert length is not None
    body = packed[packed.index(b"stream\n") + 7 : packed.rindex(b"\r\nendstream")]
    assert len(body) == int(length[1]) < 100


def test_the_file_begins_and_ends_as_the_standard_wants() -> None:
    data = made()
    assert data.startswith(b"%PDF-1.7\n%")
    assert all(byte > 127 for byte in data[10:14])
    start = int(re.search(rb"startxref\n(\d+)\n%%EOF\n$", data)[1])  # type: ignore[index]
    assert re.match(rb"\d+ 0 obj\n<</Type/XRef", data[start:])
    assert Ref(1) < Ref(2)


def lacking(*late: bytes, packs: int = 0) -> tuple[Prepared, bytes]:
    """A file of a page whose content comes late, and the same made in one go."""
    objects = Objects(late=len(late))
    root, tree = objects.reserve(), objects.reserve()
    for number in range(packs * PACK):
        objects.add(number)
    contents = [Ref(number + 1) for number in range(len(late))]
    page = objects.add({"Type": Name("Page"), "Parent": tree, "MediaBox": (0, 0, 9, 9), "Contents": contents})
    objects.put(tree, {"Type": Name("Pages"), "Kids": (page,), "Count": 1})
    objects.put(root, {"Type": Name("Catalog"), "Pages": tree})
    return objects.prepare(root), objects.write(root, late=[stream(data) for data in late])


@given(st.lists(st.binary(max_size=60), max_size=4), st.integers(0, 2))
@settings(max_examples=30)
def test_what_comes_late_is_found_as_anything_else(late: list[bytes], packs: int) -> None:
    prepared, whole = lacking(*late, packs=packs)
    assert prepared.complete([stream(data) for data in late]) == whole
    reader = PdfReader(io.BytesIO(whole), strict=True)
    assert [reader.get_object(number + 1).get_data() for number in range(len(late))] == late  # type: ignore[union-attr]


def test_files_that_differ_in_what_comes_late_have_identifiers_of_their_own() -> None:
    prepared, _ = lacking(b"one")
    files = [prepared.complete([stream(text)]) for text in (b"one", b"two", b"one")]
    first, second, third = (PdfReader(io.BytesIO(data)).trailer["/ID"] for data in files)
    assert first == third != second
    with pytest.raises(ValueError, match="lacks 1 objects, not 0"):
        prepared.complete([])
