"""Text in words: where it may break, and where each character stands on a line that never ends.

A line breaks at a space, a tab or a line feed, and after a slash or an en dash between words (two letters or more on
both sides, so never in a range of numbers). It does not break after a hyphen: programs that read a page take a hyphen
at the end of a line for one that a typesetter has put there, and drop it. No-break spaces keep their words together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import accumulate, chain
from operator import add
from typing import NamedTuple, TypeAlias

from cardgen.fonts import advance
from cardgen.shapes import Face


class Span(NamedTuple):
    """Text in one face. Never parsed as markup.

    A named tuple, as text is looked up by it again and again: it is hashed and compared without a line of Python.
    """

    text: str
    face: Face = "regular"


Paragraph: TypeAlias = tuple[Span, ...]
"""Spans that follow each other; spaces between them are part of their texts."""


class Letters(NamedTuple):
    """The characters of a stretch.

    Attributes:
        text: The characters, with one space wherever there was any.
        faces: Where each face begins: the number of its first character, the position of that, and the face.
        begins: The number of each chunk's first character.
        stops: The number of the character after each chunk's last.
    """

    text: str
    faces: tuple[tuple[int, float, Face], ...]
    begins: tuple[int, ...]
    stops: tuple[int, ...]


@dataclass(frozen=True)
class Stretch:
    """Text without a line feed, in chunks: characters that stay together if they fit in a line.

    Positions are in 1/1000 em and exact (see ``fonts.advance``): that a wider column needs no more lines rests on it.

    Attributes:
        parts: The words.
        starts: The position of each chunk, were all in one line.
        ends: Where each chunk ends, likewise.
        widest: Width of the widest chunk.
    """

    parts: tuple[Words, ...]
    starts: tuple[float, ...]
    ends: tuple[float, ...]
    widest: float

    @cached_property
    def letters(self) -> Letters:
        """Its characters: they are needed where it is set, not where its lines are counted."""
        parts = self.parts
        *begins, _ = accumulate(chain.from_iterable([part.pitches for part in parts]), initial=0)
        text = "".join([part.text for part in parts])
        return Letters(
            text=text[:-1] if parts and parts[-1].spaced else text,
            faces=_faces(parts, self.starts),
            begins=tuple(begins),
            stops=tuple(map(add, begins, chain.from_iterable([part.lengths for part in parts]))),
        )

    @property
    def width(self) -> float:
        """Its width in one line."""
        return self.ends[-1] if self.ends else 0.0


@lru_cache(maxsize=256)
def stretches(paragraph: Paragraph) -> tuple[Stretch, ...]:
    """Return the text between line feeds; none for an empty text.

    Args:
        paragraph: The text. Spaces and line feeds at its ends are dropped.

    Returns:
        The stretches; an empty one is an empty line.
    """
    found = [_stretch(spans) for spans in _lines(paragraph)]
    while found and not found[-1].ends:
        found.pop()
    while found and not found[0].ends:
        found.pop(0)
    return tuple(found)


def _lines(paragraph: Paragraph) -> Sequence[Sequence[Span]]:
    """Return the spans between line feeds."""
    if not any("\n" in text for text, _ in paragraph):
        return (paragraph,)
    lines: list[list[Span]] = [[]]
    for text, face in paragraph:
        first, *more = text.split("\n")
        lines[-1].append(Span(first, face))
        lines += [[Span(other, face)] for other in more]
    return lines


def _stretch(spans: Iterable[Span]) -> Stretch:
    parts = _parts(spans)
    *starts, _ = accumulate(chain.from_iterable([part.steps for part in parts]), initial=0.0)
    ends = tuple(map(add, starts, chain.from_iterable([part.widths for part in parts])))
    return Stretch(tuple(parts), tuple(starts), ends, max([part.widest for part in parts], default=0.0))


def _faces(parts: Sequence[Words], starts: Sequence[float]) -> tuple[tuple[int, float, Face], ...]:
    """Return where each face begins in words that follow each other; ``starts`` are the positions of their chunks."""
    faces: list[tuple[int, float, Face]] = []
    number, chunk = 0, 0
    for part in parts:
        for first, position, face in part.faces:
            if not faces or faces[-1][2] != face:
                faces.append((number + first, starts[chunk] + position, face))
        number += len(part.text)
        chunk += len(part.widths)
    return tuple(faces)


# --- The words of a span ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Words:
    """Chunks of text that follow each other, wherever the first one stands.

    Attributes:
        text: The characters, with one space wherever there was any; the space before the first word is left out.
        faces: As in ``Stretch``.
        lengths: How many characters each chunk has.
        pitches: How many characters lie from the beginning of each to that of the next.
        widths: Width of each chunk.
        widest: Width of the widest one.
        steps: How far it is from the beginning of each to that of the next.
        before: Whether there is space before the first word.
        spaced: Whether there is space after the last one: ``text``, pitches and steps have it.
    """

    text: str
    faces: tuple[tuple[int, float, Face], ...]
    lengths: tuple[int, ...]
    pitches: tuple[int, ...]
    widths: tuple[float, ...]
    widest: float
    steps: tuple[float, ...]
    before: bool
    spaced: bool


def _parts(spans: Iterable[Span]) -> list[Words]:
    """Return the words of spans; where no space is between two spans, a word goes on from one to the other."""
    parts: list[Words] = []
    for span in spans:
        own = _words(span)
        if parts and not parts[-1].spaced:
            parts[-1] = _joined(parts[-1], own, span.face)
        elif own.widths:
            parts.append(own)
    return parts


_WORD = re.compile(r"[^ \t]+")
_DASH = re.compile(r"[/\u2013]")
_BREAK = re.compile(r"(?<=[^\W\d_]{2}[/\u2013])(?=[^\W\d_]{2})")


@lru_cache(maxsize=1024)
def _words(span: Span) -> Words:
    """Cut the words of a span where they may break without harm, and measure them."""
    text, face = span
    words, gap, spaced = _WORD.findall(text), advance(" ", face), text.endswith((" ", "\t"))
    chunks, spaces = _cut(words) if _DASH.search(text) else (words, [1] * len(words))
    if words and not spaced:
        spaces[-1] = 0
    lengths, widths = tuple(map(len, chunks)), tuple([advance(chunk, face) for chunk in chunks])
    return Words(
        text=" ".join(words) + " " * (spaced and bool(words)),
        faces=((0, 0.0, face),),
        lengths=lengths,
        pitches=tuple(map(add, lengths, spaces)),
        widths=widths,
        widest=max(widths, default=0.0),
        steps=tuple([width + gap * space for width, space in zip(widths, spaces, strict=True)]),
        before=text.startswith((" ", "\t")),
        spaced=spaced,
    )


def _cut(words: list[str]) -> tuple[list[str], list[int]]:
    """Cut words where they may break without harm, and say of each part how many spaces follow it."""
    chunks = [_BREAK.split(word) for word in words]
    return [*chain.from_iterable(chunks)], [int(i == len(word)) for word in chunks for i in range(1, len(word) + 1)]


def _joined(one: Words, other: Words, face: Face) -> Words:
    """Join words that end without a space with those of a span in a face: its first word goes on with their last."""
    if other.before:
        one = _spaced(one, face)
    if not other.widths:
        return one
    number, position = len(one.text), sum(one.steps)
    faces = [(number + first, position + start, other_face) for first, start, other_face in other.faces]
    lengths, pitches, widths, steps = other.lengths, other.pitches, other.widths, other.steps
    kept = len(one.widths)
    if not one.spaced:
        kept -= 1
        lengths = (one.lengths[-1] + lengths[0], *lengths[1:])
        pitches = (one.pitches[-1] + pitches[0], *pitches[1:])
        widths = (one.widths[-1] + widths[0], *widths[1:])
        steps = (one.steps[-1] + steps[0], *steps[1:])
    return Words(
        text=one.text + other.text,
        faces=(*one.faces, *faces),
        lengths=one.lengths[:kept] + lengths,
        pitches=one.pitches[:kept] + pitches,
        widths=one.widths[:kept] + widths,
        widest=max(one.widest, other.widest, *widths[:1]),
        steps=one.steps[:kept] + steps,
        before=one.before,
        spaced=other.spaced,
    )


def _spaced(words: Words, face: Face) -> Words:
    """Return words with a space in a face after them."""
    return replace(
        words,
        text=words.text + " ",
        faces=(*words.faces, (len(words.text), sum(words.steps), face)),
        pitches=(*words.pitches[:-1], words.pitches[-1] + 1),
        steps=(*words.steps[:-1], words.steps[-1] + advance(" ", face)),
        spaced=True,
    )
