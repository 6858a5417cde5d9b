"""Which techniques were asked for, in which order and dose: a routine, the options that change it, or both."""

from cardgen.selection.asked import Choice, SelectedStep, Selection, Target
from cardgen.selection.choosing import select
from cardgen.selection.routines import DEFAULT_ROUTINE, is_file_name

__all__ = ["DEFAULT_ROUTINE", "Choice", "SelectedStep", "Selection", "Target", "is_file_name", "select"]
