"""Booklets: load the catalogue, screen, plan, say it, lay it out, and write it to be read or to be folded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cardgen.content.base import Id
from cardgen.content.model import Catalog
from cardgen.content.names import technique_named
from cardgen.errors import Collector, ContentError, Problem, RequestError
from cardgen.impose.stitched import Stitched, Stitching, stitched
from cardgen.imprint import check_imprint
from cardgen.layout.booklet import lay_out
from cardgen.layout.boxes import Page, box_text
from cardgen.loading import load
from cardgen.manual import Manual, build
from cardgen.pdf.metadata import Metadata
from cardgen.pdf.write import write_pdf
from cardgen.plan import Plan, explained
from cardgen.planning import plan_together
from cardgen.provenance import made_from
from cardgen.request import CardRequest
from cardgen.screening import Screening
from cardgen.theme.booklets import booklet_format

ALL = "all"
"""Stands for every technique of the catalogue."""

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
    """

    pdf: bytes
    pages: int
    plans: tuple[Plan, ...]
    manual: Manual
    stitched: Stitched | None
    notices: tuple[str, ...]
    format: str
    default_name: str


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
    found.attempt(lambda: _check_routines(request))
    plans = found.attempt(lambda: plan_together(card, request.routines, catalog))
    wanted = found.attempt(lambda: _techniques(catalog, request.techniques))
    imprint = found.attempt(lambda: check_imprint(card, form)) if form else None
    found.stop()
    if plans is None or imprint is None or form is None or wanted is None:
        raise AssertionError("what is missing has left its error")
    extra = _extra(plans[0].screening, plans, wanted)
    manual = build(plans, imprint, extra if extra and extra.steps else None)
    pages = lay_out(manual, theme, form)
    record = made_from(catalog, "booklet", plans, format_=card.format, theme=theme.name, explained=extra)
    metadata = Metadata(manual.title, manual.subtitle, manual.document.language, card.clock, record.text)
    sheets = stitched(pages, request.stitching, theme, metadata) if request.stitching else None
    return BookletResult(
        pdf=sheets.pdf if sheets else write_pdf(pages, theme, metadata),
        pages=len(pages),
        plans=plans,
        manual=manual,
        stitched=sheets,
        notices=tuple(dict.fromkeys(_notices(request, plans, extra, pages, manual, sheets))),
        format=card.format,
        default_name=f"{plans[0].routine_id if len(plans) == 1 and plans[0].routine_id else 'massage'}-booklet.pdf",
    )


def _check_routines(request: BookletRequest) -> None:
    """Check that options which change one routine have one to change."""
    problems: list[Problem] = []
    if len(request.routines) > 1:
        for option, given in (("-t", request.card.choices), ("--minutes", request.card.minutes)):
            if given:
                problems.append(Problem(option, 0, 0, "it changes one routine, and there are several; name one only"))
    if len(request.routines) > MOST_ROUTINES:
        message = f"{len(request.routines)} routines are too many for a booklet; name at most {MOST_ROUTINES}"
        problems.append(Problem("ROUTINE", 0, 0, message))
    if len(set(request.routines)) < len(request.routines):
        problems.append(Problem("ROUTINE", 0, 0, "a routine is named twice; name each once"))
    if problems:
        raise RequestError(problems)


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
) -> Iterable[str]:
    for plan in (*plans, *((extra,) if extra else ())):
        yield from plan.notices
    cover = " ".join(box_text(box) for box in pages[0].boxes)
    for option, name in (("--client", manual.document.for_client), ("--clinic", manual.document.clinic)):
        if name and name not in cover:
            yield f"{option}: the name is not on the cover, for want of room; it stands in the record"
    if sheets and request.stitching:
        edge, count = request.stitching.flip, sum(sheets.sheets)
        cut = "cut the sheets apart, fold" if sheets.up > 1 else "fold"
        yield f"print on both sides, flipped on the {edge} edge, at 100 % (actual size), then {cut} and staple"
        if len(sheets.sheets) > 1:
            parts = ", ".join(map(str, sheets.sheets))
            yield f"{count} sheets do not fold flat: fold them as {len(sheets.sheets)} signatures of {parts} sheets"
