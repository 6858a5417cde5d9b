"""Booklets: whatever they explain and however long the words are, nothing is lost, cut or out of place."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import pytest
from geometry import faults, plain, run_rect, runs, squeezed
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from making import BLANK, enriched, plan_of, shipped
from people import massages, people

from cardgen.content.model import Catalog
from cardgen.document import Imprint
from cardgen.errors import RequestError
from cardgen.figures.alt import describe
from cardgen.images import Logo
from cardgen.layout.booklet import lay_out
from cardgen.layout.boxes import Box, Page, box_text
from cardgen.manual import Manual, build
from cardgen.person import Person
from cardgen.plan import Plan, explained
from cardgen.qr import encode
from cardgen.screening import Refused
from cardgen.shapes import TextRun
from cardgen.theme import default_theme, load_theme, themes
from cardgen.theme.booklets import booklet_format
from cardgen.units import Rect

FORMATS = ("a5", "half-letter", "a6")
THEMES = {listed.name: load_theme(listed.name) for listed in themes()}
ROUTINES = ("lower-back", "back-routine", "lumbar-routine", "quick-10")
FULL = replace(
    BLANK, client="Zoë Żółć", clinic="Quiet Hands", qr=encode("https://example.org"), note="Left side first."
)


@dataclass(frozen=True)
class Book:
    """A booklet and its pages."""

    manual: Manual
    pages: tuple[Page, ...]
    format: str
    theme: str

    def starting(self, block: str) -> list[int]:
        """Return the numbers of the pages that have a box of a block."""
        return [number for number, page in enumerate(self.pages, 1) if any(box.block == block for box in page.boxes)]

    def page_of(self, title: str) -> int:
        """Return the first page inside the covers that bears a title as its heading."""
        return next(
            number
            for number, page in enumerate(self.pages, 1)
            if any(
                box.tag == "H1" and not box.block.startswith("cover") and box_text(box) == title for box in page.boxes
            )
        )

    @cached_property
    def words(self) -> str:
        return squeezed(" ".join(page.text() for page in self.pages))


def manual_of(
    routines: Sequence[str] = ("lower-back",),
    extra: Sequence[str] = (),
    imprint: Imprint = BLANK,
    person: Person | None = None,
) -> Manual:
    return explaining([plan_of(shipped(), routine, person) for routine in routines], extra, imprint)


def explaining(plans: Sequence[Plan], extra: Sequence[str], imprint: Imprint) -> Manual:
    """Put plans into words, and other techniques with them."""
    there = {step.technique_id for plan in plans for step in plan.steps}
    others = [id_ for id_ in extra if id_ not in there]
    more = explained(plans[0].screening, others) if others else None
    return build(plans, imprint, more if more and more.steps else None)


def book_of(manual: Manual, format_: str, theme: str = "default") -> Book:
    loaded = THEMES[theme]
    return Book(manual, lay_out(manual, loaded, booklet_format(loaded, format_)), format_, theme)


def wrong(book: Book) -> list[str]:
    """Return everything that is out of place; a booklet is not punched."""
    form = booklet_format(THEMES[book.theme], book.format)
    return [fault for page in book.pages for fault in faults(page, form) if "keep-out" not in fault]


def text_box(boxes: Sequence[Box], text: str) -> bool:
    return any(squeezed(text) in squeezed(box_text(box)) for box in boxes)


everything = tuple(shipped().techniques)


# --- What always holds --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("theme", "format_"),
    [
        *(("default", name) for name in FORMATS),
        *((listed.name, "a5") for listed in themes() if listed.name != "default"),
    ],
)
def test_no_box_is_out_of_place(theme: str, format_: str) -> None:
    loaded = load_theme(theme)
    form = booklet_format(loaded, format_)
    pages = lay_out(manual_of(("lower-back", "back-routine"), everything, FULL), loaded, form)
    assert [fault for page in pages for fault in faults(page, form) if "keep-out" not in fault] == []


@pytest.mark.parametrize("format_", FORMATS)
@settings(max_examples=2, deadline=None)
@given(
    st.lists(st.sampled_from(ROUTINES), min_size=1, max_size=3, unique=True),
    st.sets(st.sampled_from(everything), max_size=6),
)
def test_every_choice_of_massages_and_techniques_lays_out(format_: str, routines: list[str], extra: set[str]) -> None:
    book = book_of(manual_of(routines, sorted(extra)), format_)
    assert wrong(book) == []
    _all_there(book)


def _all_there(book: Book) -> None:
    """Every word of the booklet is on its pages, safety before any technique, references lead where they say."""
    manual, words = book.manual, book.words
    for page in manual.techniques:
        step = page.step
        for text in (
            step.name,
            step.full,
            step.hands,
            step.pressure_words,
            page.place,
            page.term,
            page.where,
            *page.rules,
        ):
            assert squeezed(text) in words, text
        for dose in page.doses:
            assert squeezed(dose.value) in words
            assert squeezed(dose.told) in words
        for note in page.notes:
            assert squeezed(note.lead) in words
            assert all(squeezed(part) in words for part in note.said if isinstance(part, str))
        for motion in page.motions:
            assert squeezed(motion.caption) in words
    for item in manual.document.core:
        for phrase in (*item.phrases, *item.sentences):
            assert squeezed(phrase) in words
    _safe_first(book)
    _references(book)


def _safe_first(book: Book) -> None:
    labels = book.manual.document.labels
    safety = book.page_of(labels.safety)
    first = min(book.page_of(page.step.name) for page in book.manual.techniques)
    told = squeezed(" ".join(page.text() for page in book.pages[safety - 1 : first - 1]))
    for item in book.manual.document.core:
        assert all(squeezed(phrase) in told for phrase in (*item.phrases, *item.sentences))
    before = [page for page in book.pages[1 : safety - 1] if page.title != book.manual.labels.contents]
    for page in book.manual.techniques:
        assert not text_box([box for one in before for box in one.boxes], page.step.full)


def _references(book: Book) -> None:
    manual = book.manual
    last = book.starting("index")[-1]
    listed = {}
    for page in book.pages[1:last]:
        lines: dict[str, list[str]] = {}
        for box in page.boxes:
            if box.block == "index" and box.tag == "P":
                key = next(part.key for part in box.within if part.kind == "LI")
                lines.setdefault(key, []).append(box_text(box))
        for text, number in lines.values():
            listed[text] = int(number)
    for page in manual.techniques:
        assert listed[page.step.name] == book.page_of(page.step.name)
    assert listed[manual.labels.setup] == book.page_of(manual.labels.setup)
    assert listed[manual.document.labels.sources] == book.page_of(manual.document.labels.sources)
    for name, number in re.findall(
        r"\(?([A-Z][a-z ]+): page (\d+)", plain(" ".join(page.text() for page in book.pages))
    ):
        assert book.page_of(name) == int(number)
    pointer = re.search(r"Read page (\d+) first", plain(book.pages[0].text()))
    assert pointer is not None
    assert int(pointer[1]) == book.page_of(manual.document.labels.safety)


@settings(max_examples=6, deadline=None)
@given(st.data(), st.sampled_from(FORMATS), st.sampled_from(sorted(THEMES)), st.sampled_from([shipped, enriched]))
def test_a_screened_person_is_told_of_before_any_technique(
    data: st.DataObject, format_: str, theme: str, made: Callable[[], Catalog]
) -> None:
    catalog = made()
    person, steps = data.draw(people(st.just("Mia"), catalog)), data.draw(massages(catalog))
    try:
        plan = plan_of(catalog, steps, person)
    except (Refused, RequestError):  # nothing is left of it, or the steps do not go together
        reject()
    manual = explaining([plan], tuple(catalog.techniques), FULL)
    book = book_of(manual, format_, theme)
    assert wrong(book) == []
    record = manual.document.screening
    assert record is not None
    first = min(book.page_of(page.step.name) for page in manual.techniques)
    told = squeezed(" ".join(page.text() for page in book.pages[: first - 1]))
    decisions = plan.screening.decisions
    for part in record.parts:
        assert all(squeezed(item) in told for item in part.items)
    for page in manual.techniques:
        assert page.step.pressure[1] <= decisions[page.technique_id].pressure_max
        assert decisions[page.technique_id].outcome != "refused"
    assert manual.document.ticklist is None


LONG = st.sampled_from(["einszweidrei " * 45, "W" * 250, "a b c d e f g " * 40, "kurz"]).map(str.strip)
TITLE = st.sampled_from(["W" * 90, "Sanfte Streichung " * 6, "kurz"]).map(str.strip)


@pytest.mark.parametrize("format_", FORMATS)
@settings(max_examples=3, deadline=None)
@given(TITLE, LONG, LONG, TITLE, LONG)
def test_hostile_words_print(format_: str, name: str, full: str, rule: str, title: str, user: str) -> None:
    imprint = replace(
        BLANK,
        client=user,
        clinic=user,
        clinic_contact=user,
        note=user * 2,
        therapist=user,
        logo=Logo(40, 20, bytes(2400)),
    )
    manual = manual_of(("quick-10",), ("percussion",), imprint)
    pages = tuple(
        replace(
            page,
            step=replace(page.step, name=name, full=full, hands=full, term=name),
            term=name,
            rules=(rule,) * 7,
            source=title * 2,
            where=rule,
            doses=tuple(replace(dose, told=rule) for dose in page.doses),
            notes=tuple(replace(note, said=(rule,)) for note in page.notes) * 3,
            motions=tuple(replace(motion, caption=name) for motion in page.motions) * 3,
        )
        for page in manual.techniques
    )
    steps = tuple(replace(step, name=name) for step in manual.document.steps)
    glances = tuple(replace(glance, title=title, steps=steps) for glance in manual.glances)
    book = book_of(replace(manual, title=title, techniques=pages, glances=glances), format_)
    assert wrong(book) == []
    for text in (name, full, rule, title, user):
        assert all(word in book.words for word in text.split())  # a page may end in any text
    assert book.words.count("einszweidrei") >= sum(text.count("einszweidrei") for text in (full, rule, user))


def test_forty_techniques_have_forty_tabs_on_the_page() -> None:
    manual = manual_of()
    many = tuple(
        replace(manual.techniques[i % 7], technique_id=f"{manual.techniques[i % 7].technique_id}-{i}", number=i + 1)
        for i in range(60)
    )
    known = {step.technique_id for step in manual.document.steps}
    book = book_of(replace(manual, techniques=(*manual.techniques, *many)), "a6")
    assert wrong(book) == []
    assert known


# --- The page ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format_", FORMATS)
def test_left_and_right_pages_mirror_each_other(format_: str) -> None:
    form = booklet_format(default_theme(), format_)
    style = form.booklet
    assert style is not None
    book = book_of(manual_of(), format_)
    wide = form.size.width
    for number, page in enumerate(book.pages[1:-1], 2):
        right = number % 2 == 1
        assert page.side == ("front" if right else "back")
        left = style.gutter if right else style.outer
        content = [box for box in page.boxes if not box.bleeds and box.block != "tab"]
        area = Rect(left, 0, wide - style.outer - style.gutter, form.size.height)
        assert all(area.contains(run_rect(run), 0.1) for box in content for run in runs(box)), number
        (folio,) = [box for box in page.boxes if box.block == "page number"]
        assert box_text(folio) == str(number)
        edge = folio.rect.right if right else wide - folio.rect.x
        assert edge == pytest.approx(wide - style.outer)


@pytest.mark.parametrize("format_", FORMATS)
def test_the_open_tab_is_that_of_the_step_and_stands_on_the_outer_edge(format_: str) -> None:
    theme = default_theme()
    form = booklet_format(theme, format_)
    style = form.booklet
    assert style is not None
    book = book_of(manual_of(), format_)
    for technique in book.manual.techniques:
        number = book.page_of(technique.step.name)
        page = book.pages[number - 1]
        grounds = [box for box in page.boxes if box.block == "tab" and not runs(box)]
        assert len(grounds) == 7
        opened = max(grounds, key=lambda box: box.rect.width)
        assert opened.rect.width - form.bleed == pytest.approx(style.tabs.open)
        assert opened.marks[0].fill == theme.phases[technique.phase].fill  # type: ignore[union-attr]
        outer = opened.rect.right - form.size.width if number % 2 else -opened.rect.x
        assert outer == pytest.approx(form.bleed)
        (said,) = [box for box in page.boxes if box.block == "tab" and runs(box)]
        assert box_text(said) == str(technique.number)
        tops = sorted(box.rect.y for box in grounds)
        assert opened.rect.y == tops[technique.number - 1]


def test_a_technique_has_one_page_with_everything_and_its_notes_may_follow() -> None:
    book = book_of(manual_of(), "a5")
    for technique in book.manual.techniques:
        page = book.pages[book.page_of(technique.step.name) - 1]
        blocks = {box.block.partition(" / ")[0] for box in page.boxes}
        assert {"figure", "technique table", "rules", "place", "timing", "term", "tab"} <= blocks
        assert all(text_box(page.boxes, rule) for rule in technique.rules)
        assert text_box(page.boxes, technique.step.full)
    following = [page for page in book.pages if any(box.block == "notes on sources" for box in page.boxes)]
    assert len(following) == 2  # of seven techniques, the first and the third have so many


@pytest.mark.parametrize("format_", FORMATS)
def test_notes_on_sources_are_set_as_the_text_that_they_are(format_: str) -> None:
    """The visual specification sets them as body, 10.5 points at least on A5; captions are sources and legends."""
    book = book_of(manual_of(), format_)
    floor = booklet_format(default_theme(), format_).type["body"].floor
    told = {note.lead for technique in book.manual.techniques for note in technique.notes}
    notes = [box for page in book.pages for box in page.boxes if box_text(box).startswith(tuple(told))]
    assert len(notes) == sum(len(technique.notes) for technique in book.manual.techniques)
    assert min(run.size for box in notes for run in runs(box)) >= floor


def test_figures_and_words_of_a_pocket_booklet_face_each_other() -> None:
    book = book_of(manual_of(), "a6")
    for technique in book.manual.techniques:
        number = book.page_of(technique.step.name)
        assert number % 2 == 0
        assert text_box(book.pages[number].boxes, technique.step.full)
        assert all(text_box(book.pages[number].boxes, rule) for rule in technique.rules)
    assert book.page_of(book.manual.document.labels.safety) % 2 == 0


@pytest.mark.parametrize("format_", FORMATS)
def test_figures_say_what_they_show_and_motions_come_one_by_one(format_: str, catalog: Catalog) -> None:
    book = book_of(manual_of(), format_)
    for technique in book.manual.techniques:
        page = book.pages[book.page_of(technique.step.name) - 1]
        (large,) = [box for box in page.boxes if box.block == "figure" and box.tag == "Figure"]
        assert large.alt == describe(technique.step.technique, catalog.text.alt)
        small = [box for box in page.boxes if box.block == "motions" and box.tag == "Figure"]
        motions = technique.step.technique.motion
        assert len(small) == (len(motions) if len(motions) > 1 else 0)
        assert [box.alt for box in small] == [motion.alt for motion in technique.motions]
        assert all(box.rect.height >= 13 * 72 / 25.4 for box in small)
        numbers = [box_text(box) for box in page.boxes if box.block == "motions" and box.tag == "Lbl"]
        assert numbers == [str(i + 1) for i in range(len(small))]


@pytest.mark.parametrize("format_", FORMATS)
def test_the_booklet_fills_whole_sheets_and_notes_come_before_the_back_cover(format_: str) -> None:
    for routines in (("lower-back",), ("quick-10",), ("back-routine", "quick-10")):
        book = book_of(manual_of(routines), format_)
        assert len(book.pages) % 4 == 0
        sources = book.page_of(book.manual.document.labels.sources)
        between = book.pages[sources:-1]
        assert len(between) < 4
        assert {page.title for page in between} <= {book.manual.labels.notes}


def test_a_page_has_one_heading_of_the_first_rank_or_continues_another() -> None:
    for format_ in FORMATS:
        book = book_of(manual_of(("lower-back",), everything, FULL), format_)
        for page in book.pages:
            first = [box for box in page.boxes if box.tag == "H1"]
            again = [box for box in page.boxes if box.block == "heading" and box.tag == "H2"]
            assert len(first) + len(again) == 1


def test_every_text_can_be_read_by_a_screen_reader() -> None:
    book = book_of(manual_of(imprint=FULL), "a5")
    for page in book.pages:
        for box in page.boxes:
            if any(isinstance(mark, TextRun) for mark in box.marks):
                assert box.tag != "Artifact", box_text(box)
            if box.tag in {"Figure", "Form"} and box.block not in {"time bar"}:
                assert box.alt or any(part.kind == "Figure" for part in box.within), box.block


def test_the_cover_names_client_and_clinic_and_leaves_an_avoided_area_uncoloured() -> None:
    book = book_of(manual_of(imprint=FULL), "a5")
    assert "For Zoë Żółć" in book.pages[0].text()
    assert "Quiet Hands" in book.pages[0].text()
    (figure,) = [box for box in book.pages[0].boxes if box.block == "cover / figure"]
    assert figure.alt is not None
    assert "low back" in figure.alt


@pytest.mark.parametrize("format_", FORMATS)
def test_the_back_cover_says_how_to_reach_the_clinic_if_there_is_room(format_: str) -> None:
    contact = "12 Mill Lane\n0113 555 0199"
    book = book_of(manual_of(imprint=replace(FULL, clinic_contact=contact)), format_)
    back = book.pages[-1]
    whose = [box_text(box) for box in back.boxes if box.block == "cover / clinic"]
    assert whose == ["Quiet Hands", *contact.splitlines()]
    assert list(faults(back, booklet_format(default_theme(), format_))) == []
    long = book_of(manual_of(imprint=replace(FULL, clinic_contact="faraway " * 200)), format_)
    assert not [box for box in long.pages[-1].boxes if box.block == "cover / clinic"]
    assert long.words.count("faraway") == 200


@pytest.mark.parametrize("format_", FORMATS)
def test_every_part_is_there_with_all_its_words(format_: str) -> None:
    book = book_of(manual_of(("lower-back", "quick-10"), ("hacking",), FULL), format_)
    _all_there(book)
    manual, document, words = book.manual, book.manual.document, book.words
    told = [item.text for item in document.checklist]
    told += [cell for row in document.pain.rows for cell in row]
    told += [field.label for field in document.fields]
    told += [f"{term}: {meaning}." for term, meaning in manual.glossary]
    told += [part for said in manual.sources for part in said if isinstance(part, str)]
    assert document.ticklist is not None
    told += [item for group in document.ticklist.groups for item in group.items]
    told += [glance.title for glance in manual.glances]
    assert [text for text in told if squeezed(text) not in words] == []
    assert words.count("Never" + "press") >= len(manual.techniques) + 2  # on both covers, too


def test_a_massage_for_trained_therapists_says_so_at_a_glance() -> None:
    """A booklet may hold massages for everybody, too: its cover alone does not say which are which."""
    book = book_of(manual_of(("lower-back", "back-routine")), "a5")
    told = [box_text(box) for page in book.pages for box in page.boxes if box.block == "subtitle"]
    assert ["For trained therapists" in text for text in told] == [False, True]


def test_motions_of_several_rows_are_numbered_on() -> None:
    manual = manual_of()
    first = manual.techniques[0]
    many = replace(first, motions=(first.motions * 4)[:7])
    book = book_of(replace(manual, techniques=(many, *manual.techniques[1:])), "a5")
    labels = [box_text(box) for page in book.pages for box in page.boxes if box.block == "motions" and box.tag == "Lbl"]
    assert labels[:7] == list("1234567")
    assert wrong(book) == []
