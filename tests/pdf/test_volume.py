"""A file of many cards: each is what it is alone, and costs little more than its numbers and its name."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any, Final

import page
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from reading import content_of, read, strays, tree_of

from cardgen.errors import RequestError
from cardgen.layout.boxes import Page
from cardgen.loading import Material, load
from cardgen.pdf import streamed, volume
from cardgen.pdf.metadata import Metadata
from cardgen.pdf.pattern import Typed
from cardgen.pdf.references import is_as_written
from cardgen.pdf.stream import stream
from cardgen.pdf.streamed import Streamed
from cardgen.pdf.syntax import Name, encode
from cardgen.pdf.volume import Volume
from cardgen.pdf.write import write_pdf
from cardgen.pipeline import compose_card
from cardgen.request import CardRequest, Sources
from cardgen.theme import default_theme

CLOCK: Final = dt.datetime(2026, 11, 20, 9, 30, 15, tzinfo=dt.UTC)
METADATA: Final = Metadata("Massage cards", "All of a course", "en", CLOCK)
MARK: Final = "ЖЖЖ"
NAMES: Final = ("Ann Lee", "Zoë Żółć", "Ελένη (7) 100 %d \\ Ж")
MOST: Final = 8000
"""Bytes that a further card of the same routine may take (issue 7)."""


@cache
def material() -> Material:
    return load(Sources())


@cache
def pages(client: str | None = MARK, form: str = "a6", routine: str = "lower-back") -> tuple[Page, ...]:
    """Lay out a card as a batch does: the tick-list is not on each."""
    request = CardRequest(clock=CLOCK, client=client, format=form, routine=routine, ticklist=False)
    return compose_card(request, material()).pages


def same(names: tuple[str, ...]) -> bytes:
    """Make a file of cards that differ in the name."""
    out = BytesIO()
    one = Volume(out, default_theme())
    pattern = one.pattern(pages())
    for name in names:
        one.add(pattern, f"For {name}", Typed(MARK, name))
    one.finish(METADATA)
    return out.getvalue()


def mixed() -> bytes:
    """Make a file of cards of which each has pages of its own."""
    out = BytesIO()
    one = Volume(out, default_theme())
    for title, card in (("1", pages("Ann", "a5")), ("2", pages(None, "id1")), ("3", pages("Bea", "a5", "quick-10"))):
        one.add(one.pattern(card), title)
    one.finish(METADATA)
    return out.getvalue()


def words(data: bytes) -> list[str]:
    return [one.extract_text() for one in PdfReader(BytesIO(data)).pages]


@pytest.mark.parametrize("profile", ["ua1", "2a"])
@pytest.mark.parametrize("make", [lambda: same(NAMES), mixed], ids=["same", "mixed"])
def test_it_is_accessible_and_archival(make: Any, profile: str, tmp_path: Path) -> None:
    path = tmp_path / "volume.pdf"
    path.write_bytes(make())
    assert page.validate_pdf(str(path), profile=profile).failures == []


def test_each_page_says_what_it_says_on_the_card_alone() -> None:
    alone = [words(write_pdf(pages(name), default_theme(), METADATA)) for name in NAMES]
    assert words(same(NAMES)) == [text for card in alone for text in card]


def test_each_page_draws_what_it_draws_on_the_card_alone() -> None:
    def drawn(data: bytes) -> list[bytes]:
        return [one.get_contents().get_data() for one in read(data).pages]  # type: ignore[union-attr]

    alone = [drawn(write_pdf(card, default_theme(), METADATA)) for card in (pages("Ann", "a5"), pages(None, "id1"))]
    assert drawn(mixed())[: sum(map(len, alone))] == [page for card in alone for page in card]
    assert drawn(same(NAMES[:1])) == drawn(write_pdf(pages(NAMES[0]), default_theme(), METADATA))


@pytest.mark.parametrize("make", [lambda: same(NAMES), mixed], ids=["same", "mixed"])
def test_every_word_is_in_the_structure_once(make: Any) -> None:
    assert strays(read(make())) == []


def test_a_card_is_a_part_of_the_document_and_its_pages_are_sections() -> None:
    document = tree_of(read(same(NAMES)))
    assert [part.kind for part in document.kids] == ["Part"] * len(NAMES)
    assert [[one.kind for one in part.kids] for part in document.kids] == [["Sect"] * len(pages())] * len(NAMES)


def leaves(node: Any, kids: str, leaf: str) -> Iterator[Any]:
    """Yield the leaves of a tree of a file."""
    if kids in node and leaf not in node:
        for kid in node[kids]:
            yield from leaves(kid.get_object(), kids, leaf)
    else:
        yield node


@pytest.mark.parametrize("make", [lambda: same(tuple(map(str, range(40)))), mixed], ids=["same", "mixed"])
def test_pages_find_their_elements_and_elements_their_pages(make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(volume, "FAN", 3)
    reader = read(make())
    root: Any = reader.trailer["/Root"]
    owners: dict[int, Any] = {}
    for leaf in leaves(root["/StructTreeRoot"]["/ParentTree"], "/Kids", "/Nums"):
        keys = [int(key) for key in leaf["/Nums"][::2]]
        assert [keys[0], keys[-1]] == leaf["/Limits"]
        assert keys == sorted(keys)
        owners |= dict(zip(keys, leaf["/Nums"][1::2], strict=True))
    assert list(owners) == sorted(owners)
    assert int(root["/StructTreeRoot"]["/ParentTreeNextKey"]) > max(owners)
    told: list[Any] = [one["/StructParents"] for one in reader.pages]
    keys_of_pages = list(map(int, told))
    assert len(set(keys_of_pages)) == len(reader.pages)
    for node in tree_of(reader).walk():
        for kid in node.inside:
            if isinstance(kid, tuple):
                assert owners[keys_of_pages[kid[0]]].get_object()[kid[1]].get_object() is node.entries
        for annotation in node.objects:
            key: Any = annotation["/StructParent"]
            assert owners[int(key)].get_object() is node.entries


def test_the_trees_are_balanced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(volume, "FAN", 3)
    root: Any = read(same(tuple(map(str, range(40))))).trailer["/Root"]

    def check(node: Any, parent: Any) -> int:
        assert node.get("/Parent") == (parent.indirect_reference if parent else None)
        if node["/Type"] == "/Page":
            return 1
        below = [check(kid.get_object(), node) for kid in node["/Kids"]]
        assert len(below) <= max(3, len(pages()))
        assert sum(below) == node["/Count"]
        return sum(below)

    assert check(root["/Pages"], None) == 40 * len(pages())

    def limits(node: Any) -> list[int]:
        if "/Nums" in node:
            return [int(key) for key in node["/Nums"][::2]]
        below = [limits(kid.get_object()) for kid in node["/Kids"]]
        assert len(below) <= 3
        assert [[keys[0], keys[-1]] for keys in below] == [kid.get_object()["/Limits"] for kid in node["/Kids"]]
        return [key for keys in below for key in keys]

    parents = root["/StructTreeRoot"]["/ParentTree"]
    assert "/Limits" not in parents
    assert root["/StructTreeRoot"]["/ParentTreeNextKey"] == limits(parents)[-1] + 1


def test_each_card_has_a_bookmark_in_order() -> None:
    reader = read(same(NAMES))
    marks: list[Any] = list(reader.outline)
    assert [one.title for one in marks] == [f"For {name}" for name in NAMES]
    refs = [one.node.indirect_reference for one in marks]
    assert [one.node.get("/Prev") and one.node.raw_get("/Prev") for one in marks] == [None, *refs[:-1]]
    outline: Any = reader.trailer["/Root"]["/Outlines"]  # type: ignore[index]
    assert (outline["/Count"], outline.raw_get("/First"), outline.raw_get("/Last")) == (len(NAMES), refs[0], refs[-1])
    assert [reader.get_destination_page_number(one) for one in marks] == [i * len(pages()) for i in range(len(NAMES))]


def test_what_cards_share_is_there_once() -> None:
    reader = read(same(NAMES))
    first, second = reader.pages[0], reader.pages[len(pages())]
    assert first["/Contents"][0] == second["/Contents"][0]  # type: ignore[index]
    assert first["/Contents"][1] != second["/Contents"][1]  # type: ignore[index]
    assert len({one.raw_get("/Resources").idnum for one in reader.pages}) == 1


def test_a_face_has_the_letters_of_every_name_and_not_those_of_the_mark() -> None:
    data = same(("Ann", "Ψ"))
    fonts: Any = read(data).pages[0]["/Resources"]["/Font"]  # type: ignore[index]
    codes = {
        int(first) + index
        for font in fonts.values()
        for first, widths in _pairs(font.get_object()["/DescendantFonts"][0]["/W"])
        for index in range(len(widths))
    }
    assert ord("Ψ") in codes
    assert ord("Ж") not in codes


def _pairs(widths: Any) -> Iterator[tuple[Any, Any]]:
    return zip(islice(widths, 0, None, 2), islice(widths, 1, None, 2), strict=True)


def test_the_same_cards_give_the_same_bytes_and_the_identifier_and_the_digest_fit() -> None:
    data = same(NAMES)
    assert data == same(NAMES) != same(NAMES[::-1])
    assert is_as_written(data)
    assert not is_as_written(data.replace(b"/Lang(en)", b"/Lang(de)", 1)[:-1])
    out = BytesIO()
    one = Volume(out, default_theme())
    one.add(one.pattern(pages()), "1")
    assert one.finish(METADATA) == hashlib.sha256(out.getvalue()).hexdigest()


@given(st.lists(st.text("aZ09 (\\)%'’äЖ", min_size=1, max_size=12).filter(str.strip), min_size=1, max_size=5))
@settings(max_examples=6)
def test_whatever_clients_are_called_it_stands_on_their_cards(names: list[str]) -> None:
    reader = read(same(tuple(names)))
    for index, name in enumerate(names):
        shown = content_of(reader.pages[index * len(pages())], reader).marked
        assert any(name in text for text in shown.values())
        assert not any(MARK in text for text in shown.values()) or MARK in name


def test_a_further_card_is_small() -> None:
    few, many = (len(same(tuple(f"Client {i}" for i in range(count)))) for count in (50, 150))
    assert (many - few) / 100 < MOST


MEASURE: Final = """
import resource, sys
from test_volume import *
out = open(sys.argv[1], "wb")
one = Volume(out, default_theme())
pattern = one.pattern(pages())
for number in range(int(sys.argv[2])):
    one.add(pattern, f"For client {number}", Typed(MARK, f"client {number}"))
