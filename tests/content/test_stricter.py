"""What stricter means, field by field, and that it is a partial order."""

from __future__ import annotations

import datetime as dt
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cardgen.content import stricter
from cardgen.content.base import Area, Family
from cardgen.content.conditions import Adaptation, Ages, Condition, RedFlag
from cardgen.content.facts import Citation, Rule, Sequence
from cardgen.content.model import Catalog

DAY = dt.date(2026, 11, 20)
CITED = (Citation(doc="ours", under="Tests"),)
SOURCED: dict[str, Any] = {"basis": "editorial", "sources": CITED}
CORES = ("chest-pain", "clots", "cancer", "ask-first", "stop-at-pain")
"""A phrase each of the panels emergency, warning, caution, notice and stop."""

caps = st.none() | st.integers(1, 5)
adaptations = st.builds(
    Adaptation,
    drop=st.lists(st.sampled_from(get_args(Family)[:3]), unique=True).map(tuple),
    pressure_max=caps,
    position=st.sampled_from([None, "side-lying", "seated"]),
    avoid=st.lists(st.sampled_from(get_args(Area)[:2]), unique=True).map(tuple),
    avoid_affected=st.booleans(),
    lumbar_pressure_max=caps,
)
codes = st.lists(st.sampled_from(["M81", "M82"]), unique=True).map(tuple)
days = st.dates(DAY, DAY + dt.timedelta(days=2))


@st.composite
def conditions(draw: st.DrawFn) -> Condition:
    effect = draw(st.sampled_from(sorted(stricter.EFFECTS)))
    return _condition(
        effect=effect,
        adapt=draw(adaptations) if effect in {"adapt", "avoid-area"} else None,
        when_cleared=draw(adaptations) if effect == "refer" else None,
        clearance_days=draw(st.integers(30, 32)) if effect == "refer" else None,
        below_age=draw(st.sampled_from([None, 16, 18])),
        unlisted=draw(st.booleans()),
        icd10=draw(codes),
        core=draw(st.sampled_from(CORES)),
        reviewed=draw(days),
    )


@st.composite
def flags(draw: st.DrawFn) -> RedFlag:
    level = draw(st.sampled_from(stricter.LEVELS))
    cleared = draw(st.none() | adaptations) if level == "urgent" else None
    return _flag(
        level=level,
        when_cleared=cleared,
        clearance_days=draw(st.integers(30, 32)) if cleared else None,
        ages=draw(st.sampled_from([None, Ages(below=20), Ages(below=21), Ages(above=55), Ages(above=54)])),
        icd10=draw(codes),
        core=draw(st.sampled_from(CORES)),
        reviewed=draw(days),
    )


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    kind = draw(st.sampled_from(["always", "technique", "stop"]))
    families = draw(st.lists(st.sampled_from(get_args(Family)[:3]), unique=True)) if kind == "technique" else ()
    return Rule(kind=kind, families=tuple(families), core=draw(st.sampled_from([None, *CORES[:2]])), **SOURCED)


ORDERS = [(stricter.condition, conditions()), (stricter.red_flag, flags()), (stricter.rule, rules())]


@pytest.mark.parametrize(("order", "entries"), ORDERS, ids=["condition", "red flag", "rule"])
def test_it_is_a_partial_order(catalog: Catalog, order: Any, entries: st.SearchStrategy[Any]) -> None:
    @settings(max_examples=150)
    @given(entries, entries, entries)
    def holds(one: Any, other: Any, third: Any) -> None:
        def allowed(old: Any, new: Any) -> bool:
            return not list(order(old, new, catalog.core))

        assert allowed(one, one)
        if allowed(one, other) and allowed(other, third):
            assert allowed(one, third)

    holds()


@settings(max_examples=300)
@given(conditions(), conditions())
def test_nobody_gets_more_than_before(catalog: Catalog, old: Condition, new: Condition) -> None:
    """What is allowed is judged here by what it means on the table, not field by field."""
    if list(stricter.condition(old, new, catalog.core)):
        return
    assert _most(new, "lumbar") <= _most(old, "lumbar")
    assert _most(new, "thoracic") <= _most(old, "thoracic")
    assert _families(new) <= _families(old)


