"""How steps are shared out over cards, and what surrounds them on a front."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from geometry import is_number, plain, runs
from making import pages_of

from cardgen.document import Document
from cardgen.layout.boxes import Box, Page, box_text
from cardgen.layout.fronts import frame, shares, span
from cardgen.layout.setting import LADDER, Fit, Setting
from cardgen.layout.steps import fitting_tile
from cardgen.theme import default_theme

A5, A6 = (Setting(default_theme(), default_theme().formats[name]) for name in ("a5", "a6"))


def repeated(document: Document, count: int, *, longer: str = "") -> Document:
    """Return a document of ``count`` steps, each of the third step's kind; ``longer`` is added to every instruction."""
    like = document.steps[2]
    steps = tuple(replace(like, number=number, full=like.full + longer) for number in range(1, count + 1))
    return replace(document, steps=steps, step_rules=())


def fits(document: Document, setting: Setting) -> bool:
    """Say whether all steps fit on a single card on the setting's rung."""
    area = frame(document, setting, (document.steps,), 0).area
    return fitting_tile(setting, document.steps, area.width, area.height) is not None


def test_steps_are_spread_evenly_over_the_fewest_cards(setting: Setting, lower_back: Document) -> None:
    for count in range(1, 15):
        document = repeated(lower_back, count)
        groups, _ = next(shares(document, setting, count))
        assert [step.number for group in groups for step in group] == list(range(1, count + 1))
        sizes = [len(group) for group in groups]
        assert max(sizes) - min(sizes) <= 1
        if len(groups) > 1:
            assert not any(fits(document, setting.with_fit(fit)) for fit in LADDER)


def lengthened(lower_back: Document) -> Iterator[Document]:
    """Yield documents of seven steps whose instructions grow, one after the other, by four words at a time."""
    document = repeated(lower_back, 7)
    for stage in range(50):
        words = [4 * ((stage + 6 - index) // 7) for index in range(7)]
        pairs = zip(document.steps, words, strict=True)
        yield replace(document, steps=tuple(replace(step, full=step.full + " more" * more) for step, more in pairs))


def test_the_first_rung_that_fits_is_taken(lower_back: Document) -> None:
    taken = []
    for document in lengthened(lower_back):
        groups, rung = next(shares(document, A5, len(document.steps)))
        if len(groups) == 1:
            assert rung == next(fit for fit in LADDER if fits(document, A5.with_fit(fit)))
            taken.append(LADDER.index(rung))
    assert taken == sorted(taken)
    assert taken[0] == 0
    assert len(set(taken)) >= 3


@pytest.mark.parametrize("name", ["a5", "a6"])
@pytest.mark.parametrize("longer", ["", " more" * 45])
def test_short_texts_on_the_rows_bring_the_steps_in_full_into_the_set(
    lower_back: Document, name: str, longer: str
) -> None:
    document = repeated(lower_back, 7, longer=longer)
    pages = pages_of(document, name)
    rows = [plain(box_text(box)) for page in pages for box in page.boxes if box.block.endswith("/ text")]
    in_full = [plain(box_text(box)) for page in pages for box in page.boxes if box.block.startswith("steps in full /")]
    if rows == [plain(step.full) for step in document.steps]:
        assert in_full == []
    else:
        assert len(in_full) == 7
        assert all(text.endswith(plain(step.full)) for text, step in zip(in_full, document.steps, strict=True))


def test_a_set_says_where_to_read_on(lower_back: Document) -> None:
    document = repeated(lower_back, 14)
    fronts = [page for page in pages_of(document, "a6") if any(is_number(box) for box in page.boxes)]
    assert len(fronts) > 1
    for index, page in enumerate(fronts):
        foot = " ".join(plain(box_text(box)) for box in page.boxes if box.block == "foot" and runs(box))
        assert document.labels.see_back in foot
        if index + 1 < len(fronts):
            first, *_, last = numbers(fronts[index + 1])
            assert f"Steps {first}–{last}: card {index + 2}" in foot
        first, *_, last = numbers(page)
        assert f"Steps {first}–{last}" in plain(box_text(band(page)))


def numbers(page: Page) -> list[int]:
    return [int(box_text(box)) for box in page.boxes if is_number(box)]


def band(page: Page) -> Box:
    return next(box for box in page.boxes if box.block == "band / subtitle")


def test_the_time_bar_of_a_card_lights_its_own_steps_only(lower_back: Document) -> None:
    document = repeated(lower_back, 14)
    for page in pages_of(document, "a6")[::2]:
        on_card = {str(number) for number in numbers(page)}
        lit = {
            run.text
            for box in page.boxes
            if box.block == "time bar" and box.over
            for run in runs(box)
            if run.colour != "grey"
        }
        assert lit == on_card


def test_a_span_of_steps_is_named(lower_back: Document) -> None:
    assert span(lower_back, lower_back.steps[4:5]) == "Step\u00a05"
    assert span(lower_back, lower_back.steps[2:6]) == "Steps\u00a03–6"


def test_dots_are_explained_where_no_word_stands_beside_them(lower_back: Document) -> None:
    for setting, explained in ((A5, False), (A5.with_fit(Fit(extras=False)), True), (A6, True)):
        laid = frame(lower_back, setting, (lower_back.steps,), 0).foot
        said = plain(" ".join(map(box_text, laid.boxes)))
        assert (lower_back.labels.dots in said) is explained


def test_badges_are_explained_where_one_is_set_by_the_routine(setting: Setting, lower_back: Document) -> None:
    given = replace(lower_back, steps=tuple(replace(step, from_source=True) for step in lower_back.steps))
    for document, explained in ((lower_back, True), (given, False)):
        said = plain(" ".join(map(box_text, frame(document, setting, (document.steps,), 0).foot.boxes)))
        assert ("Outlined" in said) is explained


@pytest.mark.parametrize("rung", LADDER)
def test_the_area_of_the_rows_lies_between_what_is_around_it(setting: Setting, lower_back: Document, rung: Fit) -> None:
    tried, steps = setting.with_fit(rung), lower_back.steps
    for groups in ((steps,), (steps[:3], steps[3:])):
        around = frame(lower_back, tried, groups, 0)
        assert around.limits is None
        assert around.bar_top == pytest.approx(around.band_height + tried.format.band.below)
        assert around.area.y == pytest.approx(around.bar_top + around.bar.height + tried.block_gap)
        assert around.area.bottom == pytest.approx(tried.safe_area.bottom - around.foot.height - tried.block_gap)
