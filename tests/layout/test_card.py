"""Whatever is asked for and however long the texts are: every card keeps its place, its sizes and its words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from geometry import faults, hole, plain, runs, squeezed
from hypothesis import Phase, assume, event, given, settings
from hypothesis import strategies as st
from making import BLANK, CLOCK, FORMATS, document_of, pages_of, shipped

from cardgen.content.composition import order_breaches
from cardgen.content.dose import Amount, parse_dose
from cardgen.content.model import Catalog
from cardgen.document import Document, Imprint, step_numbers
from cardgen.fonts import check_text
from cardgen.images import Logo
from cardgen.layout.boxes import Box, Page, box_text, one_block
from cardgen.qr import encode
from cardgen.selection import Choice
from cardgen.shapes import Picture
from cardgen.theme import default_theme

LETTERS = "abcdefghijklmnoprstuvwyzABCGMWÀÉĐŁŻžőışấệỗữỳΑΒΓΩαβγήώЖЩюя0123456789"
LONGEST_TITLE = 120

words = st.text(LETTERS, min_size=1, max_size=14)


def spaced(most: int) -> st.SearchStrategy[str]:
    """Texts of words, at most ``most`` letters long."""
    return st.lists(words, min_size=1, max_size=most // 8).map(lambda found: " ".join(found)[:most].strip())


def hostile(*, lines: bool) -> st.SearchStrategy[str | None]:
    """Nothing; a usual text; a word of 90 letters; 400 letters with spaces, without any, or with line breaks."""
    kinds = [
        st.none(),
        spaced(30),
        words.map(lambda word: (word * 90)[:90]),
        spaced(400).map(lambda text: f"{text} {text}"[:400].strip()),
        words.map(lambda word: (word * 400)[:400]),
        words.map(lambda word: "W" * 89 + " " + word),
    ]
    if lines:
        kinds.append(st.lists(spaced(40) | st.just(""), min_size=2, max_size=24).map("\n".join))
    return st.one_of(kinds)


@dataclass(frozen=True)
class Wish:
    """What a user may ask for."""

    format: str
    steps: tuple[str, ...]
    title: str | None
    client: str | None
    therapist: str | None
    clinic: str | None
    clinic_contact: str | None
    note: str | None
    dated: bool
    address: str | None
    logo: tuple[int, int] | None

    def document(self) -> Document:
        return document_of(shipped(), self.choices, self.imprint(), self.title)

    @property
    def choices(self) -> tuple[Choice, ...]:
        return tuple(Choice(id_, parse_dose(dose)) for id_, dose in (step.split(":") for step in self.steps))

    def imprint(self) -> Imprint:
        return Imprint(
            clock=CLOCK,
            client=_checked(self.client),
            therapist=_checked(self.therapist),
            clinic=_checked(self.clinic),
            clinic_contact=_checked(self.clinic_contact),
            note=_checked(self.note),
            date=CLOCK.date() if self.dated else None,
            qr=encode(self.address) if self.address else None,
            logo=Logo(*self.logo, bytes(3 * self.logo[0] * self.logo[1])) if self.logo else None,
        )


def _checked(text: str | None) -> str | None:
    return check_text(text, "--text", multiline=True) or None if text else None


@st.composite
def orders(draw: st.DrawFn) -> tuple[str, ...]:
    """From 1 to 14 steps in an order that a plan accepts, each with a dose within its limit."""
    techniques = shipped().techniques
    warm_ups = [id_ for id_, technique in techniques.items() if technique.phase == "warm-up"]
    finishing = [id_ for id_, technique in techniques.items() if technique.phase == "finish"]
    more = draw(st.lists(st.sampled_from(sorted(set(techniques) - set(finishing))), max_size=12))
    last = draw(st.none() | st.sampled_from(finishing))
    asked = [draw(st.sampled_from(warm_ups)), *more, *([last] if last else [])]
    ids: list[str] = []
    for id_ in asked:
        limit = techniques[id_].dose.limit_range
        if (ids.count(id_) + 1) * limit.min <= limit.max:  # the steps of a technique share its limit
            ids.append(id_)
    assume(not order_breaches(ids, techniques, shipped().sequences))
    return tuple(f"{id_}:{draw(doses(id_, ids.count(id_)))}" for id_ in ids)


def doses(technique: str, steps: int) -> st.SearchStrategy[Amount]:
    rule = shipped().techniques[technique].dose
    most = rule.limit_range.max // steps
    return st.integers(rule.limit_range.min, most).map(lambda count: Amount(count, rule.kind))


wishes = st.builds(
    Wish,
    format=st.sampled_from((*FORMATS, *FORMATS, *FORMATS, "half-letter", "a4", "a4-large")),
    steps=orders(),
    title=st.none() | spaced(LONGEST_TITLE) | words.map(lambda word: (word * LONGEST_TITLE)[:LONGEST_TITLE]),
    client=hostile(lines=False),
    therapist=hostile(lines=False),
    clinic=hostile(lines=False),
    clinic_contact=hostile(lines=True),
    note=hostile(lines=True),
    dated=st.booleans(),
    address=st.none() | st.integers(1, 150).map(lambda count: f"https://example.org/{'a' * count}"),
    logo=st.sampled_from([None, (40, 40), (400, 20), (20, 400)]),
)


@dataclass(frozen=True)
class Case:
    """A document, a format, and the pages that layout made of them."""

    document: Document
    format: str
    pages: tuple[Page, ...]


# Without shrinking: a layout takes a tenth of a second, so that it would last for minutes.
@settings(max_examples=60, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(wishes)
def test_every_card_keeps_its_place_its_sizes_and_its_words(wish: Wish) -> None:
    document = wish.document()
    case = Case(document, wish.format, pages_of(document, wish.format))
    event(f"{wish.format}, {len(wish.steps)} steps")
    form = default_theme().formats[wish.format]
    assert [fault for page in case.pages for fault in faults(page, form)] == []
    assert list(lost(case)) == []
    assert list(out_of_order(case)) == []


def test_a_card_that_breaks_the_rules_is_found(lower_back: Document) -> None:
    """The checks of the property test are able to fail."""
    form = default_theme().formats["a5"]
    pages = pages_of(lower_back, "a5")
    case = Case(lower_back, "a5", pages)
    boxes = pages[0].boxes
    text = next(box for box in boxes if box.block == "step 3 / text")
    at_hole = hole(pages[0], form)
    for broken, wrong in [
        (text.moved(0, 12), "overlap"),
        (text.moved(80, 0), "outside the safe area"),
        (text.moved(-30, 0), "across an edge"),
        (text.moved(at_hole[0] - text.rect.x, at_hole[1] - text.rect.y), "in the hole's keep-out"),
        (text._replace(rect=text.rect._replace(width=50)), "out of its box"),
        (text._replace(role="name"), "below the floor"),
    ]:
        page = replace(pages[0], blocks=one_block(broken if box is text else box for box in boxes))
        assert any(wrong in fault for fault in faults(page, form)), wrong
    front = replace(pages[0], blocks=one_block(box for box in boxes if box is not text))
    assert list(lost(replace(case, pages=(front, *pages[1:]))))
    swapped = replace(pages[0], blocks=one_block(reversed(boxes)))
    assert list(out_of_order(replace(case, pages=(swapped, *pages[1:]))))


# --- What must be on which page


def lost(case: Case) -> Iterator[str]:
    """Yield every text that is not where it must be."""
    yield from _lost_steps(case)
    yield from _lost_safety(case)
    yield from _lost_user_texts(case)
    yield from _lost_reference(case)


def step_numbers_on(page: Page) -> list[int]:
    return [int(box_text(box)) for box in page.boxes if box.tag == "Lbl" and re.fullmatch(r"step \d+", box.block)]


def texts_of(page: Page, block: str) -> list[str]:
    return [plain(box_text(box)) for box in page.boxes if box.block == block and runs(box)]


def everything(page: Page) -> str:
    return plain(page.text())


def raw(box: Box) -> str:
    """Return a box's text with the space at its end: what the next box of the same text continues."""
    return "".join(run.text + " " * run.space_after for run in runs(box))


