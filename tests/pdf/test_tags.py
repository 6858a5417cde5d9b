"""The structure as it stands in a file: every word in it once, and every cross-reference of it right."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader
from pypdfium2 import PdfDocument
from reading import content_of, owners_of, read, strays, tree_of

from cardgen.content.catalog import load
from cardgen.pipeline import CardResult
from cardgen.theme import default_theme

FORMATS = tuple(default_theme().cards)
URL = "https://example.org/exercises?id=(7)"
TYPED = {
    "client": "Zoë Żółć",
    "therapist": "Ελένη Παπαδοπούλου",
    "clinic": "Quiet Hands",
    "note": "Warm oil. " * 40,
    "date": dt.date(2026, 11, 20),
    "qr": URL,
}


@pytest.fixture(params=FORMATS, scope="module")
def reader(request: pytest.FixtureRequest, make: Callable[..., CardResult]) -> PdfReader:
    return read(make(format=request.param, **TYPED).pdf)


def letters(text: str) -> Counter[str]:
    return Counter("".join(text.split()))


def test_every_word_that_is_drawn_is_in_the_tree_once(reader: PdfReader) -> None:
    assert strays(reader) == []


@pytest.mark.parametrize("form", FORMATS)
def test_pdfium_draws_the_words_of_the_tree(make: Callable[..., CardResult], form: str) -> None:
    data = make(format=form, **TYPED).pdf
    reader = read(data)
    contents = [content_of(page, reader) for page in reader.pages]
    spoken: list[str] = ["" for _ in contents]
    for page, number in tree_of(reader).pieces():
        spoken[page] += contents[page].marked[number] + " "
    drawn = [page.get_textpage().get_text_range() for page in PdfDocument(data)]
    for words, seen in zip(spoken, drawn, strict=True):
        assert words.strip()
        assert letters(words) == letters(plain(seen))


def plain(seen: str) -> str:
    """Return PDFium's text with the hyphens that it takes for those of a broken word."""
    return seen.replace("\x02", "-").replace("\ufffe", "-")


def test_sequences_are_tagged_as_their_elements(reader: PdfReader) -> None:
    contents = [content_of(page, reader) for page in reader.pages]
    for node in tree_of(reader).walk():
        for kid in node.inside:
            if isinstance(kid, tuple):
                page, number = kid
                kind = contents[page].tags[number]
                assert kind == node.kind or (node.kind == "Link" and kind == "P")


def test_the_parent_tree_leads_from_content_to_its_element(reader: PdfReader) -> None:
    owners = owners_of(reader)
    contents = [content_of(page, reader) for page in reader.pages]
    keys = [int(page["/StructParents"]) for page in reader.pages]
    for node in tree_of(reader).walk():
        for kid in node.inside:
            if isinstance(kid, tuple):
                assert owners[keys[kid[0]]][kid[1]].get_object() is node.entries
        for annotation in node.objects:
            assert owners[int(annotation["/StructParent"])] is node.entries
    for key, content in zip(keys, contents, strict=True):
        assert len(owners[key]) == len(content.marked)
    root = reader.trailer["/Root"]["/StructTreeRoot"]  # type: ignore[index]
    assert root["/ParentTreeNextKey"] > max(owners)