REFER = {"effect": "refer", "when_cleared": Adaptation(drop=("friction",), pressure_max=2), "clearance_days": 90}
CHANGES: list[tuple[dict[str, Any], dict[str, Any], str | None]] = [
    ({}, {"effect": "refuse", "when_cleared": None, "clearance_days": None}, None),
    ({}, {"clearance_days": 89}, None),
    ({}, {"clearance_days": 91}, "clearance_days 90 → 91 | write 90 or less"),
    ({}, {"when_cleared": Adaptation(drop=("deep", "friction"), pressure_max=1)}, None),
    ({}, {"when_cleared": Adaptation(pressure_max=2)}, "when_cleared.drop without friction | add friction"),
    ({}, {"when_cleared": Adaptation(drop=("friction",))}, "when_cleared.pressure_max 2 → none | write 2 or less"),
    ({}, {"core": "clots"}, None),
    ({}, {"core": "child"}, None),
    (
        {},
        {"core": "ask-first"},
        "core cancer → ask-first, from the panel 'caution' to 'notice', | keep cancer",
    ),
    ({}, {"reviewed": DAY + dt.timedelta(days=1)}, None),
    (
        {},
        {"reviewed": DAY - dt.timedelta(days=1)},
        'reviewed 2026-11-20 → 2026-11-19 | write "2026-11-20" or a later day',
    ),
    ({}, {"strength": "guideline", "group": "other"}, None),
    (
        {},
        {"effect": "adapt", "adapt": REFER["when_cleared"], "when_cleared": None, "clearance_days": None},
        "effect refer → adapt | keep refer or use refuse",
    ),
    (
        {"when_cleared": Adaptation(avoid=("neck",), position="side-lying", avoid_affected=True)},
        {"when_cleared": Adaptation(avoid=("neck", "sacral"), position="side-lying", avoid_affected=True)},
        None,
    ),
    (
        {"when_cleared": Adaptation(avoid=("neck",))},
        {"when_cleared": Adaptation(avoid=("sacral",))},
        "when_cleared.avoid without neck | add neck",
    ),
    (
        {"when_cleared": Adaptation(position="side-lying")},
        {"when_cleared": Adaptation(position="seated")},
        "when_cleared.position side-lying → seated | keep side-lying",
    ),
    (
        {"when_cleared": Adaptation(avoid_affected=True)},
        {"when_cleared": Adaptation()},
        "when_cleared.avoid_affected true → false | keep true",
    ),
    (
        {"when_cleared": Adaptation(lumbar_pressure_max=1)},
        {"when_cleared": Adaptation(lumbar_pressure_max=2)},
        "when_cleared.lumbar_pressure_max 1 → 2 | write 1",
    ),
    ({"when_cleared": Adaptation(lumbar_pressure_max=1)}, {"when_cleared": Adaptation(pressure_max=1)}, None),
    ({"icd10": ("M81",)}, {"icd10": ("M82", "M81")}, None),
    ({"icd10": ("M81", "M82")}, {"icd10": ("M82",)}, "icd10 without M81 | add M81"),
    ({"anywhere": True}, {"anywhere": False}, None),
    ({}, {"anywhere": True}, "anywhere false → true | keep false"),
    ({"unlisted": True}, {"unlisted": False}, "unlisted true → false | keep true"),
    ({}, {"unlisted": True}, None),
    ({"below_age": 18}, {"below_age": 21}, None),
    ({"below_age": 18}, {"below_age": 16}, "below_age 18 → 16 | write 18 or more"),
    ({"below_age": 18}, {"below_age": None}, "below_age 18 → none | write 18 or more"),
]
GENTLE = {"when_cleared": Adaptation(pressure_max=2), "clearance_days": 30}
FLAG_CHANGES: list[tuple[dict[str, Any], dict[str, Any], str | None]] = [
    (GENTLE, {"when_cleared": None, "clearance_days": None}, None),
    (GENTLE, {"level": "emergency", "when_cleared": None, "clearance_days": None}, None),
    (GENTLE, {"clearance_days": 31}, "clearance_days 30 → 31 | write 30 or less"),
    (
        GENTLE,
        {"when_cleared": Adaptation(pressure_max=3)},
        "when_cleared.pressure_max 2 → 3 | write 2 or less",
    ),
    ({}, GENTLE, "when_cleared, which lets somebody clear it, | remove it"),
    ({"level": "check-up"}, {"level": "urgent", **GENTLE}, None),
    ({"ages": Ages(below=20)}, {"ages": Ages(below=25)}, None),
    (
        {"ages": Ages(below=20)},
        {"ages": Ages(below=19)},
        "ages of fewer people | keep those that stood there, or widen them",
    ),
    ({"ages": Ages(below=20)}, {"ages": None}, "ages of fewer people | keep those that stood there, or widen them"),
    ({"ages": Ages(above=55)}, {"ages": Ages(above=50)}, None),
    ({"icd10": ("M81",)}, {"icd10": ()}, "icd10 without M81 | add M81"),
]


