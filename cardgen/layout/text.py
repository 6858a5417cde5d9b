"""Setting text: words to lines, lines to places.

Text is a sequence of spans, each in one face; no character of it is ever markup. Lines are filled greedily, flush left
and ragged right, and never hyphenated. They break where ``words`` says. Only a word wider than the line breaks within,
between letters and not before an accent; no hyphen is added.
"""

from __future__ import annotations

import math
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter, sub
from types import MappingProxyType
from typing import Literal, NamedTuple, TypeAlias

from cardgen.fonts import CAP_HEIGHT, advance
from cardgen.layout.words import Paragraph, Span, Stretch, stretches
from cardgen.shapes import Face, TextRun

__all__ = [
    "SHARES",
    "Align",
    "Line",
    "Paragraph",
    "Run",
    "Span",
    "baseline",
    "height",
    "line_count",
    "place",
    "text_on_lines",
    "text_width",
    "wrap",
]

Align: TypeAlias = Literal["left", "right", "centre"]
SHARES: Mapping[Align, float] = MappingProxyType({"left": 0.0, "centre": 0.5, "right": 1.0})
"""How much of a line, and of the room it has, lies left of where it is set."""


class Run(NamedTuple):
    """A part of a line in one face; ``x`` is its left end from the line's, in points."""

    x: float
    text: str
    face: Face


class Line(NamedTuple):
    """One line of text.

    Attributes:
        runs: Its parts from left to right; none for an empty line.
        width: Points.
        space_after: A space or a line break of the text was dropped at its end: the next line begins a new word.
    """

    runs: tuple[Run, ...]
    width: float
    space_after: bool = False

    @property
    def text(self) -> str:
        """The characters of the line."""
        return "".join(run.text for run in self.runs)


@lru_cache(maxsize=512)
def wrap(paragraph: Paragraph, width: float, size: float, *, balance: bool = False) -> tuple[Line, ...]:
    """Break a paragraph into lines.

    Args:
        paragraph: The text. Spaces at the ends of the text and of each line are dropped, several count as one.
        width: The most a line may take, in points.
        size: Type size in points.
        balance: Use the narrowest width that needs no more lines and breaks no more words, so that the lines become
            about equal.

    Returns:
        The lines; none for an empty text. None is wider than ``width``, unless a single letter is.
    """
    found = stretches(paragraph)
    most = width * 1000 / size
    if balance:
        most = _balanced(found, most)
    return tuple(
        _line(stretch, part, size / 1000, goes_on=number < len(found))
        for number, stretch in enumerate(found, 1)
        for part in _parts(stretch, most)
    )


def text_on_lines(paragraph: Paragraph, width: float, size: float, lines: int) -> str:
    """Return the characters that stand on the first lines that ``wrap`` would make; arguments as there."""
    most, texts = width * 1000 / size, []
    for stretch in stretches(paragraph):
        parts = list(_parts(stretch, most))[:lines]
        lines -= len(parts)
        texts.append(stretch.letters.text[: parts[-1].stop] if parts else "")
    return " ".join(texts)


def line_count(paragraph: Paragraph, width: float, size: float) -> int:
    """Return how many lines ``wrap`` would make; arguments as there."""
    return _count(stretches(paragraph), width * 1000 / size)


def text_width(paragraph: Paragraph, size: float) -> float:
    """Return the width in points of a text in one line; of a text with line feeds, that of all its lines together."""
    return sum(stretch.width * (size / 1000) for stretch in stretches(paragraph))


def height(lines: Sequence[Line], leading: float) -> float:
    """Return the height of set lines in points, each ``leading`` points high."""
    return len(lines) * leading


def baseline(middle: float, size: float) -> float:
    """Return the baseline of text whose capitals are centred on the height ``middle``."""
    return middle + CAP_HEIGHT * size / 2


def place(
    lines: Sequence[Line], x: float, y: float, leading: float, size: float, colour: str, *, align: Align = "left"
) -> tuple[TextRun, ...]:
    """Set lines below each other.

    Args:
        lines: From ``wrap``, at the same ``size``.
        x: The left edge, the right edge or the centre, as ``align`` says.
        y: The **top** of the first line's box; the capitals stand in the middle of each box.
        leading: Height of a line's box in points.
        size: Type size in points.
        colour: Palette name.
        align: What ``x`` is.

    Returns:
        The runs in reading order.
    """
    share, drop = SHARES[align], baseline(0.5 * leading, size)
    runs: list[TextRun] = []
    for number, line in enumerate(lines):
        left, below = x - share * line.width, y + number * leading + drop
        for run in line.runs:
            space_after = line.space_after and run is line.runs[-1]
            runs.append(TextRun(left + run.x, below, run.text, run.face, size, colour, space_after))
    return tuple(runs)


# --- Words to lines -----------------------------------------------------------------------------------------------

_GRAIN = 256
"""Every width in 1/1000 em is a multiple of 1/256: so is then the end of the line that starts at a word, exactly."""


