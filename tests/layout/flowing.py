"""Blocks that flow over sides, for the tests of layout."""

from __future__ import annotations

from geometry import plain

from cardgen.layout.boxes import Laid, Several, box_text
from cardgen.layout.flow import FlowBlock
from cardgen.layout.setting import Setting
from cardgen.theme import default_theme

A5 = Setting(default_theme(), default_theme().formats["a5"])
WIDTH = 240.0


def sides(block: FlowBlock | None, room: float, setting: Setting = A5) -> list[Laid | Several]:
    """Let a block flow over sides of the same room."""
    found: list[Laid | Several] = []
    while block:
        taken = block.lay(setting, WIDTH, room)
        assert taken is not None
        assert taken.laid.height <= room + 0.02
        assert all(box.rect.bottom <= taken.laid.height + 0.02 for box in taken.laid.boxes)
        found.append(taken.laid)
        block = taken.rest
    return found


def said(laid: list[Laid | Several], role: str = "body") -> list[str]:
    return [plain(box_text(box)) for one in laid for box in one.boxes if box.role == role]
