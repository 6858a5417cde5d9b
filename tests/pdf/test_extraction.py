"""Copying, searching, reading aloud: programs that take the text out of a file agree on every word."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from reading import content_of, read, tree_of

from cardgen.pipeline import CardResult
from cardgen.theme import default_theme

FORMATS = tuple(default_theme().cards)
TYPED = {
    "client": "Zoë Żółć",
    "therapist": "Ελένη Παπαδοπούλου",
    "clinic": "Quiet Hands",
    "clinic_contact": "+44 20 7946 0000",
    "note": "Warm oil, 38 °C. No music. Fluffy office fjords.",
    "date": dt.date(2026, 11, 20),
    "qr": "https://example.org/exercises",
}


def words(text: str) -> Counter[str]:
    return Counter(text.split())


@cache
def from_the_tree(data: bytes) -> list[Counter[str]]:
    reader = read(data)
    contents = [content_of(page, reader) for page in reader.pages]
    spoken = ["" for _ in contents]
    for page, number in tree_of(reader).pieces():
        spoken[page] += contents[page].marked[number]
    return [words(text) for text in spoken]


@pytest.mark.parametrize("form", FORMATS)
def test_pypdf_and_pdfium_agree_with_the_structure_on_every_word(make: Callable[..., CardResult], form: str) -> None:
    data = make(format=form, **TYPED).pdf
    expected = from_the_tree(data)
    assert [words(page.extract_text()) for page in read(data).pages] == expected
    assert [words(page.get_textpage().get_text_range()) for page in PdfDocument(data)] == expected


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext (poppler-utils) is not installed here")
def test_pdftotext_agrees_too(make: Callable[..., CardResult], form: str, tmp_path: Path) -> None:
    data = make(format=form, **TYPED).pdf
    path = tmp_path / "card.pdf"
    path.write_bytes(data)
    told = subprocess.run(["pdftotext", "-enc", "UTF-8", path, "-"], check=True, capture_output=True, timeout=30)
    pages = told.stdout.decode().split("\f")[:-1]
    assert [words(page) for page in pages] == from_the_tree(data)


def test_letters_come_out_as_they_were_typed(make: Callable[..., CardResult]) -> None:
    text = " ".join(page.extract_text() for page in read(make(**TYPED).pdf).pages)
    for typed in (*TYPED["client"].split(), *TYPED["note"].split(), *TYPED["therapist"].split()):  # type: ignore[attr-defined]
        assert typed in text
    strange = [
        character for character in text if "\ue000" <= character <= "\uf8ff" or "\ufb00" <= character <= "\ufb06"
    ]
    assert strange == []


def test_numbers_come_with_their_units(make: Callable[..., CardResult]) -> None:
    card = make()
    front = read(card.pdf).pages[0].extract_text()
    for step in card.document.steps:
        assert step.badge.replace("\u00a0", " ") in front
