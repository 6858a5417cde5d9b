"""What independent checkers say of every kind of file, and whether they would notice a broken promise.

The referee here is ``page-validation``; ``make verapdf`` asks veraPDF, the reference validator, about the same files.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import page
import pytest
from outputs import commands, make
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject, TextStringObject
from reading import owners_of, read, strays, tree_of

PROMISES: Final = ("ua1", "2a")
OUTPUTS: Final = dict(commands())


def failures(path: Path, profile: str) -> list[str]:
    return [f"{found.rule_id}: {found.message}" for found in page.validate_pdf(str(path), profile=profile).failures]


@pytest.mark.parametrize("name", OUTPUTS)
def test_every_file_for_reading_is_accessible_and_archival(name: str, tmp_path: Path) -> None:
    path = make(OUTPUTS[name], tmp_path, name)
    assert {profile: failures(path, profile) for profile in PROMISES} == {profile: [] for profile in PROMISES}
    assert strays(read(path.read_bytes())) == []


def test_a_sheet_is_archival_though_it_has_no_structure(tmp_path: Path) -> None:
    path = make(("card", "--format", "a6", "--on", "a4", "-o", "{out}"), tmp_path, "sheet")
    assert failures(path, "2u") == []


# --- Broken promises


def elements(writer: PdfWriter, kind: str) -> list[Any]:
    """Return the elements of a type, as they are read."""
    found: list[Any] = []

    def walk(element: Any) -> None:
        if element.get("/S") == f"/{kind}":
            found.append(element)
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, list) else [kids]:
            if hasattr(kid.get_object(), "get"):
                walk(kid.get_object())

    walk(writer.root_object["/StructTreeRoot"]["/K"])  # type: ignore[index]
    return found


def first_font(writer: PdfWriter) -> Any:
    return writer.pages[0]["/Resources"]["/Font"]["/F1"]  # type: ignore[index]


def no_description(writer: PdfWriter) -> None:
    del elements(writer, "Figure")[0]["/Alt"]


def no_language(writer: PdfWriter) -> None:
    del writer.root_object["/Lang"]


def no_mark(writer: PdfWriter) -> None:
    del writer.root_object["/MarkInfo"]


def no_structure(writer: PdfWriter) -> None:
    del writer.root_object["/StructTreeRoot"]


def no_title_shown(writer: PdfWriter) -> None:
    del writer.root_object["/ViewerPreferences"]


def no_tab_order(writer: PdfWriter) -> None:
    for one in writer.pages:
        if "/Annots" in one:
            del one["/Tabs"]


def words_outside_tags(writer: PdfWriter) -> None:
    extra = DecodedStreamObject()
    extra.set_data(b"BT /F1 9 Tf 1 0 0 1 50 50 Tm (\0a) Tj ET")
    contents = writer.pages[0]["/Contents"].get_object()
    contents.append(writer._add_object(extra))  # type: ignore[attr-defined]


def skipped_heading(writer: PdfWriter) -> None:
    elements(writer, "H2")[0][NameObject("/S")] = NameObject("/H4")


def list_of_paragraphs(writer: PdfWriter) -> None:
    elements(writer, "LI")[0][NameObject("/S")] = NameObject("/P")


def table_without_headers(writer: PdfWriter) -> None:
    for header in elements(writer, "TH"):
        del header["/A"]


def silent_link(writer: PdfWriter) -> None:
    for one in writer.pages:
        for annotation in one.get("/Annots", []):
            del annotation.get_object()["/Contents"]


def unembedded_font(writer: PdfWriter) -> None:
    del first_font(writer)["/DescendantFonts"][0]["/FontDescriptor"]["/FontFile2"]


def no_unicode(writer: PdfWriter) -> None:
    del first_font(writer)["/ToUnicode"]


def wrong_widths(writer: PdfWriter) -> None:
    widths = first_font(writer)["/DescendantFonts"][0]["/W"]
    widths[1] = ArrayObject(NumberObject(1) for _ in widths[1])


def no_colour_meaning(writer: PdfWriter) -> None:
    del writer.root_object["/OutputIntents"]


def packet(old: bytes, new: bytes) -> Callable[[PdfWriter], None]:
    def change(writer: PdfWriter) -> None:
        stream: Any = writer.root_object["/Metadata"].get_object()
        assert old in stream.get_data()
        stream.set_data(stream.get_data().replace(old, new))

    return change


def script(writer: PdfWriter) -> None:
    action = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(action)


BROKEN: Final[dict[str, tuple[str, Callable[[PdfWriter], None]]]] = {
    "a figure without description": ("ua1", no_description),
    "no language": ("ua1", no_language),
    "not marked as tagged": ("ua1", no_mark),
    "no structure": ("ua1", no_structure),
    "title not shown": ("ua1", no_title_shown),
    "words outside tags": ("ua1", words_outside_tags),
    "a heading skipped": ("ua1", skipped_heading),
    "a list of paragraphs": ("ua1", list_of_paragraphs),
    "a table without headers": ("ua1", table_without_headers),
    "a link that says nothing": ("ua1", silent_link),
    "no tab order": ("ua1", no_tab_order),
    "accessible, but does not say so": ("ua1", packet(b"<pdfuaid:part>1</pdfuaid:part>", b"")),
    "a font that is not embedded": ("2a", unembedded_font),
    "a font without Unicode": ("2a", no_unicode),
    "widths that are not the font's": ("2a", wrong_widths),
    "colours without meaning": ("2a", no_colour_meaning),
    "archival, but does not say so": ("2a", packet(b"<pdfaid:part>2</pdfaid:part>", b"")),
    "a script": ("2a", script),
}


@pytest.fixture(scope="module")
def card(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return make(OUTPUTS["card-a5-default-full"], tmp_path_factory.mktemp("card"), "card").read_bytes()


def copied(card: bytes, change: Callable[[PdfWriter], None] | None = None) -> bytes:
    """Return the file as pypdf writes it again, changed."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(card)))
    if change:
        change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_copy_keeps_every_promise(card: bytes, tmp_path: Path) -> None:
    """Otherwise the tests below would prove nothing."""
    path = tmp_path / "copy.pdf"
    path.write_bytes(copied(card))
    assert [failures(path, profile) for profile in PROMISES] == [[], []]


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_promise_is_seen(card: bytes, name: str, tmp_path: Path) -> None:
    profile, change = BROKEN[name]
    path = tmp_path / "broken.pdf"
    path.write_bytes(copied(card, change))
    assert failures(path, profile)


def test_a_word_outside_the_structure_is_seen(card: bytes) -> None:
    assert strays(read(copied(card))) == []
    assert strays(read(copied(card, words_outside_tags))) == ["Tj outside every tag"]

    def forget(writer: PdfWriter) -> None:
        section = elements(writer, "Sect")[0]
        section[NameObject("/K")] = ArrayObject(section["/K"][:-1])

    assert strays(read(copied(card, forget)))


def test_a_wrong_parent_tree_is_seen(card: bytes) -> None:
    """By our own reading: no checker here compares the two directions."""

    def swap(writer: PdfWriter) -> None:
        numbers = writer.root_object["/StructTreeRoot"]["/ParentTree"]["/Nums"]  # type: ignore[index]
        owners = numbers[1].get_object()
        owners[0], owners[1] = owners[1], owners[0]

    def agree(data: bytes) -> bool:
        reader = read(data)
        owners, keys = owners_of(reader), [int(one["/StructParents"]) for one in reader.pages]
        return all(
            owners[keys[kid[0]]][kid[1]].get_object() is node.entries
            for node in tree_of(reader).walk()
            for kid in node.inside
            if isinstance(kid, tuple)
        )

    assert agree(copied(card))
    assert not agree(copied(card, swap))
