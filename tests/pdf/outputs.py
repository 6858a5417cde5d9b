"""Every kind of file for reading that cardgen makes, as the commands make it: what referees look at.

As a program, it writes them all into a folder: ``python tests/pdf/outputs.py FOLDER``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from PIL import Image

from cardgen.cli.main import main
from cardgen.theme import default_theme, themes

FORMATS = tuple(default_theme().cards)
POSTERS = tuple(default_theme().posters)
THEMES = tuple(theme.name for theme in themes())

DATED = ("--date", "2026-11-20", "--no-config")
TYPED = (
    *("--client", "Zoë Żółć, born " + "Wolfeschlegelsteinhausenbergerdorff " * 2, "--therapist", "Ελένη Παπαδοπούλου"),
    *("--clinic", "Quiet Hands", "--clinic-contact", "+44 20 7946 0000", "--review-date", "2027-02-20"),
    *("--note", "Warm oil, no music. " * 25, "--qr", "https://example.org/exercises?id=(7)"),
)
SCREENED = ("--screened-by", "Ann Lee", "--screened-on", "2026-11-20")
PERSON = ("--condition", "menstruation", "--condition", "spinal-curvature", "--age", "40", *SCREENED)
ILL = ("--condition", "fever", *SCREENED)
REFUSED = 4
"""Exit code where a slip for the doctor takes the place of a card."""


def commands() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield a name for each file, and the command that makes it.

    ``{out}`` stands for the file's path, ``{logo}`` for that of a picture, ``{roster}`` for that of a table.
    """
    for form in FORMATS:
        yield f"card-{form}", ("card", "--format", form, "-o", "{out}")
    for form, theme in product(FORMATS, THEMES):
        full = ("card", "--format", form, "--theme", theme, *TYPED, "--logo", "{logo}", "-o", "{out}")
        yield f"card-{form}-{theme}-full", full
    yield "card-gray", ("card", "--gray", "-o", "{out}")
    yield "card-person", ("card", *PERSON, *TYPED, "-o", "{out}")
    yield "card-person-id1", ("card", "--format", "id1", *PERSON, "-o", "{out}")
    yield "card-short", ("card", "-t", "stroking:1min", "-o", "{out}")
    for form in ("a5", "half-letter", "a6"):
        yield f"booklet-{form}", ("booklet", "--format", form, *TYPED, "--logo", "{logo}", "-o", "{out}")
    yield "booklet-all", ("booklet", "lower-back", "quick-10", "--techniques", "all", "-o", "{out}")
    for form in POSTERS:
        yield f"poster-{form}", ("poster", "--format", form, *TYPED, "-o", "{out}")
    yield "poster-landscape", ("poster", "lower-back", "quick-10", "--orientation", "landscape", "-o", "{out}")
    yield "batch-one-file", ("batch", "{roster}", "--one-file", "{out}", "-o", "{out}.cards")
    yield "form", ("screen", "--form", "-o", "{out}")
    yield "slip", ("card", *ILL, "--referral", "{out}", "-o", "{out}.none")


def make(command: tuple[str, ...], folder: Path, name: str) -> Path:
    """Run a command.

    Raises:
        AssertionError: It failed.
    """
    path, logo, roster = folder / f"{name}.pdf", folder / "logo.png", folder / "roster.csv"
    roster.write_text("client\nAnn\nBea\nCem\nZoë Żółć\n", "utf-8")
    if not logo.exists():
        Image.new("RGB", (120, 40), "teal").save(logo)
    code = main([*(part.format(out=path, logo=logo, roster=roster) for part in command), *DATED])
    assert code in {0, REFUSED}, f"{name}: exit code {code}"
    assert path.exists(), name
    return path


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    for title, arguments in commands():
        make(arguments, target, title)
