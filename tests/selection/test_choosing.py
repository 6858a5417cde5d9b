"""What was asked for becomes steps, or every reason why it cannot."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cardgen.content.dose import Amount, parse_dose
from cardgen.content.model import Catalog
from cardgen.content.place import Place
from cardgen.errors import ContentError, FileError
from cardgen.selection import DEFAULT_ROUTINE, Choice, Selection, Target, select


def choices(*written: str) -> tuple[Choice, ...]:
    """Read ``fan:3min`` or ``fan``."""
    pairs = (text.partition(":") for text in written)
    return tuple(Choice(name, parse_dose(dose) if dose else None) for name, _, dose in pairs)


def ids(selection: Selection) -> list[str]:
    return [step.technique_id for step in selection.steps]


def problems(
    catalog: Catalog, routine: str | None = None, *, given: tuple[str, ...] = (), skip: tuple[str, ...] = ()
) -> list[str]:
    with pytest.raises(ContentError) as caught:
        select(catalog, routine=routine, choices=choices(*given), skip=skip)
    return [str(problem) for problem in caught.value.problems]


@pytest.fixture(scope="module")
def twice(catalog: Catalog) -> Catalog:
    """The catalogue with a routine that has stroking twice."""
    routine = catalog.routines["lower-back"]
    steps = (*routine.steps, routine.steps[1])
    assert [step.technique for step in steps].count("stroking") == 2
    return catalog.model_copy(
        update={"routines": catalog.routines | {"lower-back": routine.model_copy(update={"steps": steps})}}
    )


def test_nothing_asked_for_is_the_default_routine(catalog: Catalog) -> None:
    selection = select(catalog)
    routine = catalog.routines[DEFAULT_ROUTINE]
    assert selection.routine_id == DEFAULT_ROUTINE == "lower-back"
    assert selection.title == catalog.text.routines["lower-back"].title
    assert selection.audience == "lay"
    assert [(step.technique_id, step.amount) for step in selection.steps] == [
        (s.technique, s.dose) for s in routine.steps
    ]
    assert not any(step.chosen for step in selection.steps)
    assert selection.notices == ()


def test_choices_alone_compose_a_routine_in_their_order(catalog: Catalog) -> None:
    selection = select(catalog, choices=choices("stroking:2min", "fan", "stroking:1min"))
    assert selection.routine_id is None
    assert selection.title == catalog.label("composed-title")
    assert selection.audience == "lay"
    assert [(step.technique_id, step.amount, step.chosen) for step in selection.steps] == [
        ("stroking", Amount(2, "minutes"), True),
        ("fan", None, False),
        ("stroking", Amount(1, "minutes"), True),
    ]
    assert {step.place.file for step in selection.steps} == {"-t"}


def test_percussion_makes_a_composed_routine_professional(catalog: Catalog) -> None:
    assert select(catalog, choices=choices("stroking:2min", "hacking:1min")).audience == "professional"


def test_skipping_alone_changes_the_default_routine(catalog: Catalog) -> None:
    assert ids(select(catalog, skip=("fan",))) == [id_ for id_ in ids(select(catalog)) if id_ != "fan"]


def test_a_choice_changes_the_dose_of_its_step_only(catalog: Catalog) -> None:
    before = select(catalog, routine="quick-10")
    after = select(catalog, routine="quick-10", choices=choices("stroking:4min"))
    assert ids(before) == ids(after)
    for old, new in zip(before.steps, after.steps, strict=True):
        if new.technique_id == "stroking":
            assert (new.amount, new.chosen, new.dose_place.file) == (Amount(4, "minutes"), True, "-t")
            assert new.place == old.place
        else:
            assert new == old


@pytest.mark.parametrize(
    ("given", "expected"), [(("stroking:4min",), [4, 4]), (("stroking:4min", "stroking:1min"), [4, 1])]
)
def test_one_choice_for_a_repeated_technique_is_for_all_and_several_are_in_order(
    twice: Catalog, given: tuple[str, ...], expected: list[int]
) -> None:
    selection = select(twice, routine="lower-back", choices=choices(*given))
    doses = [step.amount.count for step in selection.steps if step.technique_id == "stroking" and step.amount]
    assert doses == expected


def test_any_other_number_of_choices_is_an_error(twice: Catalog) -> None:
    assert problems(twice, "lower-back", given=("stroking:1min",) * 3) == [
        "-t: stroking is in lower-back 2 times and is given 3 doses; give one for all or 2"
    ]
    assert problems(twice, "lower-back", given=("fan:1min", "fan:2min")) == [
        "-t: fan is in lower-back once and is given 2 doses; give one"
    ]


def test_skip_takes_every_step_of_the_technique(twice: Catalog) -> None:
    selection = select(twice, routine="lower-back", skip=("stroking", "stroking"))
    assert "stroking" not in ids(selection)
    assert len(selection.steps) == len(twice.routines["lower-back"].steps) - 2


def test_an_unknown_technique_names_the_nearest(catalog: Catalog) -> None:
    (problem,) = problems(catalog, given=("effluerage-oil:3min",))
    assert problem == "-t: 'effluerage-oil' is no technique; did you mean effleurage-oil?"


def test_names_terms_and_synonyms_are_understood_and_said(catalog: Catalog) -> None:
    words = catalog.text.techniques["deep-stroking"]
    for word in (words.name, words.name.upper(), words.also_called[0]):
        selection = select(catalog, choices=(Choice("stroking"), Choice(word)))
        assert ids(selection) == ["stroking", "deep-stroking"]
        assert selection.notices == (f"{word!r} is taken as deep-stroking",)


def test_an_id_in_capitals_needs_no_notice(catalog: Catalog) -> None:
    assert select(catalog, choices=choices("STROKING")).notices == ()


def test_every_problem_is_reported_at_once(catalog: Catalog) -> None:
    found = problems(catalog, "lower-bak", given=("strokin:1min", "hakking"), skip=("clappin",))
    assert [problem.split(" is ")[0] for problem in found] == [
        "--skip: 'clappin'",
        "-t: 'hakking'",
        "-t: 'strokin'",
        "ROUTINE: 'lower-bak'",
    ]
    steps = "its steps are effleurage-oil, stroking, kneading-circular, fan"
    assert problems(catalog, "quick-10", given=("nothing", "hacking:1min", "fan"), skip=("clapping", "stroking")) == [
        f"--skip: clapping is no step of quick-10; {steps}",
        "-t: 'nothing' is no technique; known: " + ", ".join(catalog.techniques),
        "-t: fan is given without a dose and is in quick-10 already; write one, 1min to 4min",
        f"-t: hacking is no step of quick-10; {steps}",
    ]


def test_what_is_skipped_cannot_be_chosen(catalog: Catalog) -> None:
    expected = ["--skip: fan is given with -t, too; leave one of the two out"]
    assert problems(catalog, "quick-10", given=("fan:2min",), skip=("fan",)) == expected
    assert problems(catalog, given=("stroking:2min", "fan:2min"), skip=("fan",)) == expected


def test_something_must_be_left(catalog: Catalog) -> None:
    everything = tuple(step.technique for step in catalog.routines["quick-10"].steps)
    assert problems(catalog, "quick-10", skip=everything) == [
        "--skip: no step of quick-10 is left; skip fewer techniques"
    ]


def test_only_unknown_choices_are_all_named(catalog: Catalog) -> None:
    assert len(problems(catalog, given=("xyzzy", "plugh"))) == 2


def test_an_unknown_routine_names_the_nearest(catalog: Catalog) -> None:
    assert problems(catalog, "lowerback") == ["ROUTINE: 'lowerback' is no routine; did you mean lower-back?"]
    assert problems(catalog, "x" * 5000)[0].startswith("ROUTINE: 'xxx")


@pytest.mark.parametrize(
    ("file", "written"), [("mine", "./mine"), ("mine.yaml", "mine.yaml"), ("mine.yml", "mine.yml")]
)
def test_a_file_of_that_name_is_pointed_out(
    catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, written: str
) -> None:
    (tmp_path / file).touch()
    monkeypatch.chdir(tmp_path)
    (problem,) = problems(catalog, "mine")
    assert problem == f"ROUTINE: 'mine' is no routine, but there is a file of that name; write {written} to read it"


def test_a_composed_routine_has_as_many_steps_as_a_written_one(catalog: Catalog) -> None:
    assert len(select(catalog, choices=choices(*["stroking"] * 40)).steps) == 40
    assert problems(catalog, given=("stroking",) * 41) == ["-t: 41 steps are too many; choose at most 40"]


# --- A routine from a file ---

WRITTEN = """\
title: My back
minutes: 9
steps:
  - {technique: stroking, dose: 2min}
  - {technique: fan, dose: 3min}
  - {technique: stroking, dose: 4min}
