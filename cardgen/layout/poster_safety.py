"""The safety part of a poster: its pieces in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cardgen.document import CoreItem, Document, StepRule, rules_of
from cardgen.layout.boxes import Laid, stack
from cardgen.layout.bullets import bullets
from cardgen.layout.flow import FlowBlock
from cardgen.layout.panels import emergency, signal_panel
from cardgen.layout.person import PersonBlock
from cardgen.layout.person_limits import LimitsBlock
from cardgen.layout.poster_columns import Piece
from cardgen.layout.poster_ladder import Choice
from cardgen.layout.poster_rest import PassageBlock
from cardgen.layout.safety import PainBlock, RulesBlock, heading
from cardgen.layout.setting import ENDLESS, Setting
from cardgen.person_record import ScreeningRecord
from cardgen.poster import Poster


@dataclass(frozen=True, slots=True)
class Shown:
    """A routine on a page, with the numbers of those of its steps that stand there."""

    document: Document
    numbers: frozenset[int]

    @property
    def rules(self) -> tuple[StepRule, ...]:
        """The rules of the steps shown."""
        return rules_of(self.document.step_rules, self.numbers)


def notice(poster: Poster, *, bulleted: bool) -> Piece:
    """Return the NOTICE panel, which ends with when to stop."""
    item, stop = poster.core("notice"), poster.core("stop")
    whole = replace(item, sentences=(*item.sentences, *stop.phrases, *stop.sentences))
    return _signal(whole, bulleted=bulleted)


def pieces(poster: Poster, shown: Sequence[Shown], choice: Choice, *, with_notice: bool) -> tuple[Piece, ...]:
    """Return the pieces in reading order: the core first, then rules of the steps, then what may be left out.

    Args:
        poster: The poster.
        shown: The routines on this page.
        choice: How they are set.
        with_notice: Whether NOTICE is among them; it stands beside the steps otherwise.
    """
    first = poster.first
    records = dict.fromkeys(one.document.screening for one in shown if one.document.screening)
    out: list[Piece] = [_person(poster, record, choice) for record in records]
    out.append(_emergency(poster.core("emergency")))
    out += [_signal(poster.core(id_), bulleted=choice.bulleted) for id_ in ("warning", "caution")]
    if with_notice:
        out.append(notice(poster, bulleted=choice.bulleted))
    out += [_rules(one, named=len(shown) > 1, running=not choice.bulleted) for one in shown if one.rules]
    if first.note and choice.note:
        out.append(_whole(PassageBlock(first.labels.notes, first.note, first.labels.continued)))
    if choice.pain:
        out.append(_whole(PainBlock(first.pain, first.labels.continued)))
    if choice.checklist:
        out.append(_checklist(first))
    return tuple(out)


def _person(poster: Poster, record: ScreeningRecord, choice: Choice) -> Piece:
    """The person's record; its limits in short where the record stands on a page of its own."""
    if choice.note:
        return _whole(PersonBlock(record, poster.first.labels.continued, bulleted=choice.bulleted))
    return _whole(LimitsBlock(f"{record.limits} {poster.words.in_full}"))


def _emergency(item: CoreItem) -> Piece:
    return lambda setting, width, _: emergency(setting, item, width)


def _signal(item: CoreItem, *, bulleted: bool) -> Piece:
    return lambda setting, width, least: signal_panel(setting, item, width, bulleted=bulleted, least=least)


def _rules(shown: Shown, *, named: bool, running: bool) -> Piece:
    labels = shown.document.labels
    if named:
        labels = replace(labels, step_rules=f"{labels.step_rules}: {shown.document.title}")
    return _whole(RulesBlock(shown.rules, labels, running=running))


def _whole(block: FlowBlock) -> Piece:
    """Return a block that could flow as a piece that does not."""

    def lay(setting: Setting, width: float, _: float) -> Laid:
        taken = block.lay(setting, width, ENDLESS)
        assert taken and not taken.rest  # there is always room
        return stack((taken.laid,), 0.0)

    return lay


def _checklist(document: Document) -> Piece:
    """What to prepare, as a list: a poster has no boxes to tick."""
    block = "checklist"

    def lay(setting: Setting, width: float, _: float) -> Laid:
        head = heading(setting, document.labels.checklist, width, block)
        listed = bullets(setting, tuple(item.short for item in document.checklist), width, 1, block)
        return stack((Laid(head.rect.height, (head,)), listed), 0.0)

    return lay
