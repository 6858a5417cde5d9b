"""The intake form and the slip on paper: everything stands where it may, nothing is lost, pages break cleanly."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from geometry import faults, plain, squeezed
from hypothesis import given, settings
from hypothesis import strategies as st
from making import shipped

from cardgen.content.model import Catalog
from cardgen.document import Imprint
from cardgen.images import Logo
from cardgen.intake.questions import Question, Topic
from cardgen.layout.boxes import Box, Page, box_text
from cardgen.layout.form import lay_out_form
from cardgen.layout.slip import lay_out_slip
from cardgen.papers.form import Form, build_form
from cardgen.papers.slip import Slip, Urgency, build_slip
from cardgen.theme import Theme, default_theme, format_of

CLOCK = dt.datetime(2026, 11, 20, tzinfo=dt.UTC)
DAY = dt.date(2026, 11, 20)
PAPERS = ("a4", "letter", "a5", "a4-large", "a6", "half-letter")


def form_of(catalog: Catalog, **imprint: object) -> Form:
    return build_form(catalog, Imprint(clock=CLOCK, **imprint))  # type: ignore[arg-type]


def slip_of(catalog: Catalog, urgency: Urgency, **imprint: object) -> Slip:
    return build_slip(catalog, Imprint(clock=CLOCK, **imprint), urgency, DAY)  # type: ignore[arg-type]


def form_pages(form: Form, name: str, theme: Theme | None = None) -> tuple[Page, ...]:
    theme = theme or default_theme()
    return lay_out_form(form, theme, format_of(theme, name))


def slip_pages(slip: Slip, name: str = "a5") -> tuple[Page, ...]:
    theme = default_theme()
    return lay_out_slip(slip, theme, format_of(theme, name))


def boxes(pages: tuple[Page, ...]) -> list[Box]:
    return [box for page in pages for box in page.boxes]


def text_of(pages: tuple[Page, ...]) -> str:
    return plain(" ".join(page.text() for page in pages))


@pytest.mark.parametrize("name", PAPERS)
def test_everything_on_the_form_stands_where_it_may(catalog: Catalog, theme: Theme, name: str) -> None:
    pages = form_pages(form_of(catalog, clinic="Quiet Hands", client="Zoë"), name)
    assert [fault for page in pages for fault in faults(page, format_of(theme, name))] == []


@pytest.mark.parametrize("name", PAPERS)
def test_every_question_has_its_id_and_a_box_for_each_answer(catalog: Catalog, name: str) -> None:
    form = form_of(catalog)
    pages = form_pages(form, name)
    alts = [box.alt for box in boxes(pages) if box.tag == "Form"]
    ids = [box_text(box) for box in boxes(pages)]
    for question in (question for topic in form.topics for question in topic.questions):
        assert squeezed(question.text) in squeezed(text_of(pages))
        assert ids.count(question.id) == 1
        for answer in form.answers:
            assert alts.count(f"{answer}: {question.text}") == 1
        assert alts.count(f"{form.where} {question.text}") == question.placed


def test_questions_stand_in_the_order_of_the_form(catalog: Catalog) -> None:
    form = form_of(catalog)
    ids = {question.id for topic in form.topics for question in topic.questions}
    printed = [text for text in map(box_text, boxes(form_pages(form, "a4"))) if text in ids]
    assert printed == [question.id for topic in form.topics for question in topic.questions]


@pytest.mark.parametrize("name", PAPERS)
def test_every_page_says_which_it_is_and_from_whom(catalog: Catalog, name: str) -> None:
    form = form_of(catalog, clinic="Quiet Hands")
    pages = form_pages(form, name)
    assert len(pages) > 1
    for number, page in enumerate(pages, start=1):
        assert plain(form.page_of.format(number=number, count=len(pages))) in plain(page.text())
        assert "Quiet Hands" in page.text()


def with_topic(catalog: Catalog, count: int) -> Form:
    questions = tuple(Question(f"question-{i}", f"Is it question {i}?", placed=False) for i in range(count))
    return replace(form_of(catalog), topics=(Topic("Many", "condition", questions),))


def asked_on(page: Page) -> int:
    return sum(box_text(box).startswith("question-") for box in page.boxes)


def test_a_topic_that_continues_repeats_its_heading(catalog: Catalog) -> None:
    form = with_topic(catalog, 120)
    pages = form_pages(form, "a4")
    assert sum(map(asked_on, pages)) == 120
    headings = [box_text(box) for box in boxes(pages) if box.tag == "H2" and "Many" in box_text(box)]
    assert headings[0] == "Many"
    assert set(headings[1:]) == {form.continued.format(title="Many")}


def test_no_question_stands_alone_on_a_page(catalog: Catalog) -> None:
    split = 0
    for count in range(20, 60):
        asked = [asked_on(page) for page in form_pages(with_topic(catalog, count), "a5")]
        assert 1 not in asked
        split += sum(number > 0 for number in asked) > 1
    assert split


def test_the_emergency_signs_are_flagged(catalog: Catalog) -> None:
    form = form_of(catalog)
    first = form.topics[0]
    marked = {box.block for box in boxes(form_pages(form, "a4")) if _is_flag(box)}
    assert marked == {first.title}


def _is_flag(box: Box) -> bool:
    return box.tag == "Artifact" and any(getattr(mark, "fill", None) == "red" for mark in box.marks)


def test_the_clinic_stands_in_a_field_where_the_band_has_no_room_for_all_of_it(catalog: Catalog) -> None:
    label = catalog.label("clinic")
    for told, fielded in (
        ({"clinic": "Quiet Hands"}, False),
        ({"clinic": "Quiet Hands", "clinic_contact": "Tel 1"}, True),
        ({"clinic": "A very long name of a clinic " * 6}, True),
        ({}, False),
    ):
        pages = form_pages(form_of(catalog, **told), "letter")
        assert (label in [box.alt for box in pages[0].boxes]) == fielded
        assert all(plain(text) in text_of(pages) for text in told.values())


def test_consent_and_signature_stay_together(catalog: Catalog) -> None:
    form = form_of(catalog)
    for name in PAPERS:
        consenting = [page for page in form_pages(form, name) if squeezed(form.consent) in squeezed(page.text())]
        assert len(consenting) == 1
        labels = {box.alt for box in consenting[0].boxes if box.tag == "Form"}
        assert {field.label for field in form.signatures} <= labels


@pytest.mark.parametrize("urgency", ["emergency", "refuse", "refer", "remnant"])
def test_the_slip_takes_one_page(catalog: Catalog, theme: Theme, logo: Logo, urgency: Urgency) -> None:
    imprint = {"clinic": "Quiet Hands", "clinic_contact": "Tel 1\nStreet 2\nTown 3", "therapist": "Mia", "logo": logo}
    slip = slip_of(catalog, urgency, client="Zoë", emergency_number="112", **imprint)
    (page,) = slip_pages(slip)
    assert faults(page, format_of(theme, "a5")) == []
    text = plain(page.text())
    for passage in slip.passages:
        assert plain(passage.text) in text
    assert plain(slip.signs.running) in text
    forms = [box.alt for box in page.boxes if box.tag == "Form"]
    assert forms[-len(slip.reply.fields) :] == [field.label for field in slip.reply.fields]
    for answer in slip.reply.answers:
        assert f"{answer}: {slip.reply.question}" in forms


@pytest.fixture(scope="module")
def logo() -> Logo:
    return Logo(3, 1, bytes(9))


@settings(max_examples=12, deadline=None)
@given(
    clinic=st.text("Wil dé-", min_size=1, max_size=200).filter(str.strip),
    contact=st.lists(st.text("W19 ", min_size=1, max_size=80).filter(str.strip), max_size=40),
)
def test_texts_of_any_length_are_printed(clinic: str, contact: list[str]) -> None:
    told = {"clinic": clinic.strip(), "clinic_contact": "\n".join(map(str.strip, contact)) or None}
    slip = slip_of(shipped(), "refer", **told)
    pages = slip_pages(slip)
    assert [fault for page in pages for fault in faults(page, format_of(default_theme(), "a5"))] == []
    text = squeezed(text_of(pages))
    assert all(squeezed(line) in text for line in contact)
    assert squeezed(slip.signs.running) in text


@settings(max_examples=8, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 600), st.integers(0, 45)), min_size=1, max_size=12), st.sampled_from(["a5", "a6"])
)
def test_questions_and_ids_of_any_length_are_printed(lengths: list[tuple[int, int]], name: str) -> None:
    questions = tuple(
        Question(
            f"question-{i}-{('long-' * more)[:more]}x", ("word " * length)[:length].strip(), placed=bool(length % 2)
        )
        for i, (length, more) in enumerate(lengths)
    )
    form = replace(form_of(shipped()), topics=(Topic("Long", "condition", questions),))
    pages = form_pages(form, name)
    assert [fault for page in pages for fault in faults(page, format_of(default_theme(), name))] == []
    assert [text for text in map(box_text, boxes(pages)) if text.startswith("question-")] == [q.id for q in questions]