@pytest.mark.parametrize(("before", "after", "told"), CHANGES)
def test_one_change_of_a_condition(
    catalog: Catalog, before: dict[str, Any], after: dict[str, Any], told: str | None
) -> None:
    start = {"core": "cancer", "reviewed": DAY, **REFER, **before}
    found = stricter.condition(_condition(**start), _condition(**start | after), catalog.core)
    assert [f"{loose.change} | {loose.todo}" for loose in found] == ([told] if told else [])


@pytest.mark.parametrize(("before", "after", "told"), FLAG_CHANGES)
def test_one_change_of_a_red_flag(
    catalog: Catalog, before: dict[str, Any], after: dict[str, Any], told: str | None
) -> None:
    start = {"level": "urgent", "core": "cancer", "reviewed": DAY, **before}
    found = stricter.red_flag(_flag(**start), _flag(**start | after), catalog.core)
    assert [f"{loose.change} | {loose.todo}" for loose in found] == ([told] if told else [])


def test_from_adapting_to_referring_keeps_what_is_adapted(catalog: Catalog) -> None:
    old = _condition(effect="adapt", adapt=Adaptation(pressure_max=2), core="cancer", reviewed=DAY)
    new = _condition(core="cancer", reviewed=DAY, **REFER | {"when_cleared": Adaptation(pressure_max=3)})
    (loose,) = stricter.condition(old, new, catalog.core)
    assert loose.field == ("when_cleared", "pressure_max")


def test_an_order_stays_as_it_is(catalog: Catalog) -> None:
    old = Sequence(order=("stroking", "fan"), **SOURCED)
    assert not list(stricter.sequence(old, old, catalog.core))
    for order in (("fan", "stroking"), ("stroking", "fan", "hacking"), ("stroking", "clapping")):
        assert list(stricter.sequence(old, Sequence(order=order, **SOURCED), catalog.core))


def _condition(**fields: Any) -> Condition:
    given: dict[str, Any] = {"group": "bones", "strength": "practice", **SOURCED, **fields}
    return Condition(**given)


def _flag(**fields: Any) -> RedFlag:
    given: dict[str, Any] = {"strength": "practice", **SOURCED, **fields}
    return RedFlag(**given)


def _families(condition: Condition) -> frozenset[str]:
    """Return the families that a condition leaves."""
    if condition.effect == "refuse":
        return frozenset()
    change = condition.adapt or condition.when_cleared
    assert change is not None
    return frozenset(get_args(Family)) - frozenset(change.drop)


def _most(condition: Condition, area: str) -> int:
    """Return the greatest pressure that a condition leaves for an area; 0 for none."""
    if condition.effect == "refuse":
        return 0
    change = condition.adapt or condition.when_cleared
    assert change is not None
    if area in change.avoid:
        return 0
    low_back = change.lumbar_pressure_max if area == "lumbar" else None
    return min(change.pressure_max or 5, low_back or 5)
