"""PDF files to put onto sheets: small ones, made by hand, with whatever is odd about them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    PdfObject,
)

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Leaf:
    """A page of a PDF.

    Attributes:
        content: Its operators.
        media, trim, bleed, crop: Its boxes; None leaves one out.
        entries: What else its dictionary has.
    """

    content: str
    media: Box
    trim: Box | None = None
    bleed: Box | None = None
    crop: Box | None = None
    entries: dict[str, PdfObject] = field(default_factory=dict)


def numbers(values: Sequence[float]) -> ArrayObject:
    return ArrayObject(FloatObject(value) for value in values)


def stream(content: str, **entries: PdfObject) -> DecodedStreamObject:
    made = DecodedStreamObject()
    made.set_data(content.encode("latin-1"))
    for key, value in entries.items():
        made[NameObject(f"/{key}")] = value
    return made


def pdf(leaves: Sequence[Leaf], finish: Callable[[PdfWriter], Any] = lambda writer: None) -> bytes:
    """Return a PDF; ``finish`` may do something to it before it is written."""
    writer = PdfWriter()
    for leaf in leaves:
        page = writer.add_blank_page(10, 10)
        page[NameObject("/Contents")] = writer._add_object(stream(leaf.content))
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
            }
        )
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        )
        for name, box in (("Media", leaf.media), ("Trim", leaf.trim), ("Bleed", leaf.bleed), ("Crop", leaf.crop)):
            if box is not None:
                page[NameObject(f"/{name}Box")] = numbers(box)
        for key, value in leaf.entries.items():
            page[NameObject(f"/{key}")] = value
    finish(writer)
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()
