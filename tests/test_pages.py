"""What the finished files say, read back with two readers: every step, dose, warning, source; where and how large."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from io import BytesIO

import pypdfium2
import pytest
from pypdf import PageObject, PdfReader

from cardgen.content.dose import parse_dose
from cardgen.content.model import Catalog
from cardgen.document import Document, StepItem, step_numbers
from cardgen.pipeline import CardResult
from cardgen.selection import Choice
from cardgen.theme import Role, default_theme, format_of

ROUTINES = ("lower-back", "back-routine", "lumbar-routine", "quick-10")
FORMS = ("a5", "a6")
CARDS = [pytest.param(routine, form, id=f"{routine} on {form}") for routine in ROUTINES for form in FORMS]
CHOSEN = tuple(
    Choice(technique, parse_dose(dose))
    for technique, dose in (("stroking", "3min"), ("deep-stroking", "20x"), ("clapping", "2min"))
)

Make = Callable[..., CardResult]


def plain(text: str) -> str:
    """Return a text with single spaces, as a reader that copies it gets it."""
    return " ".join(text.split())


@dataclass(frozen=True)
class Printed:
    """A page as pypdf and pdfium read it.

    Attributes:
        text: All words of pypdf with single spaces.
        other: The same of pdfium.
        letters: Every character but spaces, with its size in points.
    """

    text: str
    other: str
    letters: tuple[tuple[str, float], ...]

    def says(self, words: str) -> bool:
        """Say whether both readers find these words, none of them glued to the next."""
        return plain(words) in self.text and plain(words) in self.other

    def sizes(self, words: str) -> set[float]:
        """Return the sizes in which these words are set, wherever they stand; empty if they do not."""
        wanted = "".join(words.split())
        squeezed = "".join(letter for letter, _ in self.letters)
        found: set[float] = set()
        start = squeezed.find(wanted)
        while start >= 0:
            found |= {size for _, size in self.letters[start : start + len(wanted)]}
            start = squeezed.find(wanted, start + 1)
        return found


@cache
def printed(pdf: bytes) -> tuple[Printed, ...]:
    document = pypdfium2.PdfDocument(pdf)
    return tuple(
        Printed(plain(one.extract_text()), plain(other.get_textpage().get_text_range()), letters(one))
        for one, other in zip(PdfReader(BytesIO(pdf)).pages, document, strict=True)
    )


def letters(page: PageObject) -> tuple[tuple[str, float], ...]:
    found: list[tuple[str, float]] = []

    def visit(text: str, _cm: object, _tm: object, _font: object, size: float) -> None:
        found.extend((letter, round(size, 2)) for letter in text if not letter.isspace())

    page.extract_text(visitor_text=visit)
    return tuple(found)


def in_role(sizes: set[float], form: str, *roles: Role) -> bool:
    """Say whether words are printed at all, and in every place as large as one of these roles allows."""
    styles = [format_of(default_theme(), form).type[role] for role in roles]
    return bool(sizes) and all(any(s.floor - 0.01 <= size <= s.size + 0.01 for s in styles) for size in sizes)


def card_of(pages: tuple[Printed, ...], step: StepItem) -> tuple[Printed, Printed]:
    """Return front and back of the card that carries a step: its name, its dose and what to do."""
    for front, back in zip(pages[::2], pages[1::2], strict=False):
        if all(front.says(words) for words in (step.name, step.badge)) and (
            front.says(step.full) or front.says(step.short)
        ):
            return front, back
    raise AssertionError(f"no front carries step {step.number}, {step.name}")


def core_words(document: Document) -> Iterable[str]:
    for item in document.core:
        yield from filter(None, (item.signal, item.lead, *item.phrases, *item.sentences))


# --- Where


@pytest.mark.parametrize(("routine", "form"), CARDS)
def test_every_step_stands_on_a_front_with_its_dose_and_hands(make: Make, routine: str, form: str) -> None:
    card = make(routine=routine, format=form)
    pages = printed(card.pdf)
    assert len(card.document.steps) == len(card.plan.steps) > 1
    for step in card.document.steps:
        front, _ = card_of(pages, step)
        assert front.says(step.hands)
        assert str(step.number) in front.text.split()


@pytest.mark.parametrize(("routine", "form"), CARDS)
def test_the_full_text_of_every_step_is_somewhere_in_the_set(make: Make, routine: str, form: str) -> None:
    card = make(routine=routine, format=form)
    pages = printed(card.pdf)
    for step in card.document.steps:
        assert any(page.says(step.full) for page in pages), step.name


@pytest.mark.parametrize(("routine", "form"), CARDS)
def test_the_safety_core_is_behind_every_step(make: Make, routine: str, form: str) -> None:
    card = make(routine=routine, format=form)
    pages = printed(card.pdf)
    for step in card.document.steps:
        front, back = card_of(pages, step)
        for words in core_words(card.document):
            assert back.says(words) or back.says(f"{words[0].upper()}{words[1:]}"), words
        assert front.says(card.document.labels.stop)
        assert front.says(card.document.labels.spine)


@pytest.mark.parametrize(("routine", "form"), CARDS)
def test_the_rules_of_a_step_are_on_the_back_of_its_card_with_its_number(make: Make, routine: str, form: str) -> None:
    card = make(routine=routine, format=form)
    document, pages = card.document, printed(card.pdf)
    assert document.step_rules
    for rule in document.step_rules:
        for step in (s for s in document.steps if s.number in rule.steps):
            front, back = card_of(pages, step)
            here = tuple(n for n in rule.steps if card_of(pages, document.steps[n - 1])[0] is front)
            assert back.says(f"{step_numbers(document.labels, here)}: {' '.join(rule.texts)}")


@pytest.mark.parametrize(("routine", "form"), CARDS)
def test_nothing_else_of_the_document_is_missing(make: Make, routine: str, form: str) -> None:
    document = make(routine=routine, format=form).document
    pages = printed(make(routine=routine, format=form).pdf)
    wanted = [document.subtitle, document.pain.lead, *document.pain.columns, *document.sources, document.ticklist.lead]
    wanted += [cell for row in document.pain.rows for cell in row]
    wanted += [meaning for _, meaning in document.glossary]
    wanted += [item for group in document.ticklist.groups for item in group.items]
    wanted += [field.label for field in document.fields]
    for words in wanted:
        assert any(page.says(words) for page in pages), words
    for item in document.checklist:
        assert any(page.says(item.text) or page.says(item.short) for page in pages), item
    fronts = [page for page in pages[::2] if page.says(document.steps[0].name)]
    assert fronts[0].text.startswith(document.title)


# --- How large


@pytest.mark.parametrize(("routine", "form"), CARDS)
def test_type_sizes_are_those_of_the_format(make: Make, routine: str, form: str) -> None:
    card = make(routine=routine, format=form)
    document, pages = card.document, printed(card.pdf)
    assert in_role(pages[0].sizes(document.title), form, "title")
    for step in document.steps:
        front, back = card_of(pages, step)
        said = front.sizes(step.full) or front.sizes(step.short)
        assert in_role(said, form, "body")
        assert in_role(front.sizes(step.badge), form, "badge", "bar")  # the time bar says minutes, too
        assert in_role({max(front.sizes(step.name))}, form, "name")  # "Percussion" is the name of its phase, too
        for words in core_words(document):
            found = back.sizes(words) or back.sizes(f"{words[0].upper()}{words[1:]}")
            assert in_role(found, form, "body", "strong", "signal"), words
        for rule in (r for r in document.step_rules if step.number in r.steps):
            assert in_role(back.sizes(" ".join(rule.texts)), form, "body")
    for source in document.sources:
        assert any(in_role(page.sizes(source), form, "caption") for page in pages)


@pytest.mark.parametrize(("routine", "form"), CARDS)
def test_nothing_at_all_is_smaller_than_the_smallest_floor(make: Make, routine: str, form: str) -> None:
    floors = [style.floor for style in format_of(default_theme(), form).type.values()]
    for page in printed(make(routine=routine, format=form).pdf):
        assert page.letters
        assert min(size for _, size in page.letters) >= min(floors) - 0.01


# --- Cards that the issue names


def test_a_card_of_chosen_techniques(make: Make, catalog: Catalog) -> None:
    card = make(choices=CHOSEN, client="Zoë Żółć", format="a6")
    pages = printed(card.pdf)
    names = [catalog.text.techniques[i].name for i in ("stroking", "deep-stroking", "clapping")]
    assert [(s.name, plain(s.badge)) for s in card.document.steps] == list(
        zip(names, ("3 min", "20 times", "2 min"), strict=True)
    )
    places = [pages[0].text.index(name) for name in names]
    assert places == sorted(places)
    for step in card.document.steps:
        assert card_of(pages, step)[0] is pages[0]
    assert pages[0].says("Zoë Żółć")
    assert in_role(pages[0].sizes("Zoë Żółć"), "a6", "subtitle")
    tapping = next(r for r in card.document.step_rules if r.steps == (3,))
    assert pages[1].says(" ".join(tapping.texts))
    assert not any(page.says("Circular kneading") for page in pages)


def test_the_fixed_order_of_the_lumbar_routine_in_25_minutes(make: Make, catalog: Catalog) -> None:
    card = make(routine="lumbar-routine", minutes=25)
    order = ("stroking", "deep-stroking", "friction-thumbs", "kneading-picking-up", "hacking", "clapping")
    assert tuple(s.technique_id for s in card.document.steps) == order
    assert card.plan.minutes == sum(s.minutes for s in card.document.steps) == 25
    pages = printed(card.pdf)
    assert pages[0].says("25-minute massage in 6 steps")
    fronts = [page.text for page in pages[::2]]
    places = [" ".join(fronts).index(catalog.text.techniques[i].name) for i in order]
    assert places == sorted(places)
    for step in card.document.steps:
        front, _ = card_of(pages, step)
        assert front.says(f"about {step.minutes} min" if step.amount.kind == "times" else f"{step.minutes} min")


def test_what_the_user_adds_is_printed_with_its_lines(make: Make) -> None:
    asked = {
        "client": "Đặng Thị Huệ",
        "therapist": "Дмитрий Їжак",
        "clinic": "Quiet Hands",
        "clinic_contact": "12 Mill Lane\n+44 20 7946 0123",
        "note": "Warm the oil <b>first</b> & ask.\nNo nut oil!",
        "qr": "https://example.org/back",
    }
    pages = printed(make(**asked).pdf)
    for words in asked.values():
        assert any(page.says(words) for page in pages), words
