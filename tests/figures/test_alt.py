from __future__ import annotations

from typing import get_args

import pytest
from pydantic import TypeAdapter

from cardgen.content.motion import Key, Motion, Pattern
from cardgen.figures.alt import describe


def test_the_alt_text_of_effleurage_reads_as_sentences(techniques, alt_words):
    assert describe(techniques["effleurage-oil"], alt_words) == (
        "Long arrows on both sides of the spine, from the low back up to the neck; dashed arrows on both sides of the "
        "spine show the way back, from the shoulders down to the low back. Nothing touches the spine."
    )


def test_every_motion_is_mentioned_in_its_order(technique, alt_words):
    text = describe(technique, alt_words).lower()
    openings = [alt_words.patterns[motion.pattern].split("{")[0].strip() for motion in technique.motion]
    places = [text.find(opening) for opening in openings]
    assert -1 not in places
    assert places[0] == 0


@pytest.mark.parametrize("pattern", get_args(Pattern))
def test_every_pattern_has_a_phrase_of_its_own(techniques, alt_words, pattern):
    where = {"directions": ("diagonal",)} if pattern == "key" else {"from": "hip", "to": "neck"}
    size = {"size": "large"} if pattern == "circles" else {}
    motion = TypeAdapter(Motion).validate_python({"pattern": pattern, **where, **size})
    text = describe(techniques["stroking"].model_copy(update={"motion": (motion,)}), alt_words)
    assert "{" not in text
    if isinstance(motion, Key):
        assert alt_words.directions["diagonal"] in text
    else:
        assert alt_words.sides[motion.sides] in text
        assert "from the hips up to the neck" in text


def test_percussion_names_what_stays_bare(technique, alt_words):
    text = describe(technique, alt_words)
    assert text.endswith(alt_words.bare if technique.percussive else alt_words.spine)


def test_vibration_and_two_heads_are_told(techniques, alt_words):
    assert alt_words.vibrating in describe(techniques["friction-thumbs"], alt_words)
    assert alt_words.both_ways in describe(techniques["stroking"], alt_words)
    assert alt_words.both_ways not in describe(techniques["deep-stroking"], alt_words)


def test_the_directions_of_the_key_are_told_in_order(techniques, alt_words):
    text = describe(techniques["friction-thumbs"], alt_words)
    assert "up and down, then on a slant, then from side to side" in text


def test_a_motion_within_one_anchor_is_not_told_as_a_way(techniques, alt_words):
    assert "over the low back just above the buttocks" in describe(techniques["hacking"], alt_words)


def test_the_same_text_twice(technique, alt_words):
    assert describe(technique, alt_words) == describe(technique, alt_words)


def test_what_is_hatched_is_told_after_the_motions(techniques, alt_words):
    assert describe(techniques["effleurage-oil"], alt_words, frozenset({"lumbar-left"})) == (
        "Long arrows on both sides of the spine, from the low back up to the neck; dashed arrows on both sides of the "
        "spine show the way back, from the shoulders down to the low back. Hatched: not on the left low back. "
        "Nothing touches the spine."
    )


def test_a_motion_is_told_on_the_side_and_over_the_areas_that_are_left(techniques, alt_words):
    side = describe(techniques["friction-thumbs"], alt_words, frozenset({"lumbar-left"}))
    assert side.startswith("Circles on the right of the spine, over the low back;")
    up = describe(techniques["effleurage-oil"], alt_words, frozenset({"lumbar-left", "lumbar-right", "neck"}))
    assert up.startswith("Long arrows on both sides of the spine, from the middle back up to the shoulders;")
    beside = describe(techniques["stroking"], alt_words, frozenset({"sacral"}))
    assert "from the hips up to the low back and back again." in beside
    hips = describe(techniques["fan"], alt_words, frozenset({"shoulder-left", "shoulder-right"}))
    assert hips.startswith(
        "Curved arrows on both sides of the spine that fan outward, from the middle back down to the hips."
    )
    hips = describe(techniques["fan"], alt_words, frozenset({"lumbar-left", "lumbar-right"}))
    assert "from the shoulders down to the middle back." in hips


def test_a_motion_without_ink_is_not_told(techniques, alt_words):
    text = describe(techniques["muscle-lifting"], alt_words, frozenset({"lumbar-left", "thoracic-left"}))
    assert text.startswith("Sweeps to and fro like a wiper on the right of the spine,")
    nothing = describe(techniques["friction-thumbs"], alt_words, frozenset({"lumbar-left", "lumbar-right"}))
    assert nothing == "Hatched: not on the low back. Nothing touches the spine."


def test_a_zone_that_the_figure_does_not_show_is_not_called_hatched(techniques, alt_words):
    assert "Hatched" not in describe(techniques["hacking"], alt_words, frozenset({"neck", "shoulder-left"}))
    assert "not on the neck." in describe(techniques["percussion"], alt_words, frozenset({"neck"}))
