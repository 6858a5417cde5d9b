"""What the giver must not do with the person on the table, in short: bold text with a bar on its left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from cardgen.layout.boxes import Box, Laid
from cardgen.layout.flow import SLACK, Taken
from cardgen.layout.person_panel import IN_PANEL, NAME
from cardgen.layout.setting import Setting
from cardgen.layout.text import Line
from cardgen.shapes import Path, rounded
from cardgen.theme import Role
from cardgen.units import Rect


@dataclass(frozen=True, slots=True)
class LimitsBlock:
    """What the giver must not do, in short, on a card with steps whose safety side has no room for the panel."""

    text: str
    name: str = NAME

    def lay(self, setting: Setting, width: float, room: float) -> Taken | None:
        """Lay out a bold paragraph with a bar on its left, or as many of its lines as fit."""
        lines = setting.lines(self.text, "strong", width - bar_room(setting))
        count = min(len(lines), int((room + SLACK) / setting.type("strong").leading))
        if not count:
            return None
        rest = replace(self, text=joined(lines[count:])) if count < len(lines) else None
        return Taken(barred(setting, lines[:count], "strong", width), rest)


def limits(setting: Setting, text: str, width: float) -> Laid:
    """Lay out a person's limits in short, whole."""
    return barred(setting, setting.lines(text, "strong", width - bar_room(setting)), "strong", width)


def limits_height(setting: Setting, text: str, width: float) -> float:
    """Return how high a person's limits in short are."""
    return setting.height(text, "strong", width - bar_room(setting))


def bar_room(setting: Setting) -> float:
    """Return the width that the bar takes from the text beside it."""
    return 0.9 * setting.type("strong").size


def barred(setting: Setting, lines: tuple[Line, ...], role: Role, width: float) -> Laid:
    """Lay out lines in a role, with a bar on their left; they are as wide as ``bar_room`` leaves them."""
    style, indent = setting.type(role), bar_room(setting)
    place = Rect(indent, 0, width - indent, 0)
    text = setting.set_lines(lines, style, place, NAME, role=role, within=IN_PANEL, personal=True)
    bar = Rect(0, 0, 0.36 * style.size, text.rect.height)
    mark = Box(bar, "Artifact", NAME, (Path(rounded(bar), fill="teal900"),), within=IN_PANEL)
    return Laid(text.rect.height, (mark, text))


def joined(lines: Iterable[Line]) -> str:
    """Return the text of lines, to be broken into lines again."""
    return "".join(line.text + " " * line.space_after for line in lines).strip()
