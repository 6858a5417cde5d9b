"""The alt text of a figure, from the same motion data that the figure is drawn from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cardgen.content.motion import Circles, Key
from cardgen.figures.paths import downward

if TYPE_CHECKING:
    from cardgen.content.facts import Technique
    from cardgen.content.motion import Motion
    from cardgen.content.words import AltWords


def describe(technique: Technique, words: AltWords) -> str:
    """Describe a technique's figure to someone who does not see it.

    Args:
        technique: The technique.
        words: The phrases of a language.

    Returns:
        A sentence with every motion in its order, then what vibrates, and what stays bare.
    """
    phrases = words.join.join(_phrase(motion, words) for motion in technique.motion)
    sentences = [f"{phrases[:1].upper()}{phrases[1:]}."]
    if any(isinstance(motion, Circles) and motion.vibrate for motion in technique.motion):
        sentences.append(words.vibrating)
    sentences.append(words.bare if technique.percussive else words.spine)
    return " ".join(sentences)


def _phrase(motion: Motion, words: AltWords) -> str:
    phrase = words.patterns[motion.pattern]
    if isinstance(motion, Key):
        return phrase.format(directions=words.then.join(words.directions[name] for name in motion.directions))
    return phrase.format(where=words.sides[motion.sides], way=_way(motion, words))


def _way(motion: Motion, words: AltWords) -> str:
    assert not isinstance(motion, Key)
    if motion.start == motion.end:
        return words.ways["within"].format(start=words.anchors[motion.start])
    way = words.ways["down" if downward(motion.start, motion.end) else "up"]
    both = f" {words.both_ways}" if getattr(motion, "heads", "end") == "both" else ""
    return way.format(start=words.anchors[motion.start], end=words.anchors[motion.end]) + both
