"""The shape of a library of one's own: any part of what a catalogue holds, to be added to it or to replace in it.

Tables are as in a catalogue, entry by entry. What is one whole there (the safety core, the interface, the phrases of
alt text) may be given in part: a library names what it adds.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from cardgen.content.base import Area, Entry, Family, Id, Phase, Position, SidedZone, Words
from cardgen.content.conditions import Condition, RedFlag
from cardgen.content.facts import (
    MOST_CORE_WORDS,
    Background,
    CorePanel,
    Note,
    PainSign,
    PanelId,
    Routine,
    Rule,
    Sequence,
    SetupItem,
    Source,
    Technique,
)
from cardgen.content.motion import Anchor, Direction, Pattern
from cardgen.content.words import (
    BackgroundWords,
    ConditionWords,
    FlagWords,
    GlossaryWords,
    Month,
    NoteWords,
    PainWords,
    RoutineWords,
    RuleWords,
    SetupWords,
    SourceWords,
    TechniqueWords,
    Way,
    WhichSides,
)

_Some: Any = Field(default_factory=dict)


class CorePart(Entry):
    """Phrases that a library adds to the safety core, under the panels they belong to.

    Attributes:
        max_words: How many words the whole core may take with this library; the most there is room for if not given.
        panels: The panels that get phrases. Phrases that stand there already may be listed again.
    """

    max_words: Annotated[int, Field(ge=1, le=MOST_CORE_WORDS)] | None = None
    panels: tuple[CorePanel, ...] = ()


class PanelWordsPart(Entry):
    """Words of the phrases that a library adds to a panel, and which of them are sentences of their own."""

    title: Words | None = None
    lead: Words | None = None
    phrases: dict[Id, Words] = _Some
    sentences: tuple[Id, ...] = ()


class AltPart(Entry):
    """Phrases of alt text that a library replaces; see ``words.AltWords``."""

    patterns: dict[Pattern, Words] = _Some
    ways: dict[Way, Words] = _Some
    anchors: dict[Anchor, Words] = _Some
    zones: dict[SidedZone, Words] = _Some
    listed: Words | None = None
    listed_last: Words | None = None
    avoided: Words | None = None
    sides: dict[WhichSides, Words] = _Some
    directions: dict[Direction, Words] = _Some
    then: Words | None = None
    both_ways: Words | None = None
    vibrating: Words | None = None
    bare: Words | None = None
    spine: Words | None = None
    join: Words | None = None


class InterfacePart(Entry):
    """Fixed words that a library replaces; see ``words.Interface``."""

    phases: dict[Phase, Words] = _Some
    pressure: dict[str, Words] = _Some
    areas: dict[Area, Words] = _Some
    area_synonyms: dict[Area, tuple[Words, ...]] = _Some
    families: dict[Family, Words] = _Some
    positions: dict[Position, Words] = _Some
    months: dict[Month, Words] = _Some
    labels: dict[Id, Words] = _Some


class TextPart(Entry):
    """Words of a library in one language; see ``words.Text``."""

    techniques: dict[Id, TechniqueWords] = _Some
    conditions: dict[Id, ConditionWords] = _Some
    red_flags: dict[Id, FlagWords] = _Some
    rules: dict[Id, RuleWords] = _Some
    pain: dict[Id, PainWords] = _Some
    setup: dict[Id, SetupWords] = _Some
    notes: dict[Id, NoteWords] = _Some
    background: dict[Id, BackgroundWords] = _Some
    routines: dict[Id, RoutineWords] = _Some
    sources: dict[Id, SourceWords] = _Some
    core: dict[PanelId, PanelWordsPart] = _Some
    condition_groups: dict[Id, Words] = _Some
    glossary: dict[Id, GlossaryWords] = _Some
    alt: AltPart = Field(default_factory=AltPart)
    interface: InterfacePart = Field(default_factory=InterfacePart)


class Library(Entry):
    """Everything that a library adds or replaces; see ``model.Catalog``.

    It has no edition of its own: a card names the edition of the shipped catalogue.
    """

    sources: dict[Id, Source] = _Some
    techniques: dict[Id, Technique] = _Some
    rules: dict[Id, Rule] = _Some
    conditions: dict[Id, Condition] = _Some
    red_flags: dict[Id, RedFlag] = _Some
    pain: dict[Id, PainSign] = _Some
    setup: dict[Id, SetupItem] = _Some
    background: dict[Id, Background] = _Some
    notes: dict[Id, Note] = _Some
    sequences: dict[Id, Sequence] = _Some
    routines: dict[Id, Routine] = _Some
    core: CorePart = Field(default_factory=CorePart)
    text: TextPart = Field(default_factory=TextPart)
