"""What a poster says: one or several routines side by side, and the safety core that holds for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cardgen.content.base import Zone
from cardgen.content.model import Catalog
from cardgen.content.zones import AREAS, ZONES, spoken_zones, zones_of
from cardgen.document import CoreItem, Document, Imprint
from cardgen.phrasing import build
from cardgen.plan import Plan


@dataclass(frozen=True, slots=True)
class PosterWords:
    """Fixed words that only a poster has.

    Attributes:
        work: Call-out of the worked area.
        figure: What the figure in the band shows, in words.
        status: That nobody was asked; None if a person was screened.
        sheet_of: Which of several posters this is, with ``number`` and ``count``.
        go_on: Where steps continue, with ``steps`` and ``number``.
        in_full: Where the record of a person stands that has no room beside the steps.
        tile: Names a tile of a poster in parts, with ``title``, ``label``, ``row``, ``rows``, ``column``, ``columns``.
        put_together: Heading of the assembly map, with ``title``.
        how: How the tiles become a poster, with the ``first`` one's label.
    """

    work: str
    figure: str
    status: str | None
    sheet_of: str
    go_on: str
    in_full: str
    tile: str
    put_together: str
    how: str


@dataclass(frozen=True, slots=True)
class Poster:
    """A poster, whole.

    Attributes:
        title: The routine's; of several, what they all are.
        subtitle: The routine's; of several, that one of them is to be chosen.
        routines: At least one; all with the same safety core.
        worked: Zones that the routines work, as the figure in the band shows them.
        avoided: Zones that must not be worked for the person who was screened.
        words: Fixed words.
    """

    title: str
    subtitle: str
    routines: tuple[Document, ...]
    worked: frozenset[Zone]
    avoided: frozenset[Zone]
    words: PosterWords

    @property
    def first(self) -> Document:
        """The first routine: what all of them have in common stands in each."""
        return self.routines[0]

    def core(self, id_: str) -> CoreItem:
        """Return a panel of the safety core."""
        return next(item for item in self.first.core if item.id == id_)


def sources_of(shown: Sequence[Document]) -> tuple[str, ...]:
    """Return the lines on the sources of some routines of a poster.

    Args:
        shown: At least one. Of several, each has a line that begins with its title, as steps have the same numbers;
            the catalogue's edition comes last.
    """
    if len(shown) == 1:
        return shown[0].sources
    edition = shown[0].sources[-1]
    return (*(f"{one.title}. {' '.join(one.sources[:-1])}" for one in shown), edition)


def build_poster(plans: Sequence[Plan], imprint: Imprint) -> Poster:
    """Put plans into the words of a poster.

    Args:
        plans: At least one; all from the same screening.
        imprint: What the user adds.

    Returns:
        The poster, complete: layout may move its blocks but leaves out none that is there for safety.
    """
    catalog = plans[0].screening.catalog
    routines = tuple(build(plan, imprint) for plan in plans)
    several = len(routines) > 1
    avoided = frozenset(zone for one in routines for step in one.steps for zone in step.hatched)
    worked = _worked(plans) - avoided
    return Poster(
        title=catalog.label("composed-title") if several else routines[0].title,
        subtitle=catalog.label("poster-choose").format(count=len(routines)) if several else routines[0].subtitle,
        routines=routines,
        worked=worked,
        avoided=avoided,
        words=_words(catalog, worked, avoided, screened=plans[0].screening.kind != "general"),
    )


def _worked(plans: Sequence[Plan]) -> frozenset[Zone]:
    """Return what is worked; where only blows land, no area is worked as a whole."""
    techniques = [step.technique for plan in plans for step in plan.steps]
    pressed = [one for one in techniques if not one.percussive] or techniques
    return zones_of(area for technique in pressed for area in technique.zones)


def _words(catalog: Catalog, worked: frozenset[Zone], avoided: frozenset[Zone], *, screened: bool) -> PosterWords:
    names = catalog.text.interface.areas
    areas = ", ".join(names[area] for area in AREAS if ZONES[area] & worked)
    figure = catalog.label("poster-figure").format(areas=areas)
    if avoided:
        figure = f"{figure} {catalog.text.alt.avoided.format(zones=spoken_zones(avoided, catalog.text.alt))}"
    return PosterWords(
        work=catalog.label("poster-work"),
        figure=figure,
        status=None if screened else catalog.label("not-screened"),
        sheet_of=catalog.label("poster-of"),
        go_on=catalog.label("poster-next"),
        in_full=catalog.label("poster-in-full"),
        tile=catalog.label("poster-tile"),
        put_together=catalog.label("poster-map"),
        how=catalog.label("poster-map-steps"),
    )
