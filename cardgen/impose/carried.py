"""What a PDF file says of what it was made from, anybody's file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import ValidationError
from pypdf import PdfReader
from pypdf.generic import StreamObject

from cardgen.impose.originals import DAMAGE
from cardgen.pdf.metadata import AUTHOR, made_from
from cardgen.pdf.references import is_as_written
from cardgen.provenance import OnSheets, Trust


@dataclass(frozen=True, slots=True)
class Carried:
    """What a file says of itself.

    Attributes:
        trust: What the file is.
        record: What it was made from, as JSON, not yet checked; none unless the file is as written.
        title: Its title, if it is as written and can be shown.
    """

    trust: Trust
    record: str | None = None
    title: str | None = None


def carried(reader: PdfReader, data: bytes) -> Carried:
    """Read what a file says of itself.

    Args:
        reader: Of the file, not encrypted.
        data: All of the file.

    Returns:
        What it says. pypdf's errors are left to ``originals.reading``, but for those with the packet.
    """
    record = _record(reader)
    about = reader.metadata
    if record is None:
        ours = about is not None and str(about.producer).startswith(f"{AUTHOR} ")
        return Carried("no-record" if ours else "not-ours")
    if not is_as_written(data):
        return Carried("altered")
    title = about.title if about else None
    return Carried("as-written", record, title if title and title.isprintable() else None)


def _record(reader: PdfReader) -> str | None:
    """Return the record in a file's XMP packet.

    None, too, if the packet is damaged, or compressed in a way that pypdf does not know: cardgen writes none like that,
    and its pages may be whole.
    """
    root = reader.root_object
    try:
        metadata = root.get("/Metadata")
        stream = metadata.get_object() if metadata is not None else None
        return made_from(stream.get_data()) if isinstance(stream, StreamObject) else None
    except DAMAGE:
        return None


def sheets_told(found: Carried) -> OnSheets | None:
    """Return what is on a file's sheets; None if it says that it is something else.

    Args:
        found: What the file says of itself.
    """
    try:
        return OnSheets.model_validate_json(found.record or "")
    except ValidationError:
        return None


def papers(found: Carried) -> Iterator[Carried]:
    """Yield what a file is: itself, or every paper on it if it has sheets.

    Args:
        found: What the file says of itself.
    """
    sheets = sheets_told(found)
    if sheets is None:
        yield found
    else:
        yield from (Carried(part.trust, part.record, part.title) for part in sheets.on_sheets)
