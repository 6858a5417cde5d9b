"""The options that choose and change a routine: which techniques, in which dose, and which to leave out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from cardgen.content.base import Id
from cardgen.content.composition import audience_of, written_range
from cardgen.content.dose import Amount
from cardgen.content.excerpt import excerpt
from cardgen.content.facts import MAX_ROUTINE_STEPS
from cardgen.content.model import Catalog
from cardgen.content.names import technique_named
from cardgen.content.place import Place
from cardgen.errors import ContentError, Problem
from cardgen.selection.asked import Choice, SelectedStep, Selection
from cardgen.selection.routines import DEFAULT_ROUTINE, routine_named

_CHOICES = Place("-t")
_SKIPS = Place("--skip")


def select(
    catalog: Catalog, *, routine: str | None = None, choices: Sequence[Choice] = (), skip: Sequence[str] = ()
) -> Selection:
    """Resolve what was asked for.

    A routine's steps stand as they are, but for the doses that ``choices`` change. Without a routine the choices
    themselves are the steps; without either it is ``DEFAULT_ROUTINE``.

    Args:
        catalog: Where routines and techniques are looked up.
        routine: Id of a routine; or a file, if it ends in ``.yaml`` or ``.yml`` or holds a path separator.
        choices: Techniques, with or without a dose, in order.
        skip: Techniques whose steps are left out.

    Returns:
        At least one step, in order.

    Raises:
        ContentError: A name is unknown or ambiguous, a file is invalid, a choice or a skip does not fit the routine,
            or no step is left: every problem.
        FileError: The routine's file cannot be read.
    """
    chosen, bad_choices = _look_up(catalog, _CHOICES, [choice.technique for choice in choices])
    skipped, bad_skips = _look_up(catalog, _SKIPS, skip)
    wishes = tuple(_Wish(chosen[c.technique], c.dose) for c in choices if c.technique in chosen)
    problems = [*bad_choices, *bad_skips]
    composing = routine is None and bool(choices)
    if composing and len(choices) > MAX_ROUTINE_STEPS:
        problems.append(_CHOICES.problem(f"{len(choices)} steps are too many; choose at most {MAX_ROUTINE_STEPS}"))
    if composing and not wishes:
        raise ContentError(problems)
    try:
        name = DEFAULT_ROUTINE if routine is None else routine
        base = _composed(catalog, wishes) if composing else routine_named(catalog, name)
    except ContentError as error:
        raise ContentError((*problems, *error.problems)) from error
    if not composing:
        problems += _choice_problems(catalog, base, wishes)
    problems += _skip_problems(base, wishes, set(skipped.values()))
    if problems:
        raise ContentError(problems)
    return _changed(base, () if composing else wishes, set(skipped.values()), _taken_as(chosen | skipped))


def _changed(base: Selection, wishes: Sequence[_Wish], skipped: Set[Id], notices: tuple[str, ...]) -> Selection:
    """Return a selection with the doses that were wished for and without the steps that are skipped."""
    steps = _redosed(base.steps, wishes) if wishes else base.steps
    if skipped:
        steps = tuple(step for step in steps if step.technique_id not in skipped)
    if steps == base.steps:
        return replace(base, notices=notices) if notices else base
    changed = replace(base, steps=steps, notices=notices)
    return replace(changed, target=None) if changed.dosed else changed


@dataclass(frozen=True, slots=True)
class _Wish:
    """A choice whose technique the catalogue has."""

    technique_id: Id
    dose: Amount | None


def _look_up(catalog: Catalog, option: Place, words: Iterable[str]) -> tuple[dict[str, Id], tuple[Problem, ...]]:
    found: dict[str, Id] = {}
    problems: list[Problem] = []
    for word in words:
        try:
            found[word] = technique_named(catalog, word)
        except ValueError as error:
            problems.append(option.problem(str(error)))
    return found, tuple(problems)


def _taken_as(found: Mapping[str, Id]) -> tuple[str, ...]:
    return tuple(f"{excerpt(word)} is taken as {id_}" for word, id_ in found.items() if word.casefold() != id_)


def _composed(catalog: Catalog, wishes: Sequence[_Wish]) -> Selection:
    return Selection(
        routine_id=None,
        title=catalog.label("composed-title"),
        audience=audience_of([wish.technique_id for wish in wishes], catalog.techniques),
        steps=tuple(
            SelectedStep(w.technique_id, w.dose, _CHOICES, _CHOICES, chosen=w.dose is not None) for w in wishes
        ),
    )


def _choice_problems(catalog: Catalog, base: Selection, wishes: Sequence[_Wish]) -> Iterator[Problem]:
    steps = Counter(step.technique_id for step in base.steps)
    for id_, given in Counter(wish.technique_id for wish in wishes).items():
        if id_ not in steps:
            yield _CHOICES.problem(_no_step(base, id_))
        elif given not in {1, steps[id_]}:
            count, how = ("once", "one") if steps[id_] == 1 else (f"{steps[id_]} times", f"one for all or {steps[id_]}")
            yield _CHOICES.problem(f"{id_} is in {base.name} {count} and is given {given} doses; give {how}")
    for id_ in dict.fromkeys(wish.technique_id for wish in wishes if wish.dose is None and wish.technique_id in steps):
        dose = catalog.techniques[id_].dose
        allowed = written_range(dose.kind, dose.limit_range)
        yield _CHOICES.problem(f"{id_} is given without a dose and is in {base.name} already; write one, {allowed}")


def _skip_problems(base: Selection, wishes: Sequence[_Wish], skipped: Set[Id]) -> Iterator[Problem]:
    present = {step.technique_id for step in base.steps}
    for id_ in skipped:
        if id_ not in present:
            yield _SKIPS.problem(_no_step(base, id_))
        elif any(wish.technique_id == id_ for wish in wishes):
            yield _SKIPS.problem(f"{id_} is given with -t, too; leave one of the two out")
    if present <= skipped:
        yield _SKIPS.problem(f"no step of {base.name} is left; skip fewer techniques")


def _no_step(base: Selection, technique_id: Id) -> str:
    names = ", ".join(dict.fromkeys(step.technique_id for step in base.steps))
    return f"{technique_id} is no step of {base.name}; its steps are {names}"


def _redosed(steps: Sequence[SelectedStep], wishes: Sequence[_Wish]) -> tuple[SelectedStep, ...]:
    doses: dict[Id, list[Amount | None]] = defaultdict(list)
    for wish in wishes:
        doses[wish.technique_id].append(wish.dose)
    times = Counter(step.technique_id for step in steps)
    in_order = {id_: iter(given * times[id_]) for id_, given in doses.items()}
    return tuple(
        replace(step, amount=next(in_order[step.technique_id]), dose_place=_CHOICES, chosen=True)
        if step.technique_id in in_order
        else step
        for step in steps
    )
