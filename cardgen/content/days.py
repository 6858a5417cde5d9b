"""Calendar days in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    import datetime as dt

    from cardgen.content.model import Catalog
    from cardgen.content.words import Month

NBSP = "\u00a0"


def spoken_day(catalog: Catalog, day: dt.date) -> str:
    """Return a day that no reader takes for another, kept on one line: ``20 Nov 2026``."""
    month = catalog.text.interface.months[cast("Month", str(day.month))]
    return catalog.label("day").format(day=day.day, month=month, year=day.year).replace(" ", NBSP)
