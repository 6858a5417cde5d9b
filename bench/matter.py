"""A card as plain values for a peer's template: what stands on each page, in which order, in which words.

cardgen has chosen what stands on which page, and whether a text is the short one. A peer is told, so that its card says
the same on the same page; how that is arranged there is its own work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from bench.drawings import Drawings
from bench.words import BOLD, lines, pairs, runs, texts
from cardgen.document import Document, StepItem
from cardgen.layout.boxes import Box, Page, box_text
from cardgen.layout.timebar import segments
from cardgen.pipeline import Composed

Values = dict[str, Any]
"""What JSON can hold."""

SAID = ("name", "term", "about", "hands", "pressure")
"""What a row says beside its text, each where it has room."""

SIGNALS = {"warning", "caution"}
"""Panels with a signal word on top, which may stand beside each other."""


def card(composed: Composed, drawings: Drawings) -> Values:
    """Return a card as plain values.

    Args:
        composed: The card.
        drawings: Where its figures and signs are put.

    Raises:
        KeyError: A page has a block that is not known here.
    """
    document = composed.document
    sides = [_Side(document, drawings, page).values() for page in composed.pages]
    return {"title": document.title, "subtitle": document.subtitle, "language": document.language, "sides": sides}


def look(drawings: Drawings) -> Values:
    """Return what is the same on every card: colours, what phases and signal words look like, and the signs' names."""
    theme = drawings.theme
    alerts = {name: drawings.alert(style.word, style.ground) for name, style in theme.signals.items() if style.alert}
    return {
        "signs": {"flag": drawings.flag(), "no-go": drawings.no_go(), **alerts},
        "palette": {name: theme.colour(name).hex for name in theme.palette},
        "phases": {name: style.model_dump() for name, style in theme.phases.items()},
        "signals": {name: style.model_dump() for name, style in theme.signals.items()},
    }


@dataclass(frozen=True, slots=True)
class _Side:
    document: Document
    drawings: Drawings
    page: Page

    def values(self) -> Values:
        """Return the side's band and its blocks; steps of the same phase are one block."""
        body = self._body_type()
        side: Values = {"side": self.page.side, "blocks": [], **body}
        blocks: list[Values] = side["blocks"]
        for name, found in groupby(self.page.boxes, self._kind):
            if name == "paper":
                continue
            boxes = list(found)
            if name == "band":
                side["band"] = self._band(boxes)
            elif name.startswith("phase "):
                blocks.append({"kind": "phase", **self._phase(boxes, int(name.rpartition(" ")[2])), "steps": []})
            elif name.startswith("step "):
                blocks[-1]["steps"].append(self._step(boxes, int(name.rpartition(" ")[2])))
            else:
                blocks.append({"kind": name, **self._reader(name)(boxes)})
        return side

    def _kind(self, box: Box) -> str:
        """Return what a box's block is called in the values."""
        name = box.block.partition(" / ")[0]
        if name.startswith("rules "):
            return "rules"
        kind = next((item.id for item in self.document.core if item.title == name), name)
        return "signals" if kind in SIGNALS else kind

    def _reader(self, kind: str) -> Callable[[list[Box]], Values]:
        return {
            "time bar": self._time,
            "foot": self._foot,
            "person": _person,
            "emergency": _said,
            "signals": _signals,
            "notice": _notice,
            "always": _said,
            "rules": _listed,
            "checklist": _checklist,
            "pain signs": _pain,
            "steps in full": _listed,
            "glossary": _listed,
            "fields": _fields,
            "session log": _log,
            "notes": _fields,
            "sources": _lines_under,
        }[kind]

    def _body_type(self) -> Values:
        """Return the pitch of the lines of running text, and the size of headings, on this side."""
        bodies = [box for box in self.page.boxes if box.role in {"body", "strong"} and box.marks]
        heads = [box for box in self.page.boxes if box.role == "heading"]
        pitch = min(box.rect.height / len(lines(box)) for box in bodies)
        return {"pitch": round(pitch, 2), "heading": runs(heads[0])[0].size if heads else 0.0}

    def _band(self, boxes: list[Box]) -> Values:
        title, *others = texts(boxes)
        return {"title": box_text(title), "lines": [line for box in others for line in lines(box)]}

    def _time(self, boxes: list[Box]) -> Values:
        """The time bar: names over it, a cell for each step, minutes under it; places as shares of its width."""
        (bar,) = (box for box in boxes if box.alt)
        left, wide = bar.rect.x, bar.rect.width
        labels = texts(boxes)
        numbers = {box_text(box) for box in labels if bar.rect.y <= box.rect.centre[1] <= bar.rect.bottom}
        shown = {step.number for step in self._steps()}
        steps = self.document.steps
        starts = {part.start for part in segments(steps)}
        cells, elapsed = [], 0
        for step in steps:
            number = str(step.number)
            cells.append(
                {
                    "minutes": step.minutes,
                    "number": number if number in numbers else "",
                    "phase": step.phase,
                    "lit": step.number in shown,
                    "first": elapsed in starts,
                }
            )
            elapsed += step.minutes
        return {
            "alt": bar.alt,
            "names": [((b.rect.x - left) / wide, box_text(b)) for b in labels if b.rect.centre[1] < bar.rect.y],
            "cells": cells,
            "elapsed": [((b.rect.centre[0] - left) / wide, box_text(b)) for b in labels if b.rect.y > bar.rect.bottom],
        }

    def _steps(self) -> Iterator[StepItem]:
        here = {box.block for box in self.page.boxes}
        return (step for step in self.document.steps if f"step {step.number}" in here)

    def _phase(self, boxes: list[Box], first: int) -> Values:
        return {
            "phase": next(step.phase for step in self.document.steps if step.number == first),
            "label": " ".join(map(box_text, texts(boxes))),
        }

    def _step(self, boxes: list[Box], number: int) -> Values:
        step = next(step for step in self.document.steps if step.number == number)
        said = {box.block.partition(" / ")[2]: box for box in texts(boxes)}
        drawn = {box.block.partition(" / ")[2]: box for box in boxes if not runs(box)}
        (tile,) = (box for box in boxes if box.tag == "Figure" and box.block == f"step {number}")
        badge = "white" if step.from_source else "teal900"
        return {
            "number": step.number,
            "figure": self.drawings.figure(step),
            "tile": round(tile.rect.width, 1),
            "alt": step.alt,
            "height": round(max(box.rect.bottom for box in boxes) - min(box.rect.y for box in boxes), 1),
            **{key: box_text(said[key]) if key in said else "" for key in SAID},
            "hand": self.drawings.picture(drawn["hands"]) if "hands" in drawn else "",
            "dots": self.drawings.picture(drawn["pressure"]),
            "says": step.pressure_words,
            "dose": step.badge,
            "icon": self.drawings.dose(step.amount.kind, badge),
            "minutes": step.amount.kind == "minutes",
            "filled": step.from_source,
            "text": pairs(said["text"]),
        }

    def _foot(self, boxes: list[Box]) -> Values:
        return {"rows": [pairs(box) for box in texts(boxes)]}


