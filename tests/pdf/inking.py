"""Resources of no file: names that tests can read."""

from __future__ import annotations

from cardgen.colours import Colour
from cardgen.pdf.inks import Use, screen_inks
from cardgen.pdf.operators import Resources
from cardgen.shapes import Clip, Face, Picture

COLOURS = {"ink": Colour("#000000", (0, 0, 0, 100)), "teal": Colour("#0F454D", (90, 0, 0, 70))}


def resources() -> Resources:
    """Return resources that are told apart from any others."""
    return Resources(_ink, _choose, _show, _form, _picture, _drawing)


def _ink(name: str, use: Use) -> str:
    return screen_inks(name, COLOURS[name], use)


def _choose(face: Face, size: float) -> str:
    return f"/{face} {size:g} Tf"


def _show(text: str, _: Face) -> str:
    return f"({text}) Tj"


def _form(name: str) -> str:
    return f"Fm.{name}"


def _picture(picture: Picture) -> str:
    return f"Im.{picture.key}"


def _drawing(clip: Clip) -> str:
    return f"Dr.{len(clip.inside)}"
