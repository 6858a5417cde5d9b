"""Booklets: load the catalogue, screen, plan, say it, lay it out, and write it to be read or to be folded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cardgen.content.base import Id
from cardgen.content.model import Catalog
from cardgen.content.names import technique_named
from cardgen.errors import Collector, ContentError, Problem
from cardgen.impose.press import Slug, press_file, profile_of
from cardgen.impose.saddle import MOST_SHEETS
from cardgen.impose.stitched import Stitched, Stitching, stitched
from cardgen.imprint import check_imprint
from cardgen.layout.booklet import lay_out
from cardgen.layout.boxes import Page, box_text
from cardgen.loading import load
from cardgen.manual import Manual, build
from cardgen.notices import press_notices
from cardgen.pdf.metadata import Metadata
from cardgen.pdf.write import write_pdf
from cardgen.plan import Plan, explained
from cardgen.planning import check_routines, plan_together
from cardgen.provenance import made_from
from cardgen.request import CardRequest
from cardgen.screening import Screening
from cardgen.theme import Format, Theme
from cardgen.theme.booklets import booklet_format

ALL = "all"
"""Stands for every technique of the catalogue."""

CUT_APART = (
    "cut the whole pile apart along the dashed lines, cover on top, lay its parts on each other (the one from the top "
    "left on top, then row by row), fold"
)
"""What is done between printing and stapling where a sheet of paper holds several spreads."""

MOST_ROUTINES = 20
"""Massages of a booklet: more would not fold."""


@dataclass(frozen=True, slots=True)
class BookletRequest:
    """A booklet.

    Attributes:
        card: What a card would be asked for, but for its routine; its format is that of the booklet's pages.
        routines: Ids of routines or paths of files; none is what ``card`` alone asks for.
        techniques: Techniques to explain beside those of the massages; ``ALL`` for every one.
        stitching: How it is put onto sheets; None for single pages in reading order.
    """

    card: CardRequest
    routines: tuple[str, ...] = ()
    techniques: tuple[str, ...] = ()
    stitching: Stitching | None = None


@dataclass(frozen=True, slots=True)
class BookletResult:
    """A finished booklet.

    Attributes:
        pdf: The file.
        pages: How many pages the booklet has, whatever the file looks like.
        plans: Its massages.
        manual: What it says.
        stitched: How it lies on sheets, if it does.
        notices: What the person at the command line should know, a sentence each.
        format: Name of the format.
        default_name: A file name that never holds the client's name.
        press: The file for a press, if there is one: single pages, whatever the other file has.
    """

    pdf: bytes
    pages: int
    plans: tuple[Plan, ...]
    manual: Manual
    stitched: Stitched | None
    notices: tuple[str, ...]
    format: str
    default_name: str
    press: bytes | None = None


def make_booklet(request: BookletRequest) -> BookletResult:
    """Compose a booklet.

    Args:
        request: What to print.

    Returns:
        The finished booklet.

    Raises:
        CardgenError: Content or request is invalid, the person must not be massaged, a file cannot be read, or a block
            does not fit; every problem at once where they can be known at once.
    """
    card = request.card
    material = load(card.sources)
    catalog, theme = material.catalog, material.theme
    found = Collector()
    form = found.attempt(lambda: booklet_format(theme, card.format))
    found.attempt(lambda: check_routines(card, request.routines, most=MOST_ROUTINES, paper="a booklet"))
    plans = found.attempt(lambda: plan_together(card, request.routines, catalog))
    wanted = found.attempt(lambda: _techniques(catalog, request.techniques))
    imprint = found.attempt(lambda: check_imprint(card, form)) if form else None
    profile = found.attempt(lambda: profile_of(card.press))
    found.stop()
    if plans is None or imprint is None or form is None or wanted is None:
        raise AssertionError("what is missing has left its error")
    extra = _extra(plans[0].screening, plans, wanted)
    manual = build(plans, imprint, extra if extra and extra.steps else None)
    pages = lay_out(manual, theme, form)
    record = made_from(
        catalog,
        "booklet",
        plans,
        format_=card.format,
        theme=theme.name,
        review_date=card.review_date,
        explained=extra,
    )
    metadata = Metadata(manual.title, manual.subtitle, manual.document.language, card.clock, record.text)
    sheets = _folded(request, pages, form, theme, metadata)
    slug = Slug.of(catalog)
    return BookletResult(
        pdf=sheets.pdf if sheets else write_pdf(pages, theme, metadata),
        pages=len(pages),
        plans=plans,
        manual=manual,
        stitched=sheets,
        notices=tuple(dict.fromkeys(_notices(request, plans, extra, pages, manual, sheets, theme))),
        format=card.format,
        default_name=f"{plans[0].routine_id if len(plans) == 1 and plans[0].routine_id else 'massage'}-booklet.pdf",
        press=press_file(pages, form, theme, metadata, slug, profile) if card.press else None,
    )


def _folded(
    request: BookletRequest, pages: Sequence[Page], form: Format, theme: Theme, metadata: Metadata
) -> Stitched | None:
    if request.stitching is None or form.booklet is None:
        return None
    return stitched(pages, request.stitching, theme, metadata, gutter=form.booklet.gutter)


def _techniques(catalog: Catalog, words: Sequence[str]) -> tuple[Id, ...]:
    """Resolve the techniques to explain, each once."""
    found: dict[Id, None] = {}
    problems: list[Problem] = []
    for word in words:
        if word == ALL:
            found |= dict.fromkeys(catalog.techniques)
            continue
        try:
            found[technique_named(catalog, word)] = None
        except ValueError as error:
            problems.append(Problem("--techniques", 0, 0, str(error)))
    if problems:
        raise ContentError(problems)
    return tuple(found)


def _extra(screening: Screening, plans: Sequence[Plan], wanted: Sequence[Id]) -> Plan | None:
    """Return what is explained beside the massages; what a massage had to leave out is not explained either."""
    there = {step.technique_id for plan in plans for step in plan.steps}
    others = tuple(id_ for id_ in wanted if id_ not in there)
    return explained(screening, others) if others else None


def _notices(
    request: BookletRequest,
    plans: Sequence[Plan],
    extra: Plan | None,
    pages: Sequence[Page],
    manual: Manual,
    sheets: Stitched | None,
    theme: Theme,
) -> Iterable[str]:
    for plan in (*plans, *((extra,) if extra else ())):
        yield from plan.notices
    cover = " ".join(box_text(box) for box in pages[0].boxes)
    for option, name in (("--client", manual.document.for_client), ("--clinic", manual.document.clinic)):
        if name and name not in cover:
            yield f"{option}: the name is not on the cover, for want of room; it stands in the record"
    if sheets and request.stitching:
        edge, count = request.stitching.flip, sum(sheets.sheets)
        fold = f"{CUT_APART if sheets.up > 1 else 'fold'}{' and staple' if len(sheets.sheets) == 1 else ''}"
        yield f"print on both sides, flipped on the {edge} edge, at 100 % (actual size), then {fold}"
        if sheets.cut_short:
            yield "colour at the edge of the pages ends where the printer leaves white; nothing that is read is lost"
        if len(sheets.sheets) > 1:
            parts = ", ".join(map(str, sheets.sheets))
            why = f"{count} sheets do not fold flat: " if count > MOST_SHEETS else ""
            yield f"{why}fold {len(sheets.sheets)} signatures of {parts} sheets, and bind them behind each other"
    if request.card.press:
        yield from press_notices(request.card.press, theme, pages)
