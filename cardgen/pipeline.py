"""The whole story: load the catalogue, screen, plan, say it, lay it out, paint it, write it.

A reader who opens only this file knows the program.
"""

from __future__ import annotations

from dataclasses import dataclass

from cardgen.content.model import Catalog
from cardgen.document import Document
from cardgen.errors import Collector
from cardgen.impose.sheets import onto_sheets
from cardgen.imprint import check_imprint
from cardgen.layout.card import lay_out
from cardgen.loading import load
from cardgen.notices import print_notices
from cardgen.pdf.canvas import Metadata
from cardgen.pdf.write import write_pdf
from cardgen.phrasing import build
from cardgen.plan import Plan, compose
from cardgen.request import DEFAULT_FORMAT, CardRequest
from cardgen.screening import general
from cardgen.selection import select
from cardgen.theme import format_of


@dataclass(frozen=True, slots=True)
class CardResult:
    """A finished card.

    Attributes:
        pdf: The file.
        pages: How many pages it has.
        plan: What was composed.
        document: What it says.
        notices: What the person at the command line should know, a sentence each.
        format: Name of the format.
        default_name: A file name that never holds the client's name.
    """

    pdf: bytes
    pages: int
    plan: Plan
    document: Document
    notices: tuple[str, ...]
    format: str
    default_name: str

    @property
    def warnings(self) -> tuple[str, ...]:
        """Every warning on the card, in reading order."""
        return self.document.warnings


def make_card(request: CardRequest) -> CardResult:
    """Compose a card.

    Args:
        request: What to print.

    Returns:
        The finished card.

    Raises:
        CardgenError: Content or request is invalid, a file cannot be read, or a block does not fit; every problem at
            once where they can be known at once.
    """
    material = load(request.sources)
    catalog, theme = material.catalog, material.theme
    found = Collector()
    form = found.attempt(lambda: format_of(theme, request.format)) or theme.formats[DEFAULT_FORMAT]
    plan = found.attempt(lambda: _plan(request, catalog))
    imprint = found.attempt(lambda: check_imprint(request, form))
    found.stop()
    if plan is None or imprint is None:
        raise AssertionError("what is missing has left its error")
    document = build(plan, imprint)
    pages = lay_out(document, theme, form)
    metadata = Metadata(document.title, document.subtitle, document.language, request.clock)
    if request.on:
        pdf, count = onto_sheets(pages, request.on, theme, metadata)
    else:
        pdf, count = write_pdf(pages, theme, metadata), len(pages)
    notices = dict.fromkeys((*plan.notices, *print_notices(request, document, pages)))
    name = f"{plan.routine_id or 'card'}.pdf"
    return CardResult(pdf, count, plan, document, tuple(notices), request.format, name)


def _plan(request: CardRequest, catalog: Catalog) -> Plan:
    """Screen, select and compose."""
    screening = general(catalog)
    selection = select(catalog, routine=request.routine, choices=request.choices, skip=request.skip)
    return compose(screening, selection, request.minutes)
