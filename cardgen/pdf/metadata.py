"""What a file says of itself: title and dates, the standards that it keeps to, and what its colours mean.

Info dictionary (ISO 32000-1, 14.3.3) and XMP (ISO 16684-1) say the same, as PDF/A asks (ISO 19005-2, 6.6).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Final
from xml.etree import ElementTree

from cardgen import __version__
from cardgen.pdf.file import Objects
from cardgen.pdf.stream import HARD, stream
from cardgen.pdf.syntax import Name, Ref, Value, date
from cardgen.resources import data_root
from cardgen.separation import Profile

PROGRAM: Final = f"cardgen {__version__}"

AUTHOR: Final = "cardgen"

_PROFILE: Final = "assets/colour/sRGB-v2-magic.icc"
_COLOURS: Final = "sRGB IEC61966-2.1"

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" \
xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" \
xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate><xmp:MetadataDate>{date}</xmp:MetadataDate>
<xmp:CreatorTool>{program}</xmp:CreatorTool><pdf:Producer>{program}</pdf:Producer>
{standards}
</rdf:Description>{schemas}
</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""

_ARCHIVAL = "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>{level}</pdfaid:conformance>"

_ACCESSIBLE = "<pdfuaid:part>1</pdfuaid:part>"

# PDF/A asks that a file explains the properties that are not its own (ISO 19005-2, 6.6.2.3).
_SCHEMAS = """
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag>{schemas}</rdf:Bag></pdfaExtension:schemas></rdf:Description>"""

_SCHEMA = """<rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>{title}</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{uri}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>{name}</pdfaProperty:name><pdfaProperty:valueType>{kind}</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>{about}</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li>"""

_ACCESSIBLE_SCHEMA = _SCHEMA.format(
    title="PDF/UA identification",
    uri="http://www.aiim.org/pdfua/ns/id/",
    prefix="pdfuaid",
    name="part",
    kind="Integer",
    about="Part of ISO 14289 that the file keeps to",
)

MADE_FROM: Final = "urn:cardgen:made-from:1#"
"""Namespace of what a file says about what it was made from; its number is that of the record's form."""

_MADE_FROM = f"""
<rdf:Description rdf:about="" xmlns:cardgen="{MADE_FROM}">
<cardgen:record>{{record}}</cardgen:record></rdf:Description>"""

_MADE_FROM_SCHEMA = _SCHEMA.format(
    title="What cardgen made the file from",
    uri=MADE_FROM,
    prefix="cardgen",
    name="record",
    kind="Text",
    about="Steps, doses and digests of safety entries, as JSON",
)

