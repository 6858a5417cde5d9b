"""What anybody's file says of itself is read as far as it can be, and never keeps its pages from being printed."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from leaves import Leaf, pdf, stream
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NullObject, NumberObject, PdfObject

from cardgen.impose.carried import carried
from cardgen.impose.papers import PAPERS
from cardgen.impose.sheet import SheetRequest, make_sheets
from cardgen.pdf.metadata import record_packet
from cardgen.provenance import Trust
from cardgen.units import MM

IDENTITY = DictionaryObject({NameObject("/Name"): NameObject("/Identity")})
PACKETS: dict[str, dict[str, PdfObject]] = {
    "crypt": {"Filter": ArrayObject([NameObject("/Crypt")]), "DecodeParms": ArrayObject([IDENTITY])},
    "unknown": {"Filter": NameObject("/Squeeze")},
    "picture": {"Filter": NameObject("/JBIG2Decode")},
    "damaged": {"Filter": NameObject("/FlateDecode")},
    "several": {"Filter": ArrayObject([NameObject("/ASCII85Decode"), NameObject("/RunLengthDecode")])},
    "number": {"Filter": NumberObject(7)},
    "null": {"Filter": ArrayObject([NullObject()])},
}
"""What the stream of a packet may say of itself."""


def with_packet(name: str, producer: str) -> bytes:
    def finish(writer: PdfWriter) -> None:
        packet = stream(record_packet("{}").decode("latin-1"), **PACKETS[name])
        writer._root_object[NameObject("/Metadata")] = writer._add_object(packet)
        writer.add_metadata({"/Producer": producer})

    return pdf([Leaf("", (0.0, 0.0, 148 * MM, 210 * MM))] * 2, finish)


@pytest.mark.parametrize(("producer", "trust"), [("Scriptor 3", "not-ours"), ("cardgen 1.0", "no-record")])
@pytest.mark.parametrize("name", PACKETS)
def test_a_packet_that_cannot_be_decoded_says_nothing(name: str, producer: str, trust: Trust, tmp_path: Path) -> None:
    data = with_packet(name, producer)
    assert carried(PdfReader(BytesIO(data)), data).trust == trust
    path = tmp_path / "foreign.pdf"
    path.write_bytes(data)
    result = make_sheets(SheetRequest(files=(path,), sheet=PAPERS["a4"], up=2))
    assert result.pages == 2