class _Part(NamedTuple):
    """What of a stretch stands on a line: the numbers of its characters, and where they stand."""

    begin: int
    stop: int
    start: float
    end: float


def _parts(stretch: Stretch, most: float) -> Iterator[_Part]:
    """Fill lines that are at most so many 1/1000 em wide."""
    if not stretch.ends:
        yield _Part(0, 0, 0.0, 0.0)
    elif stretch.widest > most:
        yield from _cut_parts(stretch, most)
    else:
        first, (_, _, begins, stops) = 0, stretch.letters
        for after in _afters(stretch, most):
            yield _Part(begins[first], stops[after - 1], stretch.starts[first], stretch.ends[after - 1])
            first = after


def _afters(stretch: Stretch, most: float) -> list[int]:
    """Return the number of the chunk that follows each line, where none is wider than a line."""
    starts, ends = stretch.starts, stretch.ends
    most = math.floor(most * _GRAIN) / _GRAIN
    afters: list[int] = []
    first, count = 0, len(ends)
    while first < count:
        first = bisect_right(ends, starts[first] + most, first)
        afters.append(first)
    return afters


def _cut_parts(stretch: Stretch, most: float) -> Iterator[_Part]:
    """Fill lines where words are wider than a line: such a word begins a line, and is cut into parts that fill one."""
    line: _Part | None = None
    _, _, begins, stops = stretch.letters
    for chunk in map(_Part, begins, stops, stretch.starts, stretch.ends):
        whole = chunk.end - chunk.start <= most
        for part in (chunk,) if whole else _cut(stretch, chunk, most):
            if line and whole and part.end - line.start <= most:
                line = line._replace(stop=part.stop, end=part.end)
                continue
            if line:
                yield line
            line = part
    if line:
        yield line


def _cut(stretch: Stretch, chunk: _Part, most: float) -> Iterator[_Part]:
    part = _Part(chunk.begin, chunk.begin, chunk.start, chunk.start)
    for letter, face in _letters(stretch, chunk):
        end = part.end + advance(letter, face)
        if part.stop > part.begin and end - part.start > most:
            yield part
            part = _Part(part.stop, part.stop, part.end, part.end)
        part = part._replace(stop=part.stop + len(letter), end=part.end + advance(letter, face))
    yield part


def _letters(stretch: Stretch, part: _Part) -> Iterator[tuple[str, Face]]:
    """Yield the letters of a part, each with the accents that follow it."""
    for _, text, face in _faces(stretch, part):
        start = 0
        for end in range(1, len(text) + 1):
            if end == len(text) or not unicodedata.category(text[end]).startswith("M"):
                yield text[start:end], face
                start = end


def _faces(stretch: Stretch, part: _Part) -> list[tuple[float, str, Face]]:
    """Return for each face of a part where it begins in the stretch, the text and the face."""
    (begin, stop, start, _), (text, faces, _, _) = part, stretch.letters
    if len(faces) == 1:
        return [(start, text[begin:stop], faces[0][2])]
    here = bisect_right(faces, begin, key=itemgetter(0)) - 1
    found: list[tuple[float, str, Face]] = []
    while begin < stop:
        _, position, face = faces[here]
        here += 1
        after = min(stop, faces[here][0]) if here < len(faces) else stop
        found.append((max(position, start), text[begin:after], face))
        begin = after
    return found


def _line(stretch: Stretch, part: _Part, scale: float, *, goes_on: bool) -> Line:
    """Set a part of a stretch; ``scale`` is points per 1/1000 em, and ``goes_on`` if there is another stretch."""
    if not stretch.ends:
        return Line((), 0.0)
    runs = tuple([Run((at - part.start) * scale, text, face) for at, text, face in _faces(stretch, part)])
    text = stretch.letters.text
    space_after = goes_on if part.stop == len(text) else text[part.stop] == " "
    return Line(runs, (part.end - part.start) * scale, space_after)


def _count(found: Sequence[Stretch], most: float) -> int:
    return sum(_lines_of(stretch, most) for stretch in found)


def _lines_of(stretch: Stretch, most: float) -> int:
    return sum(1 for _ in _parts(stretch, most)) if stretch.widest > most else len(_afters(stretch, most)) or 1


def _balanced(found: Sequence[Stretch], most: float) -> float:
    """Return the narrowest measure, to 1/1000 em, that needs no more lines than ``most`` and cuts no other word."""
    count = _count(found, most)
    if count == len(found):  # a line each, whatever the measure
        return most
    low = max((width for stretch in found for width in _widths(stretch) if width <= most), default=most)
    high = most
    while high - low > 1:
        middle = (low + high) / 2
        if _count(found, middle) > count:
            low = middle
        else:
            high = middle
    return low if _count(found, low) <= count else high


def _widths(stretch: Stretch) -> Iterator[float]:
    """Yield the widths of the chunks."""
    return map(sub, stretch.ends, stretch.starts)
