import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from cardgen.errors import CardgenError, ContentError, FileError
from cardgen.images import MOST_BYTES, Logo, fit, load_logo
from cardgen.units import MM, Size

BOX = Size(34 * MM, 11 * MM)
RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)


def pixel(logo: Logo, x: int, y: int) -> tuple[int, ...]:
    start = 3 * (y * logo.width + x)
    return tuple(logo.pixels[start : start + 3])


def saved(folder: Path, image: Image.Image, name: str = "logo.png", **options: object) -> Path:
    path = folder / name
    image.save(path, **options)  # type: ignore[arg-type]
    return path


def flag() -> Image.Image:
    """Red above blue, the left half of the red green: no symmetry."""
    image = Image.new("RGB", (40, 20), RED)
    image.paste(GREEN, (0, 0, 20, 10))
    image.paste(BLUE, (0, 10, 40, 20))
    return image


# --- Formats and colour modes


@pytest.mark.parametrize("name", ["logo.png", "logo.webp", "logo.jpg", "logo.bin"])
def test_the_three_formats_are_read_whatever_their_name(tmp_path: Path, name: str) -> None:
    kinds = {"logo.webp": ("WEBP", {"lossless": True}), "logo.jpg": ("JPEG", {"quality": 95, "subsampling": 0})}
    kind, options = kinds.get(name, ("PNG", {}))
    logo = load_logo(saved(tmp_path, flag(), name, format=kind, **options))
    assert (logo.width, logo.height) == (40, 20)
    for place, colour in {(5, 5): GREEN, (30, 5): RED, (30, 15): BLUE}.items():
        assert pixel(logo, *place) == pytest.approx(colour, abs=6)


@pytest.mark.parametrize(
    ("mode", "colour", "seen"),
    [
        ("1", 1, WHITE),
        ("L", 100, (100, 100, 100)),
        ("I;16", 65535, WHITE),
        ("I;16", 25700, (100, 100, 100)),
        ("LA", (0, 0), WHITE),
        ("LA", (100, 255), (100, 100, 100)),
        ("RGBA", (255, 0, 0, 0), WHITE),
        ("RGBA", (255, 0, 0, 255), RED),
        ("RGBA", (0, 0, 0, 51), (204, 204, 204)),
    ],
)
def test_every_colour_mode_becomes_rgb_on_white(
    tmp_path: Path, mode: str, colour: int | tuple[int, ...], seen: tuple[int, ...]
) -> None:
    assert pixel(load_logo(saved(tmp_path, Image.new(mode, (4, 4), colour))), 1, 1) == pytest.approx(seen, abs=1)


def test_a_palette_with_a_transparent_colour_is_flattened(tmp_path: Path) -> None:
    image = Image.new("P", (2, 1))
    image.putpalette([255, 0, 0, 0, 0, 255])
    image.putpixel((1, 0), 1)
    logo = load_logo(saved(tmp_path, image, transparency=0))
    assert (pixel(logo, 0, 0), pixel(logo, 1, 0)) == (WHITE, BLUE)


def test_a_cmyk_jpeg_is_not_inverted(tmp_path: Path) -> None:
    image = Image.new("CMYK", (16, 16), (0, 255, 255, 0))
    assert pixel(load_logo(saved(tmp_path, image, "logo.jpg")), 8, 8) == pytest.approx(RED, abs=6)


def test_of_an_animation_the_first_frame_counts(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in (GREEN, RED)]
    for name in ("logo.png", "logo.webp"):
        path = saved(tmp_path, frames[0], name, save_all=True, append_images=frames[1:], lossless=True)
        assert pixel(load_logo(path), 4, 4) == pytest.approx(GREEN, abs=2)


# --- What must not go on the card


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_image_is_turned_as_its_exif_data_says(tmp_path: Path, orientation: int) -> None:
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    stored = flag().transpose(undo[orientation]) if orientation in undo else flag()
    exif = Image.Exif()
    exif[0x0112] = orientation
    logo = load_logo(saved(tmp_path, stored, exif=exif))
    assert logo.pixels == flag().tobytes()


