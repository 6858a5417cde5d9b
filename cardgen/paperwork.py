"""The papers around a massage as files: the intake form, the tick-list alone, and the slip for the doctor."""

from __future__ import annotations

from dataclasses import dataclass

from cardgen.errors import Problem, RequestError, SafetyRefusal
from cardgen.imprint import check_imprint
from cardgen.layout.boxes import Page
from cardgen.layout.form import lay_out_form
from cardgen.layout.questions import lay_out_ticklist
from cardgen.layout.slip import lay_out_slip
from cardgen.loading import Material, load
from cardgen.papers.form import build_form
from cardgen.papers.questions import build_ticklist
from cardgen.papers.slip import build_slip, urgency_of
from cardgen.pdf.metadata import Metadata
from cardgen.pdf.write import write_pdf
from cardgen.provenance import made_from
from cardgen.request import DEFAULT_FORMAT, CardRequest
from cardgen.screening import barriers_of
from cardgen.theme import format_of


def make_form(request: CardRequest) -> bytes:
    """Make the intake form.

    Args:
        request: It names clinic, client, therapist, date, format and sources; its routine does not matter.

    Returns:
        A PDF of as many pages as the questions need.

    Raises:
        CardgenError: What the request says cannot be printed, or a block does not fit a page of the format.
    """
    material = load(request.sources)
    page = format_of(material.theme, request.format)
    if page.kind != "card":
        wrong = f"{request.format} is no page to write on; use a4, letter or a5"
        raise RequestError(Problem("--format", 0, 0, wrong))
    form = build_form(material.catalog, check_imprint(request, page))
    pages = lay_out_form(form, material.theme, page)
    record = made_from(material.catalog, "form", (), format_=request.format, theme=material.theme.name)
    metadata = Metadata(form.title, form.subtitle, form.language, request.clock, record.text)
    return write_pdf(pages, material.theme, metadata)


def make_slip(request: CardRequest, refusal: SafetyRefusal, material: Material | None = None) -> bytes:
    """Make the slip that a refused person takes to a doctor.

    Args:
        request: What was to be made: it names clinic, client, therapist, date and sources.
        refusal: Why it was not.
        material: What its sources hold, if somebody has read them already.

    Returns:
        A PDF of one A5 page (of the theme's own measures). It names no condition.

    Raises:
        CardgenError: What the request says cannot be printed.
    """
    material = material or load(request.sources)
    form = format_of(material.theme, DEFAULT_FORMAT)
    imprint = check_imprint(request, form)
    urgency = urgency_of(barrier.level for barrier in barriers_of(refusal))
    slip = build_slip(material.catalog, imprint, urgency, request.date or request.clock.date())
    pages = lay_out_slip(slip, material.theme, form)
    record = made_from(material.catalog, "slip", (), format_=DEFAULT_FORMAT, theme=material.theme.name)
    metadata = Metadata(slip.title, slip.subtitle, slip.language, request.clock, record.text)
    return write_pdf(pages, material.theme, metadata)


@dataclass(frozen=True, slots=True)
class Questions:
    """The tick-list, laid out and not yet a file.

    Attributes:
        pages: Its pages.
        metadata: What a file of it says about itself.
    """

    pages: tuple[Page, ...]
    metadata: Metadata


def compose_ticklist(request: CardRequest, material: Material) -> Questions:
    """Lay out the tick-list as a paper of its own, for cards that are made without it.

    Args:
        request: What the cards have in common: it names clinic, logo and sources.
        material: What its sources hold.

    Returns:
        A5 pages (of the theme's own measures).

    Raises:
        CardgenError: What the request says cannot be printed, or a block does not fit a page.
    """
    form = format_of(material.theme, DEFAULT_FORMAT)
    paper = build_ticklist(material.catalog, check_imprint(request, form))
    record = made_from(material.catalog, "tick-list", (), format_=DEFAULT_FORMAT, theme=material.theme.name)
    metadata = Metadata(paper.title, paper.subtitle, paper.language, request.clock, record.text)
    return Questions(lay_out_ticklist(paper, material.theme, form), metadata)
