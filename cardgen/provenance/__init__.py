"""What a paper was made from: its steps and doses, what a screening left of them, and the safety entries behind it.

It travels in the file (``pdf/metadata.py``), so that ``cardgen verify`` can tell later what has changed since. It says
nothing of a person but what the steps show, and names no condition: of entries it has digests.
"""

from __future__ import annotations

from cardgen.provenance.entries import DigestKind, Digests, Entries, Paper, ToldKind, entries
from cardgen.provenance.imposed import OnSheets, Part, Run, Trust, runs
from cardgen.provenance.record import MadeFrom, MassageMade, StepMade, made_from, massage_made

__all__ = [
    "DigestKind",
    "Digests",
    "Entries",
    "MadeFrom",
    "MassageMade",
    "OnSheets",
    "Paper",
    "Part",
    "Run",
    "StepMade",
    "ToldKind",
    "Trust",
    "entries",
    "made_from",
    "massage_made",
    "runs",
]
