from __future__ import annotations

from itertools import pairwise

import pytest
from geometry import plain
from making import document_of

from cardgen.content.model import Catalog
from cardgen.document import Document, StepRule, rules_of
from cardgen.layout.boxes import Laid, Several, box_text
from cardgen.layout.core_block import CoreBlock, core_choices
from cardgen.layout.flow import FlowBlock, Taken
from cardgen.layout.safety import PainBlock, RulesBlock
from cardgen.layout.setting import Setting

ROOM = 10_000.0


def lay(block: FlowBlock, setting: Setting, room: float = ROOM) -> Taken:
    taken = block.lay(setting, setting.format.safe_area.width, room)
    assert taken is not None
    return taken


def said(laid: Laid | Several) -> str:
    return plain(" ".join(map(box_text, laid.boxes)))


def every_way(document: Document) -> list[CoreBlock]:
    return [
        CoreBlock(document.core, bulleted=bulleted, beside=beside)
        for bulleted in (True, False)
        for beside in (True, False)
    ]


def test_the_core_says_every_phrase_in_the_order_of_the_standard(setting: Setting, lower_back: Document) -> None:
    for block in every_way(lower_back):
        laid = lay(block, setting).laid
        words = [box_text(box) for box in laid.boxes if box.role == "signal"]
        assert words == ["WARNING", "CAUTION", "NOTICE"]
        for item in lower_back.core:
            for text in filter(None, (item.lead, *item.phrases, *item.sentences)):
                assert plain(text) in said(laid)


def test_emergency_signs_stand_first_and_the_spine_rule_last(setting: Setting, lower_back: Document) -> None:
    boxes = [box for box in lay(CoreBlock(lower_back.core, bulleted=True), setting).laid.boxes if box_text(box)]
    assert box_text(boxes[0]).startswith(lower_back.core[0].lead or "")
    assert box_text(boxes[-1]).endswith(lower_back.labels.spine)


def test_the_stop_rule_stands_in_the_notice(setting: Setting, lower_back: Document) -> None:
    notice, stop = (next(item for item in lower_back.core if item.id == id_) for id_ in ("notice", "stop"))
    boxes = lay(CoreBlock(lower_back.core, bulleted=True), setting).laid.boxes
    text = next(box_text(box) for box in boxes if box.block == notice.title and box.role == "body")
    assert plain(text) == plain(f"{notice.running} {stop.running}")


def test_panels_side_by_side_end_level(setting: Setting, lower_back: Document) -> None:
    warning, caution = lower_back.core[1], lower_back.core[2]
    boxes = lay(CoreBlock(lower_back.core, bulleted=True, beside=True), setting).laid.boxes
    one, other = (next(box.rect for box in boxes if box.block == item.title) for item in (warning, caution))
    assert (one.y, one.bottom) == pytest.approx((other.y, other.bottom))
    assert one.right < other.x


def test_the_core_is_never_split(setting: Setting, lower_back: Document) -> None:
    for block in every_way(lower_back):
        taken = lay(block, setting)
        assert taken.rest is None
        assert block.lay(setting, setting.format.safe_area.width, taken.laid.height - 1) is None


def test_lists_are_tried_before_running_text(lower_back: Document) -> None:
    assert [(one.bulleted, one.beside) for one in core_choices(lower_back.core, 2)] == [(True, True), (False, False)]
    assert [(one.bulleted, one.beside) for one in core_choices(lower_back.core, 1)] == [(True, False), (False, False)]


@pytest.mark.parametrize("running", [False, True])
def test_every_rule_stands_with_the_numbers_of_its_steps(setting: Setting, catalog: Catalog, running: bool) -> None:
    document = document_of(catalog, "lumbar-routine")
    block = RulesBlock(document.step_rules, document.labels, running)
    text = said(lay(block, setting).laid)
    for rule in document.step_rules:
        key = "Step" if len(rule.steps) == 1 else "Steps"
        assert plain(f"{key} {', '.join(map(str, rule.steps))}: {' '.join(rule.texts)}") in text
    assert text.startswith(document.labels.step_rules)
    assert block.lay(setting, setting.format.safe_area.width, 20) is None


def test_a_rule_of_the_same_steps_is_the_very_same_block_on_every_card(setting: Setting, lower_back: Document) -> None:
    first, second, third = (StepRule((letter,), (i,), (f"{letter}.",)) for i, letter in enumerate("abc", 1))
    one, other = (RulesBlock(rules, lower_back.labels, running=False) for rules in ((first, second), (second, third)))
    blocks = [lay(block, setting).laid.placed(0, 0) for block in (one, other)]
    assert blocks[0][2].laid is blocks[1][1].laid
    assert blocks[0][2].within == blocks[1][1].within


def test_rules_of_a_card_name_its_own_steps_only() -> None:
    rules = (StepRule(("a",), (1, 2), ("A.",)), StepRule(("b",), (2,), ("B.",)), StepRule(("c",), (3,), ("C.",)))
    assert rules_of(rules, frozenset({2})) == (StepRule(("a", "b"), (2,), ("A.", "B.")),)
    assert rules_of(rules, frozenset({1, 3})) == (StepRule(("a",), (1,), ("A.",)), StepRule(("c",), (3,), ("C.",)))
    assert rules_of(rules, frozenset({4})) == ()


# --- The table of pain signs


def cells(laid: Laid | Several, tag: str) -> list[str]:
    return [plain(box_text(box)) for box in laid.boxes if box.tag == tag]


def test_a_table_that_continues_repeats_its_header_and_loses_no_row(setting: Setting, lower_back: Document) -> None:
    table = lower_back.pain
    whole = lay(PainBlock(table, "{title} (continued)"), setting)
    assert whole.rest is None
    block: FlowBlock | None = PainBlock(table, "{title} (continued)")
    found: list[str] = []
    sides = 0
    while block:
        taken = lay(block, setting, whole.laid.height * 0.6)
        assert taken.laid.height <= whole.laid.height * 0.6 + 0.01
        assert cells(taken.laid, "TH") == list(table.columns)
        assert said(taken.laid).startswith(table.title + (" (continued)" if sides else ""))
        assert plain(table.lead) in said(taken.laid)
        found += cells(taken.laid, "TD")
        block, sides = taken.rest, sides + 1
    assert sides > 1
    assert found == cells(whole.laid, "TD") == [cell for row in table.rows for cell in row]


def test_rows_of_a_table_stand_under_each_other(setting: Setting, lower_back: Document) -> None:
    boxes = [box for box in lay(PainBlock(lower_back.pain, ""), setting).laid.boxes if box.tag in {"TH", "TD"}]
    for upper, lower in pairwise(list(zip(boxes[::2], boxes[1::2], strict=True))):
        assert min(box.rect.y for box in lower) >= max(box.rect.bottom for box in upper)
    assert all(left.rect.right < right.rect.x for left, right in zip(boxes[::2], boxes[1::2], strict=True))


def test_a_table_never_begins_without_a_row(setting: Setting, lower_back: Document) -> None:
    block, width = PainBlock(lower_back.pain, ""), setting.format.safe_area.width
    tries = [block.lay(setting, width, float(room)) for room in range(20, 200)]
    first = next(taken for taken in tries if taken is not None)
    assert tries[0] is None
    assert len(cells(first.laid, "TD")) == 2
