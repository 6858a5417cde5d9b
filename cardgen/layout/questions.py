"""The tick-list as a paper of its own."""

from __future__ import annotations

from cardgen.layout.boxes import Page
from cardgen.layout.paper import PaperHead, paper_pages
from cardgen.layout.record import value_blocks
from cardgen.layout.setting import Setting
from cardgen.layout.ticklist import TickBlock
from cardgen.papers.questions import QuestionPaper
from cardgen.theme import Format, Theme


def lay_out_ticklist(paper: QuestionPaper, theme: Theme, form: Format) -> tuple[Page, ...]:
    """Lay the tick-list out on as many pages as it needs.

    Args:
        paper: What it says.
        theme: Colours.
        form: The page format.

    Returns:
        The pages.

    Raises:
        FitError: A block does not fit even alone on a page.
    """
    setting = Setting(theme, form)
    fields = value_blocks(paper.fields, form.field.height, paper.continued)
    return paper_pages(
        setting, PaperHead.of(paper), (*fields, TickBlock(paper.ticks, paper.ticks.groups, paper.continued))
    )
