"""A screened card: whoever the person is and whatever the format, the whole record is there and nothing gives way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from flowing import WIDTH, sides
from geometry import faults, is_number, plain, squeezed
from hypothesis import Phase, event, given, reject, settings
from hypothesis import strategies as st
from making import A5, A6, document_of, enriched, pages_of, shipped
from people import massages, people, person_of

from cardgen.content.model import Catalog
from cardgen.document import Document
from cardgen.errors import RequestError
from cardgen.layout.boxes import Page, box_text
from cardgen.layout.person import PersonBlock
from cardgen.person import Person
from cardgen.person_record import RecordPart, ScreeningRecord
from cardgen.screening import Refused
from cardgen.selection import Choice
from cardgen.theme import Theme, default_theme, format_of, load_theme, themes

CARDS = tuple(default_theme().cards)
THEMES = {listed.name: load_theme(listed.name) for listed in themes()}
CATALOGS = {"shipped": shipped, "with libraries": enriched}
names = st.sampled_from(["A. Smith", "W" * 400, "Żółć " * 60, "{by} <b>x</b>"])


@dataclass(frozen=True)
class Case:
    """A screened document and its pages."""

    document: Document
    record: ScreeningRecord
    pages: tuple[Page, ...]

    @property
    def fronts(self) -> Iterator[tuple[Page, Page]]:
        """Every front with steps, and its back."""
        for page, back in zip(self.pages[::2], self.pages[1::2], strict=False):
            if any(is_number(box) for box in page.boxes):
                yield page, back


def case_of(person: Person, steps: str | tuple[Choice, ...], name: str) -> Case:
    return laid_out(document_of(shipped(), steps, person=person), name, default_theme())


def laid_out(document: Document, name: str, theme: Theme) -> Case:
    assert document.screening is not None
    return Case(document, document.screening, pages_of(document, name, theme))


@st.composite
def screened(draw: st.DrawFn) -> tuple[str, Document]:
    """The name of a catalogue, and a document of it: any person, steps and doses."""
    which = draw(st.sampled_from(sorted(CATALOGS)))
    catalog = CATALOGS[which]()
    person, steps = draw(people(names, catalog)), draw(massages(catalog))
    try:
        return which, document_of(catalog, steps, person=person)
    except (Refused, RequestError):  # nothing is left of it, or the steps do not go together
        reject()


# Without shrinking: a layout takes some tenths of a second, so that it would last for minutes.
@pytest.mark.parametrize("name", CARDS)
@settings(max_examples=10, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(screened(), st.sampled_from(sorted(THEMES)))
def test_the_whole_record_is_on_paper_and_the_core_beside_the_steps(
    name: str, sample: tuple[str, Document], theme: str
) -> None:
    which, document = sample
    case = laid_out(document, name, THEMES[theme])
    apart = not all(whole(case, back) for _, back in case.fronts)
    event(f"{which}, {theme}, {'apart' if apart else 'on every safety side'}")
    form = format_of(THEMES[theme], name)
    assert [fault for page in case.pages for fault in faults(page, form)] == []
    assert list(unsaid(case.record, case.pages)) == []
    assert list(unsaid_rules(case, CATALOGS[which]())) == []
    if name == "id1":
        assert list(missing_in_deck(case)) == []
    else:
        assert list(missing_beside_steps(case)) == []


def told(pages: tuple[Page, ...]) -> str:
    """Return what the record's boxes say, without headings and leads, and without spaces."""
    boxes = (box for page in pages for box in page.boxes if box.block.split(" /")[0] == "person")
    return squeezed("".join(box_text(box) for box in boxes if box.role == "body"))


def unsaid(record: ScreeningRecord, pages: tuple[Page, ...]) -> Iterator[str]:
    said = told(pages)
    for text in (*(item for part in record.parts for item in part.items), record.status):
        if squeezed(text) not in said:
            yield text


def unsaid_rules(case: Case, catalog: Catalog) -> Iterator[str]:
    """Yield the rules of the techniques that the card does not say, its core included."""
    said = squeezed("".join(page.text() for page in case.pages))
    for step in case.document.steps:
        for id_ in step.technique.rules:
            if catalog.rules[id_].core is None and squeezed(catalog.text.rules[id_].text) not in said:
                yield f"{id_} of step {step.number}"


def whole(case: Case, page: Page) -> bool:
    return not list(unsaid(case.record, (page,)))


