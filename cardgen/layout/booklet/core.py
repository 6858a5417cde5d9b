"""The safety core in a booklet: whole on one page where that can be, else panel by panel on pages that follow."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cardgen.document import CoreItem
from cardgen.layout.boxes import Laid
from cardgen.layout.deck import PanelBlock
from cardgen.layout.flow import FlowBlock, Taken, whole
from cardgen.layout.panels import emergency, side_panel, signal_panel
from cardgen.layout.setting import Setting
from cardgen.units import Rect


@dataclass(frozen=True, slots=True)
class CorePanelBlock:
    """A panel of the core in its most readable form; one that fills more than a page continues between two phrases.

    Attributes:
        item: The panel.
        more: Sentences that follow its own.
    """

    item: CoreItem
    more: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The panel's title."""
        return self.item.title

    def lay(self, setting: Setting, width: float, room: float) -> Taken | None:
        """Lay out the panel; in its smallest form only where a whole page does not hold it otherwise."""
        laid = self._laid(setting, width)
        page = setting.format.size.height
        if self.item.signal is None or laid.height <= page:
            return whole(laid, room)
        item = replace(self.item, sentences=(*self.item.sentences, *self.more))
        return PanelBlock(item).lay(setting, width, room)

    def _laid(self, setting: Setting, width: float) -> Laid:
        item = self.item
        if item.id == "emergency":
            return emergency(setting, item, width)
        if item.id == "notice":
            return side_panel(setting, item, self.more, width)
        if item.signal is not None:
            return signal_panel(setting, item, width, bulleted=True, columns=2)
        box = setting.paragraph(" ".join((item.running, *self.more)), "strong", Rect(0, 0, width, 0), item.title)
        return Laid(box.rect.height, (box,))


def core_panels(items: tuple[CoreItem, ...]) -> tuple[FlowBlock, ...]:
    """Return the core as one block for each panel, in reading order, the stop rule with NOTICE as on every card."""
    by_id = {item.id: item for item in items}
    return (
        CorePanelBlock(by_id["emergency"]),
        CorePanelBlock(by_id["warning"]),
        CorePanelBlock(by_id["caution"]),
        CorePanelBlock(by_id["notice"], (by_id["stop"].running,)),
        CorePanelBlock(by_id["always"], (by_id["spine"].running,)),
    )