one.finish(METADATA)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def test_memory_does_not_grow_with_the_cards(tmp_path: Path) -> None:
    """Counted in KiB, as Linux does; the further cards themselves take some 4 MiB."""
    pytest.importorskip("resource", reason="Windows does not tell how much memory a process has used")

    def used(count: int) -> int:
        command = [sys.executable, "-c", MEASURE, str(tmp_path / "out.pdf"), str(count)]
        paths = {"PYTHONPATH": ":".join(filter(None, sys.path))}
        return int(subprocess.run(command, check=True, capture_output=True, text=True, env=paths).stdout)

    assert used(900) - used(100) < 2 * 1024


# --- What it is written with


def test_a_file_without_cards_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="at least one card"):
        Volume(BytesIO(), default_theme()).finish(METADATA)


def test_an_object_without_a_value_is_a_mistake() -> None:
    for missing in (1, 2, 3):
        out = Streamed(BytesIO())
        root = out.reserve(3)
        for number in {1, 2, 3} - {missing}:
            out.put(type(root)(number), [encode({"Type": Name("Catalog")})])
        with pytest.raises(ValueError, match=f"object {missing} was reserved"):
            out.finish(root, root)


def test_a_file_never_has_more_objects_than_its_standard_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streamed, "MOST_OBJECTS", 1000)
    with pytest.raises(RequestError, match=re.escape("more than 1,000 objects, the most that PDF/A allows; put fewer")):
        same(NAMES * 3)


