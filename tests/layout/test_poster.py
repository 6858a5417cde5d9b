"""Posters: every format, upright and on its side, with whatever is asked for: all of it there, nothing out of place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby, pairwise

import pytest
from geometry import BODY_ROLES, extent, faults, plain, runs, squeezed
from hypothesis import Phase, assume, event, given, reject, settings
from hypothesis import strategies as st
from making import BLANK, CLOCK, plan_of, shipped

from cardgen.content.composition import order_breaches
from cardgen.document import Imprint
from cardgen.errors import RequestError
from cardgen.layout.boxes import Page, box_text, one_block
from cardgen.layout.poster import lay_out_poster
from cardgen.layout.poster_ladder import OPTIONS
from cardgen.layout.setting import Setting
from cardgen.poster import Poster, build_poster
from cardgen.theme import Format, default_theme, turned

POSTERS = ("a3", "tabloid", "a2", "18x24in", "a1", "24x36in", "a0")
CORE = ("Emergency signs", "Do not massage", "Ask a doctor first", "Before you start")
LONG = "Agnieszka " * 60


def form_of(name: str, *, lying: bool = False) -> Format:
    form = default_theme().formats[name]
    return turned(form) if lying else form


def poster_of(*routines: str | tuple[str, ...], imprint: Imprint = BLANK) -> Poster:
    return build_poster([plan_of(shipped(), routine) for routine in routines], imprint)


@cache
def laid(name: str, *routines: str | tuple[str, ...], lying: bool = False) -> tuple[Page, ...]:
    return lay_out_poster(poster_of(*routines), default_theme(), form_of(name, lying=lying))


def steps_on(page: Page) -> list[int]:
    return [int(box_text(box)) for box in page.boxes if box.tag == "Lbl" and re.fullmatch(r"step \d+", box.block)]


def said(page: Page) -> str:
    return plain(page.text())


def lost(poster: Poster, pages: tuple[Page, ...]) -> Iterator[str]:
    """Yield what a poster leaves out: steps, their rules, the core, the user's words, the sources."""
    everything = squeezed(" ".join(page.text() for page in pages))
    numbers = [number for page in pages for number in steps_on(page)]
    if sorted(numbers) != sorted(step.number for one in poster.routines for step in one.steps):
        yield f"the steps are {numbers}"
    for page in pages:
        words = squeezed(page.text())
        for item in poster.first.core if steps_on(page) else ():
            for text in filter(None, (item.lead, *item.phrases, *item.sentences)):
                if squeezed(text) not in words:
                    yield f"{page.title}: the core's {text!r}"
    for document in poster.routines:
        for step in document.steps:
            if not any(squeezed(text) in everything for text in (step.short, step.full)):
                yield f"the text of step {step.number}"
        for rule in document.step_rules:
            yield from (f"the rule {text!r}" for text in rule.texts if squeezed(text) not in everything)
    notes = [box for page in pages for box in page.boxes if box.block == "note" and box.role == "body"]
    passages = squeezed("".join(map(box_text, notes)))
    everything += passages
    first = poster.first
    cited = [line for one in poster.routines for line in one.sources]
    for value in (first.note, *cited, *(field.value for field in first.fields)):
        if value and squeezed(value.replace("\n", ", ")) not in everything and squeezed(value) not in everything:
            yield f"the user's or the sources' {value[:60]!r}"


# --- Formats


def test_the_formats_are_those_that_the_program_promises() -> None:
    assert tuple(default_theme().posters) == POSTERS


@pytest.mark.parametrize("lying", [False, True])
@pytest.mark.parametrize("name", POSTERS)
def test_the_default_routine_fits_every_format(name: str, lying: bool) -> None:
    pages, form = laid(name, "lower-back", lying=lying), form_of(name, lying=lying)
    assert [fault for page in pages for fault in faults(page, form)] == []
    assert list(lost(poster_of("lower-back"), pages)) == []


@pytest.mark.parametrize("name", POSTERS)
def test_the_default_routine_takes_one_upright_poster(name: str) -> None:
    assert len(laid(name, "lower-back")) == 1


def test_nothing_but_sources_is_below_the_floor_of_its_distance() -> None:
    """The visual specification: A2 is read from two metres and A3 from 1.4, nothing below 24 and 17 points."""
    for name, floor in (
        ("a3", 17.0),
        ("tabloid", 17.0),
        ("18x24in", 24.0),
        ("24x36in", 24.0),
        ("a2", 24.0),
        ("a1", 24.0),
        ("a0", 24.0),
    ):
        for page in laid(name, "lower-back"):
            small = {box.block for box in page.boxes for run in runs(box) if run.size < floor}
            assert small <= {"sources"}, name


def test_a_larger_poster_has_larger_figures_and_type() -> None:
    sizes = []
    for name in ("a3", "a2", "a1", "a0"):
        (page,) = laid(name, "lower-back")
        figures = [box.rect.width for box in page.boxes if box.tag == "Figure" and box.block == "step 1"]
        body = [run.size for box in page.boxes if box.block == "step 1 / text" for run in runs(box)]
        sizes.append((min(figures), min(body)))
    assert sizes == sorted(sizes)
    assert len({figure for figure, _ in sizes}) == len(sizes)