"""


@pytest.fixture
def written(tmp_path: Path) -> Path:
    path = tmp_path / "mine.yaml"
    path.write_text(WRITTEN, encoding="utf-8")
    return path


def test_a_file_is_read_with_its_places(catalog: Catalog, written: Path) -> None:
    selection = select(catalog, routine=str(written))
    assert (selection.routine_id, selection.title, selection.audience) == (None, "My back", "lay")
    assert ids(selection) == ["stroking", "fan", "stroking"]
    assert selection.steps[1].place == Place(str(written), 5, 17)
    assert selection.steps[1].dose_place == Place(str(written), 5, 28)
    assert selection.target == Target(9, Place(str(written), 2, 10))


@pytest.mark.parametrize("changes", [{"choices": choices("fan:2min")}, {"skip": ("fan",)}])
def test_a_total_is_dropped_when_options_change_its_doses(
    catalog: Catalog, written: Path, changes: dict[str, Any]
) -> None:
    assert select(catalog, routine=str(written), **changes).target is None


def test_a_total_stays_while_a_step_lacks_its_dose(catalog: Catalog, written: Path) -> None:
    written.write_text(WRITTEN.replace(", dose: 2min", ""), encoding="utf-8")
    selection = select(catalog, routine=str(written), skip=("fan",))
    assert selection.target is not None
    assert selection.target.minutes == 9


def test_a_path_separator_makes_a_file_of_any_name(
    catalog: Catalog, written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(written.parent)
    written.rename("mine")
    assert select(catalog, routine="./mine").title == "My back"
    with pytest.raises(FileError):
        select(catalog, routine="other.yml")


def test_problems_of_the_file_and_of_the_options_come_together(catalog: Catalog, written: Path) -> None:
    written.write_text(WRITTEN.replace("fan", "fam"), encoding="utf-8")
    file, option = sorted(problems(catalog, str(written), given=("hakking:1min",)), key=lambda line: line[0] == "-")
    assert file.startswith(f"{written}:5:17: ")
    assert option.startswith("-t: 'hakking' is no technique")


def test_a_selection_without_a_step_cannot_be_built() -> None:
    with pytest.raises(ValueError, match="needs a step"):
        Selection(None, "Nothing", "lay", ())
