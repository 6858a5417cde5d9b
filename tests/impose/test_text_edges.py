"""Text too near to a cut through film and paper."""

from __future__ import annotations

import pytest
from leaves import Leaf, pdf
from pypdf.generic import FloatObject

from cardgen.impose.originals import open_pdf
from cardgen.impose.text_edges import near_the_cut
from cardgen.units import MM


@pytest.mark.parametrize(("left", "told"), [(3, True), (4.1, True), (5.3, False), (20, False)])
@pytest.mark.parametrize("unit", [1, 2])
def test_text_nearer_than_it_should_be_is_told(left: float, told: bool, unit: int) -> None:
    x = (10 + left * MM) / unit
    content = f"BT /F1 {9 / unit} Tf {x} {150 / unit} Td (HH) Tj ET"
    media, trim = (0, 0, 300 / unit, 300 / unit), (10 / unit, 10 / unit, 290 / unit, 290 / unit)
    page = Leaf(content, media, trim=trim, entries={"UserUnit": FloatObject(unit)})
    plain = Leaf("", media, trim=trim)
    opened = open_pdf(pdf([plain, page]), "x.pdf")
    assert list(near_the_cut((opened,), 5 * MM)) == (
        ["x.pdf: text stands less than 5 mm inside the cut on page 2"] if told else []
    )


def test_the_shipped_a6_card_stays_inside(make) -> None:  # type: ignore[no-untyped-def]
    assert not list(near_the_cut((open_pdf(make(format="a6").pdf, "a6.pdf"),), 5 * MM))