@pytest.mark.parametrize("lying", [False, True])
@pytest.mark.parametrize("name", ["a1", "24x36in", "a0"])
def test_a_large_poster_has_the_table_of_pain_signs(name: str, lying: bool) -> None:
    (page,) = laid(name, "lower-back", lying=lying)
    pain = poster_of("lower-back").first.pain
    assert all(squeezed(cell) in squeezed(page.text()) for row in pain.rows for cell in row)
    assert squeezed(pain.lead) in squeezed(page.text())


def test_type_halfway_to_its_floor_is_in_the_middle_but_for_the_title() -> None:
    setting = Setting(default_theme(), form_of("a0"))
    (option, *_) = (one for one in OPTIONS if one.halfway)
    half, whole = option.applied(setting), setting.with_fit(option.fit)
    assert half.format.type["title"] is setting.format.type["title"]
    for role in ("body", "name", "caption", "signal"):
        style = setting.format.type[role]
        assert half.type(role).size == pytest.approx((style.size + style.floor) / 2)
        assert half.type(role).leading / half.type(role).size == pytest.approx(
            whole.type(role).leading / whole.type(role).size
        )
    assert option.applied(setting) is half


@pytest.mark.parametrize(("name", "least"), [("a3", 67.0), ("a2", 95.0), ("a1", 133.0), ("a0", 187.0)])
def test_a_title_on_one_line_is_as_large_as_its_room(name: str, least: float) -> None:
    (page,) = laid(name, "lower-back")
    (title,) = (box for box in page.boxes if box.tag == "H1")
    (figure,) = (box for box in page.boxes if box.block == "band / figure")
    (run,) = runs(title)
    style = form_of(name).type["title"]
    room = figure.rect.x - title.rect.x
    assert run.size >= least
    assert room * 0.9 < title.rect.width < room
    assert style.floor <= run.size <= style.size


def test_a_card_format_is_refused() -> None:
    with pytest.raises(ValueError, match="kind card"):
        lay_out_poster(poster_of("quick-10"), default_theme(), default_theme().formats["a5"])


# --- What stands where


def test_the_core_stands_on_every_poster_with_steps() -> None:
    poster = poster_of(tuple(shipped().techniques))
    pages = lay_out_poster(poster, default_theme(), form_of("a3"))
    assert len(pages) > 1
    for page in pages:
        headings = {box.block for box in page.boxes}
        assert headings >= set(CORE)
        assert "Poster" in said(page)


def test_a_poster_says_where_its_steps_go_on() -> None:
    pages = laid("a3", tuple(shipped().techniques))
    for number, (page, following) in enumerate(pairwise(pages), 2):
        first, last = steps_on(following)[0], steps_on(following)[-1]
        named = f"Steps {first}–{last}" if first != last else f"Step {first}"
        assert f"{named}: poster {number}" in said(page)
    assert ": poster" not in said(pages[-1])


def test_reading_order_is_band_steps_core_foot() -> None:
    (page,) = laid("a2", "lower-back")
    order = [block for block, _ in groupby(box.block.partition(" / ")[0] for box in page.boxes)]
    firsts = [order.index(block) for block in ("band", "time bar", "step 1", "step 7", "Ask a doctor first", "foot")]
    assert firsts == sorted(firsts)
    assert next(box.tag for box in page.boxes if box.tag in {"H1", "H2", "H3"}) == "H1"


def test_call_outs_point_to_muscles_and_spine() -> None:
    (page,) = laid("a2", "lower-back")
    (figure,) = (box for box in page.boxes if box.block == "band / figure")
    assert figure.alt is not None
    assert "low back" in figure.alt
    for block in ("band / work here", "The spine"):
        *_, dot = (box for box in page.boxes if box.block == block)
        assert figure.rect.contains(dot.rect)
    spine = [box for box in page.boxes if box.block == "The spine"][-1].rect
    assert spine.centre[0] == pytest.approx(figure.rect.centre[0], abs=0.1)


def test_a_general_poster_says_that_nobody_was_screened() -> None:
    assert "Screening not recorded." in said(laid("a2", "quick-10")[0])


def test_several_routines_stand_side_by_side_under_headings_of_their_own() -> None:
    (page,) = laid("a1", "quick-10", "lower-back")
    assert list(faults(page, form_of("a1"))) == []
    titles = [box for box in page.boxes if box.block.startswith("routine ") and box.tag == "H2"]
    assert len(titles) == 2
    assert titles[0].rect.y == pytest.approx(titles[1].rect.y)
    assert titles[0].rect.right < titles[1].rect.x
    tiles = [box for box in page.boxes if box.tag == "Figure" and re.fullmatch(r"step \d+", box.block)]
    assert len(tiles) == 11
    assert len({round(box.rect.width, 2) for box in tiles}) == 1
    assert sum(box.block == "Do not massage" and box.tag == "H2" for box in page.boxes) == 1
    assert list(lost(poster_of("quick-10", "lower-back"), (page,))) == []


