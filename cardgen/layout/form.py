"""The intake form: questions with a box for each answer, a back to mark, consent and signature, over several pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

from cardgen.content.base import Zone
from cardgen.figures.icons import flag
from cardgen.figures.marking import MarkingBack, marking_back
from cardgen.intake.questions import Question, Topic
from cardgen.layout.band import front_band
from cardgen.layout.boxes import Box, Laid, Page, Part, box_text, grouped, stack
from cardgen.layout.flow import FlowBlock, Taken, fits, whole
from cardgen.layout.paper import PaperHead, TextBlock, Together, paper_pages
from cardgen.layout.record import value_blocks, write_on
from cardgen.layout.safety import heading
from cardgen.layout.setting import ENDLESS, Fit, Setting
from cardgen.layout.ticks import answer_line, answer_names
from cardgen.papers.form import BackMap, Form
from cardgen.shapes import Path, Stroke, moved, polyline, rounded
from cardgen.theme import Format, Theme
from cardgen.units import MM, Rect

_RULE = Stroke("box", 0.25 * MM, cap="butt")
_PAD = 0.55
"""White above and below a question: a multiple of the format's unit."""
_SIDE = 0.8
"""White left and right of a question, likewise."""
_WIDEST_ID = 0.4
"""Share of the width that an id may take beside its question; a longer one stands below."""
_LEAST_PLACE = 28.0
"""Room that a line for a place needs beside the question, likewise; it stands below where there is less."""
_LEAST_ROWS = 2
"""Questions of a topic that stand on a page at least, so that none is alone."""
_TALL = 1 / 8
"""Share of a page above which a question is so long that it may stand alone."""
_RUNGS = (Fit(), Fit(gaps=True), Fit(gaps=True, tight=True))
"""Ways to set the form, the most readable first: a tighter one counts where it saves a page."""
_BACK = 46.0
"""Height of the back to mark: a multiple of the format's unit."""


@dataclass(frozen=True, slots=True)
class TopicBlock:
    """The questions of a topic, as rows; continues between two of them under its heading.

    Attributes:
        topic: The questions still to place.
        answers: What stands over the two boxes.
        where: What stands before the line for a place.
        continued: Title of a continuation, with the placeholder ``{title}``.
        again: Whether questions of it stand on an earlier page.
    """

    topic: Topic
    answers: tuple[str, str]
    where: str
    continued: str
    again: bool = False

    @property
    def name(self) -> str:
        """What the block is called in messages and tests."""
        return self.topic.title

    def lay(self, setting: Setting, width: float, room: float) -> Taken | None:
        """Lay out as many questions as fit; none stands alone under its heading, unless they are very long."""
        head, rows = self._heading(setting, width), self._rows(setting, width)
        bottoms = tuple(accumulate((row.height for row in rows), initial=head.height))[1:]
        count = sum(fits(bottom, room) for bottom in bottoms)
        if count < len(rows):
            tallest = max(row.height for row in rows)
            least = 1 if tallest > _TALL * setting.format.safe_area.height else _LEAST_ROWS
            count = min(count, len(rows) - least)
            if count < least:
                return None
        laid = stack((head, *rows[:count]), 0.0)
        rest = replace(self.topic, questions=self.topic.questions[count:])
        return Taken(laid, replace(self, topic=rest, again=True) if rest.questions else None)

    def _rows(self, setting: Setting, width: float) -> tuple[Laid, ...]:
        questions = enumerate(self.topic.questions)
        return tuple(_row(setting, self, question, width, striped=not index % 2) for index, question in questions)

    def _heading(self, setting: Setting, width: float) -> Laid:
        """The topic's name over its questions, and the answers' names over their boxes."""
        text = self.continued.format(title=self.topic.title) if self.again else self.topic.title
        left = _question_left(setting, self.answers)
        sign = setting.type("heading").size if self.topic.weight == "emergency" else 0.0
        names = answer_names(setting, self.answers, self.name)
        left = max(left, _SIDE * setting.unit + names.boxes[-1].rect.right + 0.8 * setting.unit)
        title = heading(setting, text, width - left - 1.2 * sign, self.name).moved(left + 1.2 * sign, 0)
        marks = tuple(moved(mark, left, (title.rect.height - sign) / 2) for mark in flag(sign, "red")) if sign else ()
        flagged = (Box(Rect(left, 0, sign, title.rect.height), "Artifact", self.name, marks),) if sign else ()
        return Laid(
            title.rect.height, (*flagged, title, *names.at(_SIDE * setting.unit, title.rect.height - names.height))
        )


def _question_left(setting: Setting, answers: tuple[str, str]) -> float:
    """Return where the words of a question begin, behind the boxes for its answers."""
    line = answer_line(setting, answers, answers[0], setting.format.safe_area.width, "")
    return _SIDE * setting.unit + line.boxes[-1].rect.x


