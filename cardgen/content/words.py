"""The words of the catalogue in one language: titles, instructions, phrases; no number that carries a fact.

Each class is the shape of one file of ``assets/catalog/text/<language>/``. Placeholders in braces (``{minutes}``)
stand where a number or another phrase is spoken; which ones a phrase may use is checked when the catalogue is read.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from pydantic import Field

from cardgen.content.base import Area, Entry, Family, Id, Phase, Position, SidedZone, Words
from cardgen.content.motion import Anchor, Direction, Pattern

Way: TypeAlias = Literal["up", "down", "within"]
Month: TypeAlias = Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"]
WhichSides: TypeAlias = Literal["both", "left", "right", "across"]


class TechniqueWords(Entry):
    """How a technique is called and explained.

    Attributes:
        name: Plain name, a heading on the card.
        term: The field's standard term.
        also_called: The sources' and other names, for searching.
        hands: What part of the hands works, a short label.
        full: The instruction in full, at most some 150 letters.
        short: The same in at most some 90 letters, for small cards.
    """

    name: Words
    term: Words
    also_called: tuple[Words, ...] = ()
    hands: Words
    full: Words
    short: Words


class ConditionWords(Entry):
    """How a condition is called.

    Attributes:
        name: On the printed tick-list.
        short: In running text, as the reason for a change ("weak bones"); the name if not given.
        ask: The same as a question, for an intake form; no card prints it.
        synonyms: Other names, for what a user types.
    """

    name: Words
    short: Words | None = None
    ask: Words
    synonyms: tuple[Words, ...] = ()


class FlagWords(Entry):
    """How a red flag is called.

    Attributes:
        name: On the printed tick-list.
        ask: The same as a question, for an intake form; no card prints it.
        synonyms: Other names, for what a user types.
        at_age: Names, for what a user types, that mean the sign together with the person's age.
    """

    name: Words
    ask: Words
    synonyms: tuple[Words, ...] = ()
    at_age: tuple[Words, ...] = ()


class RuleWords(Entry):
    """A safety fact in one or two sentences."""

    text: Words


class PainWords(Entry):
    """A row of the pain table."""

    felt: Words
    points_to: Words


class SetupWords(Entry):
    """A line of the checklist, and its short form for small cards."""

    text: Words
    short: Words


class NoteWords(Entry):
    """An editorial record: what the source says, and what we print and why."""

    source_says: Words
    we_print: Words


class BackgroundWords(Entry):
    """What a source says, in our words."""

    text: Words


class RoutineWords(Entry):
    """Title of a routine and a line about it for lists."""

    title: Words
    about: Words


class SourceWords(Entry):
    """Title of a source document."""

    title: Words


class PanelWords(Entry):
    """A panel of the safety core.

    Attributes:
        title: What the panel is called where no signal word stands over it.
        lead: Bold opening, for example ``Do not massage with:``; the phrases complete it.
        phrases: One phrase for each id that ``facts/core.yaml`` lists; those in ``sentences`` stand on their own
            after the list.
        sentences: Ids of the phrases that are sentences of their own.
    """

    title: Words
    lead: Words | None = None
    phrases: dict[Id, Words] = Field(min_length=1)
    sentences: tuple[Id, ...] = ()


class GlossaryWords(Entry):
    """A medical or massage term that a card uses, explained."""

    term: Words
    meaning: Words


class AltWords(Entry):
    """Phrases that the figures' alt text is built from; the first letter of a sentence is raised when it is built.

    Attributes:
        patterns: A phrase for each motion pattern, with the placeholders ``{where}`` (of ``sides``) and ``{way}`` (of
            ``ways``); for ``key`` with ``{directions}``.
        ways: From one anchor ``up`` or ``down`` to another (``{start}``, ``{end}``), or ``within`` one (``{start}``).
        anchors: Names of the anchors in running text ("the low back"); those of areas also name a zone with both sides.
        zones: Names of the zones that have a side ("the left low back").
        listed: Placed between the names of zones, but for the last two.
        listed_last: Placed between the last two.
        avoided: A sentence with the placeholder ``{zones}``, for a figure with hatched zones.
        sides: "on both sides of the spine", "on the left of the spine" …
        directions: Names of the directions of a key.
        then: Placed between two directions.
        both_ways: Placed after the way of an arrow with two heads.
        vibrating: A sentence for circles that vibrate.
        bare: A sentence for percussion: the areas that stay bare.
        spine: A sentence for every other figure.
        join: Placed between two phrases.
    """

    patterns: dict[Pattern, Words]
    ways: dict[Way, Words]
    anchors: dict[Anchor, Words]
    zones: dict[SidedZone, Words]
    listed: Words
    listed_last: Words
    avoided: Words
    sides: dict[WhichSides, Words]
    directions: dict[Direction, Words]
    then: Words
    both_ways: Words
    vibrating: Words
    bare: Words
    spine: Words
    join: Words


class Interface(Entry):
    """Every fixed word that cardgen itself puts on paper: labels, headings, templates with placeholders."""

    phases: dict[Phase, Words]
    pressure: dict[str, Words]
    areas: dict[Area, Words]
    area_synonyms: dict[Area, tuple[Words, ...]]
    families: dict[Family, Words]
    positions: dict[Position, Words]
    months: dict[Month, Words]
    labels: dict[Id, Words]


class Text(Entry):
    """All words of one language, one attribute for each file."""

    techniques: dict[Id, TechniqueWords]
    conditions: dict[Id, ConditionWords]
    red_flags: dict[Id, FlagWords]
    rules: dict[Id, RuleWords]
    pain: dict[Id, PainWords]
    setup: dict[Id, SetupWords]
    notes: dict[Id, NoteWords]
    background: dict[Id, BackgroundWords]
    routines: dict[Id, RoutineWords]
    sources: dict[Id, SourceWords]
    core: dict[Id, PanelWords]
    condition_groups: dict[Id, Words]
    glossary: dict[Id, GlossaryWords]
    alt: AltWords
    interface: Interface
