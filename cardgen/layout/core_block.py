"""The safety core on one side: emergency signs, panels, and the facts always printed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from cardgen.document import CoreItem
from cardgen.layout.boxes import Laid, stack
from cardgen.layout.flow import Taken, column_height, fitting, whole
from cardgen.layout.panels import (
    emergency,
    emergency_height,
    side_panel,
    side_panel_height,
    signal_panel,
    signal_panel_height,
)
from cardgen.layout.setting import Setting
from cardgen.units import Rect


@dataclass(frozen=True, slots=True)
class CoreBlock:
    """Emergency signs, WARNING, CAUTION, NOTICE with the stop rule, and the facts always printed: never split.

    Attributes:
        items: The safety core's panels.
        bulleted: Phrases of WARNING and CAUTION as bullets; as running text otherwise.
        beside: WARNING and CAUTION side by side.
    """

    items: tuple[CoreItem, ...]
    bulleted: bool
    beside: bool = False
    name: str = "safety core"

    def lay(self, setting: Setting, width: float, room: float) -> Taken | None:
        """Lay out the core; None if the room is too low for the whole of it."""
        return whole(_core(self, setting, width), room)

    def measure(self, setting: Setting, width: float, room: float) -> float | None:
        """See ``flow.WholeBlock``."""
        return fitting(_core_height(self, setting, width), room)

    def __hash__(self) -> int:
        """Tell blocks apart by what differs most: enough for a cache, and quick."""
        return hash((self.bulleted, self.beside, tuple([item.phrases for item in self.items])))

    def height(self, setting: Setting, width: float) -> float:
        """Return how high the core is."""
        by_id = {item.id: item for item in self.items}
        pair = by_id["warning"], by_id["caution"]
        if self.beside:
            widths = zip(pair, self._shares(setting, width), (1, 2), strict=True)
            panels = [
                max(
                    signal_panel_height(setting, item, wide, bulleted=self.bulleted, columns=columns)
                    for item, wide, columns in widths
                )
            ]
        else:
            columns = 2 if self.bulleted else 1
            panels = [
                signal_panel_height(setting, item, width, bulleted=self.bulleted, columns=columns) for item in pair
            ]
        heights = (
            emergency_height(setting, by_id["emergency"], width),
            *panels,
            side_panel_height(setting, by_id["notice"], (by_id["stop"].running,), width),
            setting.height(self._always(by_id["always"], by_id["spine"]), "strong", width),
        )
        return column_height(heights, setting.block_gap)

    def panels(self, setting: Setting, width: float) -> Laid:
        """Lay out the core, whatever room there is."""
        by_id = {item.id: item for item in self.items}
        warning, caution = by_id["warning"], by_id["caution"]
        panels = (
            self._beside(setting, warning, caution, width)
            if self.beside
            else self._stacked(setting, warning, caution, width)
        )
        parts = (
            emergency(setting.typed, by_id["emergency"], width),
            *panels,
            side_panel(setting, by_id["notice"], (by_id["stop"].running,), width),
            _plain(setting, self._always(by_id["always"], by_id["spine"]), width, by_id["always"].title),
        )
        return stack(parts, setting.block_gap)

    def _stacked(self, setting: Setting, warning: CoreItem, caution: CoreItem, width: float) -> tuple[Laid, ...]:
        columns = 2 if self.bulleted else 1
        return tuple(
            _panel(setting.typed, item, width, bulleted=self.bulleted, columns=columns) for item in (warning, caution)
        )

    def _beside(self, setting: Setting, warning: CoreItem, caution: CoreItem, width: float) -> tuple[Laid, ...]:
        """WARNING in one third, CAUTION in two: their lists differ in length by about that."""
        left, right = self._shares(setting, width)
        second = _panel(setting.typed, caution, right, bulleted=self.bulleted, columns=2)
        first = _panel(setting.typed, warning, left, bulleted=self.bulleted, least=second.height)
        if first.height > second.height:
            second = _panel(setting.typed, caution, right, bulleted=self.bulleted, columns=2, least=first.height)
        return (Laid(max(first.height, second.height), first.boxes + second.at(left + setting.format.gap.column, 0)),)

    @staticmethod
    def _shares(setting: Setting, width: float) -> tuple[float, float]:
        free = width - setting.format.gap.column
        return free * 0.36, free - free * 0.36

    @staticmethod
    def _always(always: CoreItem, spine: CoreItem) -> str:
        return f"{always.running} {spine.running}"


@lru_cache(maxsize=32)
def _panel(
    setting: Setting, item: CoreItem, width: float, *, bulleted: bool, columns: int = 1, least: float = 0.0
) -> Laid:
    return signal_panel(setting, item, width, bulleted=bulleted, columns=columns, least=least)


@lru_cache(maxsize=32)
def _core(block: CoreBlock, setting: Setting, width: float) -> Laid:
    return block.panels(setting, width)


@lru_cache(maxsize=256)
def _core_height(block: CoreBlock, setting: Setting, width: float) -> float:
    return block.height(setting, width)


def _plain(setting: Setting, text: str, width: float, block: str) -> Laid:
    box = setting.paragraph(text, "strong", Rect(0, 0, width, 0), block)
    return Laid(box.rect.height, (box,))


@lru_cache(maxsize=32)
def core_choices(items: tuple[CoreItem, ...], columns: int) -> tuple[CoreBlock, ...]:
    """Return the ways to set the core, the most readable first."""
    first = CoreBlock(items, bulleted=True, beside=columns == 2)
    return first, CoreBlock(items, bulleted=False)
