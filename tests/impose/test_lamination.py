"""Which pouch to buy, and what to look out for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardgen.errors import FitError
from cardgen.impose.grid import grid
from cardgen.impose.lamination import Lamination, Way, cards_in, lamination_notices, seal_around
from cardgen.impose.papers import PAPERS
from cardgen.pouches import POUCHES, SEAL, Pouch
from cardgen.units import MM, Size

A4 = PAPERS["a4"]
SIZES = {
    "credit-card": Size(85.6 * MM, 53.98 * MM),
    "a7": Size(74 * MM, 105 * MM),
    "a6": Size(105 * MM, 148 * MM),
    "a5": Size(148 * MM, 210 * MM),
    "a4": A4,
    "letter": PAPERS["letter"],
    "a3": PAPERS["a3"],
}
POUCH = {pouch.name: pouch for pouch in POUCHES}
CARDS = st.builds(Size, st.floats(100, 600), st.floats(100, 600))


@pytest.mark.parametrize("name", POUCH)
def test_every_pouch_seals_the_paper_that_it_is_named_after(name: str) -> None:
    assert seal_around(POUCH[name], SIZES[name]) >= SEAL - 0.05


@pytest.mark.parametrize("name", ["credit-card", "a7", "a6", "a5", "a4", "letter", "a3"])
def test_the_smallest_pouch_that_does_is_named(name: str) -> None:
    for card in (SIZES[name], Size(SIZES[name].height, SIZES[name].width)):
        told = lamination_notices(Lamination("laminate-first"), SIZES["a7"], card)[0]
        assert told.startswith(f"laminate first: buy {POUCH[name].label} pouches (")


def test_cut_first_names_the_pouch_and_its_seal() -> None:
    first, *_ = lamination_notices(Lamination("cut-first"), SIZES["a6"], A4)
    assert first == "cut first: buy A6 pouches (111 x 154 mm) for one card each; the seal is 3 mm"


def test_several_cards_in_one_pouch_keep_a_seal_each() -> None:
    told = lamination_notices(Lamination("cut-first", pouch=POUCH["a4"]), SIZES["credit-card"], A4)
    assert told == (
        "cut first: 10 cards go into one of A4 pouches (216 x 303 mm); leave 6 mm between them, 3 mm at its edges, and "
        "cut them apart midway",
    )


@given(CARDS, st.sampled_from(POUCHES), st.floats(3, 20))
def test_each_of_several_cards_has_its_own_seal(card: Size, pouch: Pouch, seal: float) -> None:
    count = cards_in(pouch, card, seal)
    if count:
        cells = grid(pouch.size, card, gap=2 * seal, room=seal).cells
        assert len(cells) == count
        sealed = [cell.inset(-seal) for cell in cells]
        assert not any(a.overlaps(b, slack=0.02) for i, a in enumerate(sealed) for b in sealed[i + 1 :])
        assert all(s.x > -0.02 and s.right < pouch.size.width + 0.02 for s in sealed)
        assert all(s.y > -0.02 and s.bottom < pouch.size.height + 0.02 for s in sealed)
        assert seal_around(pouch, card) >= seal - 0.02


@pytest.mark.parametrize(("seal", "warned"), [(1.5, True), (1.99, False), (2, False), (3, False)])
def test_a_seal_below_two_millimetres_is_warned_of(seal: float, warned: bool) -> None:
    told = lamination_notices(Lamination("cut-first", seal * MM), SIZES["a6"], A4)
    assert any("comes open" in notice for notice in told) == warned


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (Lamination("cut-first", pouch=POUCH["a7"]), "the A7 pouch does not hold a card of 105 x 148 mm"),
        (Lamination("cut-first", 3.5 * MM, POUCH["a6"]), "with a seal of 3.5 mm; choose a seal of 3 mm"),
        (Lamination("laminate-first", 10 * MM, POUCH["a4"]), "the A4 pouch does not hold the sheet of 210 x 297 mm"),
    ],
)
def test_a_pouch_that_is_too_small_is_refused(asked: Lamination, said: str) -> None:
    with pytest.raises(FitError, match=f"--laminate: .*{said}"):
        lamination_notices(asked, SIZES["a6"], A4)


def test_no_pouch_is_large_enough_for_a_poster() -> None:
    with pytest.raises(FitError, match="no pouch that shops sell holds the sheet"):
        lamination_notices(Lamination("laminate-first"), SIZES["a6"], PAPERS["a2"])


@pytest.mark.parametrize("way", ["cut-first", "laminate-first"])
def test_only_open_edges_ask_for_round_corners(way: Way) -> None:
    told = " ".join(lamination_notices(Lamination(way), SIZES["a6"], A4))
    assert ("Round their corners (5 mm)" in told) == (way == "laminate-first")