def _lost_steps(case: Case) -> Iterator[str]:
    numbers = [number for page in case.pages for number in step_numbers_on(page)]
    if numbers != [step.number for step in case.document.steps]:
        yield f"steps {numbers}"
    in_full = " ".join(everything(page) for page in case.pages)
    for page in case.pages:
        for step in (case.document.steps[number - 1] for number in step_numbers_on(page)):
            block = f"step {step.number}"
            text = " ".join(texts_of(page, f"{block} / text"))
            hands = " ".join(texts_of(page, f"{block} / hands")) or text
            if texts_of(page, f"{block} / name") != [plain(step.name)]:
                yield f"{block}: name"
            if texts_of(page, f"{block} / dose") != [plain(step.badge)]:
                yield f"{block}: dose"
            row = plain(" ".join(box_text(box) for box in page.boxes if box.block.startswith(f"{block} /")))
            if step.about and plain(step.about).casefold() not in row.casefold():
                yield f"{block}: estimated minutes"
            if plain(step.hands) not in hands:
                yield f"{block}: hands"
            if plain(step.full) not in text and plain(step.short) not in text:
                yield f"{block}: instruction"
            if plain(step.full) not in in_full:
                yield f"{block}: instruction in full"
            if not any(box.tag == "Figure" and box.alt == step.alt for box in page.boxes if box.block == block):
                yield f"{block}: figure"


