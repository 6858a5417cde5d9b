"""Setting text: words to lines, lines to places.

Text is a sequence of spans, each in one face; no character of it is ever markup. Lines are filled greedily, flush left
and ragged right, and never hyphenated. A line breaks at a space, a tab or a line feed, and after a hyphen, a slash or
an en dash between words (two letters or more on both sides, so never in a range of numbers or in "T-shirt"). No-break
spaces keep their words together. Only a word wider than the line breaks within, between letters and not before an
accent; no hyphen is added.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Literal, TypeAlias

from cardgen.fonts import CAP_HEIGHT, advance
from cardgen.shapes import Face, TextRun


@dataclass(frozen=True, slots=True)
class Span:
    """Text in one face. Never parsed as markup."""

    text: str
    face: Face = "regular"


Paragraph: TypeAlias = tuple[Span, ...]
"""Spans that follow each other; spaces between them are part of their texts."""

Align: TypeAlias = Literal["left", "right", "centre"]


@dataclass(frozen=True, slots=True)
class Run:
    """A part of a line in one face; ``x`` is its left end from the line's, in points."""

    x: float
    text: str
    face: Face


@dataclass(frozen=True, slots=True)
class Line:
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


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Characters that stay together if they fit in a line.

    Widths are in 1/1000 em and exact (see ``fonts.advance``): that a wider column never needs more lines rests on it.

    Attributes:
        pieces: The characters.
        width: Their width.
        after: The space that leads to the next chunk; None where a word may break, and at the end of the text.
        gap: Width of that space.
    """

    pieces: tuple[Span, ...]
    width: float
    after: Span | None
    gap: float


_BREAK = re.compile(r"(?<=[^\W\d_]{2}[-/\u2013])(?=[^\W\d_]{2})")
_TOKEN = re.compile(r"\n|[ \t]+|[^ \t\n]+")


@lru_cache(maxsize=4096)
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
    stretches = _stretches(paragraph)
    if stretches == ((),):
        return ()
    most = width * 1000 / size
    filled = _fill(stretches, most)
    if balance:
        filled = _fill(stretches, _balanced(stretches, most, len(filled)))
    return tuple(_line(chunks, size / 1000) for chunks in filled)


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
    before = {"left": 0.0, "centre": 0.5, "right": 1.0}[align]
    return tuple(
        TextRun(
            x=x - before * line.width + run.x,
            y=baseline(y + (number + 0.5) * leading, size),
            text=run.text,
            face=run.face,
            size=size,
            colour=colour,
            space_after=line.space_after and run is line.runs[-1],
        )
        for number, line in enumerate(lines)
        for run in line.runs
    )


# --- Text to chunks -----------------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def _stretches(paragraph: Paragraph) -> tuple[tuple[_Chunk, ...], ...]:
    """Return the chunks of every stretch between line breaks; an empty stretch is an empty line."""
    stretches: list[tuple[_Chunk, ...]] = []
    chunks: list[_Chunk] = []
    word: list[Span] = []
    for token in _tokens(paragraph):
        if token.text.strip(" \t\n"):
            word.append(token)
            continue
        chunks.extend(_chunks(word, Span(" ", token.face)))
        word.clear()
        if token.text == "\n":
            stretches.append(tuple(chunks))
            chunks.clear()
    return (*stretches, (*chunks, *_chunks(word, None)))


def _tokens(paragraph: Paragraph) -> Iterator[Span]:
    for text, face in _trimmed(paragraph):
        for token in _TOKEN.findall(text):
            yield Span(token, face)


def _trimmed(paragraph: Paragraph) -> list[tuple[str, Face]]:
    """Return the spans without the space at the two ends of the text."""
    spans = [(span.text, span.face) for span in paragraph]
    while spans and not spans[-1][0].rstrip(" \t\n"):
        spans.pop()
    while spans and not spans[0][0].lstrip(" \t\n"):
        spans.pop(0)
    if spans:
        spans[0] = (spans[0][0].lstrip(" \t\n"), spans[0][1])
        spans[-1] = (spans[-1][0].rstrip(" \t\n"), spans[-1][1])
    return spans


def _chunks(word: Sequence[Span], after: Span | None) -> Iterator[_Chunk]:
    """Cut a word where it may break without harm; ``after`` follows its last chunk."""
    pieces: list[Span] = []
    for span in word:
        *inner, last = _BREAK.split(span.text)
        for text in inner:
            yield _chunk([*pieces, Span(text, span.face)], None)
            pieces.clear()
        pieces.append(Span(last, span.face))
    if pieces:
        yield _chunk(pieces, after)


def _chunk(pieces: Sequence[Span], after: Span | None) -> _Chunk:
    width = sum(advance(piece.text, piece.face) for piece in pieces)
    return _Chunk(tuple(pieces), width, after, advance(after.text, after.face) if after else 0.0)


# --- Chunks to lines ----------------------------------------------------------------------------------------------


def _fill(stretches: Sequence[tuple[_Chunk, ...]], most: float) -> list[list[_Chunk]]:
    lines: list[list[_Chunk]] = []
    for chunks in stretches:
        line: list[_Chunk] = []
        lines.append(line)
        used = 0.0
        for chunk in chunks:
            fits = chunk.width <= most
            for part in (chunk,) if fits else _cut(chunk, most):
                if line and not (fits and used + part.width <= most):
                    line = []
                    lines.append(line)
                    used = 0.0
                line.append(part)
                used += part.width + part.gap
    return lines


def _cut(chunk: _Chunk, most: float) -> Iterator[_Chunk]:
    """Cut a chunk that is wider than a line into parts that fill one."""
    letters: list[Span] = []
    used = 0.0
    for piece in chunk.pieces:
        for letter in _letters(piece.text):
            more = advance(letter, piece.face)
            if letters and used + more > most:
                yield _chunk(_joined(letters), None)
                letters.clear()
                used = 0.0
            letters.append(Span(letter, piece.face))
            used += more
    yield _chunk(_joined(letters), chunk.after)


def _letters(text: str) -> Iterator[str]:
    """Yield the letters of a text, each with the accents that follow it."""
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or not unicodedata.category(text[end]).startswith("M"):
            yield text[start:end]
            start = end


def _joined(letters: Sequence[Span]) -> list[Span]:
    return [Span("".join(span.text for span in same), face) for face, same in groupby(letters, key=_face)]


def _balanced(stretches: Sequence[tuple[_Chunk, ...]], most: float, count: int) -> float:
    """Return the narrowest measure, to 1/1000 em, that needs ``count`` lines and cuts no chunk that was whole."""
    low = max((chunk.width for chunks in stretches for chunk in chunks if chunk.width <= most), default=most)
    high = most
    while high - low > 1:
        middle = (low + high) / 2
        if len(_fill(stretches, middle)) > count:
            low = middle
        else:
            high = middle
    return low if len(_fill(stretches, low)) <= count else high


def _line(chunks: list[_Chunk], scale: float) -> Line:
    """Join the chunks of one line into runs; ``scale`` is points per 1/1000 em."""
    runs: list[Run] = []
    x = 0.0
    for face, same in groupby(_spans(chunks), key=_face):
        text = "".join(span.text for span in same)
        runs.append(Run(x * scale, text, face))
        x += advance(text, face)
    return Line(tuple(runs), x * scale, space_after=bool(chunks) and chunks[-1].after is not None)


def _spans(chunks: Sequence[_Chunk]) -> Iterator[Span]:
    for number, chunk in enumerate(chunks, 1):
        yield from chunk.pieces
        if chunk.after is not None and number < len(chunks):
            yield chunk.after


def _face(span: Span) -> Face:
    return span.face
