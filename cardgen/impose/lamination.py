"""Which pouch to buy, how many cards it takes, and how wide the seal around each of them is.

There are two ways. Cut first: each card is sealed all around, also several in one pouch, cut apart midway between them.
Laminate first: the whole sheet is laminated and then cut, so the edges of the cards are open.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from cardgen.errors import FitError, Problem
from cardgen.impose.cutter import corner_radius
from cardgen.impose.grid import grid
from cardgen.pouches import LEAST_SEAL, POUCHES, SEAL, Pouch
from cardgen.units import MM, Size

Way: TypeAlias = Literal["cut-first", "laminate-first"]

INSIDE: Final = 5 * MM
"""How far inside the cut everything printed should be that matters: film and paper are cut together, by hand."""


SHARED: Final = tuple(pouch for pouch in POUCHES if pouch.name in {"a4", "letter"})
"""The pouches that most laminators take, for several cards."""


@dataclass(frozen=True, slots=True)
class Lamination:
    """What was asked for.

    Attributes:
        way: Which is done first.
        seal: Film that should stand out around a card (or a sheet), in points.
        pouch: The pouch at hand; None names the smallest that does.
    """

    way: Way
    seal: float = SEAL
    pouch: Pouch | None = None


def lamination_notices(asked: Lamination, card: Size, sheet: Size) -> tuple[str, ...]:
    """Say which pouch to use and how.

    Args:
        asked: What was asked for.
        card: The finished card.
        sheet: The sheet that it is printed on.

    Returns:
        A sentence each.

    Raises:
        FitError: No pouch, or not the one at hand, holds the card, or the sheet, with its seal.
    """
    return tuple(_cut_first(asked, card) if asked.way == "cut-first" else _laminate_first(asked, card, sheet))


def seal_around(pouch: Pouch, piece: Size) -> float:
    """Return how wide the film stands out around a piece in the middle of a pouch, on its narrowest side, in points.

    Args:
        pouch: The pouch.
        piece: A card or a sheet, laid in whichever way leaves more; less than 0 if it does not fit.
    """
    film = sorted((pouch.size.width, pouch.size.height))
    paper = sorted((piece.width, piece.height))
    return min(a - b for a, b in zip(film, paper, strict=True)) / 2


def cards_in(pouch: Pouch, card: Size, seal: float) -> int:
    """Return how many cards a pouch takes with a seal around each: two seals between them, one at the edge.

    Args:
        pouch: The pouch.
        card: The finished card.
        seal: In points.
    """
    try:
        return len(grid(pouch.size, card, gap=2 * seal, room=seal).cells)
    except ValueError:
        return 0


def _cut_first(asked: Lamination, card: Size) -> Iterator[str]:
    chosen = _pouch(asked, card, "a card")
    around = seal_around(chosen, card)
    shared = [(pouch, cards_in(pouch, card, asked.seal)) for pouch in ((asked.pouch,) if asked.pouch else SHARED)]
    several = [(pouch, count) for pouch, count in shared if count > 1]
    if chosen not in {pouch for pouch, _ in several}:
        yield f"cut first: buy {_described(chosen)} for one card each; the seal is {_mm(around)}"
    for pouch, count in several:
        yield (
            f"cut first: {count} cards go into one of {_described(pouch)}; leave {_mm(2 * asked.seal)} between them, "
            f"{_mm(asked.seal)} at its edges, and cut them apart midway"
        )
    yield from _narrow(min(asked.seal, around))


def _laminate_first(asked: Lamination, card: Size, sheet: Size) -> Iterator[str]:
    chosen = _pouch(asked, sheet, "the sheet")
    yield f"laminate first: buy {_described(chosen)} for one sheet each, then cut"
    yield from _narrow(min(asked.seal, seal_around(chosen, sheet)))
    yield (
        "the cut edges are open, and water gets in; cut first if the cards have to be wiped wet. Round their corners "
        f"({_mm(corner_radius(card))}), so that they do not prick"
    )


def _narrow(seal: float) -> Iterator[str]:
    if seal < LEAST_SEAL - 0.05:
        yield f"a seal of {_mm(seal)} comes open; leave {_mm(SEAL)}, at the very least {_mm(LEAST_SEAL)}"


def _pouch(asked: Lamination, piece: Size, what: str) -> Pouch:
    """Return the pouch at hand, or the smallest that holds a card or a sheet with its seal."""
    stock = (asked.pouch,) if asked.pouch else POUCHES
    fitting = [pouch for pouch in stock if seal_around(pouch, piece) >= asked.seal - 0.05]
    if fitting:
        return fitting[0]
    largest = max(seal_around(pouch, piece) for pouch in stock)
    none = f"the {asked.pouch.label} pouch does not hold" if asked.pouch else "no pouch that shops sell holds"
    advice = f"choose a seal of {_mm(largest)}" if largest >= LEAST_SEAL else "choose a smaller card, or another pouch"
    wrong = f"{none} {what} of {_millimetres(piece)} with a seal of {_mm(asked.seal)}; {advice}"
    raise FitError(Problem("--laminate", 0, 0, wrong))


def _described(pouch: Pouch) -> str:
    return f"{pouch.label} pouches ({_millimetres(pouch.size)})"


def _mm(points: float) -> str:
    return f"{round(points / MM, 1):g} mm"


def _millimetres(size: Size) -> str:
    return f"{round(size.width / MM, 1):g} x {round(size.height / MM, 1):g} mm"