# ------------------------------------------------------------------ blocks of text
def _said(boxes: list[Box]) -> Values:
    return {"text": [pair for box in texts(boxes) for pair in pairs(box)]}


def _person(boxes: list[Box]) -> Values:
    """The panel of a screening with its parts, or what stands beside a bar."""
    title, *others = texts(boxes)
    if title.tag != "H2":
        return {"title": "", **_said(boxes)}
    parts: list[Values] = []
    status, beside = "", False
    for box in others:
        if box.tag == "LBody":
            parts[-1]["items"].append(box_text(box))
        elif runs(box)[0].face in BOLD:
            parts.append({"lead": box_text(box), "items": [], "left": round(box.rect.x)})
        else:
            status, beside = box_text(box), runs(box)[0].colour == "white"
    columns = [list(column) for _, column in groupby(parts, lambda part: part["left"])]
    return {"title": box_text(title), "status": status, "beside": beside, "columns": columns}


def _signals(boxes: list[Box]) -> Values:
    panels = [_signal(list(panel)) for _, panel in groupby(boxes, lambda box: box.block)]
    return {"beside": len({panel["left"] for panel in panels}) > 1, "panels": panels}


def _signal(boxes: list[Box]) -> Values:
    """A panel with its signal word: lead, list and what follows it, or everything as running text."""
    word, *others = texts(boxes)
    listed = [box for box in others if box.tag == "LBody"]
    left, width, height = boxes[0].rect.x, boxes[0].rect.width, boxes[0].rect.height
    frame = {"left": round(left, 1), "width": round(width, 1), "height": round(height, 1)}
    values: Values = {"word": box_text(word), **frame}
    if not listed:
        return {**values, "text": [pair for box in others for pair in pairs(box)]}
    plain = [box for box in others if box.tag != "LBody"]
    return {
        **values,
        "lead": " ".join(box_text(box) for box in plain if runs(box)[0].face in BOLD),
        "columns": _columns(listed),
        "after": " ".join(box_text(box) for box in plain if runs(box)[0].face not in BOLD),
    }


def _columns(boxes: list[Box]) -> list[list[str]]:
    """Return the texts of boxes, column by column."""
    return [[box_text(box) for box in column] for _, column in groupby(boxes, lambda box: round(box.rect.x))]


def _notice(boxes: list[Box]) -> Values:
    word, *others = texts(boxes)
    return {"word": box_text(word), "text": [pair for box in others for pair in pairs(box)]}


def _listed(boxes: list[Box]) -> Values:
    """A heading, if there is one, and texts under it that open with bold words."""
    said = texts(boxes)
    title = box_text(said.pop(0)) if said[0].tag == "H2" else ""
    return {"title": title, "items": [pairs(box) for box in said]}


def _lines_under(boxes: list[Box]) -> Values:
    title, *others = texts(boxes)
    return {"title": box_text(title), "lines": list(map(box_text, others))}


def _checklist(boxes: list[Box]) -> Values:
    title, *others = texts(boxes)
    return {"title": box_text(title), "columns": _columns(others)}


def _pain(boxes: list[Box]) -> Values:
    title, lead, *cells = texts(boxes)
    return {
        "title": box_text(title),
        "lead": box_text(lead),
        "split": (cells[1].rect.x - cells[0].rect.x) / max(box.rect.width for box in boxes),
        "header": [box_text(box) for box in cells if box.tag == "TH"],
        "cells": [box_text(box) for box in cells if box.tag == "TD"],
    }


def _fields(boxes: list[Box]) -> Values:
    """Fields to write into: those of a row, beside each other, have the same height."""
    rows: dict[float, list[Values]] = {}
    for form in (box for box in boxes if box.tag == "Form"):
        label, *value = (box_text(box) for box in texts(boxes) if box.within == form.within)
        field = {"label": label, "value": " ".join(value), "height": round(form.rect.height, 1)}
        rows.setdefault(form.rect.y, []).append(field)
    return {"rows": list(rows.values())}


def _log(boxes: list[Box]) -> Values:
    title, *numbers = texts(boxes)
    columns = len({round(box.rect.x) for box in boxes if box.tag == "Form"})
    return {"title": box_text(title), "numbers": list(map(box_text, numbers)), "columns": columns}
