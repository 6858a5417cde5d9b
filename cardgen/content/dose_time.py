"""How long a dose takes."""

from __future__ import annotations

from cardgen.content.dosage import DoseRule
from cardgen.content.dose import Amount


def minutes(amount: Amount, rule: DoseRule) -> int:
    """Return the whole minutes that a dose takes.

    Args:
        amount: Minutes or repetitions, of the kind that the rule counts.
        rule: The technique's dosage.

    Returns:
        The minutes themselves; for repetitions their seconds, rounded half up to whole minutes, at least 1.

    Raises:
        ValueError: The dose is of the other kind.
    """
    if amount.kind != rule.kind:
        raise ValueError(f"{amount} is no dose in {rule.kind}")
    if rule.seconds_each is None:
        return amount.count
    seconds = amount.count * rule.seconds_each.value
    return max(1, (seconds + 30) // 60)
