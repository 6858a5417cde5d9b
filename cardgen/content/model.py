"""The catalogue as a whole: facts and words side by side, frozen."""

from __future__ import annotations

from cardgen.content.base import Entry, Id
from cardgen.content.conditions import Condition, RedFlag
from cardgen.content.facts import (
    Background,
    Core,
    Edition,
    Note,
    PainSign,
    Routine,
    Rule,
    Sequence,
    SetupItem,
    Source,
    Technique,
)
from cardgen.content.words import Text


class Catalog(Entry):
    """Everything that cards are composed from. Built by ``cardgen.content.catalog.load``; never changed after.

    Every dict keeps the order of its file: the order of a list, a table or a panel on paper is the order of the data.
    """

    edition: Edition
    sources: dict[Id, Source]
    techniques: dict[Id, Technique]
    rules: dict[Id, Rule]
    conditions: dict[Id, Condition]
    red_flags: dict[Id, RedFlag]
    pain: dict[Id, PainSign]
    setup: dict[Id, SetupItem]
    background: dict[Id, Background]
    notes: dict[Id, Note]
    sequences: dict[Id, Sequence]
    routines: dict[Id, Routine]
    core: Core
    text: Text

    def label(self, key: str) -> str:
        """Return a fixed word of the interface by its id.

        Raises:
            KeyError: The catalogue has no such label (a defect of the catalogue, found by its tests).
        """
        return self.text.interface.labels[key]