def test_figures_say_what_they_show_and_where_they_are(make: Callable[..., CardResult], tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    Image.new("RGB", (40, 20), "red").save(logo)
    reader = read(make(qr=URL, logo=logo).pdf)
    figures = [node for node in tree_of(reader).walk() if node.kind == "Figure"]
    alts = [str(figure.entries["/Alt"]) for figure in figures]
    assert any(alt.startswith("Time bar") for alt in alts)
    assert any(URL in alt for alt in alts)
    assert {"Logo"} <= set(alts)
    wide, high = (float(value) for value in reader.pages[0].mediabox[2:])
    for figure in figures:
        left, bottom, right, top = map(float, figure.entries["/A"]["/BBox"])  # type: ignore[index]
        assert 0 <= left < right <= wide
        assert 0 <= bottom < top <= high


def test_fields_to_fill_in_by_pen_say_what_they_are(make: Callable[..., CardResult]) -> None:
    forms = [node.entries for node in tree_of(read(make().pdf)).walk() if node.kind == "Form"]
    roles = Counter(str(form["/A"]["/Role"]) for form in forms)  # type: ignore[index]
    ticks = load()
    assert roles["/tv"] > 10  # fields and the log
    assert roles["/cb"] > 2 * len(ticks.conditions)
    assert all(form["/A"]["/O"] == "/PrintField" and form["/Alt"] for form in forms)  # type: ignore[index]
    assert {form["/A"].get("/checked") for form in forms if form["/A"]["/Role"] == "/cb"} == {"/off"}  # type: ignore[union-attr,index]


def test_the_pain_table_has_column_headers(make: Callable[..., CardResult]) -> None:
    nodes = list(tree_of(read(make().pdf)).walk())
    headers = [node for node in nodes if node.kind == "TH"]
    assert len(headers) == 2
    assert all(header.entries["/A"]["/Scope"] == "/Column" for header in headers)  # type: ignore[index]
    tables = [node for node in nodes if node.kind == "Table"]
    assert all(len(row.kids) == 2 for table in tables for row in table.kids)


def test_lists_of_numbered_steps_say_so(make: Callable[..., CardResult]) -> None:
    lists = [node for node in tree_of(read(make().pdf)).walk() if node.kind == "L"]
    numbered = [one for one in lists if any(part.kind == "Lbl" for item in one.kids for part in item.kids)]
    assert 0 < len(numbered) < len(lists)
    for one in lists:
        assert (one in numbered) == ("/A" in one.entries)
        if one in numbered:
            assert one.entries["/A"]["/ListNumbering"] == "/Decimal"  # type: ignore[index]


def test_a_web_address_is_a_link_that_one_hears_and_clicks(make: Callable[..., CardResult]) -> None:
    reader = read(make(qr=URL).pdf)
    (link,) = [node for node in tree_of(reader).walk() if node.kind == "Link"]
    (annotation,) = link.objects
    assert annotation["/A"]["/URI"] == URL  # type: ignore[index]
    assert annotation["/Contents"] == URL
    assert annotation["/F"] == 4
    (((page, number)),) = list(link.pieces())
    assert content_of(reader.pages[page], reader).marked[number].strip() == URL
    assert [found.get_object() for found in reader.pages[page]["/Annots"]] == [annotation]  # type: ignore[attr-defined]
    left, bottom, right, top = map(float, annotation["/Rect"])  # type: ignore[arg-type]
    assert top - bottom < 20 < right - left


def test_a_side_is_a_section(reader: PdfReader) -> None:
    document = tree_of(reader)
    assert document.kind == "Document"
    assert [kid.kind for kid in document.kids] == ["Sect"] * len(reader.pages)
    assert [{page for page, _ in kid.pieces()} for kid in document.kids] == [{n} for n in range(len(reader.pages))]


def test_pages_are_tabbed_through_as_they_are_read(reader: PdfReader) -> None:
    assert {page["/Tabs"] for page in reader.pages} == {"/S"}
    assert len({page["/StructParents"] for page in reader.pages}) == len(reader.pages)


def test_a_sheet_for_the_knife_has_no_structure(make: Callable[..., CardResult]) -> None:
    reader = read(make(on="a4", qr=URL).pdf)
    root = reader.trailer["/Root"]
    assert not {"/StructTreeRoot", "/MarkInfo", "/Outlines"} & set(root)  # type: ignore[arg-type]
    assert all("/Annots" not in page for page in reader.pages)
    assert list(_operators(reader)).count(b"BDC") == 0


def _operators(reader: PdfReader) -> Iterator[bytes]:
    from pypdf.generic import ContentStream  # noqa: PLC0415

    for page in reader.pages:
        yield from (operator for _, operator in ContentStream(page["/Contents"].get_object(), reader).operations)
