"""The tick-list as a paper of its own: every question once, room for a name, nothing of one person."""

from __future__ import annotations

import datetime as dt

from cardgen.content.model import Catalog
from cardgen.document import Imprint
from cardgen.layout.boxes import box_text
from cardgen.layout.questions import lay_out_ticklist
from cardgen.papers.questions import build_ticklist
from cardgen.theme import default_theme

IMPRINT = Imprint(clock=dt.datetime(2026, 11, 20, tzinfo=dt.UTC), clinic="Quiet Hands", client="Zoë")


def test_every_question_is_asked_once(catalog: Catalog) -> None:
    paper = build_ticklist(catalog, IMPRINT)
    asked = [item for group in paper.ticks.groups for item in group.items]
    names = [words.name for words in (*catalog.text.red_flags.values(), *catalog.text.conditions.values())]
    assert sorted(asked) == sorted(names)


def test_it_is_for_anybody(catalog: Catalog) -> None:
    theme = default_theme()
    pages = lay_out_ticklist(build_ticklist(catalog, IMPRINT), theme, theme.formats["a5"])
    text = " ".join(box_text(box) for page in pages for box in page.boxes)
    assert "Quiet Hands" in text
    assert "Zoë" not in text
    assert text.count(catalog.label("client")) == 1
    for group in build_ticklist(catalog, IMPRINT).ticks.groups:
        assert group.title in text
