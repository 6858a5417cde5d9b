"""From boxes to a tree: groups, pieces, ranks, links; and whether every page that is laid out has a right one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import document_of

from cardgen.content.model import Catalog
from cardgen.layout.boxes import Box, Page, Part, box_text, grouped
from cardgen.layout.card import lay_out
from cardgen.pdf.structure import Element, numbers, tops
from cardgen.shapes import TextRun
from cardgen.theme import default_theme
from cardgen.units import Rect

RECT = Rect(10, 20, 30, 5)
WITHIN = {"LI": {"L"}, "Lbl": {"LI"}, "LBody": {"LI"}, "TR": {"Table"}, "TH": {"TR"}, "TD": {"TR"}}
"""What may stand only in what (ISO 32000-1, 14.8.4.3)."""
INSIDE = {"L": {"LI"}, "LI": {"Lbl", "LBody"}, "Table": {"TR"}, "TR": {"TH", "TD"}}
"""What may hold only what."""


def box(tag: str, words: str = "words", **more: object) -> Box:
    return Box(RECT, tag, "block", (TextRun(10, 24, words, "regular", 9, "ink"),), **more)  # type: ignore[arg-type]


def tree(boxes: Sequence[Box]) -> Element:
    """Return the structure of boxes as a reader meets it."""
    read = sorted(tops(boxes), key=lambda top: top.rank)
    return Element("Sect", tuple(top.element for top in read))


def shape(element: Element | int) -> object:
    """Return types and numbers only."""
    return element if isinstance(element, int) else (element.kind, *map(shape, element.kids))


# --- Trees


def test_a_page_is_a_section_of_its_boxes_without_decoration() -> None:
    page = (box("Artifact"), box("H1"), box("P"), box("Artifact"), box("P"))
    assert shape(tree(page)) == ("Sect", ("H1", 0), ("P", 1), ("P", 2))
    assert tree((box("Artifact"),)).kids == ()


def test_boxes_of_the_same_groups_share_them() -> None:
    rows = [grouped((box("TD"), box("TD")), "TR", name) for name in "ab"]
    page = grouped((*rows[0], box("Artifact"), *rows[1]), "Table", "t")
    assert shape(tree(page)) == ("Sect", ("Table", ("TR", ("TD", 0), ("TD", 1)), ("TR", ("TD", 2), ("TD", 3))))


def test_groups_of_the_same_name_in_different_groups_are_two() -> None:
    page = (*grouped(grouped((box("P"),), "Div", "x"), "Sect", "a"), *grouped((box("P"),), "Div", "x"))
    assert shape(tree(page)) == ("Sect", ("Sect", ("Div", ("P", 0))), ("Div", ("P", 1)))


def test_a_box_that_is_tagged_as_its_group_is_a_piece_of_it() -> None:
    bar = grouped((box("Figure", alt="A bar"), box("Figure")), "Figure", "bar")
    line = grouped((box("Form", alt="Ask", rank=1, takes="tick"), box("LBody")), "LBody", "line")
    root = tree((*bar, *line))
    assert shape(root) == ("Sect", ("Figure", 0, 1), ("LBody", 3, ("Form", 2)))
    figure, body = root.elements
    assert (figure.alt, figure.extent) == ("A bar", RECT)
    assert [(form.alt, form.takes) for form in body.elements] == [("Ask", "tick")]


def test_a_figure_in_pieces_covers_all_of_them() -> None:
    pieces = grouped((box("Figure", alt="A bar"), box("Figure").moved(100, 50)), "Figure", "bar")
    (figure,) = tree(pieces).elements
    assert figure.extent == Rect(10, 20, 130, 55)


def test_ranks_put_in_order_what_is_painted_in_another_one() -> None:
    body = grouped((box("Figure", alt="drawn", rank=1), box("H2"), box("P")), "LBody", "1")
    item = grouped((body[0], box("Lbl", rank=-1), *body[1:]), "LI", "1")
    assert shape(tree(item)) == ("Sect", ("LI", ("Lbl", 1), ("LBody", ("H2", 2), ("P", 3), ("Figure", 0))))


def test_a_link_stands_in_what_it_is_the_text_of() -> None:
    root = tree((box("P", url="https://example.org"),))
    assert shape(root) == ("Sect", ("P", ("Link", 0)))
    (paragraph,) = root.elements
    (link,) = paragraph.elements
    assert (link.url, link.extent, paragraph.url) == ("https://example.org", RECT, None)


def test_another_language_is_said() -> None:
    assert [element.language for element in tree((box("P", language="la"), box("P"))).elements] == ["la", None]


def test_what_is_typed_for_one_card_is_numbered_last_and_read_in_its_place() -> None:
    page = (box("P", personal=True), box("Artifact"), box("P"), box("P"))
    assert dict(numbers(page)) == {2: 0, 3: 1, 0: 2}
    assert shape(tree(page)) == ("Sect", ("P", 2), ("P", 0), ("P", 1))


TAGS = st.sampled_from(["H1", "P", "Artifact", "LBody", "TD", "Figure"])
PARTS = st.lists(
    st.builds(Part, st.sampled_from(["Sect", "L", "LI", "LBody", "Figure"]), st.sampled_from("ab")), max_size=3
)
BOXES = st.lists(
    st.builds(lambda tag, within, rank, own: box(tag, within=tuple(within), rank=rank, personal=own), TAGS, PARTS,
              st.integers(-1, 1), st.booleans()), max_size=12)  # fmt: skip


@given(BOXES)
def test_every_box_is_in_the_tree_once(boxes: list[Box]) -> None:
    assert sorted(_contents(tree(boxes))) == list(range(sum(one.tag != "Artifact" for one in boxes)))


def _contents(element: Element) -> Iterator[int]:
    yield from element.contents
    for kid in element.elements:
        yield from _contents(kid)


# --- Cards


def faults(page: Page) -> Iterator[str]:
    """Yield everything that is wrong with the structure of a page."""
    levels = [int(one.tag[1]) for one in page.boxes if one.tag in {"H1", "H2", "H3"}]
    if levels[:1] != [1] or levels.count(1) != 1:
        yield f"headings {levels}"
    yield from (f"heading {new} after {old}" for old, new in pairwise(levels) if new > old + 1)
    yield from _nesting(tree(page.boxes))
    spoken = " ".join(_words(page))
    for one in page.boxes:
        if one.tag == "Artifact" and box_text(one) and box_text(one) not in spoken:
            yield f"words that nobody hears: {box_text(one)}"
        if one.tag in {"Figure", "Form"} and not one.alt and Part("Figure", one.block) not in one.within:
            yield f"no description of {one.block}"


def _words(page: Page) -> Iterator[str]:
    for one in page.boxes:
        if one.tag != "Artifact":
            yield from filter(None, (box_text(one), one.alt))


def _nesting(element: Element) -> Iterator[str]:
    if element.kind in {"Figure", "Form"} and not element.alt:
        yield f"{element.kind} without description"
    if element.kind in INSIDE and any(True for _ in element.contents):
        yield f"words right in {element.kind}"
    kinds = [kid.kind for kid in element.elements]
    for kid in element.elements:
        if element.kind in INSIDE and kid.kind not in INSIDE[element.kind]:
            yield f"{kid.kind} in {element.kind}"
        if kid.kind in WITHIN and element.kind not in WITHIN[kid.kind]:
            yield f"{kid.kind} in {element.kind}"
        yield from _nesting(kid)
    if element.kind == "LI" and kinds not in (["Lbl", "LBody"], ["LBody"]):
        yield f"an item of {kinds}"


@pytest.mark.parametrize("name", tuple(default_theme().cards))
@pytest.mark.parametrize("routine", ["lower-back", "back-routine", "quick-10"])
def test_every_page_has_a_right_structure(catalog: Catalog, name: str, routine: str) -> None:
    theme = default_theme()
    pages = lay_out(document_of(catalog, routine), theme, theme.formats[name])
    assert [fault for page in pages for fault in faults(page)] == []


def test_a_front_is_read_as_one_would_read_it_aloud(catalog: Catalog) -> None:
    theme = default_theme()
    front, back, *_ = lay_out(document_of(catalog), theme, theme.formats["a5"])
    document, order = document_of(catalog), list(_spoken(front))
    assert order[:2] == [document.title, document.subtitle]
    assert order[2].startswith("Time bar: ")
    first, *_, last = document.steps
    at = order.index("1")
    assert order[at : at + 2] == ["1", first.name]
    assert order.index("2") == order.index(first.alt) + 1
    assert [word for word in order if word.isdigit()] == [str(step.number) for step in document.steps]
    assert order.index(last.alt) < next(i for i, word in enumerate(order) if document.labels.stop in word)
    assert next(_spoken(back)) == document.labels.safety


def _spoken(page: Page) -> Iterator[str]:
    """Yield what a page says, as it is read: a figure's description instead of what is drawn in it."""
    texts = {number: box_text(page.boxes[index]) for index, number in numbers(page.boxes).items()}

    def speak(element: Element) -> Iterator[str]:
        if element.alt is not None:
            yield element.alt
            return
        for kid in element.kids:
            if isinstance(kid, Element):
                yield from speak(kid)
            else:
                yield texts[kid]

    return speak(tree(page.boxes))