def test_a_file_never_grows_beyond_what_its_table_can_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streamed, "MOST_BYTES", 30_000)
    with pytest.raises(RequestError, match="put fewer cards into a file"):
        same(NAMES * 3)


@given(st.lists(st.sampled_from(["plain", "stream", "late"]), max_size=60), st.integers(1, 7))
def test_every_object_is_found(kinds: list[str], pack: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(streamed, "PACK", pack)
        file = BytesIO()
        out = Streamed(file)
        root, tree = out.reserve(), out.reserve()
        refs = [out.reserve() for _ in kinds]
        for kind in ("stream", "late", "plain"):
            for ref, own in zip(refs, kinds, strict=True):
                if own == kind == "stream":
                    out.put_stream(ref, streamed_text(ref.number))
                elif own == kind:
                    out.put(ref, [encode({"N": ref.number})])
        out.put(tree, [encode({"Type": Name("Pages"), "Kids": (), "Count": 0})])
        out.put(root, [encode({"Type": Name("Catalog"), "Pages": tree})])
        out.finish(root, tree)
    reader = PdfReader(BytesIO(file.getvalue()), strict=True)
    for ref, kind in zip(refs, kinds, strict=True):
        found: Any = reader.get_object(ref.number)
        assert int(found.get_data()) == ref.number if kind == "stream" else found == {"/N": ref.number}
    assert is_as_written(file.getvalue())


def streamed_text(number: int) -> bytes:
    return stream(str(number).encode())
