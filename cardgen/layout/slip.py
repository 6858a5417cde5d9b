"""The slip for the doctor: who it is for, why not today, whom to see, the emergency signs, and room for the answer."""

from __future__ import annotations

from dataclasses import dataclass

from cardgen.document import CoreItem
from cardgen.layout.boxes import Laid, Page, grouped, stack
from cardgen.layout.flow import FlowBlock, Taken, whole
from cardgen.layout.panels import emergency
from cardgen.layout.paper import PaperHead, TextBlock, paper_pages
from cardgen.layout.record import ValueBlock, value_blocks
from cardgen.layout.safety import heading
from cardgen.layout.setting import LADDER, Setting
from cardgen.layout.ticks import answer_line, answer_names
from cardgen.papers.slip import Reply, Slip
from cardgen.theme import Format, Theme

_LIMITS = "limits"


@dataclass(frozen=True, slots=True)
class SignsBlock:
    """The emergency signs; they never split."""

    signs: CoreItem
    name: str = "emergency signs"

    def lay(self, setting: Setting, width: float, room: float) -> Taken | None:
        """Lay them out if they fit."""
        return whole(emergency(setting, self.signs, width), room)


@dataclass(frozen=True, slots=True)
class QuestionBlock:
    """The question to the clinician with a box for each answer; it never splits."""

    reply: Reply
    name: str = "reply"

    def lay(self, setting: Setting, width: float, room: float) -> Taken | None:
        """Lay it out if it fits."""
        head = heading(setting, self.reply.title, width, self.name)
        names = answer_names(setting, self.reply.answers, self.name)
        line = answer_line(setting, self.reply.answers, self.reply.question, width, self.name)
        boxed = Laid(line.height, grouped(line.boxes, "L", self.name))
        return whole(stack((Laid(head.rect.height, (head,)), names, boxed), 0.0), room)


def lay_out_slip(slip: Slip, theme: Theme, form: Format) -> tuple[Page, ...]:
    """Lay the slip out on one page; only texts of unusual length take another.

    Args:
        slip: What it says.
        theme: Colours.
        form: The page format.

    Returns:
        The pages.

    Raises:
        FitError: A block does not fit even alone on a page.
    """
    head = PaperHead.of(slip)
    preferred = Setting(theme, form)
    for rung in LADDER:
        setting = preferred.with_fit(rung)
        pages = paper_pages(setting, head, _blocks(slip, setting), grows=_LIMITS)
        if len(pages) == 1:
            return pages
    return paper_pages(preferred, head, _blocks(slip, preferred), grows=_LIMITS)


def _blocks(slip: Slip, setting: Setting) -> tuple[FlowBlock, ...]:
    least = setting.format.field
    return (
        *value_blocks(slip.fields, least.height, slip.continued),
        *(TextBlock(one.title, one.text, one.title, "strong" if one.strong else "body") for one in slip.passages),
        SignsBlock(slip.signs),
        QuestionBlock(slip.reply),
        ValueBlock((slip.reply.limits,), least.note, slip.continued, name=_LIMITS),
        *value_blocks(slip.reply.fields, least.height, slip.continued),
    )
