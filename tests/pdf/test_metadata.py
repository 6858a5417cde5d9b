"""What a file says of itself, twice and the same: for old programs and for new ones."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Callable
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageCms
from reading import read

from cardgen.pdf.metadata import MADE_FROM, Metadata, made_from, xmp
from cardgen.pipeline import CardResult

CLOCK = dt.datetime(2026, 11, 20, 9, 30, 15, tzinfo=dt.timezone(dt.timedelta(hours=2)))
NAMES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
}


def said(packet: bytes, path: str) -> str | None:
    found = ElementTree.fromstring(packet).find(f".//{path}", NAMES)
    return None if found is None else "".join(found.itertext()).strip()


PRINTABLE = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=20)


@given(title=PRINTABLE, subject=PRINTABLE)
def test_words_are_never_markup(title: str, subject: str) -> None:
    packet = xmp(Metadata(title, subject, "en", CLOCK), tagged=True)
    assert said(packet, "dc:title") == title
    assert said(packet, "dc:description") == subject


@given(PRINTABLE)
def test_what_a_file_was_made_from_comes_back(record: str) -> None:
    for tagged in (True, False):
        assert made_from(xmp(Metadata("T", "S", "en", CLOCK, record), tagged=tagged)) == record
    assert made_from(xmp(Metadata("T", "S", "en", CLOCK), tagged=True)) is None


@pytest.mark.parametrize("packet", [b"", b"<", b"no XML", b'<?xml version="1.0" encoding="none"?><a/>', b"<a/>"])
def test_another_program_s_packet_has_no_record(packet: bytes) -> None:
    assert made_from(packet) is None


def test_a_record_is_found_however_it_is_written() -> None:
    rdf = '<rdf:RDF xmlns:rdf="{rdf}"><rdf:Description xmlns:c="{uri}" c:record="here"/></rdf:RDF>'
    assert made_from(rdf.format(rdf=NAMES["rdf"], uri=MADE_FROM).encode()) == "here"


@pytest.mark.parametrize(("tagged", "record"), [(True, "x"), (True, None), (False, "x"), (False, None)])
def test_every_property_that_is_not_pdf_a_s_own_is_declared_once(tagged: bool, record: str | None) -> None:
    packet = xmp(Metadata("T", "S", "en", CLOCK, record), tagged=tagged)
    declared = re.findall(rb"<pdfaSchema:prefix>(\w+)<", packet)
    assert sorted(declared) == [b"cardgen"] * bool(record) + [b"pdfuaid"] * tagged
    assert packet.count(b"<pdfaExtension:schemas>") == bool(declared)


def test_info_and_packet_agree(make: Callable[..., CardResult]) -> None:
    reader = read(make().pdf)
    info: Any = reader.metadata
    packet = reader.trailer["/Root"]["/Metadata"].get_object().get_data()  # type: ignore[index]
    assert said(packet, "dc:title") == info.title
    assert said(packet, "dc:description") == info.subject
    assert said(packet, "dc:creator") == info.author
    assert said(packet, "xmp:CreatorTool") == info.creator
    assert said(packet, "pdf:Producer") == info.producer
    for name, written in (("CreateDate", info.creation_date), ("ModifyDate", info.modification_date)):
        assert dt.datetime.fromisoformat(said(packet, f"xmp:{name}") or "") == written
    assert said(packet, "dc:language") == reader.trailer["/Root"]["/Lang"]  # type: ignore[index]


@pytest.mark.parametrize(("tagged", "level", "part"), [(True, "A", "1"), (False, "U", None)])
def test_a_file_claims_what_it_keeps(tagged: bool, level: str, part: str | None) -> None:
    packet = xmp(Metadata("Title", "Subject", "en", CLOCK), tagged=tagged)
    assert (said(packet, "pdfaid:part"), said(packet, "pdfaid:conformance")) == ("2", level)
    assert said(packet, "pdfuaid:part") == part


def test_the_packet_is_found_by_programs_that_only_look_for_it(make: Callable[..., CardResult]) -> None:
    assert re.search(rb"<\?xpacket begin=.*<pdfuaid:part>1</pdfuaid:part>.*<\?xpacket end=", make().pdf, re.DOTALL)


def test_times_are_told_in_utc() -> None:
    packet = xmp(Metadata("Title", "Subject", "en", CLOCK), tagged=True)
    assert said(packet, "xmp:CreateDate") == "2026-11-20T07:30:15Z"


def test_the_title_is_shown_and_the_language_known(make: Callable[..., CardResult]) -> None:
    root: Any = read(make().pdf).trailer["/Root"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712 - a PDF object
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712


def test_colours_are_those_of_srgb(make: Callable[..., CardResult]) -> None:
    (intent,) = read(make().pdf).trailer["/Root"]["/OutputIntents"]  # type: ignore[index]
    assert intent["/S"] == "/GTS_PDFA1"
    data = intent["/DestOutputProfile"].get_data()
    profile = ImageCms.ImageCmsProfile(BytesIO(data)).profile
    assert (profile.profile_description, profile.version, profile.xcolor_space) == ("sRGB", 2.1, "RGB ")
    assert hashlib.sha256(data).hexdigest() in (profile_note())


def profile_note() -> str:
    from cardgen.resources import data_root  # noqa: PLC0415

    return (data_root() / "assets" / "colour" / "README.md").read_text(encoding="utf-8")
