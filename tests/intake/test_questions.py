"""The intake form asks what the catalogue knows: all of it, each once, the gravest first."""

from __future__ import annotations

from cardgen.content.model import Catalog
from cardgen.intake.questions import questions, topics


def test_every_red_flag_and_every_condition_is_asked_once(catalog: Catalog) -> None:
    asked = [question.id for topic in topics(catalog) for question in topic.questions]
    assert sorted(asked) == sorted((*catalog.red_flags, *catalog.conditions))
    assert list(questions(topics(catalog))) == asked


def test_red_flags_come_first_and_the_gravest_before_the_others(catalog: Catalog) -> None:
    weights = [topic.weight for topic in topics(catalog)]
    assert weights[:3] == ["emergency", "urgent", "check-up"]
    assert set(weights[3:]) == {"condition"}


def test_conditions_stand_under_their_group(catalog: Catalog) -> None:
    for topic in topics(catalog)[3:]:
        groups = {catalog.text.condition_groups[catalog.conditions[one.id].group] for one in topic.questions}
        assert groups == {topic.title}


def test_a_place_is_asked_for_where_the_massage_keeps_off_it(catalog: Catalog) -> None:
    asked = questions(topics(catalog))
    assert asked["bruise"].placed
    assert asked["cancer"].placed
    assert not asked["fever"].placed
    assert not asked["osteoporosis"].placed
    assert [id_ for id_ in catalog.red_flags if asked[id_].placed] == ["lump-or-shape"]
