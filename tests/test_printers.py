"""What a printer does, as text."""

from __future__ import annotations

import pytest

from cardgen.printers import OFFSET_EXAMPLE, parse_margin, parse_offset
from cardgen.units import MM


@pytest.mark.parametrize(
    ("text", "offset"),
    [(OFFSET_EXAMPLE, (0.5, -1)), (" -2mm , 0.1cm", (-2, 1)), ("0mm,0pt", (0, 0)), ("20mm,-20mm", (20, -20))],
)
def test_offsets(text: str, offset: tuple[float, float]) -> None:
    assert tuple(v / MM for v in parse_offset(text)) == pytest.approx(offset)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1mm", "write how far right and how far down"),
        ("1mm,2mm,3mm", "write how far right and how far down"),
        ("1,2", "is no length"),
        ("21mm,0mm", "farther off than a printer can be"),
        ("0mm,-3cm", "farther off than a printer can be"),
    ],
)
def test_no_offsets(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        parse_offset(text)


def test_margins() -> None:
    assert parse_margin("5mm") == pytest.approx(5 * MM)
    for text in ("-1mm", "25mm", "5"):
        with pytest.raises(ValueError, match="is no"):
            parse_margin(text)
