"""Type: what the faces measure, which characters they can set, and what a document embeds of them.

The faces are the static TrueType files of Open Sans (PyPI ``ttf-opensans``, Apache License 2.0). They cover Latin with
its extensions and Vietnamese, Greek (monotonic) and Cyrillic. Text is set without kerning, ligatures or shaping: one
character is one glyph, so a text is as wide as its characters together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Final

import ttf_opensans
from reportlab.pdfbase.ttfonts import TTFont

from cardgen.errors import ContentError, Problem
from cardgen.shapes import Face
from cardgen.truetype import unhinted

CAP_HEIGHT: Final = 0.714
"""Height of the capitals in em, of every face: what text is centred by."""

_FILES: Final[Mapping[Face, ttf_opensans.TTFFont]] = {
    "regular": ttf_opensans.OPENSANS_REGULAR,
    "semibold": ttf_opensans.OPENSANS_SEMIBOLD,
    "bold": ttf_opensans.OPENSANS_BOLD,
    "extrabold": ttf_opensans.OPENSANS_EXTRABOLD,
    "italic": ttf_opensans.OPENSANS_ITALIC,
    "bold-italic": ttf_opensans.OPENSANS_BOLDITALIC,
}

# --- What the faces measure ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FaceMetrics:
    """Measures of one face.

    Attributes:
        advances: Width of every character the face has, in 1/1000 em. A character that is not a key has no glyph.
        missing: Width of the box that stands for a character the face lacks, in 1/1000 em.
    """

    advances: Mapping[str, float]
    missing: float


@cache
def metrics(face: Face) -> FaceMetrics:
    """Return the measures of a face."""
    parsed = _master(face).face
    glyphs = parsed.charToGlyph.items()
    return FaceMetrics(
        advances=MappingProxyType({chr(code): parsed.charWidths[code] for code, glyph in glyphs if glyph}),
        missing=parsed.defaultWidth,
    )


@lru_cache(maxsize=16_384)
def advance(text: str, face: Face) -> float:
    """Return the width of a text in 1/1000 em.

    The sum is exact: Open Sans has 2048 units in an em, so that every advance is a short binary fraction.
    """
    known = metrics(face)
    try:
        return sum(map(known.advances.__getitem__, text))
    except KeyError:
        return sum(known.advances.get(character, known.missing) for character in text)


def width(text: str, face: Face, size: float) -> float:
    """Return the width in points of a text on one line, at ``size`` points."""
    return advance(text, face) * size / 1000


# --- What a document embeds of them ---------------------------------------------------------------------------------


@cache
def _master(face: Face) -> TTFont:
    return TTFont(face, str(_FILES[face].path), asciiReadable=False, shapable=False)


@dataclass(frozen=True, slots=True)
class Subset:
    """The glyphs of some characters of a face, and what a PDF says of the face.

    Attributes:
        name: PostScript name of the face.
        program: A TrueType file with these glyphs only, without hints.
        glyphs: The characters' glyphs in it; 0 is the box that stands for a missing one.
        box: Smallest rectangle that holds any glyph of the face: left, bottom, right, top, in 1/1000 em.
        italic_angle: Degrees counter-clockwise from upright.
        ascent, descent, cap_height: In 1/1000 em from the baseline.
        stem: Thickness of the upright stems, in 1/1000 em.
    """

    name: str
    program: bytes
    glyphs: Mapping[str, int]
    box: tuple[int, int, int, int]
    italic_angle: float
    ascent: int
    descent: int
    cap_height: int
    stem: int


def subset(face: Face, characters: frozenset[str]) -> Subset:
    """Cut characters out of a face.

    The parsed files are shared and never changed, so that the result depends on nothing that was made before.

    Args:
        face: The face.
        characters: Which it has, every one of them.

    Returns:
        The subset; the same for the same characters.
    """
    parsed = _master(face).face
    codes = sorted(map(ord, characters))
    numbers: dict[int, int] = {0: 0}  # as ReportLab numbers them: each glyph as it first comes, 0 before all
    glyphs = {chr(code): numbers.setdefault(parsed.charToGlyph[code], len(numbers)) for code in codes}
    left, bottom, right, top = map(round, parsed.bbox)
    return Subset(
        name=parsed.name.decode("ascii"),
        program=unhinted(parsed.makeSubset(codes)),
        glyphs=MappingProxyType(glyphs),
        box=(left, bottom, right, top),
        italic_angle=parsed.italicAngle,
        ascent=round(parsed.ascent),
        descent=round(parsed.descent),
        cap_height=round(parsed.capHeight),
        stem=round(parsed.stemV),
    )


# --- Which characters they can set --------------------------------------------------------------------------------

_PLAIN: Final = re.compile(r"[!-~À-ÖØ-öø-ž]+( [!-~À-ÖØ-öø-ž]+)*")
"""Words of printable ASCII and of Latin letters with a space between them: every face has them, and there is nothing to
tidy."""

_LINE_ENDS: Final = ("\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029")
_SAME_LOOK: Final = {"\u2007": "\u00a0", "\u202f": "\u00a0", "\u2010": "-", "\u2011": "-"}

# The first word of a character's Unicode name tells its script.
_RIGHT_TO_LEFT: Final = frozenset({"ARABIC", "HEBREW", "NKO", "SYRIAC", "THAANA"})
_COMPLEX: Final = frozenset(
    {"BALINESE", "BENGALI", "DEVANAGARI", "GUJARATI", "GURMUKHI", "JAVANESE", "KANNADA", "KHMER", "LAO", "MALAYALAM"}
    | {"MONGOLIAN", "MYANMAR", "ORIYA", "SINHALA", "SUNDANESE", "TAMIL", "TELUGU", "THAI", "TIBETAN"}
)
_REWRITE: Final = "write it in Latin, Greek or Cyrillic letters"
_REMOVE: Final = "remove it"


def check_text(text: str, field: str, *, multiline: bool = False) -> str:
    """Return a text as it can be printed.

    Args:
        text: What a user gave.
        field: Where it stands, for messages: ``--client``.
        multiline: Keep line breaks; otherwise they become spaces.

    Returns:
        The text in Unicode's composed form (NFC) with single spaces and none at the ends of a line. Spaces of other
        widths become a space, hyphens and no-break spaces that the font lacks become those that it has.

    Raises:
        ContentError: Every character, once, that cannot be printed; scripts that cannot be set, once a script.
    """
    if not text or _PLAIN.fullmatch(text):
        return text  # most texts are, and a roster has thousands
    tidy = _tidy(text, multiline=multiline)
    if found := unprintable(tidy):
        raise ContentError([Problem(field, 0, 0, message) for message in found])
    return tidy


def unprintable(text: str) -> tuple[str, ...]:
    """Say what of a text that is printed as it stands cannot be: a sentence for each such character, or script."""
    return tuple(dict.fromkeys(filter(None, map(_fault, dict.fromkeys(text)))))


def _tidy(text: str, *, multiline: bool) -> str:
    for end in _LINE_ENDS:
        text = text.replace(end, "\n")
    composed = unicodedata.normalize("NFC", text)
    plain = "".join(_plain(character) for character in composed)
    lines = (" ".join(filter(None, line.split(" "))).strip(" \u00a0") for line in plain.split("\n"))
    return "\n".join(lines).strip("\n") if multiline else " ".join(filter(None, lines))


def _plain(character: str) -> str:
    if character in _SAME_LOOK:
        return _SAME_LOOK[character]
    is_space = character == "\t" or (unicodedata.category(character) == "Zs" and character != "\u00a0")
    return " " if is_space else character


def _fault(character: str) -> str | None:
    """Say in words why a character cannot be printed; None if it can."""
    if character == "\n" or _is_printable(character):
        return None
    return _script_fault(character) or _invisible_fault(character) or _glyph_fault(character)


def _is_printable(character: str) -> bool:
    # The face also holds marks and invisible characters that need a shaping engine, or that stand for damage.
    usable = unicodedata.category(character)[0] not in "CM" and character not in "\ufffc\ufffd"
    return usable and character in metrics("regular").advances


def _script_fault(character: str) -> str | None:
    kind = unicodedata.category(character)
    script = unicodedata.name(character, "").split(" ")[0]
    if script in _RIGHT_TO_LEFT or (kind != "Cf" and unicodedata.bidirectional(character) in {"R", "AL", "AN"}):
        return f"{script.title()} runs from right to left and cannot be set correctly yet; {_REWRITE}"
    if script in _COMPLEX:
        return f"{script.title()} joins its letters and cannot be set correctly yet; {_REWRITE}"
    return None


def _invisible_fault(character: str) -> str | None:
    code, kind = _code(character), unicodedata.category(character)
    name = unicodedata.name(character, "no name").lower()
    if kind == "Cc":
        return f"{code} is a control character; {_REMOVE}"
    if kind == "Cs":
        return f"{code} is half of a character, from a damaged copy; type the text again"
    if character in "\ufffc\ufffd":
        return f"{code} stands for something lost in copying; type the text again"
    if kind == "Cf" or name.startswith("variation selector"):
        return f"{code} ({name}) is invisible; {_REMOVE}"
    if kind == "Co":
        return f"{code} is a private character that only some fonts know; {_REMOVE}"
    return None


def _glyph_fault(character: str) -> str:
    code, kind = _code(character), unicodedata.category(character)
    if kind == "Cn":
        return f"{code} is no character that Unicode {unicodedata.unidata_version} knows; {_REMOVE}"
    if kind.startswith("M"):
        return f"the font cannot set the accent '\u25cc{character}' ({code}) over or under this letter; leave it out"
    advice = _REWRITE if kind.startswith("L") else "leave it out or say it in words"
    return f"the font has no '{character}' ({code}); {advice}"


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"
