"""A technique's motions one by one: what each small figure shows, and what it is called."""

from __future__ import annotations

from collections.abc import Iterator

from cardgen.content.facts import Technique
from cardgen.content.model import Catalog
from cardgen.content.motion import Key, Motion
from cardgen.document import StepItem
from cardgen.figures.alt import describe, shown, way_of
from cardgen.figures.draw import works
from cardgen.manual.model import MotionStep


def motion_steps(catalog: Catalog, step: StepItem) -> tuple[MotionStep, ...]:
    """Return the motions of a step's technique, one at a time, in the order of the data.

    A key of directions is no motion of its own; it stands with the motion whose directions it gives, the first one.
    A motion that has to leave out all of its zones is left out; one that leaves out some is called after its rest.
    """
    return tuple(
        MotionStep(
            alone, caption(catalog, _as_shown(motion, alone, step)), describe(alone, catalog.text.alt, step.hatched)
        )
        for motion, alone in _alone(step.technique)
        if works(alone, step.hatched)
    )


def caption(catalog: Catalog, motion: Motion) -> str:
    """Name a motion in some words, the first letter raised."""
    way = way_of(motion, catalog.text.alt)
    said = catalog.label(f"motion-{motion.pattern}").format(way=way, directions=way)
    return said[:1].upper() + said[1:]


def _as_shown(motion: Motion, alone: Technique, step: StepItem) -> Motion:
    return motion if isinstance(motion, Key) else next(shown(alone, step.hatched), motion)


def _alone(technique: Technique) -> Iterator[tuple[Motion, Technique]]:
    first = next((motion for motion in technique.motion if not isinstance(motion, Key)), None)
    for motion in technique.motion:
        together = (first, motion) if isinstance(motion, Key) and first is not None else (motion,)
        yield motion, technique.model_copy(update={"motion": together})
