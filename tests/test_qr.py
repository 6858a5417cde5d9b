import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from cardgen.errors import ContentError, FitError
from cardgen.qr import LEAST_MODULE, QUIET, Matrix, encode, path
from cardgen.units import MM, Rect

SQUARE = Rect(10, 20, 23 * MM, 23 * MM)


def rectangles(matrix: Matrix, rect: Rect) -> list[tuple[float, float, float, float]]:
    segments = path(matrix, rect)
    found = []
    for start in range(0, len(segments), 5):
        move, right, corner, left, close = segments[start : start + 5]
        assert (move[0], right[0], corner[0], left[0], close[0]) == ("M", "L", "L", "L", "Z")
        assert (right[2], left[1]) == (move[2], move[1])
        assert (corner[1], corner[2]) == (right[1], left[2])
        found.append((move[1], move[2], corner[1], corner[2]))
    return found


def read(matrix: Matrix, rect: Rect = SQUARE) -> str:
    """Draw the path on white at 600 dpi and let a decoder read it."""
    scale = 600 / 72
    image = Image.new("L", (round((rect.right + 10) * scale), round((rect.bottom + 10) * scale)), 255)
    pen = ImageDraw.Draw(image)
    for left, top, right, bottom in rectangles(matrix, rect):
        pen.rectangle((left * scale, top * scale, right * scale - 1, bottom * scale - 1), fill=0)
    (code,) = zxingcpp.read_barcodes(image)
    return str(code.text)


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://example.org", "https://example.org"),
        (" http://Example.org:8080/a?b=1&c=%20#d ", "http://example.org:8080/a?b=1&c=%20#d"),
        ("HTTPS://example.org/A", "https://example.org/A"),
        ("https://münchen.de/Rücken schmerz", "https://xn--mnchen-3ya.de/R%C3%BCcken%20schmerz"),
        ('https://example.org/\\"<>', "https://example.org/%5C%22%3C%3E"),
        ("https://xn--strae-oqa.de/", "https://xn--strae-oqa.de/"),
    ],
)
def test_a_decoder_reads_the_address(url: str, address: str) -> None:
    matrix = encode(url)
    assert matrix.url == address
    assert read(matrix) == address


@pytest.mark.parametrize("level", ["l", "m", "q", "h"])
def test_every_level_of_correction_can_be_read(level: str) -> None:
    assert read(encode("https://example.org/back", level)) == "https://example.org/back"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("", "is no web address; begin with https://"),
        ("example.org", "is no web address; begin with https://"),
        ("ftp://example.org", "is no web address; begin with https://"),
        ("javascript:alert(1)", "is no web address; begin with https://"),
        ("https:///path", "is no web address; begin with https://"),
        ("https://example.org:99999", "is no web address (port out of range"),
        ("https://[::1", "is no web address"),
        ("https://[::1]/", "is no name of a site"),
        ("https://exa mple.org", "is no name of a site"),
        ("https://-example.org", "is no name of a site"),
        ("https://a..b", "is no name of a site"),
        ("https://straße.de", "write it in its ASCII form (xn--...)"),
        ("https://anna:secret@example.org", "leave it out"),
        ("https://example.org/\x00", "control or invisible character"),
        ("https://example.org/\u202e", "control or invisible character"),
        ("https://example.org/\ud800", "control or invisible character"),
        ("https://example.org/a\nb", "control or invisible character"),
    ],
)
def test_what_is_no_address_is_refused(url: str, message: str) -> None:
    with pytest.raises(ContentError) as caught:
        encode(url)
    assert str(caught.value).startswith("--qr: ")
    assert message in str(caught.value)


def test_a_refusal_never_repeats_a_password() -> None:
    with pytest.raises(ContentError) as caught:
        encode("https://anna:secret@example.org")
    assert "secret" not in str(caught.value)


def test_the_longest_address_that_is_named_fits_and_one_more_does_not() -> None:
    base = "https://example.org/"
    assert len(base) < 251
    path(encode(base + "a" * (251 - len(base))), SQUARE)
    with pytest.raises(FitError, match="the address has 252 characters and a code that can be read here holds 251"):
        path(encode(base + "a" * (252 - len(base))), SQUARE)


def test_what_no_code_holds_is_refused_with_the_most_it_holds() -> None:
    base = "https://example.org/"
    encode(base + "a" * (2331 - len(base)))
    with pytest.raises(FitError, match="the address has 2332 characters and a code that can be read here holds 2331"):
        encode(base + "a" * (2332 - len(base)))


def test_a_place_too_small_for_any_code_is_refused() -> None:
    with pytest.raises(FitError, match="holds 0"):
        path(encode("https://example.org"), Rect(0, 0, 5 * MM, 5 * MM))


def test_the_code_is_centred_where_its_place_is_no_square() -> None:
    matrix = encode("https://example.org")
    square, wide = rectangles(matrix, Rect(0, 0, 70, 70)), rectangles(matrix, Rect(-15, 0, 100, 70))
    assert [pytest.approx(one) for one in square] == wide


@given(st.text("abcXYZ019-._~%é/?=&", max_size=200), st.floats(23, 60))
@settings(max_examples=40, deadline=None)
def test_modules_are_square_large_enough_and_leave_the_quiet_zone_white(tail: str, side: float) -> None:
    matrix = encode(f"https://example.org/{tail}")
    rect = Rect(3, 4, side * MM, side * MM)
    module = rect.width / (len(matrix.modules) + 2 * QUIET)
    try:
        drawn = rectangles(matrix, rect)
    except FitError:
        assert module < LEAST_MODULE
        return
    assert module >= LEAST_MODULE
    for left, top, right, bottom in drawn:
        assert rect.inset(QUIET * module - 1e-6).contains(Rect(left, top, right - left, bottom - top), slack=1e-6)
        assert bottom - top == pytest.approx(module)
    dark = sum((right - left) * (bottom - top) for left, top, right, bottom in drawn)
    assert dark == pytest.approx(sum(map(sum, matrix.modules)) * module**2)


def test_equal_addresses_give_equal_codes() -> None:
    assert encode("https://example.org/a") == encode("https://example.org/a")
