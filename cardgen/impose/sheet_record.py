"""What sheets say of the papers on them, so that ``cardgen verify`` can judge each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from cardgen.impose.carried import Carried, carried, papers
from cardgen.impose.nup import SheetSide
from cardgen.impose.originals import Opened, reading
from cardgen.pdf.references import is_as_written
from cardgen.provenance import OnSheets, Part, runs


def papers_of(opened: Sequence[Opened]) -> tuple[tuple[Carried, ...], ...]:
    """Return, for each file, what it says that it is; of sheets put onto sheets, every paper on them.

    Args:
        opened: The files.

    Raises:
        ContentError: What a file says of itself is damaged.
    """
    return tuple(map(_papers, opened))


def _papers(source: Opened) -> tuple[Carried, ...]:
    with reading(source.file):
        return tuple(papers(carried(source.reader, source.data)))


def altered_notices(opened: Sequence[Opened], found: Sequence[Sequence[Carried]]) -> Iterator[str]:
    """Yield a sentence for each file that another program has changed, or that has a card on it that one has.

    Args:
        opened: The files.
        found: What each of them is, as ``papers_of`` returns it.
    """
    for source, said in zip(opened, found, strict=True):
        if all(paper.trust != "altered" for paper in said):
            continue
        if is_as_written(source.data):
            wrong = "a card on it was changed by another program after cardgen made it; make that card and it again"
        else:
            wrong = "another program changed it after cardgen made it; make it again"
        yield f"{source.file}: {wrong}, or look for missing warnings"


def on_sheets(
    opened: Sequence[Opened], found: Sequence[Sequence[Carried]], sides: Sequence[SheetSide], *, two_sided: bool
) -> OnSheets:
    """Record which papers are on sheets.

    Args:
        opened: The files, in their order.
        found: What each of them is, as ``papers_of`` returns it.
        sides: The sheets' sides, as ``nup`` returns them.
        two_sided: Whether a card has two pages, and every file begins with a front.

    Returns:
        The record: papers that were made from the same stand together, in the order of their first card.
    """
    step = 2 if two_sided else 1
    lies_on = _sheets_of_cards(sides, step)
    cards: dict[Carried, set[int]] = defaultdict(set)
    for numbers, said in zip(_cards_of_files(opened, step), found, strict=True):
        for paper in said:
            cards[paper].update(numbers)
    return OnSheets(
        on_sheets=tuple(
            Part(
                cards=runs(numbers),
                sheets=runs(sheet for number in numbers for sheet in lies_on[number]),
                trust=paper.trust,
                title=paper.title,
                record=paper.record,
            )
            for paper, numbers in cards.items()
        )
    )


def _cards_of_files(opened: Sequence[Opened], step: int) -> Iterator[range]:
    """Yield the numbers of each file's cards."""
    first = 1
    for source in opened:
        after = first - (-len(source.pages) // step)
        yield range(first, after)
        first = after


def _sheets_of_cards(sides: Sequence[SheetSide], step: int) -> dict[int, set[int]]:
    """Return the sheets that each card is on: several if there are copies."""
    found: dict[int, set[int]] = defaultdict(set)
    for number, side in enumerate((side for side in sides if not side.back), start=1):
        for placed in side.placements:
            found[placed.page // step + 1].add(number)
    return found