def _row(setting: Setting, block: TopicBlock, question: Question, width: float, *, striped: bool) -> Laid:
    """Lay out a question: boxes, words, its id in small type, and a line for the place where it is asked for."""
    side, right = _SIDE * setting.unit, width - _SIDE * setting.unit
    id_width = setting.width(question.id, "caption")
    beside = id_width <= _WIDEST_ID * width
    words_right = right - id_width - 2 * setting.unit if beside else right
    line = answer_line(setting, block.answers, question.text, words_right - side, block.name)
    words = line.boxes[-1].moved(side, 0)
    boxes, high = list(line.at(side, 0)), line.height
    shift = (setting.type("body").leading - setting.type("caption").leading) / 2
    id_area = Rect(right - id_width, shift, ENDLESS, 0) if beside else Rect(words.rect.x, high, right - words.rect.x, 0)
    id_box = setting.paragraph(question.id, "caption", id_area, block.name, tag="LBody", colour="grey")
    boxes.append(id_box._replace(within=words.within))
    high = max(high, id_box.rect.bottom)
    if question.placed:
        place = _place_area(setting, words, words_right if beside else words.rect.right, right, high)
        boxes += _place(setting, block, question, place, words.within)
        high = max(high, place.bottom)
    pad = _PAD * setting.unit
    total = high + 2 * pad
    content = grouped((box.moved(0, pad) for box in boxes), "L", block.name)
    if not striped:
        return Laid(total, content)
    ground = Path(rounded(Rect(0, 0, width, total), 0.8 * setting.unit), fill="stripe")
    return Laid(total, (Box(Rect(0, 0, width, total), "Artifact", block.name, (ground,)), *content))


def _place_area(setting: Setting, words: Box, words_right: float, right: float, high: float) -> Rect:
    """Return where the line for a place stands: beside a short question, else below everything."""
    start, leading = words.rect.right + 2.5 * setting.unit, setting.type("body").leading
    if words.rect.height < 1.5 * leading and words_right - start >= _LEAST_PLACE * setting.unit:
        return Rect(start, 0, words_right - start, leading)
    return Rect(words.rect.x, high, right - words.rect.x, 1.25 * leading)


def _place(
    setting: Setting, block: TopicBlock, question: Question, area: Rect, groups: tuple[Part, ...]
) -> tuple[Box, Box]:
    """Lay out the line on which a yes says where, with its label."""
    label = setting.paragraph(
        block.where, "label", Rect(area.x, 0, area.width, 0), block.name, tag="LBody", colour="teal600"
    )
    label = label.moved(0, area.bottom - label.rect.height)
    start = label.rect.right + 0.8 * setting.unit
    field = Rect(start, area.y, area.right - start, area.height)
    rule = Path(polyline([(field.x, field.bottom), (field.right, field.bottom)]), stroke=_RULE)
    form = Box(field, "Form", block.name, (rule,), alt=f"{block.where} {question.text}", rank=2)
    return label._replace(within=groups, rank=2), form._replace(within=groups)  # both after the boxes to tick


@dataclass(frozen=True, slots=True)
class BackBlock:
    """The back to mark with the names of its zones, beside a large field; it never splits."""

    back: BackMap
    name: str = "back"

    def lay(self, setting: Setting, width: float, room: float) -> Taken | None:
        """Lay it out if it fits."""
        head = heading(setting, self.back.title, width, self.name)
        high, gap = _BACK * setting.unit, setting.unit
        drawn = marking_back(self.back.zones, high, 1.6 * setting.unit)
        lefts = tuple(zone for zone in drawn.zones if zone.endswith("-left"))
        rights = tuple(zone for zone in drawn.zones if zone not in lefts)
        left = self._widest(setting, lefts) + gap
        right = left + drawn.size.width + gap
        marks = tuple(moved(mark, left, 0) for mark in drawn.marks)
        figure = Box(Rect(left, 0, drawn.size.width, high), "Figure", self.name, marks, alt=self.back.alt)
        names = (*self._names(setting, drawn, lefts, 0.0), *self._names(setting, drawn, rights, right))
        start = right + self._widest(setting, rights) + 3 * gap
        field = Rect(start, 0, width - start, high)
        pain = write_on(setting, self.back.pain.label, (), field, f"{self.name} / pain")
        top = head.rect.height
        content = (box.moved(0, top) for box in (figure, *names, *pain))
        return whole(Laid(top + high, (head, *content)), room)

    def _widest(self, setting: Setting, zones: tuple[Zone, ...]) -> float:
        return max((setting.width(zone, "caption") for zone in zones), default=0.0)

    def _names(self, setting: Setting, drawn: MarkingBack, zones: tuple[Zone, ...], x: float) -> Iterator[Box]:
        """Yield the names of zones, each as high as its zone lies."""
        half = setting.type("caption").leading / 2
        for zone in zones:
            area = Rect(x, drawn.zones[zone][1] - half, ENDLESS, 0)
            yield setting.paragraph(zone, "caption", area, self.name, colour="grey")


def lay_out_form(form: Form, theme: Theme, page: Format) -> tuple[Page, ...]:
    """Lay the intake form out on as many pages as it needs.

    Args:
        form: What it says.
        theme: Colours.
        page: The page format.

    Returns:
        The pages.

    Raises:
        FitError: A block does not fit even alone on a page.
    """
    head = PaperHead.of(form)
    settings = (Setting(theme, page, rung) for rung in _RUNGS)
    return min((paper_pages(setting, head, _blocks(form, setting, head)) for setting in settings), key=len)


def _blocks(form: Form, setting: Setting, head: PaperHead) -> tuple[FlowBlock, ...]:
    least = setting.format.field.height
    named = " ".join(box_text(box) for box in front_band(setting, head.text(1, 1)).boxes if box.block == "band / name")
    sender = (form.sender,) if form.sender and form.sender.value != named else ()
    return (
        *value_blocks((*form.person, *sender), least, form.continued),
        TextBlock(None, form.lead, "lead"),
        *(TopicBlock(topic, form.answers, form.where, form.continued) for topic in form.topics),
        BackBlock(form.back),
        Together(
            (
                TextBlock(None, form.consent, "consent"),
                *value_blocks(form.signatures, least, form.continued),
                TextBlock(None, form.file, "file", role="caption"),
            ),
            "consent",
        ),
    )