def _lost_safety(case: Case) -> Iterator[str]:
    document = case.document
    for front, back in zip(case.pages[::2], case.pages[1::2], strict=False):
        steps = set(step_numbers_on(front))
        if not steps:
            continue
        foot, said = " ".join(texts_of(front, "foot")), everything(back)
        for rule in (document.labels.spine, document.labels.stop):
            if plain(rule) not in foot:
                yield f"foot of steps {steps}: {rule}"
        for panel in document.core:
            for text in filter(None, (panel.lead, *panel.phrases, *panel.sentences, panel.signal)):
                if plain(text) not in said:
                    yield f"back of steps {steps}: {text}"
        for rule in document.step_rules:
            numbers = tuple(number for number in rule.steps if number in steps)
            opening = f"{step_numbers(document.labels, numbers)}:" if numbers else ""
            for text in rule.texts if numbers else ():
                if plain(text) not in said or opening not in said:
                    yield f"back of steps {steps}: rule {text}"


def _lost_user_texts(case: Case) -> Iterator[str]:
    document = case.document
    boxes = [box for page in case.pages for box in page.boxes]
    values = "".join(raw(box) for box in boxes if box.block == "fields / value")
    if squeezed(values) != squeezed("".join(field.value for field in document.fields if field.value)):
        yield f"fields: {values}"
    note = "".join(raw(box) for box in boxes if box.block == "notes / value")
    if note.split() != (document.note or "").split():
        yield f"note: {note}"
    for label in (field.label for field in document.fields):
        if not any(box.tag == "Form" and box.alt == label for box in boxes):
            yield f"field {label}"
    for page in case.pages[::2]:
        if squeezed(document.title) not in squeezed(page.text()):
            yield f"title on {page.title}"
    if document.logo and not all(
        any(isinstance(mark, Picture) for box in page.boxes for mark in box.marks)
        for page in case.pages
        if step_numbers_on(page)
    ):
        yield "logo"


