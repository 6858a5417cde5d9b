"""The rules of order, audience and dose, on the shipped techniques."""

from __future__ import annotations

import pytest

from cardgen.content.composition import (
    Breach,
    audience_breaches,
    audience_of,
    dose_breach,
    order_breaches,
    total_breach,
    written_range,
)
from cardgen.content.dosage import Range
from cardgen.content.dose import Amount
from cardgen.content.model import Catalog


@pytest.mark.parametrize(
    ("steps", "broken"),
    [
        (["stroking", "fan", "clapping", "clapping"], []),
        (["fan"], [0]),
        (["hacking", "stroking"], [0]),
        (["effleurage-oil", "clapping", "fan", "clapping", "fan"], [1, 3]),
        (["effleurage-oil", "deep-stroking", "stroking"], []),
    ],
)
def test_warm_ups_come_first_and_finishing_steps_last(catalog: Catalog, steps: list[str], broken: list[int]) -> None:
    found = order_breaches(steps, catalog.techniques, catalog.sequences)
    assert [breach.index for breach in found] == broken


def test_a_complete_sequence_keeps_its_order_and_repeats_do_not_count(catalog: Catalog) -> None:
    (sequence,) = catalog.sequences.values()
    steps = list(sequence.order)
    assert order_breaches(steps, catalog.techniques, catalog.sequences) == ()
    assert order_breaches([*steps[:-1], "stroking", steps[-1]], catalog.techniques, catalog.sequences) == ()
    steps[2], steps[3] = steps[3], steps[2]
    message = f"{steps[2]} comes before {steps[3]}; together they keep the order {' → '.join(sequence.order)}"
    assert order_breaches(steps, catalog.techniques, catalog.sequences) == (Breach(2, message),)


def test_every_kind_of_percussion_is_for_professionals(catalog: Catalog) -> None:
    for id_ in catalog.techniques:
        percussive = id_ in {"percussion", "hacking", "clapping"}
        assert audience_of(["stroking", id_], catalog.techniques) == ("professional" if percussive else "lay")
        assert len(audience_breaches(["stroking", id_], catalog.techniques, "lay")) == percussive
        assert not audience_breaches(["stroking", id_], catalog.techniques, "professional")


def test_the_ends_of_a_limit_are_within_it(catalog: Catalog) -> None:
    for id_, technique in catalog.techniques.items():
        limit, kind = technique.dose.limit_range, technique.dose.kind
        for count in (limit.min, limit.max):
            assert dose_breach(id_, technique.dose, Amount(count, kind)) is None
        assert dose_breach(id_, technique.dose, Amount(limit.max + 1, kind)) is not None
        assert dose_breach(id_, technique.dose, Amount(limit.min, "times" if kind == "minutes" else "minutes"))


def test_a_total_is_the_sum_with_repetitions_in_minutes(catalog: Catalog) -> None:
    doses = [
        (Amount(2, "minutes"), catalog.techniques["stroking"].dose),
        (Amount(20, "times"), catalog.techniques["deep-stroking"].dose),
    ]
    assert total_breach(doses, 5) is None
    for wrong in (4, 6):
        assert total_breach(doses, wrong) == "the steps take 5 minutes; write minutes: 5 or change a dose"


def test_ranges_are_written_as_doses() -> None:
    assert written_range("times", Range(min=10, max=30)) == "10x to 30x"
    assert written_range("minutes", Range(min=3, max=3)) == "3min"
