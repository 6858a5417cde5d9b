"""The same request gives the same bytes, wherever and after whatever it is made."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from cardgen.content.dose import parse_dose
from cardgen.fonts import metrics
from cardgen.layout.boxes import Box, Page, one_block
from cardgen.pdf.metadata import Metadata
from cardgen.pdf.write import write_pdf
from cardgen.pipeline import make_card
from cardgen.request import CardRequest
from cardgen.selection import Choice
from cardgen.shapes import Face, FormUse, TextRun
from cardgen.theme import default_theme
from cardgen.units import Rect, Size

CLOCK = dt.datetime(2026, 11, 20, tzinfo=dt.UTC)
SETTINGS = (
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LANG": "C", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "2", "TZ": "America/Los_Angeles", "LANG": "de_DE.UTF-8", "LC_ALL": "de_DE.UTF-8"}
    | {"RL_invariant": "1", "RL_ttfAsciiReadable": "1", "RL_useA85": "1", "RL_pageCompression": "0"},
)
REPORTLAB = "invariant = 1\nttfAsciiReadable = 1\nuseA85 = 1\nshapedFontGlob = '*'\nautoGenerateTTFMissingTTFName = 1\n"
"""What ReportLab, which reads our fonts, would take from its user's settings."""
WORDS = ("--client", "Zoë Żółć", "--therapist", "Ελένη", "--note", "Warm oil", "--qr", "https://example.org")


@pytest.fixture
def logo(tmp_path: Path) -> Path:
    path = tmp_path / "logo.png"
    pixels = random.Random(7).randbytes(120 * 40 * 3)
    Image.frombytes("RGB", (120, 40), pixels).save(path)
    return path


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def other_pages(count: int) -> None:
    """Write small files that use other characters and figures."""
    page = Page(Size(200, 300), 9, "front", "Other", ())
    for number in range(count):
        words = "".join(map(chr, range(0x391 + number, 0x3A2 + number))).replace("\u03a2", "")
        face: Face = ("regular", "bold", "italic")[number % 3]  # type: ignore[assignment]
        known = "".join(character for character in words if character in metrics(face).advances)
        marks = (FormUse("outline", 5, 5, 0.1 + number / 100, fill="ink"), TextRun(9, 50, known, face, 9, "ink"))
        box = Box(Rect(0, 0, 200, 300), "P", "words", marks)
        write_pdf(
            [replace(page, blocks=one_block([box]))], default_theme(), Metadata("Other", str(number), "en", CLOCK)
        )
        assert known


def other_cards(count: int) -> None:
    """Make cards that use other characters, forms and pictures."""
    for number in range(count):
        make_card(
            CardRequest(
                clock=CLOCK + dt.timedelta(days=number),
                routine=("quick-10", "back-routine", "lumbar-routine")[number % 3],
                format=("a5", "a6")[number % 2],
                client="".join(chr(0x400 + number * 3 + i) for i in range(3)),
                on="letter" if number % 5 == 0 else None,
            )
        )


COMMANDS = {
    "a5": ("card", *WORDS),
    "a6": ("card", "--format", "a6", *WORDS),
    "on a4": ("card", "--on", "a4", *WORDS),
    "person": (
        "card",
        *WORDS,
        "--condition",
        "bruise@lumbar-left",
        "--screened-by",
        "Mia",
        "--screened-on",
        "2026-11-20",
    ),
    "booklet": ("booklet", *WORDS),
    "poster": ("poster", *WORDS),
    "form": ("screen", "--form", "--clinic", "Ελένη"),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_processes_agree_whatever_their_surroundings(name: str, logo: Path, tmp_path: Path) -> None:
    (tmp_path / ".reportlab_settings").write_text(REPORTLAB)
    digests = set()
    for number, setting in enumerate(SETTINGS):
        path = tmp_path / f"{number}.pdf"
        command = [sys.executable, "-m", "cardgen", *COMMANDS[name], "--date", "2026-11-20"]
        subprocess.run(
            [*command, "--logo", str(logo), "-o", str(path)],
            check=True,
            timeout=60,
            capture_output=True,
            env={**os.environ, "HOME": str(tmp_path), **setting},
        )
        digests.add(digest(path.read_bytes()))
    assert len(digests) == 1


def test_earlier_cards_leave_no_trace(logo: Path) -> None:
    asked = [
        CardRequest(clock=CLOCK),
        CardRequest(clock=CLOCK, format="a6", client="Zoë Żółć", logo=logo),
        CardRequest(clock=CLOCK, on="a4", qr="https://example.org", choices=(Choice("stroking", parse_dose("3min")),)),
    ]
    before = [digest(make_card(one).pdf) for one in asked]
    other_cards(30)
    other_pages(70)
    assert [digest(make_card(one).pdf) for one in reversed(asked)] == before[::-1]


def test_what_differs_shows(logo: Path) -> None:
    base = CardRequest(clock=CLOCK, client="Ann", logo=logo)
    same = {digest(make_card(base).pdf) for _ in range(2)}
    different = {
        digest(make_card(CardRequest(clock=CLOCK, client=name, logo=logo)).pdf) for name in ("Anna", "Bob", None)
    }
    assert len(same) == 1
    assert len(different | same) == 4
