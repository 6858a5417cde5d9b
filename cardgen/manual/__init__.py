"""The booklet as a document: every block in reading order and in final words, no measure of a page in it.

``build`` makes it from plans; ``cardgen.layout.booklet`` arranges it and fills in the numbers of the pages.
"""

from cardgen.manual.build import build
from cardgen.manual.model import (
    Dose,
    Glance,
    Manual,
    ManualLabels,
    MotionStep,
    NoteItem,
    PageOf,
    Said,
    TechniquePage,
)

__all__ = [
    "Dose",
    "Glance",
    "Manual",
    "ManualLabels",
    "MotionStep",
    "NoteItem",
    "PageOf",
    "Said",
    "TechniquePage",
    "build",
]
