"""Signal panels after ANSI Z535.4, and the contrast of every text on the ground it stands on (WCAG 2.1, 1.4.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from geometry import extent, ink, marks_of, plain, run_rect, runs
from making import document_of, pages_of

from cardgen.colours import contrast
from cardgen.content.model import Catalog
from cardgen.document import CoreItem, Document
from cardgen.layout.boxes import Box, Laid, Page, box_text
from cardgen.layout.panels import FootText, emergency, foot, side_panel, signal_panel
from cardgen.layout.setting import Setting
from cardgen.shapes import Path, TextRun
from cardgen.theme import Theme, default_theme

LEAST_CONTRAST = 4.5
WIDTH = 260.0


def panel(setting: Setting, document: Document, id_: str) -> tuple[CoreItem, Laid]:
    item = next(item for item in document.core if item.id == id_)
    if id_ == "notice":
        return item, side_panel(setting, item, (), WIDTH)
    return item, signal_panel(setting, item, WIDTH, bulleted=True)


def heading_of(laid: Laid) -> tuple[Box, Box]:
    """Return the ground of a panel's signal word, and the word."""
    index = next(i for i, box in enumerate(laid.boxes) if box.role == "signal")
    return laid.boxes[index - 1], laid.boxes[index]


@pytest.mark.parametrize(
    ("id_", "word", "ground", "letters", "face"),
    [
        ("warning", "WARNING", "orange", "black", "extrabold"),
        ("caution", "CAUTION", "yellow", "black", "extrabold"),
        ("notice", "NOTICE", "blue", "white", "bold-italic"),
    ],
)
def test_signal_words_have_the_colours_and_faces_of_the_standard(
    setting: Setting, lower_back: Document, id_: str, word: str, ground: str, letters: str, face: str
) -> None:
    item, laid = panel(setting, lower_back, id_)
    under, signal = heading_of(laid)
    (run,) = runs(signal)
    assert (run.text, run.colour, run.face) == (word, letters, face)
    assert item.signal == word
    assert isinstance(under.marks[0], Path)
    assert under.marks[0].fill == ground
    assert under.rect.contains(run_rect(run))
    assert signal.tag == "H2"


@pytest.mark.parametrize("id_", ["warning", "caution"])
def test_the_alert_symbol_stands_before_the_word_in_the_colours_of_the_header(
    setting: Setting, lower_back: Document, id_: str
) -> None:
    under, signal = heading_of(panel(setting, lower_back, id_)[1])
    triangle, *mark = (shape for shape in under.marks[1:] if isinstance(shape, Path))
    header = under.marks[0]
    assert isinstance(header, Path)
    assert triangle.fill == "black"
    assert {shape.fill for shape in mark} == {header.fill}
    drawn = ink(triangle)
    assert drawn is not None
    assert drawn.right < signal.rect.x
    assert under.rect.contains(drawn)


def test_a_notice_has_no_alert_symbol(setting: Setting, lower_back: Document) -> None:
    under, word = heading_of(panel(setting, lower_back, "notice")[1])
    assert len(under.marks) == 1
    assert word.rect.centre[0] == pytest.approx(under.rect.centre[0])


@pytest.mark.parametrize("id_", ["warning", "caution", "notice"])
def test_a_panel_holds_every_phrase_within_a_black_frame(setting: Setting, lower_back: Document, id_: str) -> None:
    item, laid = panel(setting, lower_back, id_)
    said = plain(" ".join(map(box_text, laid.boxes)))
    assert all(plain(text) in said for text in filter(None, (item.lead, *item.phrases, *item.sentences)))
    frame = next(mark for box in laid.boxes for mark in box.marks if isinstance(mark, Path) and mark.stroke)
    assert frame.stroke is not None
    assert frame.stroke.colour == "black"
    assert all(laid.boxes[0].rect.contains(extent(box)) for box in laid.boxes)


