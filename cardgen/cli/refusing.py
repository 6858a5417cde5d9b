"""What happens when a massage is refused: the reasons and next steps are told, the slip for the doctor is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from cardgen import files
from cardgen.cli import output
from cardgen.cli.delivery import PDF_MARK, Destination
from cardgen.cli.person_options import PersonGiven
from cardgen.content.model import Catalog
from cardgen.errors import CardgenError, Problem, SafetyRefusal
from cardgen.loading import load
from cardgen.paperwork import make_slip
from cardgen.request import CardRequest
from cardgen.screening import Explanation, barriers_of, explain


@contextmanager
def referring(request: CardRequest, person: PersonGiven, destination: Destination | None = None) -> Iterator[None]:
    """Explain a refusal of what the block makes, and write the slip if one is asked for.

    Args:
        request: What the block makes a card, a poster or a booklet from.
        person: Says where the slip goes.
        destination: Where it would have gone, and whether the refusal is printed as JSON, too.

    Raises:
        SafetyRefusal: What the block raised, its problems with the local emergency number, and with whatever kept the
            slip from being written.
        CardgenError: Anything else that the block raised.
    """
    try:
        yield
    except SafetyRefusal as refusal:
        catalog = load(request.sources).catalog
        explained = explanations(catalog, refusal, request.emergency_number)
        problems = list(told(catalog, refusal, explained))
        written = _write_slip(request, person.referral, refusal, problems)
        if destination is not None and destination.as_json:
            output.data({**as_data(explained, problems), "referral": None if written is None else str(written)})
        if written is not None:
            output.message(f"note: the slip for the doctor is {written}")
        if destination is not None and destination.older is not None:
            output.message(f"note: {destination.older} is an older file, and not for this person; do not use it")
        raise refusal.telling(problems) from refusal


def explanations(catalog: Catalog, refusal: SafetyRefusal, emergency_number: str | None) -> tuple[Explanation, ...]:
    """Return what stands in the way, in words; nothing if the massage itself was left without steps."""
    return explain(catalog, barriers_of(refusal), emergency_number)


def told(catalog: Catalog, refusal: SafetyRefusal, explained: Sequence[Explanation]) -> Iterator[Problem]:
    """Yield the problems of a refusal, those of the barriers as they are explained here."""
    plain = {one.message for one in explanations(catalog, refusal, None)}
    for one in explained:
        yield Problem("screening", 0, 0, one.message)
    yield from (problem for problem in refusal.problems if problem.message not in plain)


def as_data(explained: Sequence[Explanation], problems: Sequence[Problem]) -> dict[str, object]:
    """Describe a refusal as ``--json`` prints it."""
    barriers = [
        {
            "id": one.entry_id,
            "level": one.level,
            "name": one.name,
            "next_step": one.next_step,
            "sources": list(one.sources),
        }
        for one in explained
    ]
    said = {one.message for one in explained}
    others = [problem.message for problem in problems if problem.message not in said]
    return {"refused": True, "barriers": barriers, "problems": others}


def _write_slip(
    request: CardRequest, target: Path | None, refusal: SafetyRefusal, problems: list[Problem]
) -> Path | None:
    """Write the slip; what keeps it from being written is one more problem, and never hides the refusal."""
    if target is None:
        return None
    try:
        files.write_atomically(target, make_slip(request, refusal), over=PDF_MARK)
    except CardgenError as error:
        problems += error.problems
        return None
    return target
