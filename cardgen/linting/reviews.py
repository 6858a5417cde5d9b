"""What should have been looked at again by now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from cardgen.content.model import Catalog
from cardgen.content.place import Fault

REVIEWED = ("conditions", "red_flags")
"""Kinds of entries that carry the day of their review."""


def overdue(catalog: Catalog, today: dt.date) -> Iterator[Fault]:
    """Find the catalogue and its safety entries past their review.

    Entries are due as long after their own review as the edition is after its.

    Args:
        catalog: The catalogue.
        today: The day to judge by.
    """
    edition = catalog.edition
    if today > edition.review_by:
        message = f"the catalogue was due for review by {edition.review_by}; review it and write the new days"
        yield Fault(("edition", "review_by"), message)
    span = edition.review_by - edition.reviewed
    for kind in REVIEWED:
        for id_, entry in getattr(catalog, kind).items():
            if today > entry.reviewed + span:
                message = (
                    f"{kind} '{id_}' was due for review by {entry.reviewed + span}; review it and write the new day"
                )
                yield Fault((kind, id_, "reviewed"), message)