_BARE_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">{record}
</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a file says of itself; never the client's name.

    Attributes:
        title: Title of the routine.
        subject: A line about it.
        language: BCP 47 tag.
        clock: When it was made (UTC).
        made_from: The record of what it was made from (``cardgen.provenance``), as JSON; none if nothing is to be told.
    """

    title: str
    subject: str
    language: str
    clock: dt.datetime
    made_from: str | None = None


def add_info(objects: Objects, metadata: Metadata) -> Ref:
    """Add the document information dictionary to a file."""
    made = date(metadata.clock)
    return objects.add(
        {
            "Title": metadata.title,
            "Subject": metadata.subject,
            "Author": AUTHOR,
            "Creator": PROGRAM,
            "Producer": PROGRAM,
            "CreationDate": made,
            "ModDate": made,
        }
    )


def archival_catalogue(objects: Objects, metadata: Metadata, *, tagged: bool) -> dict[str, Value]:
    """Return what the catalogue of a PDF/A file (7.7.2) says beside its pages, its structure and its outline.

    Args:
        objects: The file; the packet and the colour profile are added to it.
        metadata: Title, language and clock.
        tagged: Whether the file has a structure.
    """
    entries = _catalogue(objects, metadata, xmp(metadata, tagged=tagged))
    return {**entries, "OutputIntents": [_intent("GTS_PDFA1", _COLOURS, objects.add_prepared(_profile()))]}


def press_catalogue(objects: Objects, metadata: Metadata, *, profile: Profile | None) -> dict[str, Value]:
    """Return what the catalogue of a file for a press says beside its pages.

    Args:
        objects: The file; the packet and the profile are added to it.
        metadata: Title, language and clock.
        profile: What its inks mean: the output intent, as PDF/X-4 has it (ISO 15930-7); none if that is not known. The
            file does not say that it is PDF/X.
    """
    entries = _catalogue(objects, metadata, xmp(metadata, tagged=None))
    if profile is None:
        return entries
    stored = objects.add_stream(profile.data, {"N": len("CMYK")})
    return {**entries, "OutputIntents": [_intent("GTS_PDFX", profile.name, stored)]}


def _catalogue(objects: Objects, metadata: Metadata, packet: bytes) -> dict[str, Value]:
    about = {"Type": Name("Metadata"), "Subtype": Name("XML")}
    return {
        "Type": Name("Catalog"),
        "Lang": metadata.language,
        "ViewerPreferences": {"DisplayDocTitle": True},
        "Metadata": objects.add_stream(packet, about, deflate=False),  # referees of PDF/A want it readable as it is
    }


def _intent(kind: str, condition: str, profile: Ref) -> dict[str, Value]:
    """Return an output intent (14.11.5)."""
    return {
        "Type": Name("OutputIntent"),
        "S": Name(kind),
        "OutputConditionIdentifier": condition,
        "Info": condition,
        "DestOutputProfile": profile,
    }


def xmp(metadata: Metadata, *, tagged: bool | None) -> bytes:
    """Return the XMP packet.

    Args:
        metadata: The same that ``add_info`` takes.
        tagged: Whether the file has a structure: PDF/A-2a and PDF/UA-1 with it, PDF/A-2u without. None for a file that
            keeps to neither.
    """
    standards = "" if tagged is None else _ARCHIVAL.format(level="A" if tagged else "U")
    schemas = (_ACCESSIBLE_SCHEMA if tagged else "") + (_MADE_FROM_SCHEMA if metadata.made_from else "")
    record = _MADE_FROM.format(record=escape(metadata.made_from, quote=False)) if metadata.made_from else ""
    return _PACKET.format(
        title=escape(metadata.title, quote=False),
        subject=escape(metadata.subject, quote=False),
        language=escape(metadata.language, quote=False),
        date=metadata.clock.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        author=AUTHOR,
        program=escape(PROGRAM, quote=False),
        standards=standards + _ACCESSIBLE if tagged else standards,
        schemas=record + (_SCHEMAS.format(schemas=schemas) if schemas else ""),
    ).encode()


def record_packet(record: str) -> bytes:
    """Return an XMP packet that has nothing but a record: for sheets, which keep to no standard and have no clock.

    Args:
        record: What the file was made from, as JSON.
    """
    return _BARE_PACKET.format(record=_MADE_FROM.format(record=escape(record, quote=False))).encode()


def made_from(packet: bytes) -> str | None:
    """Return the record of what a file was made from, out of its XMP packet.

    Args:
        packet: Anybody's; cardgen's own, or as another program wrote it anew.

    Returns:
        The record as JSON, not yet checked; none if there is none, or the packet cannot be read.
    """
    name = f"{{{MADE_FROM}}}record"
    try:
        root = ElementTree.fromstring(packet)
    except (ElementTree.ParseError, LookupError, ValueError):
        return None
    written = (element.text if element.tag == name else element.get(name) for element in root.iter())
    return next((text for text in written if text), None)


@cache
def _profile() -> bytes:
    """The stream of the profile by which every colour of a page is one of sRGB (14.11.5)."""
    return stream((data_root() / _PROFILE).read_bytes(), {"N": 3}, level=HARD)
