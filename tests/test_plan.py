"""What a plan says, and everything that can be in its way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from cardgen.content.dose import Amount, parse_dose
from cardgen.content.facts import Citation, Sequence, Technique
from cardgen.content.model import Catalog
from cardgen.content.place import Place
from cardgen.content.words import ConditionWords, TechniqueWords, Text
from cardgen.errors import RequestError
from cardgen.plan import Plan, compose
from cardgen.screening import Decision, Reason, Refused, Screening, general
from cardgen.selection import Choice, SelectedStep, Selection, Target, select

CITED = {"doc": "a", "under": "Technique"}
WHY = (Reason("osteoporosis", (Citation(doc="o", under="Weak bones"),)),)


def technique(
    phase: str = "main",
    *,
    minutes: tuple[int, int] | None = None,
    times: tuple[int, int] | None = None,
    source: tuple[int, int] | None = None,
    about: bool = False,
    seconds: int = 30,
    family: str = "effleurage",
    rules: tuple[str, ...] = ("not-on-spine",),
) -> Technique:
    """A technique limited to ``minutes`` or ``times``, of which the source gives ``source``."""
    kind, limit = ("minutes", minutes) if minutes else ("times", times)
    assert limit is not None
    given_range = {kind: {"min": source[0], "max": source[1], "about": about}} if source else {"unspecified": True}
    dose = {"source": given_range, "limit": {kind: {"min": limit[0], "max": limit[1]}, "basis": "editorial"}}
    return Technique.model_validate(
        {
            "families": (family,),
            "phase": phase,
            "position": "face-down",
            "zones": ("lumbar",),
            "hand": "palm",
            "pressure": {"min": 1, "max": 2, "basis": "editorial"},
            "dose": dose | ({"seconds_each": {"value": seconds, "basis": "editorial"}} if times else {}),
            "crop": "low",
            "motion": ({"pattern": "twist", "from": "lumbar", "to": "lumbar"},),
            "rules": rules,
            "sources": (CITED,),
        }
    )


def catalog_of(techniques: Mapping[str, Technique], *orders: tuple[str, ...]) -> Catalog:
    """A catalogue of these techniques, fixed orders and words, and of nothing else: a plan needs no more."""
    sequences = {
        f"order-{number}": Sequence.model_validate({"order": order, "basis": "source", "sources": (CITED,)})
        for number, order in enumerate(orders)
    }
    text = Text.model_construct(
        techniques={id_: TechniqueWords.model_construct(name=id_.capitalize()) for id_ in techniques},
        conditions={
            "osteoporosis": ConditionWords.model_construct(name="Weak bones (osteoporosis)", short="weak bones")
        },
    )
    return Catalog.model_construct(
        techniques=dict(techniques), sequences=sequences, conditions={"osteoporosis": None}, text=text
    )


SMALL = catalog_of(
    {
        "oil": technique("warm-up", minutes=(3, 6), source=(3, 5), rules=("not-on-spine", "warm-oil")),
        "stroke": technique("warm-up", minutes=(1, 6)),
        "press": technique(times=(10, 30), source=(20, 20), about=True, seconds=9, rules=("ease", "not-on-spine")),
        "lift": technique(times=(1, 6)),
        "rub": technique(minutes=(1, 5)),
        "tap": technique("percussion", minutes=(2, 3), source=(2, 3), family="tapotement", rules=("light",)),
        "clap": technique("finish", minutes=(1, 3)),
    },
    ("stroke", "press", "clap"),
)


def asked(
    *written: str, chosen: bool = False, routine_id: str | None = "mine", target: Target | None = None
) -> Selection:
    """A professional selection of steps written ``rub:3min`` or ``rub``, as if from ``mine.yaml``, a step a line."""
    steps = []
    for line, text in enumerate(written, start=1):
        id_, _, dose = text.partition(":")
        place, dose_place = (Place("-t"),) * 2 if chosen else (Place("mine.yaml", line, 5), Place("mine.yaml", line, 9))
        amount = parse_dose(dose) if dose else None
        steps.append(SelectedStep(id_, amount, place, dose_place, chosen=chosen and amount is not None))
    return Selection(routine_id, "Mine", "professional", tuple(steps), target)


def planned(selection: Selection, minutes: int | None = None) -> Plan:
    return compose(general(SMALL), selection, minutes)


def problems(selection: Selection, minutes: int | None = None) -> list[str]:
    with pytest.raises(RequestError) as caught:
        planned(selection, minutes)
    return [str(problem) for problem in caught.value.problems]


def counts(plan: Plan) -> list[int]:
    return [step.amount.count for step in plan.steps]


# --- What a plan says ---


def test_steps_are_numbered_dosed_and_timed() -> None:
    plan = planned(asked("oil:3min", "press:20x", "rub:2min", "clap:1min"))
    assert [(s.number, s.technique_id, str(s.amount), s.minutes, s.from_source) for s in plan.steps] == [
        (1, "oil", "3min", 3, True),
        (2, "press", "20x", 3, True),
        (3, "rub", "2min", 2, False),
        (4, "clap", "1min", 1, False),
    ]
    assert (plan.routine_id, plan.title, plan.audience, plan.minutes) == ("mine", "Mine", "professional", 9)
    assert plan.steps[0].technique is SMALL.techniques["oil"]
    assert plan.notices == plan.left_out == ()


def test_rules_are_those_of_the_steps_each_once_in_order() -> None:
    plan = planned(asked("oil:3min", "press:20x", "tap:2min", "oil:3min"))
    assert plan.rule_ids == ("not-on-spine", "warm-oil", "ease", "light")


def test_without_a_dose_the_least_of_the_source_is_taken() -> None:
    assert [str(step.amount) for step in planned(asked("oil", "press")).steps] == ["3min", "20x"]


def test_without_a_dose_anywhere_one_is_asked_for() -> None:
    assert problems(asked("stroke", "rub:2min", "lift")) == [
        "mine.yaml:1:9: stroke has no dose and its source gives none; write one, 1min to 6min",
        "mine.yaml:3:9: lift has no dose and its source gives none; write one, 1x to 6x",
    ]


def test_a_dose_beyond_the_source_is_said() -> None:
    plan = planned(asked("oil:6min", "press:10x"))
    assert [step.from_source for step in plan.steps] == [False] * 2
    assert plan.notices == (
        "oil: 6 min is set by the routine; the source gives 3 to 5 min",
        "press: 10 times is set by the routine; the source gives about 20 times",
    )


def test_a_chosen_dose_that_no_source_gives_is_said() -> None:
    plan = planned(asked("stroke:2min", "lift:1x", chosen=True))
    assert plan.notices == (
        "stroke: 2 min is set by -t; the source gives no dose",
        "lift: 1 time is set by -t; the source gives no dose",
    )


def test_what_the_selection_noted_comes_first() -> None:
    selection = replace(asked("oil:6min"), notices=("'Oil' is taken as oil",))
    assert planned(selection).notices[0] == "'Oil' is taken as oil"


# --- The rules ---


def test_the_first_step_must_be_a_warm_up() -> None:
    expected = "-t: the first step must be a warm-up; put oil or stroke first"
    assert problems(asked("tap:2min", chosen=True)) == [expected]


def test_finishing_steps_stand_last() -> None:
    assert problems(asked("oil:3min", "clap:1min", "rub:1min", "clap:1min")) == [
        "mine.yaml:2:5: clap ends the massage; put it after all other steps"
    ]
    assert planned(asked("oil:3min", "clap:1min", "clap:2min")).minutes == 6


def test_a_complete_sequence_keeps_its_order() -> None:
    order = "together they keep the order stroke → press → clap"
    assert problems(asked("oil:3min", "press:20x", "stroke:1min", "clap:1min")) == [
        f"mine.yaml:2:5: press comes before stroke; {order}"
    ]
    assert planned(asked("oil:3min", "press:20x", "stroke:1min")).steps[1].technique_id == "press"
    assert planned(asked("stroke:1min", "rub:1min", "press:20x", "stroke:1min", "clap:1min")).minutes == 7


def test_lay_people_are_given_no_percussion() -> None:
    selection = replace(asked("oil:3min", "tap:2min"), audience="lay")
    assert problems(selection) == [
        "mine.yaml:2:5: tap is percussion, not for lay people; leave it out or write for: professional"
    ]


def test_doses_are_of_the_right_kind_and_within_the_limit() -> None:
    assert problems(asked("oil:20x", "press:3min", "rub:6min", "lift:7x", "oil:2min")) == [
        "mine.yaml:1:9: oil is timed, so 20x is no dose for it; write 3min to 6min",
        "mine.yaml:2:9: press is counted, so 3min is no dose for it; write 10x to 30x",
        "mine.yaml:3:9: rub: 6min is more than the limit; write 1min to 5min",
        "mine.yaml:4:9: lift: 7x is more than the limit; write 1x to 6x",
        "mine.yaml:5:9: oil: 2min is less than the limit; write 3min to 6min",
    ]


def test_problems_of_every_rule_come_together() -> None:
    assert len(problems(asked("rub:9min", "clap:1min", "lift"))) == 4


# --- Minutes ---


def test_a_routines_own_total_gives_its_own_doses() -> None:
    selection = asked("oil:4min", "press:20x", "rub:3min", "clap:2min")
    assert planned(selection, 12).steps == planned(selection).steps


def test_minutes_spread_in_proportion_and_leave_repetitions_alone() -> None:
    plan = planned(asked("oil:3min", "press:20x", "rub:1min", "stroke:4min"), 16)
    assert counts(plan) == [5, 20, 2, 6]
    assert plan.minutes == 16


def test_minutes_stay_within_the_source_even_if_the_routine_does_not() -> None:
    assert counts(planned(asked("oil:6min", "rub:2min"), 8)) == [5, 3]


def test_chosen_doses_stay() -> None:
    selection = asked("oil:3min", "rub:2min")
    kept = replace(selection.steps[1], chosen=True)
    assert counts(planned(replace(selection, steps=(selection.steps[0], kept)), 7)) == [5, 2]


def test_minutes_fill_steps_without_a_dose() -> None:
    assert counts(planned(asked("stroke", "rub", "lift:1x"), 8)) == [4, 3, 1]


@pytest.mark.parametrize("total", [-1, 0, 8, 21])
def test_an_impossible_total_names_the_possible_ones(total: int) -> None:
    selection = asked("oil:3min", "press:20x", "rub:1min", "stroke:4min", "lift:2x")
    assert problems(selection, total) == [f"--minutes: {total} minutes cannot be kept; mine can take 9 to 20 minutes"]


def test_a_selection_whose_minutes_are_settled_says_so() -> None:
    assert problems(asked("oil:3min", chosen=True, routine_id=None), 4) == [
        "--minutes: 4 minutes cannot be kept; Mine can take only 3 minutes"
    ]


def test_a_files_total_fills_the_steps_without_a_dose_only() -> None:
    target = Target(12, Place("mine.yaml", 9, 10))
    assert counts(planned(asked("oil:4min", "stroke", "rub", target=target))) == [4, 4, 4]
    assert counts(planned(asked("oil:4min", "stroke", "rub", target=target), 9)) == [5, 2, 2]


def test_a_files_total_is_the_sum_of_its_doses() -> None:
    assert planned(asked("oil:4min", "rub:2min", target=Target(6, Place("mine.yaml", 9, 10)))).minutes == 6
    wrong = asked("oil:4min", "rub:2min", target=Target(7, Place("mine.yaml", 9, 10)))
    expected = "mine.yaml:9:10: the steps take 6 minutes; write minutes: 6 or change a dose"
    assert problems(wrong) == problems(wrong, 8) == [expected]


def test_a_files_impossible_total_is_reported_at_its_place() -> None:
    target = Target(30, Place("mine.yaml", 9, 10))
    assert problems(asked("oil:4min", "rub", target=target)) == [
        "mine.yaml:9:10: 30 minutes cannot be kept; mine can take 5 to 9 minutes"
    ]


# --- What the screening refuses ---


def screened(**outcomes: str) -> Screening:
    screening = general(SMALL)
    changed = {id_: Decision(outcome, 1, reasons=WHY) for id_, outcome in outcomes.items()}  # type: ignore[arg-type]
    return replace(screening, decisions=dict(screening.decisions) | changed)


def test_a_refused_technique_is_left_out_and_no_other_step_grows() -> None:
    selection = asked("oil:3min", "tap:2min", "rub:2min", "lift:2x", "lift:1x")
    whole = compose(general(SMALL), selection, 12)
    plan = compose(screened(tap="refused", lift="refused"), selection, 12)
    assert [(s.technique_id, s.minutes) for s in plan.steps] == [
        (s.technique_id, s.minutes) for s in whole.steps if s.technique_id not in {"tap", "lift"}
    ]
    assert [step.number for step in plan.steps] == [1, 2]
    assert plan.minutes == sum(step.minutes for step in plan.steps) < 12
    assert [(left.technique_id, left.minutes) for left in plan.left_out] == [
        (s.technique_id, s.minutes) for s in whole.steps if s.technique_id in {"tap", "lift"}
    ]
    assert plan.notices == (
        "Tap is left out: weak bones",
        "Lift is left out: weak bones",
        f"the massage takes {plan.minutes} min instead of 12; no step is longer for it",
    )
    assert "light" not in plan.rule_ids


def test_an_adapted_technique_carries_its_decision() -> None:
    plan = compose(screened(rub="adapted"), asked("oil:3min", "rub:2min"))
    assert plan.steps[1].decision.pressure_max == 1
    assert plan.left_out == ()


def test_no_plan_is_laxer_than_its_screening_whoever_writes_it() -> None:
    screening = screened(tap="refused", rub="adapted")
    lax = compose(general(SMALL), asked("oil:3min", "tap:2min", "rub:2min"))
    strict = compose(screening, asked("oil:3min"))
    for step in lax.steps[1:]:
        with pytest.raises(ValueError, match=f"{step.technique_id} is not as the screening decided"):
            replace(strict, steps=(*strict.steps, step))
        with pytest.raises(ValueError, match=r"is not as the screening decided$|; use compose$"):
            replace(strict, steps=(replace(step, decision=screening.decisions["tap"]),))
    with pytest.raises(ValueError, match="oil is not the technique of the screened catalogue"):
        replace(strict, steps=(replace(strict.steps[0], technique=technique("warm-up", minutes=(1, 60))),))


@pytest.mark.parametrize("written", [("oil:3min",), ("oil:3min", "rub:2min")])
def test_without_its_warm_up_a_massage_is_refused(written: tuple[str, ...]) -> None:
    with pytest.raises(Refused) as caught:
        compose(screened(oil="refused"), asked(*written))
    assert caught.value.exit_code == 4
    assert [problem.message for problem in caught.value.problems] == [
        "without its warm-up no massage is left; do not massage",
        "Oil is left out: weak bones",
    ]
    assert caught.value.assessment.screening is not None


def test_a_massage_shortened_to_one_step_is_refused_and_one_asked_for_so_is_not() -> None:
    with pytest.raises(Refused, match="a single step is left"):
        compose(screened(rub="refused"), asked("oil:3min", "rub:2min"))
    assert len(compose(screened(rub="refused"), asked("oil:3min")).steps) == 1


# --- The shipped catalogue ---


@pytest.mark.parametrize("routine", ["lower-back", "back-routine", "lumbar-routine", "quick-10"])
def test_shipped_routines_take_the_time_they_say(catalog: Catalog, routine: str) -> None:
    plan = compose(general(catalog), select(catalog, routine=routine))
    assert plan.minutes == catalog.routines[routine].minutes
    assert plan.notices == ()
    assert [step.amount for step in plan.steps] == [step.dose for step in catalog.routines[routine].steps]


def test_the_lumbar_routine_can_take_25_minutes(catalog: Catalog) -> None:
    plan = compose(general(catalog), select(catalog, routine="lumbar-routine"), 25)
    assert plan.minutes == 25


def test_hacking_alone_lacks_a_warm_up(catalog: Catalog) -> None:
    selection = select(catalog, choices=(Choice("hacking", Amount(2, "minutes")),))
    with pytest.raises(RequestError) as caught:
        compose(general(catalog), selection)
    assert str(caught.value) == "-t: the first step must be a warm-up; put effleurage-oil or stroking first"
    assert caught.value.exit_code == 3


@pytest.mark.parametrize("between", [(), ("fan",), ("fan", "stroking")])
def test_steps_of_one_technique_share_its_limit_wherever_they_stand(catalog: Catalog, between: tuple[str, ...]) -> None:
    def chosen(minutes: int) -> Selection:
        friction = Choice("friction-thumbs", Amount(minutes, "minutes"))
        others = (Choice(id_, Amount(2, "minutes")) for id_ in between)
        return select(catalog, choices=(Choice("effleurage-oil", Amount(3, "minutes")), friction, *others, friction))

    assert compose(general(catalog), chosen(3)).minutes == 9 + 2 * len(between)
    with pytest.raises(RequestError) as caught:
        compose(general(catalog), chosen(6))
    assert str(caught.value) == (
        "-t: friction-thumbs stands 2 times, 12 min in all; its limit for the whole massage is 6; "
        "shorten it, or leave steps out"
    )


def test_forty_steps_hold_no_hour_of_percussion(catalog: Catalog) -> None:
    pairs = (Choice("percussion", Amount(3, "minutes")), Choice("fan", Amount(1, "minutes")))
    choices = (Choice("stroking", Amount(1, "minutes")), *(pairs * 19))
    with pytest.raises(RequestError, match=r"percussion stands 19 times, 57 min in all; its limit .* is 3;"):
        compose(general(catalog), select(catalog, choices=choices))


def test_repetitions_share_their_limit_too() -> None:
    assert problems(asked("oil:3min", "lift:4x", "rub:1min", "lift:3x")) == [
        "mine.yaml:4:5: lift stands 2 times, 7 times in all; its limit for the whole massage is 6; "
        "shorten it, or leave steps out"
    ]


def test_minutes_are_spread_within_what_a_technique_may_take_in_all() -> None:
    plan = planned(asked("oil", "rub", "lift:1x", "rub"), 11)
    assert counts(plan) == [5, 3, 1, 2]
    assert problems(asked("oil", "rub", "lift:1x", "rub"), 12) == [
        "--minutes: 12 minutes cannot be kept; mine can take 6 to 11 minutes"
    ]


def test_no_massage_takes_longer_than_the_longest_routine() -> None:
    long = catalog_of({id_: technique("warm-up", minutes=(1, 120)) for id_ in ("oil", "stroke", "rub")})
    with pytest.raises(RequestError, match="-t: 241 minutes are too long for a massage; the limit is 240"):
        compose(general(long), asked("oil:120min", "stroke:120min", "rub:1min", chosen=True))
    with pytest.raises(RequestError, match="--minutes: 300 minutes are too long"):
        compose(general(long), asked("oil", "stroke", "rub"), 300)
