"""What a massage may contain for the person on the table: one decision for every technique of a catalogue.

A plan is composed from a ``Screening`` only (``cardgen.plan``), so that nothing reaches paper unscreened. ``general``
screens nobody in particular, ``assess`` and ``screen`` a person.
"""

from cardgen.screening.assessment import Assessment, Refused, assess, barriers_of, screen, screen_told
from cardgen.screening.decision import LOW_BACK, Decision, Outcome, Reason, decide
from cardgen.screening.effects import Applied, Barrier, BarrierLevel, Effect, found, weigh
from cardgen.screening.explain import Explanation, explain
from cardgen.screening.screening import Kind, Screening, general

__all__ = [
    "LOW_BACK",
    "Applied",
    "Assessment",
    "Barrier",
    "BarrierLevel",
    "Decision",
    "Effect",
    "Explanation",
    "Kind",
    "Outcome",
    "Reason",
    "Refused",
    "Screening",
    "assess",
    "barriers_of",
    "decide",
    "explain",
    "found",
    "general",
    "screen",
    "screen_told",
    "weigh",
]
