"""The alt text of a figure, from the same motion data that the figure is drawn from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cardgen.content.motion import Circles, Key
from cardgen.content.zones import barred, spoken_zones, zones_of
from cardgen.figures.anatomy import MIDLINE
from cardgen.figures.hatching import hatches
from cardgen.figures.ink import drawn_by_motion
from cardgen.figures.paths import downward
from cardgen.figures.runs import Back, narrowed
from cardgen.figures.view import USUAL, view_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cardgen.content.base import Zone
    from cardgen.content.facts import Technique
    from cardgen.content.motion import Motion
    from cardgen.content.words import AltWords
    from cardgen.figures.view import View


def describe(technique: Technique, words: AltWords, avoided: frozenset[Zone] = frozenset()) -> str:
    """Describe a technique's figure to someone who does not see it.

    Args:
        technique: The technique.
        words: The phrases of a language.
        avoided: Zones that must not be worked: the figure hatches those it shows, and no motion enters them.

    Returns:
        A sentence with every motion in its order, one about what is hatched, then what vibrates and what stays bare.
    """
    motions = tuple(shown(technique, avoided))
    phrases = words.join.join(_phrase(motion, words) for motion in motions)
    sentences = [f"{phrases[:1].upper()}{phrases[1:]}."] if motions else []
    if hatched := [zone for zone in avoided if hatches(zone, _view(technique))]:
        sentences.append(words.avoided.format(zones=spoken_zones(hatched, words)))
    if any(isinstance(motion, Circles) and motion.vibrate for motion in motions):
        sentences.append(words.vibrating)
    sentences.append(words.bare if technique.percussive else words.spine)
    return " ".join(sentences)


def shown(technique: Technique, avoided: frozenset[Zone]) -> Iterator[Motion]:
    """Yield the motions that the figure shows, each on the sides and over the areas where it shows them."""
    if not avoided:
        yield from technique.motion
        return
    off = avoided | barred(technique, avoided)
    back = Back(zones_of(technique.zones) - off, off)
    drawn = drawn_by_motion(technique, _view(technique), avoided)
    for motion, inks in zip(technique.motion, drawn, strict=True):
        if isinstance(motion, Key):
            if any(drawn):
                yield motion
        elif inks:
            sides = {"left" if ink.points[0][0] < MIDLINE else "right" for ink in inks}
            yield narrowed(motion, back, sides.pop() if len(sides) == 1 else motion.sides)


def _view(technique: Technique) -> View:
    """Return the view of the usual tile; that of every other square tile shows as much of the back."""
    return view_of(technique, USUAL)


def _phrase(motion: Motion, words: AltWords) -> str:
    phrase = words.patterns[motion.pattern]
    if isinstance(motion, Key):
        return phrase.format(directions=way_of(motion, words))
    return phrase.format(where=words.sides[motion.sides], way=way_of(motion, words))


def way_of(motion: Motion, words: AltWords) -> str:
    """Return where a motion goes: ``from the low back up to the neck``; of a key, its directions in their order.

    Args:
        motion: The motion.
        words: The phrases of a language.
    """
    if isinstance(motion, Key):
        return words.then.join(words.directions[name] for name in motion.directions)
    if motion.start == motion.end:
        return words.ways["within"].format(start=words.anchors[motion.start])
    way = words.ways["down" if downward(motion.start, motion.end) else "up"]
    both = f" {words.both_ways}" if getattr(motion, "heads", "end") == "both" else ""
    return way.format(start=words.anchors[motion.start], end=words.anchors[motion.end]) + both
