"""Whole minutes spread over steps: in proportion, within bounds, adding up exactly.

The method is Webster's (Sainte-Laguë's) divisor method with least and greatest shares: M. L. Balinski and
H. P. Young, *Fair Representation*, 2nd ed., Brookings 2001, Appendix A. Minutes are handed out one at a time to the
step with the greatest weight / (twice its minutes + 1) that still has room. A divisor method is house-monotone: one
minute more never takes a minute from any step, which methods of largest remainders cannot promise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Share:
    """What a step may get.

    Attributes:
        weight: Its part in proportion to the other steps' weights; at least 1.
        least: Fewest minutes; at least 1.
        most: Most minutes; equal to ``least`` for a step whose minutes are settled.

    Raises:
        ValueError: The numbers contradict that.
    """

    weight: int
    least: int
    most: int

    def __post_init__(self) -> None:
        if not (self.weight >= 1 and 1 <= self.least <= self.most):
            raise ValueError(f"{self} is no share; give a weight from 1 up and 1 <= least <= most")


@dataclass(frozen=True, slots=True)
class Together:
    """Steps that may have only so much in all.

    Attributes:
        members: Their indices; no step is in two of these.
        most: Most minutes of all of them; at least the sum of the fewest that each may have.
    """

    members: tuple[int, ...]
    most: int


def settled(minutes: int) -> Share:
    """Return the share of a step that takes exactly ``minutes``."""
    return Share(minutes, minutes, minutes)


@dataclass(frozen=True, slots=True)
class Reach:
    """The totals that some shares can make: every whole number of minutes from ``least`` to ``most``."""

    least: int
    most: int

    def __contains__(self, total: int) -> bool:
        return self.least <= total <= self.most

    def __str__(self) -> str:
        return f"{self.least} to {self.most} minutes" if self.least < self.most else f"only {self.least} minutes"


def reach(shares: Sequence[Share], together: Sequence[Together] = ()) -> Reach:
    """Return the totals that ``spread`` can make of the shares."""
    lost = (max(0, sum(shares[i].most for i in one.members) - one.most) for one in together)
    return Reach(sum(share.least for share in shares), sum(share.most for share in shares) - sum(lost))


def spread(total: int, shares: Sequence[Share], together: Sequence[Together] = ()) -> tuple[int, ...]:
    """Spread whole minutes over shares.

    Args:
        total: Minutes to spread; within ``reach(shares, together)``.
        shares: What each step may get, in the order of the steps.
        together: What some of them may get in all.

    Returns:
        Minutes for each share, within its bounds, adding up to exactly ``total``. A tie goes to the earlier step.

    Raises:
        ValueError: ``total`` is out of reach.
    """
    possible = reach(shares, together)
    bound = {i: one for one in together for i in one.members}
    if total not in possible:
        raise ValueError(f"{total} minutes cannot be spread; {possible} can")
    minutes = [share.least for share in shares]
    for _ in range(total - possible.least):
        open_ = (i for i, share in enumerate(shares) if minutes[i] < share.most and _has_room(bound.get(i), minutes))
        minutes[max(open_, key=lambda i: Fraction(shares[i].weight, 2 * minutes[i] + 1))] += 1
    return tuple(minutes)


def _has_room(together: Together | None, minutes: Sequence[int]) -> bool:
    return together is None or sum(minutes[i] for i in together.members) < together.most