def missing_beside_steps(case: Case) -> Iterator[str]:
    """Yield what a card with steps lacks: the core, and the record or what it comes to."""
    for front, back in case.fronts:
        on_back = plain(back.text())
        for item in case.document.core:
            for text in (*item.phrases, *item.sentences):
                if plain(text) not in on_back:
                    yield f"core: {text}"
        blocks = [box.block.split(" /")[0] for box in back.boxes if box.tag != "Artifact"]
        if whole(case, back):
            if blocks.index("person") > blocks.index(case.document.core[0].title):
                yield "the record does not stand before the core"
            continue
        card = next(i // 2 + 1 for i, page in enumerate(case.pages) if page.title == case.record.title)
        strip = plain(" ".join(box_text(box) for box in front.boxes if box.block == "person"))
        order = [box.block.split(" ")[0] for box in front.boxes if box.tag != "Artifact"]
        if not order.index("time") < order.index("person") < order.index("step"):
            yield "the limits do not stand between time bar and steps"
        if strip != plain(f"{case.record.limits} {case.record.in_full.format(card=card)}"):
            yield f"limits: {strip}"


def missing_in_deck(case: Case) -> Iterator[str]:
    """Yield what the deck lacks: the record on its first sides, the limits on every step's back."""
    cards = [i for i, page in enumerate(case.pages) if any(box.block == "foot" for box in page.boxes)]
    if list(unsaid(case.record, case.pages[: cards[0]])):
        yield "the record does not stand before the steps"
    for number, (first, after) in enumerate(zip(cards, [*cards[1:], len(case.pages)], strict=True), start=1):
        card = plain(" ".join(page.text() for page in case.pages[first:after]))
        if squeezed(case.record.limits) not in squeezed(card):
            yield f"limits on the card of step {number}"


# --- What is said where


TWO = ("blood-thinners", "bruise@lumbar-left")


def test_a_step_that_works_an_avoided_zone_begins_with_it(catalog: Catalog) -> None:
    document = document_of(catalog, "lower-back", person=person_of(*TWO))
    for step in document.steps:
        assert step.avoided == {"lumbar-left"}
        assert step.full.startswith("Not on the left low back. ")
        assert step.short.startswith("Not on the left low back. ")
        assert "Hatched: not on the left low back." in step.alt


def test_an_instruction_that_names_an_avoided_area_does_not_count_there(catalog: Catalog) -> None:
    person = person_of("bruise@neck", "burn@lumbar-left,lumbar-right,sacral")
    steps = document_of(catalog, "back-routine", person=person).steps
    openings = {one.technique_id: (one.full.partition(". ")[0], one.short.partition(". ")[0]) for one in steps}
    oil = "Not on the neck and the low back, even if named here"
    assert openings["effleurage-oil"] == (oil, oil)
    hips = "Not on the low back and the sacrum, even if named here"
    assert openings["fan"] == (hips, hips)
    assert openings["opposite-direction"] == (hips, hips.removesuffix(", even if named here"))
    assert openings["muscle-lifting"] == ("Not on the low back",) * 2


def test_an_instruction_to_press_more_does_not_count_where_pressure_stays(catalog: Catalog) -> None:
    lightest = document_of(catalog, "lower-back", person=person_of("cancer@neck")).steps[0]
    assert lightest.technique_id == "effleurage-oil" and "Slowly press more." in lightest.full
    flat = "Stay light, even if told to press more. "
    assert lightest.full.startswith(f"Not on the neck, even if named here. {flat}Glide")
    assert lightest.short.startswith(f"Not on the neck, even if named here. {flat}Glide")
    rising = document_of(catalog, "lower-back", person=person_of("osteoporosis")).steps
    assert [step.full for step in rising] == [catalog.text.techniques[step.technique_id].full for step in rising]


@pytest.mark.parametrize("name", ["a6", "id1"])
def test_figures_show_what_to_keep_off(name: str) -> None:
    document = case_of(person_of(*TWO), "lower-back", name).document
    bare = replace(document, steps=tuple(replace(step, hatched=frozenset()) for step in document.steps))
    shown, unhatched = (
        [box.marks for page in pages_of(one, name) for box in page.boxes if box.alt == document.steps[0].alt]
        for one in (document, bare)
    )
    assert len(shown) == 1
    assert shown != unhatched


@pytest.mark.parametrize("name", CARDS)
def test_a_screened_card_asks_nothing_again(name: str) -> None:
    pages = case_of(person_of(*TWO), "lower-back", name).pages
    boxes = [box for page in pages for box in page.boxes]
    assert not any(box.block == "tick-list" for box in boxes)
    assert shipped().label("not-screened") not in " ".join(page.text() for page in pages)


@pytest.mark.parametrize("name", CARDS)
def test_a_general_card_has_no_record(name: str) -> None:
    pages = pages_of(document_of(shipped()), name)
    assert not any(box.block.startswith("person") for page in pages for box in page.boxes)
    assert shipped().label("not-screened") in " ".join(page.text() for page in pages)


def test_two_conditions_stand_on_the_safety_side_of_the_larger_cards() -> None:
    for name in ("a5", "half-letter", "letter", "a4"):
        case = case_of(person_of(*TWO), "lower-back", name)
        assert all(whole(case, back) for _, back in case.fronts)
        assert len(list(case.fronts)) == 1


def test_what_applies_stands_first_in_its_panel(catalog: Catalog) -> None:
    document = document_of(catalog, "lower-back", person=person_of(*TWO))
    caution = next(item for item in document.core if item.id == "caution")
    assert caution.phrases[0] == "blood thinners"
    assert caution.sentences[0].startswith("Keep off wounds")
    usual = next(item for item in document_of(catalog).core if item.id == "caution")
    assert sorted(caution.phrases) == sorted(usual.phrases)
    assert sorted(caution.sentences) == sorted(usual.sentences)


# --- The panel by itself


def record(*cautions: str, status: str = "Asked.") -> ScreeningRecord:
    return ScreeningRecord(
        title="Person",
        cautions=RecordPart("Note:", cautions),
        changes=RecordPart("Changed:", ("a change",)),
        check_ups=RecordPart("Check:", ()),
        status=status,
        limits="Limits.",
        in_full="Card {card}.",
    )


@given(st.lists(st.integers(1, 120), min_size=1, max_size=12), st.integers(1, 200), st.floats(60, 400))
@settings(max_examples=40, deadline=None)
def test_a_panel_continues_between_items_and_loses_none(lengths: list[int], status: int, room: float) -> None:
    told = record(*(f"c{i} " + "word " * n for i, n in enumerate(lengths)), status="asked " * status)
    laid = sides(PersonBlock(told, "{title} (continued)"), room)
    said = squeezed("".join(box_text(box) for one in laid for box in one.boxes if box.role == "body"))
    items, asked = squeezed("".join((*told.cautions.items, "a change"))), squeezed(told.status)
    assert said == items + asked or (len(laid) == 1 and said == asked + items)  # in the header of a whole panel
    titles = [box_text(box) for one in laid for box in one.boxes if box.tag == "H2"]
    assert titles == ["Person", *["Person (continued)"] * (len(laid) - 1)]


def test_a_paragraph_is_lower_than_a_panel() -> None:
    told = record("first", "second")
    for setting in (A5, A6):
        heights = []
        for bulleted in (True, False):
            taken = PersonBlock(told, "{title}", bulleted).lay(setting, WIDTH, 1000)
            assert taken is not None
            assert taken.rest is None
            heights.append(taken.laid.height)
            said = plain(" ".join(map(box_text, taken.laid.boxes)))
            assert all(
                text in said for text in ("Person", "Note:", "first", "second", "Changed:", "a change", "Asked.")
            )
        assert heights[1] < heights[0]


def test_who_asked_stands_in_the_header_where_it_fits() -> None:
    for status, inside in (("Asked.", True), ("asked " * 40, False)):
        taken = PersonBlock(record("c", status=status), "{title}").lay(A5, WIDTH, 1000)
        assert taken is not None
        title = next(box for box in taken.laid.boxes if box.tag == "H2")
        asked = next(box for box in taken.laid.boxes if plain(box_text(box)) == plain(status))
        assert (asked.rect.y < title.rect.bottom) is inside


def test_every_text_of_a_person_is_marked_as_theirs() -> None:
    for bulleted in (True, False):
        taken = PersonBlock(record("first"), "{title}", bulleted).lay(A5, WIDTH, 1000)
        assert taken is not None
        said = [
            box for box in taken.laid.boxes if any(text in box_text(box) for text in ("first", "a change", "Asked."))
        ]
        assert said
        assert all(box.personal for box in said)