def _lost_reference(case: Case) -> Iterator[str]:
    document = case.document
    boxes = [box for page in case.pages for box in page.boxes]
    asked = [item for group in document.ticklist.groups for item in group.items]
    answered = [f"{answer}: {item}" for item in asked for answer in document.ticklist.answers]
    if [box.alt for box in boxes if box.block == "tick-list" and box.tag == "Form"] != answered:
        yield "tick-list"
    if [plain(box_text(box)) for box in boxes if box.block == "tick-list" and box.tag == "LBody"] != asked:
        yield "texts of the tick-list"
    cells = [plain(box_text(box)) for box in boxes if box.tag == "TD"]
    if cells != [plain(cell) for row in document.pain.rows for cell in row]:
        yield "pain table"
    prepared = [box.alt for box in boxes if box.block == "checklist" and box.tag == "Form"]
    if prepared not in ([item.text for item in document.checklist], [item.short for item in document.checklist]):
        yield "checklist"
    sources = [plain(box_text(box)) for box in boxes if box.block == "sources" and box.role == "caption"]
    if sources != [plain(line) for line in document.sources]:
        yield "sources"
    glossary = " ".join(box_text(box) for box in boxes if box.block == "glossary" and box.tag == "P")
    if plain(glossary) != plain(" ".join(f"{term}: {meaning}." for term, meaning in document.glossary)):
        yield "glossary"
    count = Counter(box.block for box in boxes if box.tag in {"Form", "Figure"})
    if count["session log"] != default_theme().formats[case.format].log.count:
        yield "session log"
    if count["qr"] != bool(document.qr):
        yield "qr"


def out_of_order(case: Case) -> Iterator[str]:
    """Yield what does not stand in reading order, and pages that are not on the side they claim."""
    for index, page in enumerate(case.pages):
        if page.side != ("back" if index % 2 else "front"):
            yield f"page {index + 1} is a {page.side}"
        blocks = [box.block for box in page.boxes if box.tag != "Artifact"]
        order = [_rank(block) for block in blocks] if step_numbers_on(page) else []
        if order != sorted(order):
            yield f"page {index + 1}: {blocks}"
        if page.boxes[0].block != "paper" or not blocks[0].startswith("band / title"):
            yield f"page {index + 1} does not begin with its title"
    cards = (len(case.pages) + 1) // 2
    fronts = sum(bool(step_numbers_on(page)) for page in case.pages)
    for index, page in enumerate(case.pages):
        expected = case.document.labels.card_of.format(number=index // 2 + 1, count=cards)
        alone = index == 0 and fronts == 1  # the only card with steps is the card; its back counts
        if expected not in everything(page) and not alone:
            yield f"page {index + 1} is not called {expected}"


def _rank(block: str) -> tuple[int, int]:
    """Order of the blocks on a front: band, time bar, steps by number, foot."""
    step = re.match(r"(?:phase from )?step (\d+)", block)
    if step:
        return 2, int(step[1])
    return {"band": 0, "time bar": 1, "foot": 3}[block.split(" /", maxsplit=1)[0]], 0


# --- What more text does to a card


@pytest.mark.parametrize("name", ["a5", "a6"])
@pytest.mark.parametrize("routine", ["quick-10", "lumbar-routine"])
def test_a_longer_note_removes_no_word_from_the_card(catalog: Catalog, routine: str, name: str) -> None:
    said: Counter[str] = Counter()
    for length in (0, 3, 40, 200):
        note = "\n".join(["zzz " * 5] * (length // 5)).strip() or None
        pages = pages_of(document_of(catalog, routine, replace(BLANK, note=note)), name)
        # The side's own number and the word "continued" come and go with the number of sides.
        now = Counter(word for page in pages for box in page.boxes for word in _content(box))
        # Rules stand under a heading, which is not counted, or run in after its words.
        assert not said - now - Counter(f"{catalog.label('step-rules-title')}.".split())
        assert now["zzz"] == (len(note.split()) if note else 0)
        said = now


def _content(box: Box) -> list[str]:
    # The checklist is worded in full where it has left the safety side, and in short where it stays.
    other = box.block.startswith("band") or box.block == "checklist" or box.tag == "H2" or box.role == "label"
    return [] if other else box_text(box).split()
