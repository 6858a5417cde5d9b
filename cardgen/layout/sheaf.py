"""The blocks that may leave side 2: which of them fit on a safety side, and in what order the rest is recorded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from cardgen.document import Document, Field
from cardgen.layout.boxes import Box, Laid, stack
from cardgen.layout.checklist import ChecklistBlock
from cardgen.layout.flow import FlowBlock, Taken, WholeBlock, column_height, fill, fitting, measured, whole
from cardgen.layout.person import PersonBlock
from cardgen.layout.record import LogBlock, QrBlock, ValueBlock, value_blocks
from cardgen.layout.reference import FullStepsBlock, GlossaryBlock, LinesBlock
from cardgen.layout.safety import PainBlock
from cardgen.layout.setting import Setting
from cardgen.theme import Leaving


@dataclass(frozen=True, slots=True, eq=False)
class Sheaf:
    """Blocks that are still to be placed.

    Attributes:
        document: Where their content comes from.
        names: Which of the blocks that may leave a safety side.
        steps_in_full: Whether the instructions must also stand in full somewhere in the set.
        person: Whether the record of a person's screening stands here, and not on the safety sides.
    """

    document: Document
    names: frozenset[Leaving]
    steps_in_full: bool
    person: bool = False

    def __eq__(self, other: object) -> bool:
        """Compare by the identity of the document: what is measured of one is found again without a look at it."""
        return self is other or (
            isinstance(other, Sheaf)
            and self.document is other.document
            and self.names == other.names
            and self.steps_in_full == other.steps_in_full
            and self.person == other.person
        )

    def __hash__(self) -> int:
        """Fit what ``__eq__`` compares."""
        return hash((id(self.document), self.names))

    def reference(self, setting: Setting) -> tuple[FlowBlock, ...]:
        """Return what is left to look things up in, as blocks in reading order."""
        document, labels = self.document, self.document.labels
        wide = setting.format.columns
        out: list[FlowBlock] = []
        if self.person and document.screening:
            out.append(PersonBlock(document.screening, labels.continued))
        if "checklist" in self.names:
            out.append(_checklist(document, wide, short=wide == 1))
        if "pain" in self.names:
            out.append(PainBlock(document.pain, labels.continued))
        if self.steps_in_full:
            out.append(FullStepsBlock(labels.steps_in_full, document.steps, labels.continued))
        if document.glossary:
            out.append(GlossaryBlock(labels.glossary, document.glossary, labels.continued))
        return tuple(out)

    def record(self, setting: Setting) -> tuple[FlowBlock, ...]:
        """Return what is left to write on, as blocks in reading order."""
        document, labels = self.document, self.document.labels
        out: list[FlowBlock] = []
        if "fields" in self.names:
            out += value_blocks(document.fields, setting.format.field.height, labels.continued)
        if "log" in self.names:
            out.append(LogBlock(labels.log))
        if "note" in self.names or "fields" in self.names:
            value = document.note if "note" in self.names else None
            out.append(_note(document, value, setting.format.field.note))
        if "qr" in self.names and document.qr:
            out.append(QrBlock(document.qr, labels.scan))
        if "sources" in self.names:
            out.append(_sources(document))
        return tuple(out)


def sheaf_of(document: Document, *, short: bool, person: bool = False) -> Sheaf:
    """Return every block of a document that may leave a safety side.

    Args:
        document: The document.
        short: Whether its rows carry the short texts.
        person: Whether the record of a person's screening has no room on the safety sides.
    """
    names: set[Leaving] = {"sources", "log", "fields", "pain", "checklist"}
    if document.qr:
        names.add("qr")
    if document.note:
        names.add("note")
    return Sheaf(document, frozenset(names), short, person)


def keep(setting: Setting, sheaf: Sheaf, order: tuple[Leaving, ...], width: float, room: float) -> tuple[Sheaf, Sheaf]:
    """Choose what stays on a safety side.

    Args:
        setting: The setting.
        sheaf: What there is.
        order: What leaves first; the last named is tried first.
        width: Points.
        room: Height under the core and the rules.

    Returns:
        What stays and what is left.
    """
    kept = Sheaf(sheaf.document, frozenset(), steps_in_full=False, person=sheaf.person)
    for name in reversed(order):
        if name not in sheaf.names:
            continue
        tried = Sheaf(sheaf.document, kept.names | {name}, steps_in_full=False, person=sheaf.person)
        if measured(setting, arrange(setting, tried), width, room) is None:
            break
        kept = tried
    return kept, replace(sheaf, names=sheaf.names - kept.names)


def arrange(setting: Setting, sheaf: Sheaf) -> tuple[WholeBlock, ...]:
    """Return kept blocks as they stand on a safety side: note, table, checklist beside fields, log, code, sources."""
    return _arranged(sheaf, setting.format.columns, setting.format.field.height * 0.8)


@lru_cache(maxsize=8)
def _arranged(sheaf: Sheaf, columns: int, least: float) -> tuple[WholeBlock, ...]:
    document, labels, names = sheaf.document, sheaf.document.labels, sheaf.names
    out: list[WholeBlock] = []
    if "note" in names:
        out.append(_note(document, document.note, 0.0))
    if "pain" in names:
        out.append(PainBlock(document.pain, labels.continued))
    fields = value_blocks(document.fields, least, labels.continued) if "fields" in names else ()
    if "checklist" in names and fields and columns == 2:
        out.append(BesideBlock((_checklist(document, 1, short=False),), fields))
    else:
        if "checklist" in names:
            out.append(_checklist(document, 2, short=True))
        out += fields
    if "log" in names:
        out.append(LogBlock(labels.log))
    if "qr" in names and document.qr:
        out.append(QrBlock(document.qr, labels.scan))
    if "sources" in names:
        out.append(_sources(document))
    return tuple(out)


@dataclass(frozen=True, slots=True)
class BesideBlock:
    """Two columns of blocks beside each other; neither splits."""

    left: tuple[WholeBlock, ...]
    right: tuple[WholeBlock, ...]
    share: float = 0.55
    name: str = "checklist and fields"

    def lay(self, setting: Setting, width: float, room: float) -> Taken | None:
        """Lay out both columns; None unless both fit whole."""
        boxes: list[Box] = []
        deepest = 0.0
        for blocks, x, column_width in self._columns(setting, width):
            filled = fill(setting, blocks, column_width, room)
            if filled.rest:
                return None
            laid = stack(filled.parts, setting.block_gap * 0.5)
            boxes += laid.at(x, 0)
            deepest = max(deepest, laid.height)
        return whole(Laid(deepest, tuple(boxes)), room)

    def measure(self, setting: Setting, width: float, room: float) -> float | None:
        """See ``flow.WholeBlock``."""
        deepest = 0.0
        for blocks, _, column_width in self._columns(setting, width):
            heights = measured(setting, blocks, column_width, room)
            if heights is None:
                return None
            deepest = max(deepest, column_height(heights, setting.block_gap * 0.5))
        return fitting(deepest, room)

    def _columns(self, setting: Setting, width: float) -> Iterator[tuple[tuple[WholeBlock, ...], float, float]]:
        """Yield the blocks, the left edge and the width of each column."""
        gap = setting.format.gap.column
        left_width = (width - gap) * self.share
        yield self.left, 0.0, left_width
        yield self.right, left_width + gap, width - gap - left_width


def _checklist(document: Document, columns: int, *, short: bool) -> WholeBlock:
    labels = document.labels
    return ChecklistBlock(labels.checklist, document.checklist, columns, short, labels.continued)


def _note(document: Document, value: str | None, least: float) -> WholeBlock:
    return ValueBlock((Field(document.labels.notes, value),), least, document.labels.continued, name="notes")


def _sources(document: Document) -> WholeBlock:
    return LinesBlock(document.labels.sources, document.sources, "sources", document.labels.continued)
