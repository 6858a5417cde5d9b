"""A screening decides about every technique of its catalogue, and nothing can loosen one by mistake."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest

from cardgen.content.facts import Citation
from cardgen.content.model import Catalog
from cardgen.screening import Decision, Reason, Screening, general

WHY = (Reason("osteoporosis", (Citation(doc="o", under="Weak bones"),)),)


def test_the_general_screening_allows_every_technique_as_it_is(catalog: Catalog) -> None:
    screening = general(catalog)
    assert screening.kind == "general"
    assert screening.catalog is catalog
    assert list(screening.decisions) == list(catalog.techniques)
    for technique_id, decision in screening.decisions.items():
        assert decision == Decision("allowed", catalog.techniques[technique_id].pressure.max)
        assert not decision.avoided
        assert not decision.reasons


def test_a_screening_cannot_be_changed(catalog: Catalog) -> None:
    screening = general(catalog)
    with pytest.raises(FrozenInstanceError):
        screening.kind = "general"  # type: ignore[misc]
    with pytest.raises(TypeError):
        screening.decisions["stroking"] = Decision("allowed", 5)  # type: ignore[index]


def test_a_screening_does_not_follow_later_changes_of_the_decisions_it_was_given(catalog: Catalog) -> None:
    decisions = dict(general(catalog).decisions)
    screening = Screening("general", catalog, decisions)
    decisions.clear()
    assert screening.decisions == general(catalog).decisions


def test_a_screening_needs_a_decision_for_exactly_every_technique(catalog: Catalog) -> None:
    decisions = dict(general(catalog).decisions)
    with pytest.raises(ValueError, match="differ: no-such"):
        Screening("general", catalog, decisions | {"no-such": Decision("allowed", 1)})
    del decisions["stroking"]
    with pytest.raises(ValueError, match="differ: stroking"):
        Screening("general", catalog, decisions)


@pytest.mark.parametrize(
    ("technique_id", "decision", "message"),
    [
        ("fan", Decision("adapted", 3, reasons=WHY), "downward only"),
        ("deep-stroking", Decision("allowed", 2), "downward only"),
        ("deep-stroking", Decision("adapted", 2, reasons=WHY), "below the technique's least"),
    ],
)
def test_a_decision_never_loosens_a_technique(
    catalog: Catalog, technique_id: str, decision: Decision, message: str
) -> None:
    screening = general(catalog)
    with pytest.raises(ValueError, match=message):
        replace(screening, decisions=dict(screening.decisions) | {technique_id: decision})


def test_a_refused_technique_may_have_any_lower_pressure(catalog: Catalog) -> None:
    screening = general(catalog)
    refused = Decision("refused", 1, reasons=WHY)
    changed = replace(screening, decisions=dict(screening.decisions) | {"deep-stroking": refused})
    assert changed.decisions["deep-stroking"] is refused


@pytest.mark.parametrize("outcome", ["adapted", "refused"])
def test_whatever_is_not_allowed_has_a_reason(outcome: str) -> None:
    with pytest.raises(ValueError, match="0 reasons"):
        Decision(outcome, 1)  # type: ignore[arg-type]


def test_whatever_is_allowed_has_no_reason_and_avoids_nothing() -> None:
    with pytest.raises(ValueError, match="1 reasons"):
        Decision("allowed", 1, reasons=WHY)
    with pytest.raises(ValueError, match="adapted, not allowed"):
        Decision("allowed", 1, avoided=frozenset({"sacral"}))
