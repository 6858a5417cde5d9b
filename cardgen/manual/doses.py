"""What a booklet says about a dose: the number, who sets it, and what the source gives."""

from __future__ import annotations

from cardgen.content.days import NBSP
from cardgen.content.dosage import DoseRule, Range
from cardgen.content.model import Catalog
from cardgen.document import StepItem
from cardgen.manual.model import Dose


def set_dose(catalog: Catalog, step: StepItem) -> Dose:
    """Return the dose of a technique that is one step: the time it takes, who sets it, what the source gives."""
    told = "; ".join(filter(None, (step.about, _origin(catalog, step))))
    return Dose(step.badge, step.amount.kind, step.from_source, told)


def step_dose(catalog: Catalog, step: StepItem, routine: str, *, first: bool) -> Dose:
    """Return the dose of one of several steps of a technique.

    Args:
        catalog: The catalogue.
        step: The step.
        routine: Title of its massage.
        first: Whether it is the first of them: then it says for all what the source gives.
    """
    place = catalog.label("dose-step").format(routine=routine, number=step.number)
    told = "; ".join(filter(None, (place, step.about, _given(catalog, step.technique.dose) if first else None)))
    return Dose(step.badge, step.amount.kind, step.from_source, told)


def open_dose(catalog: Catalog, rule: DoseRule) -> Dose:
    """Return the dose of a technique that is in no massage: what the source gives, or how far one may go."""
    given = rule.source_range
    if given is not None:
        told = f"{catalog.label('dose-source')}; {catalog.label('technique-extra')}"
        return Dose(_spoken(catalog, given, rule), rule.kind, from_source=True, told=told)
    limit = Range(min=rule.limit_range.max, max=rule.limit_range.max)
    return Dose(
        catalog.label("dose-unset"),
        rule.kind,
        None,
        f"{catalog.label('dose-open').format(limit=_spoken(catalog, limit, rule))}; {catalog.label('technique-extra')}",
    )


def _origin(catalog: Catalog, step: StepItem) -> str:
    rule = step.technique.dose
    gives = _given(catalog, rule)
    if step.from_source:
        exact = rule.source_range is not None and rule.source_range.min == rule.source_range.max
        return catalog.label("dose-source") if exact else gives
    return f"{catalog.label('dose-set')}; {gives}"


def _given(catalog: Catalog, rule: DoseRule) -> str:
    """Say what the source gives, be it nothing."""
    given = rule.source_range
    if given is None:
        return catalog.label("dose-none")
    return catalog.label("dose-source-says").format(range=_spoken(catalog, given, rule))


def _spoken(catalog: Catalog, span: Range, rule: DoseRule) -> str:
    """Say a range with its unit, kept on one line: ``3 to 5 min``."""
    unit = catalog.label("times" if rule.kind == "times" else "min")
    low, high = str(span.min), str(span.max)
    numbers = low if low == high else catalog.label("dose-range").format(low=low, high=high)
    said = f"{numbers} {unit}".replace(" ", NBSP)
    return catalog.label("dose-about").format(range=said) if span.about else said
