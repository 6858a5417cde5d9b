"""Themes: ``templates/*.yaml`` to frozen sizes, colours, floors and section order.

A theme is the only place where a measure of a page stands. The numbers of the shipped ones follow the visual
specification: ANSI Z535.4 for signal panels, WCAG 2.1 for contrast, clear-print sizes for text.
"""

from cardgen.theme.formats import Format, Role, turned
from cardgen.theme.gray import gray
from cardgen.theme.load import Listed, default_theme, findings, format_of, load_theme, poster_format, themes
from cardgen.theme.model import Leaving, PhaseStyle, Signal, SignalStyle, Theme

__all__ = [
    "Format",
    "Leaving",
    "Listed",
    "PhaseStyle",
    "Role",
    "Signal",
    "SignalStyle",
    "Theme",
    "default_theme",
    "findings",
    "format_of",
    "gray",
    "load_theme",
    "poster_format",
    "themes",
    "turned",
]