def test_a_panel_takes_the_height_that_its_neighbour_has(setting: Setting, lower_back: Document) -> None:
    item, laid = panel(setting, lower_back, "warning")
    assert signal_panel(setting, item, WIDTH, bulleted=True, least=laid.height + 40).height == laid.height + 40
    assert signal_panel(setting, item, WIDTH, bulleted=True, least=1).height == laid.height


def test_emergency_signs_have_a_red_flag_and_a_bar_as_high_as_their_text(
    setting: Setting, lower_back: Document
) -> None:
    item = lower_back.core[0]
    ground, text = emergency(setting, item, WIDTH).boxes
    bar, *flag = ground.marks
    assert item.id == "emergency"
    assert ink(bar).height == pytest.approx(text.rect.height)  # type: ignore[union-attr]
    assert {mark.fill or mark.stroke.colour for mark in (bar, *flag) if isinstance(mark, Path)} == {"red"}  # type: ignore[union-attr]
    assert ground.rect.right < text.rect.x


# --- The foot of side 1

NOTES = ("Filled: source.", "Short.")
LINES = FootText("Never press on the spine.", "Work beside it.", "Pain? Stop.", NOTES, "See back")


@pytest.mark.parametrize("pointer", ["See back", "Steps 6–9: card 2. Safety: see back", "x" * 300])
def test_the_foot_always_says_spine_rule_stop_rule_legend_and_pointer(setting: Setting, pointer: str) -> None:
    laid = foot(setting, replace(LINES, pointer=pointer), setting.format.safe_area.width)
    said = "".join("".join(map(box_text, laid.boxes)).split())
    for text in (LINES.spine, LINES.stop, pointer):
        assert "".join(text.split()) in said
    assert any("".join(note.split()) in said for note in LINES.notes)
    ground = laid.boxes[0].rect
    assert ground.height == laid.height >= setting.format.foot.height
    assert all(ground.contains(extent(box)) for box in laid.boxes)


# --- Contrast


@pytest.fixture(scope="module")
def all_pages(catalog: Catalog) -> list[Page]:
    """The pages of a card of every technique, in every format."""
    assert tuple(catalog.techniques)[-1] == "clapping"  # the one that must stand last
    document = document_of(catalog, tuple(catalog.techniques))
    return [page for name in default_theme().cards for page in pages_of(document, name)]


def ground_under(boxes: Sequence[Box], run: TextRun) -> str:
    """Return the colour that was last filled where a text stands."""
    colour = "white"
    middle = run_rect(run).centre
    for box in boxes:
        for mark in marks_of(box.marks):
            if mark is run:
                return colour
            if isinstance(mark, Path) and mark.fill:
                rect = ink(mark)
                if rect and rect.x <= middle[0] <= rect.right and rect.y <= middle[1] <= rect.bottom:
                    colour = mark.fill
    raise AssertionError(run)


def test_every_text_has_contrast_with_its_ground(all_pages: list[Page], theme: Theme) -> None:
    sides = [page.boxes for page in all_pages]
    pairs = {(run.colour, ground_under(boxes, run)) for boxes in sides for box in boxes for run in runs(box)}
    poor = {pair for pair in pairs if contrast(*map(theme.colour, pair)) < LEAST_CONTRAST}
    assert poor == set()
    expected = {("black", "orange"), ("black", "yellow"), ("white", "blue"), ("white", "teal900"), ("ink", "white")}
    assert expected | {("ink", "warm"), ("ink", "apricot"), ("ink", "mist"), ("ink", "cream")} <= pairs


def test_every_colour_of_a_card_is_in_the_palette(all_pages: list[Page], theme: Theme) -> None:
    used = {
        colour
        for page in all_pages
        for box in page.boxes
        for mark in marks_of(box.marks)
        for colour in (
            getattr(mark, "fill", None),
            getattr(mark, "colour", None),
            mark.stroke.colour if getattr(mark, "stroke", None) else None,  # type: ignore[union-attr]
        )
        if colour
    }
    assert used <= set(theme.palette)
    assert {"brick", "sand", "apricotline", "orange"} <= used
