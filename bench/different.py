"""Cards of which no two are alike: techniques, doses, people and clients differ; and where their time goes.

``python -m bench.different`` prints milliseconds a card, stage by stage; with ``--digests`` the digest of every file,
to compare two versions of the program byte by byte.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import random
import resource
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice, pairwise
from typing import get_args

from bench.job import CLOCK, clients
from cardgen.content.base import Phase
from cardgen.content.dose import Amount
from cardgen.content.facts import Technique
from cardgen.content.model import Catalog
from cardgen.content.place import Place
from cardgen.errors import CardgenError
from cardgen.layout.card import lay_out
from cardgen.loading import Material, load
from cardgen.pdf.write import write_pdf
from cardgen.person import PersonInput, Told
from cardgen.phrasing import build
from cardgen.pipeline import Composed, check_card
from cardgen.planning import plan_request
from cardgen.request import CardRequest, Sources
from cardgen.selection import Choice
from cardgen.workshop import Workshop, uninterrupted

PHASES = get_args(Phase)
OPTION = Place("--condition")
KINDS = {"adapt", "avoid-area", "refer"}
WARM = 150
"""Cards that are made before the clock starts: a batch is long."""


def requests(catalog: Catalog, seed: int = 7, formats: tuple[str, ...] = ("a5",)) -> Iterator[CardRequest]:
    """Yield cards that can be made, no two alike, without end.

    Args:
        catalog: What there is to choose from.
        seed: The same seed yields the same cards.
        formats: Each card has one of these.
    """
    chance = random.Random(seed)
    for client in clients(10**9):
        request = _asked(catalog, chance, client, chance.choice(formats))
        try:
            plan_request(request, catalog)
        except CardgenError:
            continue
        yield request


def _asked(catalog: Catalog, chance: random.Random, client: str, form: str) -> CardRequest:
    warming, others = (
        [id_ for id_, one in catalog.techniques.items() if (one.phase == "warm-up") == first] for first in (True, False)
    )
    chosen = [chance.choice(warming), *chance.sample(others, chance.randint(2, 7))]
    chosen.sort(key=lambda id_: PHASES.index(catalog.techniques[id_].phase))
    choices = tuple(Choice(id_, _dose(catalog.techniques[id_], chance)) for id_ in chosen)
    person = _person(catalog, chance) if chance.random() < 0.5 else PersonInput()
    return CardRequest(clock=CLOCK, choices=choices, client=client, format=form, person=person)


def _dose(technique: Technique, chance: random.Random) -> Amount:
    limit = technique.dose.limit
    span = limit.minutes or limit.times
    assert span is not None
    return Amount(kind="minutes" if limit.minutes else "times", count=chance.randint(span.min, span.max))


def _person(catalog: Catalog, chance: random.Random) -> PersonInput:
    going_on = [id_ for id_, one in catalog.conditions.items() if one.effect in KINDS and id_ != "child"]
    places = ("", "@lumbar-left", "@shoulder-right", "@thoracic")
    told = [(id_, chance.choice(places)) for id_ in chance.sample(going_on, chance.randint(0, 3))]
    day = CLOCK.date()
    return PersonInput(
        conditions=tuple(Told(id_ + place, OPTION) for id_, place in told),
        age=chance.randint(20, 90),
        screened_by=chance.choice(("A. Smith", "M. Curie", "J. Ortega")),
        screened_on=day - dt.timedelta(days=chance.randint(0, 5)),
        clearances=tuple(
            Told(f"{id_}:Dr. Jones:{day - dt.timedelta(days=7)}", OPTION)
            for id_, _ in told
            if catalog.conditions[id_].effect == "refer"
        ),
    )


def main() -> None:
    """Print where the time goes, or the digest of every file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cards", type=int, default=100)
    parser.add_argument("--formats", default="a5")
    parser.add_argument("--digests", action="store_true")
    told = parser.parse_args()
    material = load(Sources())
    asked = requests(material.catalog, formats=tuple(told.formats.split(",")))
    if told.digests:
        _print_digests(islice(asked, told.cards))
    else:
        _print_stages(asked, told.cards, material)


def _print_digests(asked: Iterable[CardRequest]) -> None:
    workshop = Workshop(Sources())
    for request in asked:
        print(hashlib.sha256(workshop.make(request).pdf).hexdigest(), request.format, request.client)


def _print_stages(asked: Iterator[CardRequest], cards: int, material: Material) -> None:
    """Print the milliseconds of each stage, as in a batch: without tick-lists and without Python's collector."""
    requested = (replace(request, ticklist=False) for request in asked)
    with uninterrupted():
        for request in islice(requested, WARM):
            _stages(request, material)
        made = [_stages(request, material) for request in list(islice(requested, cards))]
    means = [sum(one) / cards * 1000 for one in zip(*made, strict=True)]
    for name, mean in zip(("plan", "phrasing", "layout", "pdf"), means, strict=True):
        print(f"{name:9}{mean:7.2f} ms")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{'a card':9}{sum(means):7.2f} ms, peak memory {peak:.0f} MB")


def _stages(request: CardRequest, material: Material) -> tuple[float, ...]:
    """Make a card as ``pipeline.make_card`` does and return the seconds of each stage."""
    times = [time.process_time()]
    plan, imprint, form = check_card(request, material)
    times.append(time.process_time())
    document = build(plan, imprint, with_ticklist=request.ticklist)
    times.append(time.process_time())
    composed = Composed(plan, document, lay_out(document, material.theme, form), material.theme.name)
    times.append(time.process_time())
    write_pdf(composed.pages, material.theme, composed.metadata(request))
    times.append(time.process_time())
    return tuple(after - before for before, after in pairwise(times))


if __name__ == "__main__":
    main()
