import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardgen.colours import Colour, contrast

BLACK = Colour("#000000", (0, 0, 0, 100))
WHITE = Colour("#FFFFFF", (0, 0, 0, 0))
COLOURS = st.integers(0, 0xFFFFFF).map(lambda value: Colour(f"#{value:06X}", (0, 0, 0, 0)))


def screen(code: str) -> Colour:
    return Colour(code, (0, 0, 0, 0))


@pytest.mark.parametrize("code", ["0F454D", "#0F454", "#0F454DD", "#GG454D", "teal", "", "#0F454D\n"])
def test_other_forms_of_a_colour_are_refused(code: str) -> None:
    with pytest.raises(ValueError, match="is no colour; write # and six digits"):
        Colour(code, (0, 0, 0, 0))


@pytest.mark.parametrize("cmyk", [(101, 0, 0, 0), (0, 0, 0, -1)])
def test_inks_outside_their_range_are_refused(cmyk: tuple[int, int, int, int]) -> None:
    with pytest.raises(ValueError, match="is no ink"):
        Colour("#000000", cmyk)


def test_rgb_reads_the_digits_in_order_and_in_either_case() -> None:
    assert screen("#FF8000").rgb == (1.0, 128 / 255, 0.0)
    assert screen("#ff8000").rgb == screen("#FF8000").rgb


# Ratios of the shipped palette (templates/default.yaml), and the ends of WCAG's scale.
@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#FFFFFF", 21.0),
        ("#17292D", "#FFFFFF", 15.1),
        ("#4F6064", "#E6EFEE", 5.6),
        ("#FFFFFF", "#0F454D", 10.6),
        ("#000000", "#FF8200", 8.44),
        ("#000000", "#FFD100", 14.4),
        ("#FFFFFF", "#004C97", 8.5),
        ("#777777", "#FFFFFF", 4.48),
    ],
)
def test_contrast_agrees_with_published_ratios(one: str, other: str, ratio: float) -> None:
    assert contrast(screen(one), screen(other)) == pytest.approx(ratio, abs=0.05)


@pytest.mark.parametrize(
    ("code", "lightness"),
    [
        ("#000000", 0),
        ("#FFFFFF", 100),
        ("#F3BE93", 81),
        ("#0F454D", 26),
        ("#7FB3B8", 70),
        ("#FBF1E4", 96),
        ("#010101", 0.27),
    ],
)
def test_lightness_agrees_with_published_values(code: str, lightness: float) -> None:
    assert screen(code).lightness == pytest.approx(lightness, abs=0.5 if lightness > 1 else 0.01)


@given(COLOURS, COLOURS)
def test_contrast_is_symmetric_and_within_its_scale(one: Colour, other: Colour) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21


@given(COLOURS)
def test_gray_keeps_the_luminance(colour: Colour) -> None:
    digits = f"{round(colour.gray * 255):02X}"
    assert screen(f"#{digits * 3}").lightness == pytest.approx(colour.lightness, abs=0.5)


@given(st.integers(0, 255))
def test_gray_of_a_gray_is_itself(level: int) -> None:
    assert screen(f"#{level:02X}{level:02X}{level:02X}").gray == pytest.approx(level / 255, abs=1e-3)


def test_inks_are_shown_by_plain_arithmetic() -> None:
    assert Colour("#000000", (0, 0, 0, 0)).inked.hex == "#FFFFFF"
    assert Colour("#FFFFFF", (100, 0, 50, 50)).inked.hex == "#008040"
    assert Colour("#FFFFFF", (0, 0, 0, 100)).inked.hex == "#000000"