@pytest.mark.parametrize("name", ["logo.png", "logo.jpg", "logo.webp"])
def test_nothing_but_pixels_is_kept(tmp_path: Path, name: str) -> None:
    exif = Image.Exif()
    exif[0x010E] = "SECRET-PLACE"
    options: dict[str, object] = {"exif": exif, "icc_profile": b"SECRET-PROFILE"}
    if name == "logo.png":
        info = PngInfo()
        info.add_text("Author", "SECRET-AUTHOR")
        options = {"exif": exif, "pnginfo": info}
    path = saved(tmp_path, flag(), name, **options)
    assert b"SECRET" in path.read_bytes()
    data = fit(load_logo(path), BOX).data
    assert b"SECRET" not in data
    assert [data[i : i + 4] for i in range(len(data)) if data[i : i + 4] in (b"eXIf", b"tEXt", b"iCCP", b"tIME")] == []
    assert set(Image.open(io.BytesIO(data)).info) == set()


# --- Files that are refused


def refusal(path: Path) -> str:
    with pytest.raises(CardgenError) as caught:
        load_logo(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert "\n" not in str(caught.value)
    kind = FileError if caught.value.exit_code == 6 else ContentError
    assert type(caught.value) is kind
    return f"{caught.value.exit_code} {str(caught.value).removeprefix(f'{path}: ')}"


def test_what_cannot_be_read_is_a_file_error(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.png").startswith("6 the logo cannot be read (no such file or directory)")
    assert refusal(tmp_path).startswith("6 ")
    (tmp_path / "file").write_bytes(b"x")
    assert refusal(tmp_path / "file" / "logo.png").startswith("6 the logo cannot be read (not a directory)")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_or_a_device_never_hangs(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    assert refusal(tmp_path / "pipe.png").startswith("6 this is no regular file")
    assert refusal(Path("/dev/zero")).startswith("6 this is no regular file")


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "PPM"])
def test_other_formats_are_refused_even_under_a_wrong_name(tmp_path: Path, kind: str) -> None:
    path = saved(tmp_path, flag(), "logo.png", format=kind)
    assert refusal(path).startswith("3 this is no PNG, JPEG or WebP image")


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%PDF-1.7"])
def test_what_is_no_image_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "logo.png").write_bytes(data)
    assert refusal(tmp_path / "logo.png").startswith("3 ")


@pytest.mark.parametrize("name", ["logo.png", "logo.jpg", "logo.webp"])
def test_a_truncated_file_is_refused(tmp_path: Path, name: str) -> None:
    noise = Image.effect_noise((200, 200), 90)
    path = saved(tmp_path, noise, name)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert refusal(path).startswith("3 the image is damaged")


def test_too_many_pixels_are_refused_before_they_are_decoded(tmp_path: Path) -> None:
    path = saved(tmp_path, Image.new("1", (5001, 5000)))
    script = (
        "import resource, sys; from pathlib import Path; from cardgen.errors import ContentError\n"
        "from cardgen.images import load_logo\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "try: load_logo(Path(sys.argv[1]))\n"
        "except ContentError as error: print(error)\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"
    )
    done = subprocess.run([sys.executable, "-c", script, path], capture_output=True, text=True, check=True)
    message, grown = done.stdout.splitlines()
    assert message == f"{path}: the image has more than 25 megapixels; save a smaller one"
    assert int(grown) < 10_000  # kB; the pixels alone would take 25,000


def test_a_decompression_bomb_is_refused_without_a_warning(tmp_path: Path, recwarn: pytest.WarningsRecorder) -> None:
    for side in (10_000, 20_000):
        path = saved(tmp_path, Image.new("1", (side, side)))
        assert refusal(path).startswith("3 the image has more than 25 megapixels")
    assert list(recwarn) == []


