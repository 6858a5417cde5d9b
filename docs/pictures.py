"""The pictures in README and docs, made by cardgen itself; ``make pictures`` runs it.

A card has few colours: with a palette of 256 a picture takes a third of the space, and looks the same.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from cardgen.cli.main import main
from cardgen.request import DEFAULT_THEME
from cardgen.theme import default_theme, themes

IMAGES = Path(__file__).parent / "images"
ROUTINE = "lower-back"
SIDES = (1, 2)
COLOURS = 256
DPI = {"a4": 78, "a4-large": 78, "letter": 78, "id1": 140}
"""For each format a resolution that shows its type and keeps the file small; ``USUAL`` for the others."""
USUAL = 108


@dataclass(frozen=True, slots=True)
class Paper:
    """The picture of one page of another paper: ``NAME.png``."""

    name: str
    command: tuple[str, ...]
    page: int
    dpi: int


PAPERS = (
    Paper("poster-a2", ("poster", ROUTINE, "--format", "a2", "--clinic", "Quiet Hands"), 1, 40),
    Paper("booklet-a5", ("booklet", ROUTINE), 8, USUAL),
    Paper("form-a4", ("screen", "--form"), 1, 78),
)


@dataclass(frozen=True, slots=True)
class Picture:
    """The pictures of one card: ``NAME-1.png`` and ``NAME-2.png``, drawn with these options of ``cardgen preview``."""

    name: str
    options: tuple[str, ...]
    dpi: int


def pictures() -> Iterator[Picture]:
    """Yield the shipped formats in the default theme, the other themes, and what is left in gray."""
    for name in default_theme().cards:
        yield Picture(f"card-{name}", ("--format", name), DPI.get(name, USUAL))
    for theme in themes():
        if theme.name != DEFAULT_THEME:
            yield Picture(f"theme-{theme.name}", ("--theme", theme.name), USUAL)
    yield Picture("theme-gray", ("--gray",), USUAL)


def draw(picture: Picture, folder: Path) -> None:
    """Write the pictures of a card's first two sides.

    Raises:
        SystemExit: cardgen could not draw them.
    """
    with tempfile.TemporaryDirectory() as made:
        code = main(["preview", ROUTINE, "--no-config", *picture.options, "--dpi", str(picture.dpi), "-o", made])
        if code:
            raise SystemExit(code)
        for side in SIDES:
            save(Path(made) / f"{ROUTINE}-{side}.png", folder / f"{picture.name}-{side}.png")


def draw_paper(paper: Paper, folder: Path) -> None:
    """Write the picture of a page of another paper.

    Raises:
        SystemExit: cardgen could not draw it.
    """
    with tempfile.TemporaryDirectory() as made:
        pdf = str(Path(made) / "paper.pdf")
        code = main([*paper.command, "--no-config", "-o", pdf])
        code = code or main(["preview", pdf, "--no-config", "--dpi", str(paper.dpi), "-o", made])
        if code:
            raise SystemExit(code)
        save(Path(made) / f"paper-{paper.page}.png", folder / f"{paper.name}.png")


def save(page: Path, target: Path) -> None:
    """Write a picture again, with few colours."""
    with Image.open(page) as drawn:
        drawn.quantize(COLOURS, dither=Image.Dither.NONE).save(target, optimize=True)


if __name__ == "__main__":
    for each in pictures():
        draw(each, IMAGES)
    for paper in PAPERS:
        draw_paper(paper, IMAGES)
