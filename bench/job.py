"""The job that is measured: the same cards for cardgen and for its peers.

A peer gets cardgen's own document (every word) and cardgen's own figures (as SVG): it lays out, tags and writes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from cardgen.colours import Colour
from cardgen.document import Document
from cardgen.figures.draw import figure
from cardgen.figures.outline import forms
from cardgen.request import CardRequest
from cardgen.shapes import Clip, FormUse, Mark, Path, Segments
from cardgen.theme import Theme
from cardgen.units import MM, Size

CLOCK = dt.datetime(2026, 11, 20, 9, 30, tzinfo=dt.UTC)
FIRST = ("Ana", "Zoë", "Jürgen", "Chloé", "Mia", "Omar", "Łucja", "Tom", "Inês", "Björn", "Sara", "Noah", "Elif", "Ida")
LAST = ("Martin", "García", "Nowak", "O’Brien", "Sørensen", "Yılmaz", "Silva", "Kovács", "Smith", "Rossi", "Lee", "Öz")
TILE = 20 * MM


def clients(count: int) -> Iterator[str]:
    """Yield so many names, no two alike."""
    for number in range(count):
        yield f"{FIRST[number % len(FIRST)]} {LAST[number // len(FIRST) % len(LAST)]} {number + 1}"


def personalised(count: int, form: str = "a5") -> Iterator[CardRequest]:
    """Yield requests for the same routine, each for another client."""
    for client in clients(count):
        yield CardRequest(clock=CLOCK, client=client, format=form)


def card(document: Document) -> dict[str, Any]:
    """Return a document as plain values, for a peer's template."""
    return {
        "title": document.title,
        "subtitle": document.subtitle,
        "client": document.for_client or "",
        "safety": document.labels.safety,
        "record": document.labels.record,
        "spine": document.labels.spine,
        "stop": document.labels.stop,
        "steps": [
            {
                "number": step.number,
                "minutes": step.minutes,
                "name": step.name,
                "term": step.term or "",
                "badge": step.badge,
                "hands": step.hands,
                "pressure": step.pressure_words,
                "text": step.full,
                "alt": step.alt,
                "figure": step.technique_id,
            }
            for step in document.steps
        ],
        "core": [
            {
                "title": panel.signal or panel.title,
                "signal": panel.signal or "",
                "lead": panel.lead or "",
                "phrases": list(panel.phrases),
                "sentences": " ".join(panel.sentences),
            }
            for panel in document.core
        ],
        "rules": [
            {"steps": ", ".join(map(str, rule.steps)), "text": " ".join(rule.texts)} for rule in document.step_rules
        ],
        "pain": [list(row) for row in document.pain.rows],
        "checklist": [item.text for item in document.checklist],
        "fields": [{"label": field.label, "value": field.value or ""} for field in document.fields],
        "glossary": [list(entry) for entry in document.glossary],
        "sources": list(document.sources),
    }


def svg(document: Document, theme: Theme) -> dict[str, str]:
    """Return the figure of every technique of a document as SVG, by the technique's id."""
    return {
        step.technique_id: _svg(figure(step.technique, Size(TILE, TILE), 2.0).marks, theme) for step in document.steps
    }


def _svg(marks: tuple[Mark, ...], theme: Theme) -> str:
    body = "".join(_mark(mark, theme) for mark in marks)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {TILE:.2f} {TILE:.2f}">{body}</svg>'


def _mark(mark: Mark, theme: Theme) -> str:
    match mark:
        case Clip(segments, marks):
            name = f"c{abs(hash(segments))}"
            inside = "".join(_mark(inner, theme) for inner in marks)
            return (
                f'<clipPath id="{name}"><path d="{_d(segments)}"/></clipPath><g clip-path="url(#{name})">{inside}</g>'
            )
        case Path(segments, fill, stroke):
            return f'<path d="{_d(segments)}" {_paint(fill, theme)} {_line(stroke, 1.0, theme)}/>'
        case FormUse():
            place = f"translate({mark.x:.2f} {mark.y:.2f}) scale({mark.scale:.5f})"
            drawn = f"{_paint(mark.fill, theme)} {_line(mark.stroke, mark.scale, theme)}"
            return f'<path d="{_d(forms()[mark.form].segments)}" transform="{place}" {drawn}/>'
        case _:
            raise TypeError(f"a figure has no {type(mark).__name__}")


def _d(segments: Segments) -> str:
    return " ".join(segment[0] + " ".join(f"{value:.2f}" for value in segment[1:]) for segment in segments)


def _hex(colour: Colour) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in colour.rgb)


def _paint(fill: str | None, theme: Theme) -> str:
    return f'fill="{_hex(theme.colour(fill)) if fill else "none"}"'


def _line(stroke: Any, scale: float, theme: Theme) -> str:
    if stroke is None:
        return ""
    dash = " ".join(f"{length / scale:.2f}" for length in stroke.dash)
    dashed = f'stroke-dasharray="{dash}"' if dash else ""
    return f'stroke="{_hex(theme.colour(stroke.colour))}" stroke-width="{stroke.width / scale:.2f}" {dashed}'
