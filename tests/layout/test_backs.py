"""The safety side is the worthiest of all ways to set it, and finding it lays out no more than that."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from making import BLANK, document_of
from people import person_of

from cardgen.content.model import Catalog
from cardgen.document import Document
from cardgen.layout.backs import Back
from cardgen.layout.flow import column_height, measured
from cardgen.layout.setting import LADDER, Setting
from cardgen.layout.sheaf import Sheaf, keep, sheaf_of

TOLD = ("osteoporosis",)


@pytest.fixture(params=["general", "noted", "screened"])
def document(request: pytest.FixtureRequest, catalog: Catalog) -> Document:
    imprint = replace(BLANK, client="Ana", note="Likes it gentle. " * 3 if request.param == "noted" else None)
    person = person_of(TOLD[0]) if request.param == "screened" else None
    return document_of(catalog, "quick-10", imprint, person=person)


def worths(back: Back, sheaf: Sheaf) -> list[tuple[tuple[bool, ...], Sheaf]]:
    """Return what every way that fits is worth, and what stays beside it, without leaving any out."""
    order = back.rungs[0][0].theme.leaves_first
    found = []
    for (bulleted, blocks), (setting, area) in product(back.contents, back.rungs):
        heights = measured(setting, blocks, area.width, area.height)
        if heights is None:
            continue
        room = area.height - column_height(heights, setting.block_gap) - setting.block_gap
        kept, _ = keep(setting, sheaf, order, area.width, room)
        stays = [name in kept.names for name in reversed(order)]
        found.append(((not setting.fit.small, *stays[:1], bulleted, *stays[1:]), kept))
    return found


def test_no_way_to_set_a_safety_side_is_worthier(setting: Setting, document: Document) -> None:
    back = Back.of(document, setting.with_fit(LADDER[0]), document.steps, told=True)
    sheaf = sheaf_of(document, short=False)
    found = worths(back, sheaf)
    assert back.fits == bool(found)
    if found:
        side, left = back.lay(sheaf)
        _, kept = max(found, key=lambda one: one[0])
        assert left.names == sheaf.names - kept.names
        assert [block.laid.height for block in side.blocks]


def test_a_side_too_low_for_the_core_does_not_fit(document: Document, setting: Setting) -> None:
    back = Back.of(document, setting, document.steps, told=True)
    low = tuple((rung, area._replace(height=50.0)) for rung, area in back.rungs)
    assert not replace(back, rungs=low).fits
