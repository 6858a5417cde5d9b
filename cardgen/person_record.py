"""What is printed about the person on the table: what applies, what is changed, who asked."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RecordPart:
    """A part of the screening's record: a bold lead, and what it opens."""

    lead: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScreeningRecord:
    """What the screening of the person on the table found, and what it changed.

    It names conditions and people: it belongs on pages, never into a file's metadata.

    Attributes:
        title: Heading.
        cautions: What applies, with place and clearance.
        changes: What is changed, with the reasons.
        check_ups: What to get checked.
        status: Who asked, and when.
        limits: What the giver must not do, in short: it stands on a card with steps that has no room for all the parts.
        in_full: Says on such a card where the record stands, with the placeholder ``{card}``.
    """

    title: str
    cautions: RecordPart
    changes: RecordPart
    check_ups: RecordPart
    status: str
    limits: str
    in_full: str

    @property
    def parts(self) -> tuple[RecordPart, ...]:
        """What there is to say, in reading order; no part without items."""
        return tuple(part for part in (self.cautions, self.changes, self.check_ups) if part.items)

    @property
    def warnings(self) -> tuple[str, ...]:
        """Every part as a sentence."""
        return tuple(f"{part.lead} {'; '.join(part.items)}." for part in self.parts)
