"""The peers from PyPI, each behind one class: a card's values in, a PDF out.

What a peer is given is made ready before the clock starts: only its own work is measured.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import ttf_opensans
import typst as typst_engine
import weasyprint as weasyprint_engine
from weasyprint.text.fonts import FontConfiguration

from bench.drawings import Drawings
from bench.markup import html
from bench.matter import Values, look

FONTS = Path(ttf_opensans.__file__).with_name("ttf")
FACES = {
    "Regular": (400, "normal"),
    "Italic": (400, "italic"),
    "SemiBold": (600, "normal"),
    "Bold": (700, "normal"),
    "BoldItalic": (700, "italic"),
    "ExtraBold": (800, "normal"),
}
"""Weight and style of each face."""

TEMPLATE = Path(__file__).with_name("template")


@dataclass(frozen=True, slots=True)
class Peer:
    """A peer that has its fonts, its template and every drawing.

    Attributes:
        prepare: From a card's values to what ``make`` takes; not part of what is measured.
        make: From that to a PDF, tagged.
    """

    prepare: Callable[[Values], str]
    make: Callable[[str], bytes]


def typst(folder: Path, drawings: Drawings) -> Peer:
    """Return Typst with one compiler, which it keeps: its steady rate.

    A card's values are a file, not ``sys.inputs``: with new inputs Typst evaluates and lays out everything anew, which
    takes twice as long.

    Args:
        folder: An empty folder, for what Typst reads.
        drawings: Those of every card that will be asked for.
    """
    for part in TEMPLATE.glob("*.typ"):
        shutil.copy(part, folder)
    _write(drawings, folder)
    (folder / "look.json").write_text(json.dumps(look(drawings)))
    values = folder / "card.json"
    values.write_text("{}")
    compiler = typst_engine.Compiler(
        str(folder / "card.typ"), root=str(folder), font_paths=[str(FONTS)], ignore_system_fonts=True
    )

    def make(card: str) -> bytes:
        values.write_text(card)
        made = compiler.compile(format="pdf")
        assert isinstance(made, bytes)
        return made

    return Peer(json.dumps, make)


def weasyprint(folder: Path, drawings: Drawings) -> Peer:
    """Return WeasyPrint, tagged (``pdf/ua-1``), which keeps fonts, style and pictures; arguments as ``typst``."""
    _write(drawings, folder)
    fonts = FontConfiguration()
    pictures: dict[str, object] = {}
    css = "\n".join((*map(_face, FACES), (TEMPLATE / "card.css").read_text()))
    style = weasyprint_engine.CSS(string=css, font_config=fonts)

    def make(card: str) -> bytes:
        document = weasyprint_engine.HTML(string=card, base_url=str(folder / "card.html"))
        made = document.write_pdf(stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1", cache=pictures)
        assert isinstance(made, bytes)
        return made

    known = look(drawings)
    return Peer(lambda card: html(card, known), make)


def _face(name: str) -> str:
    weight, style = FACES[name]
    source = (FONTS / f"OpenSans-{name}.ttf").as_uri()
    face = f'font-family: "Open Sans"; font-weight: {weight}; font-style: {style}; src: url("{source}")'
    return f"@font-face {{ {face} }}"


def _write(drawings: Drawings, folder: Path) -> None:
    look(drawings)  # so that its signs are among them
    (folder / "drawings").mkdir()
    for name, drawing in drawings.files.items():
        (folder / "drawings" / f"{name}.svg").write_text(drawing)
