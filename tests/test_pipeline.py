"""The whole story: what comes back, what is refused, and what a plain card never loads."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from cardgen.content.dose import parse_dose
from cardgen.content.model import Catalog
from cardgen.errors import CardgenError
from cardgen.pipeline import CardResult, make_card
from cardgen.request import CardRequest
from cardgen.selection import Choice
from cardgen.theme import default_theme

CLOCK = dt.datetime(2026, 11, 20, tzinfo=dt.UTC)
PLAIN = CardRequest(clock=CLOCK)
Make = Callable[..., CardResult]


def test_the_default_card(make: Make, catalog: Catalog) -> None:
    card = make()
    assert (card.default_name, card.format, card.plan.routine_id) == ("lower-back.pdf", "a5", "lower-back")
    assert card.plan.minutes == 20
    assert card.document.title == catalog.text.routines["lower-back"].title
    assert card.pages == len(PdfReader(BytesIO(card.pdf)).pages)


@pytest.mark.parametrize("form", tuple(default_theme().cards))
def test_every_format_of_the_theme_makes_a_card(make: Make, form: str) -> None:
    card = make(format=form)
    page = PdfReader(BytesIO(card.pdf)).pages[0]
    size = default_theme().formats[form].size
    assert card.format == form
    assert (float(page.cropbox.width), float(page.cropbox.height)) == pytest.approx((size.width, size.height), abs=0.01)


@pytest.mark.parametrize("sheet", ["a4", "letter"])
def test_sheets_are_counted_as_pages(make: Make, sheet: str) -> None:
    card = make(on=sheet)
    assert card.pages == len(PdfReader(BytesIO(card.pdf)).pages)
    assert card.pages % 2 == 0


def test_a_card_of_ones_own_is_called_card(make: Make) -> None:
    card = make(choices=(Choice("stroking", parse_dose("3min")),), client="Zebedee")
    assert card.default_name == "card.pdf"
    assert card.plan.routine_id is None


def test_warnings_are_those_of_the_card(make: Make) -> None:
    card = make()
    assert card.warnings == card.document.warnings
    assert any("spine" in warning for warning in card.warnings)


def test_what_was_decided_for_the_user_is_said(make: Make) -> None:
    longer = make(choices=(Choice("effleurage-oil", parse_dose("6min")),))  # the source says 3 to 5
    assert longer.notices
    assert set(longer.plan.notices) <= set(longer.notices)
    assert not longer.plan.steps[0].from_source


@pytest.mark.parametrize(
    ("changed", "code", "said"),
    [
        ({"format": "a9"}, 3, "a9"),
        ({"routine": "lower-bakc"}, 3, "did you mean lower-back?"),
        ({"choices": (Choice("hacking", None),)}, 3, "the first step must be a warm-up"),
        ({"minutes": 500}, 3, "500"),
        ({"client": "漢"}, 3, "--client: "),
        ({"logo": Path("/nowhere/logo.png")}, 6, "/nowhere/logo.png: "),
        ({"qr": "https://example.org/" + "a" * 400}, 5, "--qr: "),
        ({"format": "letter", "on": "a4"}, 5, "--on: the sheet does not hold one card"),
    ],
)
def test_what_cannot_be_made_says_why(changed: dict[str, object], code: int, said: str) -> None:
    with pytest.raises(CardgenError) as caught:
        make_card(replace(PLAIN, **changed))  # type: ignore[arg-type]
    assert caught.value.exit_code == code
    assert said in str(caught.value)


def loaded(*words: str, folder: Path) -> set[str]:
    """Return the top-level packages that a process has loaded after a command."""
    script = (
        "import json, sys\n"
        "from cardgen.cli.main import main\n"
        "code = main(json.loads(sys.argv[1]))\n"
        "print(json.dumps([code, sorted({name.partition('.')[0] for name in sys.modules})]), file=sys.stderr)\n"
    )
    command = [sys.executable, "-c", script, json.dumps(words)]
    done = subprocess.run(command, cwd=folder, capture_output=True, timeout=60, check=True)
    code, modules = json.loads(done.stderr.splitlines()[-1])
    assert code == 0
    return set(modules)


def test_a_card_loads_only_what_it_needs(tmp_path: Path) -> None:
    plain = loaded("card", folder=tmp_path)
    assert not {"segno", "pypdf", "pypdfium2", "rich", "http", "ssl"} & plain
    assert {"reportlab", "pydantic", "yaml"} <= plain
    assert "segno" in loaded("card", "--qr", "https://example.org", folder=tmp_path)
