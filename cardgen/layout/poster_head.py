"""What stands above a routine's steps on a poster: its time bar, and its name where several stand on a page."""

from __future__ import annotations

from collections.abc import Iterator

from cardgen.document import Document
from cardgen.layout.boxes import Laid, stack
from cardgen.layout.setting import Setting
from cardgen.layout.timebar import timebar
from cardgen.units import Rect


def routine_head(setting: Setting, document: Document, numbers: range, width: float, *, titled: bool) -> Laid:
    """Lay out what stands above a routine's steps.

    Args:
        setting: The setting.
        document: The routine.
        numbers: Its steps on this page.
        width: Points.
        titled: Whether to name it.
    """
    bar = timebar(_for_the_bar(setting), document.steps, numbers, document.labels, width)
    return stack((*_title(setting, document, width), bar), 0.5 * setting.unit) if titled else bar


def _for_the_bar(setting: Setting) -> Setting:
    """Where room is short, the bar does without the elapsed minutes: each phase has its own over it."""
    if setting.fit.extras:
        return setting
    form = setting.format
    bare = form.model_copy(update={"bar": form.bar.model_copy(update={"elapsed": False})})
    return Setting(setting.theme, bare, setting.fit)


def _title(setting: Setting, document: Document, width: float) -> Iterator[Laid]:
    """The routine's name and what it is, where several stand on a page."""
    block = f"routine {document.title}"
    title = setting.paragraph(document.title, "heading", Rect(0, 0, width, 0), block, tag="H2", colour="teal900")
    lines = (document.subtitle, *((document.audience,) if document.audience else ()))
    under = setting.paragraph(". ".join(lines), "body", Rect(0, 0, width, 0), block)
    return iter((Laid(title.rect.height, (title,)), Laid(under.rect.height, (under,))))