def test_an_oversize_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "logo.png"
    with path.open("wb") as file:
        file.truncate(MOST_BYTES * 40)
    assert refusal(path).startswith("3 the file is larger than 50 MB")


@pytest.fixture(scope="module")
def originals() -> tuple[bytes, ...]:
    out = []
    for kind in ("PNG", "JPEG", "WEBP"):
        file = io.BytesIO()
        exif = Image.Exif()
        exif[0x0112] = 6
        flag().save(file, kind, exif=exif)
        out.append(file.getvalue())
    return tuple(out)


@given(st.integers(0, 2), st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=6))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_the_damage_the_answer_is_a_logo_or_a_refusal(
    originals: tuple[bytes, ...], tmp_path: Path, which: int, changes: list[tuple[int, int]]
) -> None:
    data = bytearray(originals[which])
    for place, value in changes:
        data[place % len(data)] = value
    path = tmp_path / "logo"
    path.write_bytes(data)
    try:
        logo = load_logo(path)
    except CardgenError as error:
        assert error.exit_code == 3
    else:
        assert len(logo.pixels) == 3 * logo.width * logo.height


# --- The size it is printed


@given(st.integers(1, 4000), st.integers(1, 4000))
@settings(max_examples=60, deadline=None)
def test_it_fits_its_box_keeps_its_proportions_and_has_at_most_300_dpi(width: int, height: int) -> None:
    logo = Logo(width, height, bytes(3 * width * height))
    placed = fit(logo, BOX)
    assert placed.size.width <= BOX.width + 1e-9
    assert placed.size.height <= BOX.height + 1e-9
    assert placed.size.width / placed.size.height == pytest.approx(width / height)
    with Image.open(io.BytesIO(placed.data)) as image:
        assert image.mode == "RGB"
        assert image.width <= max(1, placed.size.width / 72 * 300 + 1e-6)
        assert image.height <= max(1, placed.size.height / 72 * 300 + 1e-6)
    filled = max(placed.size.width / BOX.width, placed.size.height / BOX.height)
    assert filled == pytest.approx(1) or placed.size.width == pytest.approx(width)  # one point is one pixel at 72 dpi


def test_few_pixels_stay_as_they_are(tmp_path: Path) -> None:
    placed = fit(load_logo(saved(tmp_path, flag())), Size(400, 400))
    assert placed.size == Size(40, 20)
    with Image.open(io.BytesIO(placed.data)) as image:
        assert image.tobytes() == flag().tobytes()


def test_a_large_logo_is_kept_small(tmp_path: Path) -> None:
    logo = load_logo(saved(tmp_path, Image.new("L", (5000, 5000), 200)))
    assert (logo.width, logo.height) == (1200, 1200)
    assert len(fit(logo, BOX).data) < 5000


def test_equal_images_give_equal_bytes_from_any_path(tmp_path: Path) -> None:
    first = fit(load_logo(saved(tmp_path, flag(), "one.png")), BOX)
    fit.cache_clear()
    exif = Image.Exif()
    exif[0x010E] = "another file of the same pixels"
    second = fit(load_logo(saved(tmp_path, flag(), "two.png", exif=exif)), BOX)
    assert second == first
    assert len(first.key) == 64
    assert fit(load_logo(saved(tmp_path, flag().rotate(180), "three.png")), BOX).key != first.key


def test_reportlab_stores_it_once_and_the_same_each_time(tmp_path: Path) -> None:
    placed = fit(load_logo(saved(tmp_path, flag())), BOX)

    def document() -> bytes:
        out = io.BytesIO()
        canvas = Canvas(out, invariant=1)
        for y in (100, 200):
            canvas.drawImage(ImageReader(io.BytesIO(placed.data)), 10, y, placed.size.width, placed.size.height)
        canvas.save()
        return out.getvalue()

    first = document()
    assert first.count(b"/Subtype /Image") == 1
    assert b"/SMask" not in first
    assert document() == first
