"""Faces as a file embeds them: composite fonts whose codes are the characters' own (ISO 32000-1, 9.7).

A character's code is its UTF-16 code unit, in every file. So the operators of a page never depend on what else a file
holds, and can be painted and compressed once for thousands of cards. A stream maps codes to the glyphs of the embedded
subset (``CIDToGIDMap``, 9.7.4.2), and the map to Unicode is the identity.
"""

from __future__ import annotations

import hashlib
import string
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from types import MappingProxyType
from typing import Final

from cardgen.fonts import metrics, subset
from cardgen.pdf.file import Objects
from cardgen.pdf.stream import HARD, stream
from cardgen.pdf.syntax import Name, Raw, Ref, Value, decimal, encode
from cardgen.shapes import Face

RESOURCES: Final[Mapping[Face, str]] = MappingProxyType(
    {"regular": "F1", "semibold": "F2", "bold": "F3", "extrabold": "F4", "italic": "F5", "bold-italic": "F6"}
)
"""What a page's resources call a face."""

NO_BREAK_SPACE: Final = "\u00a0"

PLAIN: Final = frozenset(string.ascii_letters + string.digits + " '’-.,&()/+@:")
"""Characters that come with each other where a text is typed for one card: most names then share one subset."""
_DIGITS = frozenset(string.digits)

_ESCAPES: Final = str.maketrans({"\\": "\\\\", "(": "\\(", ")": "\\)", "\r": "\\r", "\n": "\\n"})
_SYMBOLIC: Final = 4
"""Flag of a font descriptor: its characters are chosen by codes of its own (9.8.2)."""
_SUBSETS: Final = 256
"""Subsets that a process keeps: a batch has a few for every face."""
_SHOWN: Final = 4096
"""Texts whose operators a process keeps: most words come again on other cards."""
_LEVEL: Final = 9
"""How hard libdeflate packs a subset, of 12: it is made for some cards, and kept for others."""
_CHOSEN: Final = 512
"""Faces at a size, likewise."""
_ENTRIES: Final = 100
"""Lines that one list of a map to Unicode may have (Adobe Technical Note 5411)."""
_UNMAPPED: Final = frozenset({*range(0xD8, 0xF9), 0xFE, 0xFF})
"""Blocks of 256 that hold no character one sets: surrogates, private use, byte order marks."""


@lru_cache(maxsize=_SHOWN)
def show(text: str, face: Face) -> str:
    """Return the operator that shows a text, between ``BT`` and ``ET``; a no-break space is shown as a space.

    Args:
        text: Any characters of the face.
        face: The face; ``choose`` chooses it.

    Raises:
        ValueError: The face lacks a character. User text has passed ``fonts.check_text`` before.
    """
    known = metrics(face).advances
    if not known.keys() >= set(text):
        lacking = sorted({f"U+{ord(character):04X}" for character in text if character not in known})
        raise ValueError(f"the {face} face has no glyph for {', '.join(lacking)} of {text!r}")
    return f"({codes(text)}) Tj"


@lru_cache(maxsize=_CHOSEN)
def choose(face: Face, size: float) -> str:
    """Return the operator that chooses a face and its size in points, between ``BT`` and ``ET``."""
    return f"/{RESOURCES[face]} {decimal(size, 3)} Tf"


def codes(text: str) -> str:
    """Return what stands between the brackets of a text that is shown: it is the same in every face and every file."""
    return text.replace(NO_BREAK_SPACE, " ").encode("utf-16-be").decode("latin-1").translate(_ESCAPES)


def embedded(fixed: Iterable[str], personal: Iterable[str]) -> frozenset[str]:
    """Return the characters of a face that a file embeds.

    A digit brings all digits, and a text that is typed for one card brings the plain letters: cards that differ in a
    number or a name then embed the same subset, made once.

    Args:
        fixed: Characters of texts that stand on every such card.
        personal: Characters of texts that are typed for one card.
    """
    used, typed = frozenset(fixed), frozenset(personal)
    whole = used | (typed | PLAIN if typed else typed)
    return frozenset(" " if c == NO_BREAK_SPACE else c for c in (whole | _DIGITS if whole & _DIGITS else whole))


def add_face(objects: Objects, face: Face, characters: frozenset[str]) -> Ref:
    """Add a face to a file.

    Args:
        objects: The file.
        face: The face.
        characters: What is embedded; ``embedded`` says.

    Returns:
        The composite font.
    """
    made = _prepared(face, characters)
    program, glyphs = map(objects.add_prepared, (made.program, made.glyphs))
    descriptor = objects.add_written(made.descriptor % program.number)
    descendant = objects.add_written(made.descendant % (descriptor.number, glyphs.number))
    return objects.add_written(made.composite % (descendant.number, map_to_unicode(objects).number))


LATE_OBJECTS: Final = 5
"""Objects of a face that come late: program, glyphs, descriptor, descendant and, last, the composite font."""


