"""Posters: load the catalogue, screen, plan, say it, lay it out, and write it whole or on tiles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from cardgen.errors import Collector
from cardgen.impose.poster_tiles import Tiles, onto_tiles
from cardgen.impose.press import Slug, press_file, profile_of
from cardgen.imprint import check_imprint
from cardgen.layout.boxes import Page, box_text
from cardgen.layout.poster import lay_out_poster
from cardgen.loading import load
from cardgen.notices import press_notices
from cardgen.pdf.metadata import Metadata
from cardgen.pdf.write import write_pdf
from cardgen.plan import Plan
from cardgen.planning import check_routines, plan_together
from cardgen.poster import Poster, build_poster
from cardgen.provenance import made_from
from cardgen.request import CardRequest
from cardgen.theme import Format, Theme, poster_format, turned

DEFAULT_POSTER = "a2"

Orientation: TypeAlias = Literal["portrait", "landscape"]

MOST_ROUTINES = 6
"""Routines of a poster: more would not be told apart on a wall."""


@dataclass(frozen=True, slots=True)
class PosterRequest:
    """A poster.

    Attributes:
        card: What a card would be asked for, but for its routine; its format is the poster's.
        routines: Ids of routines or paths of files; none is what ``card`` alone asks for.
        orientation: Whether it hangs upright or on its side.
        tiles: The sheets that it is printed on in parts; None prints each page whole.
    """

    card: CardRequest
    routines: tuple[str, ...] = ()
    orientation: Orientation = "portrait"
    tiles: Tiles | None = None


@dataclass(frozen=True, slots=True)
class PosterResult:
    """A finished poster.

    Attributes:
        pdf: The file.
        pages: How many pages it has.
        posters: How many posters they make: more than one if the steps had no room on it.
        plans: What was composed.
        poster: What it says.
        notices: What the person at the command line should know, a sentence each.
        format: Name of the format.
        default_name: A file name that never holds the client's name.
        press: The file for a press, if there is one.
    """

    pdf: bytes
    pages: int
    posters: int
    plans: tuple[Plan, ...]
    poster: Poster
    notices: tuple[str, ...]
    format: str
    default_name: str
    press: bytes | None = None

    @property
    def warnings(self) -> tuple[str, ...]:
        """Every warning on the poster, each once."""
        return tuple(dict.fromkeys(text for one in self.poster.routines for text in one.warnings))


def make_poster(request: PosterRequest) -> PosterResult:
    """Compose a poster.

    Args:
        request: What to print.

    Returns:
        The finished poster.

    Raises:
        CardgenError: Content or request is invalid, the person must not be massaged, a file cannot be read, or a block
            does not fit; every problem at once where they can be known at once.
    """
    card = request.card
    material = load(card.sources)
    theme = material.theme
    found = Collector()
    form = found.attempt(lambda: _format(theme, request))
    found.attempt(lambda: check_routines(card, request.routines, most=MOST_ROUTINES, paper="a poster"))
    plans = found.attempt(lambda: plan_together(card, request.routines, material.catalog))
    imprint = found.attempt(lambda: check_imprint(card, form)) if form else None
    profile = found.attempt(lambda: profile_of(card.press))
    found.stop()
    if plans is None or imprint is None or form is None:
        raise AssertionError("what is missing has left its error")
    poster = build_poster(plans, imprint)
    pages = lay_out_poster(poster, theme, form)
    catalog, review = material.catalog, card.review_date
    record = made_from(catalog, "poster", plans, format_=card.format, theme=theme.name, review_date=review)
    metadata = Metadata(poster.title, poster.subtitle, poster.first.language, card.clock, record.text)
    if request.tiles:
        pdf, count = onto_tiles(pages, poster, request.tiles, theme, metadata)
    else:
        pdf, count = write_pdf(pages, theme, metadata), len(pages)
    press = press_file(pages, form, theme, metadata, Slug.of(catalog), profile) if card.press else None
    name = plans[0].routine_id if len(plans) == 1 and plans[0].routine_id else "massage"
    return PosterResult(
        pdf=pdf,
        pages=count,
        posters=len(pages),
        plans=plans,
        poster=poster,
        notices=tuple(dict.fromkeys(_notices(request, plans, poster, pages, theme))),
        format=card.format,
        default_name=f"{name}-poster.pdf",
        press=press,
    )


def _format(theme: Theme, request: PosterRequest) -> Format:
    form = poster_format(theme, request.card.format)
    return turned(form) if request.orientation == "landscape" else form


def _notices(
    request: PosterRequest, plans: Sequence[Plan], poster: Poster, pages: Sequence[Page], theme: Theme
) -> Iterator[str]:
    for plan in plans:
        yield from plan.notices
    if len(pages) > 1:
        yield f"it takes {len(pages)} posters of this size; hang them side by side, or choose a larger format"
    if poster.words.status:
        yield "nobody was asked for this poster; `cardgen screen --form` writes the questions to ask before a massage"
    if not any(box.block == "pain signs" for page in pages for box in page.boxes):
        yield "the table of pain signs has no room on the poster; it stands on the card"
    band = " ".join(box_text(box) for page in pages for box in page.boxes if box.block == "band / name")
    for option, name in (("--client", poster.first.for_client), ("--clinic", poster.first.clinic)):
        if name and name not in band:
            yield f"{option}: the name is not in the band, for want of room; it stands at the foot or on the last page"
    if request.tiles:
        yield "print the tiles at 100 % (actual size), one-sided; the last page of a poster shows how they go together"
    if request.card.press:
        yield from press_notices(request.card.press, theme, pages)