def test_routines_that_have_no_room_beside_each_other_take_posters_of_their_own() -> None:
    pages = laid("a3", "quick-10", "lower-back")
    assert len(pages) == 2
    assert list(lost(poster_of("quick-10", "lower-back"), pages)) == []


def test_a_page_with_one_routine_of_several_has_its_name_and_for_whom_it_is() -> None:
    """Whoever reads one page must know which massage its steps are of, and who may give it."""
    pages = laid("a3", "quick-10", "back-routine")
    titles = ["".join(box_text(box) for box in page.boxes if box.block == "band / title") for page in pages]
    assert list(dict.fromkeys(titles)) == ["Quick back massage", "Whole back massage"]
    for title, page in zip(titles, pages, strict=True):
        assert "2 routines: choose one" in said(page)
        assert ("For trained therapists" in said(page)) is (title == "Whole back massage")


def test_sources_of_several_routines_say_whose_steps_they_are_behind() -> None:
    """Step 3 of one routine is not step 3 of the other."""
    poster = poster_of("quick-10", "lower-back")
    quick, lower = (squeezed(" ".join(one.sources[:-1])) for one in poster.routines)
    (page,) = laid("a0", "quick-10", "lower-back")
    assert f"Quickbackmassage.{quick}Lowerbackmassage.{lower}" in squeezed(page.text())
    first, *others = laid("a3", "quick-10", "lower-back")
    assert quick in squeezed(first.text())
    assert lower not in squeezed(first.text())
    assert all(lower in squeezed(other.text()) for other in others)


def test_a_title_that_is_too_long_is_set_smaller_and_then_takes_more_lines() -> None:
    poster = replace(poster_of("quick-10"), title="A very long title about backs and how to rub them well " * 2)
    pages = lay_out_poster(poster, default_theme(), form_of("a2"))
    (title,) = (box for box in pages[0].boxes if box.block == "band / title")
    assert {run.size for run in runs(title)} == {form_of("a2").type["title"].floor}
    assert [fault for page in pages for fault in faults(page, form_of("a2"))] == []


def test_what_a_page_breaks_is_found() -> None:
    """The checks are able to fail."""
    (page,) = laid("a2", "quick-10")
    form = form_of("a2")
    every = page.boxes
    text = next(box for box in every if box.block == "step 2 / text")
    for broken, wrong in (
        (text.moved(0, 60), "overlap"),
        (text.moved(600, 0), "outside"),
        (text._replace(role="name"), "floor"),
    ):
        blocks = one_block(broken if box is text else box for box in every)
        assert any(wrong in fault for fault in faults(replace(page, blocks=blocks), form)), wrong
    without = replace(page, blocks=one_block(box for box in every if box.block != "Do not massage"))
    assert list(lost(poster_of("quick-10"), (without,)))
    assert text.role in BODY_ROLES
    assert extent(text).height > 0


# --- Whatever is asked for


@st.composite
def orders(draw: st.DrawFn) -> tuple[str, ...]:
    """Draw techniques in an order that a massage may have."""
    techniques = shipped().techniques
    warm_ups = [id_ for id_, technique in techniques.items() if technique.phase == "warm-up"]
    finishing = [id_ for id_, technique in techniques.items() if technique.phase == "finish"]
    more = draw(st.lists(st.sampled_from(sorted(set(techniques) - set(finishing))), max_size=12))
    last = draw(st.none() | st.sampled_from(finishing))
    asked = [draw(st.sampled_from(warm_ups)), *more, *([last] if last else [])]
    ids = tuple(id_ for id_, _ in groupby(asked))
    assume(not order_breaches(ids, techniques, shipped().sequences))
    try:
        plan_of(shipped(), ids)
    except RequestError:  # a technique comes back too often
        reject()
    return ids


@dataclass(frozen=True)
class Wish:
    name: str
    lying: bool
    steps: tuple[str, ...]
    client: str | None
    clinic: str | None
    contact: str | None
    note: str | None

    @property
    def imprint(self) -> Imprint:
        return Imprint(CLOCK, self.client, None, self.clinic, self.contact, self.note)


short_or_long = st.none() | st.sampled_from(["Zoë Żółć", LONG.strip(), "W" * 200])
wishes = st.builds(
    Wish,
    name=st.sampled_from(POSTERS),
    lying=st.booleans(),
    steps=orders(),
    client=short_or_long,
    clinic=short_or_long,
    contact=st.none() | st.just("12 High Street\n555-1234"),
    note=st.none() | st.sampled_from(["Bring your own towel.", LONG * 5]),
)


@settings(max_examples=12, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(wishes)
def test_every_poster_keeps_its_place_its_sizes_and_its_words(wish: Wish) -> None:
    poster = poster_of(wish.steps, imprint=wish.imprint)
    form = form_of(wish.name, lying=wish.lying)
    pages = lay_out_poster(poster, default_theme(), form)
    event(f"{wish.name}, {len(wish.steps)} steps")
    assert [fault for page in pages for fault in faults(page, form)] == []
    assert list(lost(poster, pages)) == []
