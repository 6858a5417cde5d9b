"""Pictures in four inks, and the profiles that say what the inks mean."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms
from profiles import press_profile

from cardgen import separation
from cardgen.errors import CardgenError, ContentError, FileError
from cardgen.separation import Profile, load_profile, separate

Pixel = tuple[int, int, int]


def png(*pixels: Pixel) -> bytes:
    image = Image.new("RGB", (len(pixels), 1))
    image.putdata(pixels)
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def inks(pixel: Pixel, profile: Profile | None = None) -> tuple[int, ...]:
    return tuple(separate(png(pixel), profile).inks)


@pytest.fixture
def given_profile(tmp_path: Path) -> Path:
    path = tmp_path / "press.icc"
    path.write_bytes(press_profile())
    return path


@pytest.mark.parametrize(
    ("pixel", "expected"),
    [
        ((0, 0, 0), (0, 0, 0, 255)),
        ((255, 255, 255), (0, 0, 0, 0)),
        ((128, 128, 128), (0, 0, 0, 127)),
        ((255, 0, 0), (0, 255, 255, 0)),
        ((0, 60, 100), (100, 40, 0, 155)),
    ],
)
def test_without_a_profile_black_takes_what_the_inks_have_in_common(pixel: Pixel, expected: tuple[int, ...]) -> None:
    assert inks(pixel) == expected


@settings(max_examples=50)
@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_a_plain_conversion_is_light_on_ink_and_loses_nothing(pixel: Pixel) -> None:
    cyan, magenta, yellow, black = inks(pixel)
    assert cyan + magenta + yellow + black <= 2 * 255
    assert tuple(255 - ink - black for ink in (cyan, magenta, yellow)) == pixel


def test_a_picture_keeps_its_size_and_its_rows() -> None:
    pixels = [(0, 0, 0), (255, 255, 255), (255, 0, 0)]
    made = separate(png(*pixels), None)
    assert (made.width, made.height) == (3, 1)
    assert made.inks == b"".join(bytes(inks(pixel)) for pixel in pixels)


def test_a_profile_says_how_a_picture_is_printed(given_profile: Path) -> None:
    profile = load_profile(given_profile)
    assert profile.name == "Test press"
    assert profile.data == given_profile.read_bytes()
    assert inks((255, 255, 255), profile) == (0, 0, 0, 0)
    *colours, black = inks((255, 0, 0), profile)
    assert (colours, 80 < black < 160) == ([0, 0, 0], True)


def srgb() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "no ICC profile"),
        (b"acsp", "no ICC profile"),
        (b"%PDF-1.7 " + bytes(200), "no ICC profile"),
        (srgb(), "for the colours 'RGB', not for a press; name one for CMYK"),
        (press_profile(kind=b"scnr"), "not one of a printer"),
        (press_profile(version=5), "has version 5, which PDF does not know"),
        (press_profile()[:-50], "breaks off"),
        (press_profile().replace(b"B2A0", b"xxxx"), "does not convert colours"),
        (press_profile().replace(b"mft1", b"xxxx"), "does not convert colours"),
    ],
)
def test_what_is_no_profile_of_a_press_is_refused(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "wrong.icc"
    path.write_bytes(data)
    with pytest.raises(ContentError, match=message) as raised:
        load_profile(path)
    assert raised.value.problems[0].file == str(path)


def test_a_file_that_is_not_there_or_far_too_large_is_not_read(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="no such file"):
        load_profile(tmp_path / "none.icc")
    with pytest.raises(FileError, match="folder"):
        load_profile(tmp_path)
    huge = tmp_path / "huge.icc"
    with huge.open("wb") as file:
        file.truncate(separation.MOST_BYTES + 1)
    with pytest.raises(FileError, match="name a smaller one"):
        load_profile(huge)


@settings(max_examples=60)
@given(st.data())
def test_a_broken_profile_is_an_error_or_converts(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    whole = bytearray(press_profile())
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, 400))] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.getbasetemp() / "broken.icc"
    path.write_bytes(whole)
    try:
        profile = load_profile(path)
    except CardgenError:
        return
    assert len(inks((10, 20, 30), profile)) == 4
    assert len(profile.name) <= separation.MOST_NAME
    assert profile.name.isprintable()


def test_a_profile_without_a_name_is_called_after_its_file(tmp_path: Path) -> None:
    path = tmp_path / "nameless.icc"
    path.write_bytes(press_profile(" "))
    assert load_profile(path).name == "nameless"