@dataclass(frozen=True, slots=True)
class LateFace:
    """A face in which something is typed for one card: its objects stand at the end of the file.

    Attributes:
        face: The face.
        fixed: The characters of what stands on every such card.
        typed: The characters of what is typed for this one.
        first: Number of the first of its ``LATE_OBJECTS`` objects.
        meaning: The map to Unicode, which is the same for every subset.
    """

    face: Face
    fixed: frozenset[str]
    typed: frozenset[str]
    first: int
    meaning: Ref

    @property
    def font(self) -> Ref:
        """The composite font."""
        return Ref(self.first + LATE_OBJECTS - 1)

    def objects(self) -> tuple[bytes, ...]:
        """Return its objects, in the order of their numbers."""
        return _late(self.face, embedded(self.fixed, self.typed), self.first, self.meaning)


@lru_cache(maxsize=_SUBSETS)
def _late(face: Face, characters: frozenset[str], first: int, meaning: Ref) -> tuple[bytes, ...]:
    made = _prepared(face, characters)
    program, glyphs, descriptor, descendant = range(first, first + 4)
    return (
        made.program,
        made.glyphs,
        made.descriptor % program,
        made.descendant % (descriptor, glyphs),
        made.composite % (descendant, meaning.number),
    )


def map_to_unicode(objects: Objects) -> Ref:
    """Add the map to Unicode that every face of a file shares."""
    return objects.add_prepared(_to_unicode())


_HOLE: Final = Raw(b"%d 0 R")
"""Stands for a reference to an object whose number the file decides; nothing else that is written here has ``%``."""


class _Prepared:
    """A subset with everything about it that does not depend on the file, compressed; with holes for numbers."""

    def __init__(self, face: Face, characters: frozenset[str]) -> None:
        cut = subset(face, characters)
        tag = hashlib.sha256(f"{face}{''.join(sorted(characters))}".encode()).digest()
        self.name = "".join(string.ascii_uppercase[byte % 26] for byte in tag[:6]) + f"+{cut.name}"
        self.program = stream(cut.program, {"Length1": len(cut.program)}, level=_LEVEL)
        self.glyphs = stream(_glyph_map(cut.glyphs), level=_LEVEL)
        descriptor: dict[str, Value] = {
            "Type": Name("FontDescriptor"),
            "FontName": Name(self.name),
            "Flags": _SYMBOLIC,
            "FontBBox": cut.box,
            "ItalicAngle": cut.italic_angle,
            "Ascent": cut.ascent,
            "Descent": cut.descent,
            "CapHeight": cut.cap_height,
            "StemV": cut.stem,
            "FontFile2": _HOLE,
        }
        widths = {ord(character): round(metrics(face).advances[character], 1) for character in sorted(characters)}
        descendant: dict[str, Value] = {
            "Type": Name("Font"),
            "Subtype": Name("CIDFontType2"),
            "BaseFont": Name(self.name),
            "CIDSystemInfo": {"Registry": b"Adobe", "Ordering": b"Identity", "Supplement": 0},
            "DW": round(metrics(face).missing, 1),
            "W": tuple(_runs(widths)),
            "FontDescriptor": _HOLE,
            "CIDToGIDMap": _HOLE,
        }
        composite: dict[str, Value] = {
            "Type": Name("Font"),
            "Subtype": Name("Type0"),
            "BaseFont": Name(self.name),
            "Encoding": Name("Identity-H"),
            "DescendantFonts": (_HOLE,),
            "ToUnicode": _HOLE,
        }
        self.descriptor, self.descendant, self.composite = map(encode, (descriptor, descendant, composite))


@lru_cache(maxsize=_SUBSETS)
def _prepared(face: Face, characters: frozenset[str]) -> _Prepared:
    return _Prepared(face, characters)


def _glyph_map(glyphs: Mapping[str, int]) -> bytes:
    """Two bytes for each code: its glyph in the subset, 0 for none (9.7.4.3)."""
    last = max(map(ord, glyphs), default=0)
    table = bytearray(2 * (last + 1))
    for character, glyph in glyphs.items():
        table[2 * ord(character) : 2 * ord(character) + 2] = glyph.to_bytes(2, "big")
    return bytes(table)


def _runs(widths: Mapping[int, float]) -> Iterator[Value]:
    """Yield the widths of codes that follow each other: the first code, then the widths (9.7.4.3)."""
    for _, run in groupby(enumerate(widths), key=lambda pair: pair[1] - pair[0]):
        codes = [code for _, code in run]
        yield codes[0]
        yield tuple(widths[code] for code in codes)


@cache
def _to_unicode() -> bytes:
    """The map from codes to Unicode (9.10.3), the same for every face and file: each code of the faces to itself.

    A range may not pass the end of a block of 256. Control characters and private ones are left out: nothing is set
    with them, and PDF/A forbids some.
    """
    blocks = sorted({ord(character) >> 8 for character in metrics("regular").advances} - _UNMAPPED)
    first = [max(block << 8, ord(" ")) for block in blocks]
    ranges = [f"<{code:04X}> <{code | 0xFF:04X}> <{code:04X}>" for code in first]
    assert len(ranges) <= _ENTRIES
    body = "\n".join((f"{len(ranges)} beginbfrange", *ranges, "endbfrange"))
    content = (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{body}\nendcmap\n"
        "CMapName currentdict /CMap defineresource pop\nend\nend"
    )
    return stream(content.encode(), level=HARD)
