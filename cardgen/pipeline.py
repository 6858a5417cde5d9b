"""The whole story: load the catalogue, screen, plan, say it, lay it out, paint it, write it.

A reader who opens only this file knows the program.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from cardgen.document import Document, Imprint
from cardgen.errors import Collector
from cardgen.impose.press import Slug, press_file, profile_of
from cardgen.impose.sheets import onto_sheets
from cardgen.imprint import check_imprint
from cardgen.layout.boxes import Page
from cardgen.layout.card import lay_out
from cardgen.loading import Material, load
from cardgen.notices import press_notices, print_notices
from cardgen.pdf.metadata import Metadata
from cardgen.pdf.write import write_pdf
from cardgen.phrasing import build
from cardgen.plan import Plan
from cardgen.planning import plan_request
from cardgen.provenance import made_from
from cardgen.request import DEFAULT_FORMAT, CardRequest
from cardgen.stages import Stages, alone
from cardgen.theme import Format, format_of


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
        press: The file for a press, if there is one.
    """

    pdf: bytes
    pages: int
    plan: Plan
    document: Document
    notices: tuple[str, ...]
    format: str
    default_name: str
    press: bytes | None = None

    @property
    def warnings(self) -> tuple[str, ...]:
        """Every warning on the card, in reading order."""
        return self.document.warnings


def make_card(request: CardRequest, material: Material | None = None) -> CardResult:
    """Compose a card.

    Args:
        request: What to print.
        material: What its sources hold, if somebody has read them already.

    Returns:
        The finished card.

    Raises:
        CardgenError: Content or request is invalid, a file cannot be read, or a block does not fit; every problem at
            once where they can be known at once.
    """
    return alone(card_in_stages(request, material or load(request.sources)))


def card_in_stages(request: CardRequest, material: Material) -> Stages[CardResult]:
    """Compose a card and pause when it is checked, said and laid out; arguments, result and errors as ``make_card``."""
    theme, found = material.theme, Collector()
    profile = found.attempt(lambda: profile_of(request.press))
    composed = yield from found.attempt_stages(_composed_in_stages(request, material))
    found.stop()
    if composed is None:
        raise AssertionError("what is missing has left its error")
    metadata = composed.metadata(request)
    if request.on:
        pdf, count = onto_sheets(composed.pages, request.on, theme, metadata, request.printer)
    else:
        pdf, count = write_pdf(composed.pages, theme, metadata), len(composed.pages)
    result = result_of(request, composed, pdf, count)
    if request.press is None:
        return result
    form, slug = format_of(theme, request.format), Slug.of(material.catalog)
    press = press_file(composed.pages, form, theme, metadata, slug, profile)
    notices = (*result.notices, *press_notices(request.press, theme, composed.pages))
    return replace(result, press=press, notices=notices)


@dataclass(frozen=True, slots=True)
class Composed:
    """A card that is laid out and not yet a file.

    Attributes:
        plan: What was composed.
        document: What it says.
        pages: Its pages.
        theme: Name of the theme.
    """

    plan: Plan
    document: Document
    pages: tuple[Page, ...]
    theme: str

    def metadata(self, request: CardRequest) -> Metadata:
        """Return what the file says about itself."""
        document, review = self.document, request.review_date
        catalog = self.plan.screening.catalog
        record = made_from(catalog, "card", (self.plan,), format_=request.format, theme=self.theme, review_date=review)
        return Metadata(document.title, document.subtitle, document.language, request.clock, record.text)


def result_of(request: CardRequest, composed: Composed, pdf: bytes, pages: int) -> CardResult:
    """Return a card with everything that is said about it.

    Args:
        request: What was asked for.
        composed: What was made of it.
        pdf: The file.
        pages: How many pages the file has.
    """
    plan, document = composed.plan, composed.document
    notices = dict.fromkeys((*plan.notices, *print_notices(request, document, composed.pages)))
    name = f"{plan.routine_id or 'card'}.pdf"
    return CardResult(pdf, pages, plan, document, tuple(notices), request.format, name)


def compose_card(request: CardRequest, material: Material) -> Composed:
    """Screen, plan, say it and lay it out; arguments and errors as ``make_card``."""
    return alone(_composed_in_stages(request, material))


def _composed_in_stages(request: CardRequest, material: Material) -> Stages[Composed]:
    plan, imprint, form = check_card(request, material)
    yield
    document = build(plan, imprint, with_ticklist=request.ticklist)
    yield
    pages = lay_out(document, material.theme, form)
    yield
    return Composed(plan, document, pages, material.theme.name)


def check_card(request: CardRequest, material: Material) -> tuple[Plan, Imprint, Format]:
    """Find everything that is wrong with a request before anything is laid out; arguments and errors as ``make_card``.

    Returns:
        The plan, what the user adds to it, and the page format.
    """
    catalog, theme = material.catalog, material.theme
    found = Collector()
    form = found.attempt(lambda: format_of(theme, request.format)) or theme.formats[DEFAULT_FORMAT]
    plan = found.attempt(lambda: plan_request(request, catalog))
    imprint = found.attempt(lambda: check_imprint(request, form))
    found.stop()
    if plan is None or imprint is None:
        raise AssertionError("what is missing has left its error")
    return plan, imprint, form
