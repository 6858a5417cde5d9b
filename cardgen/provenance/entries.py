"""The entries of the catalogue that a paper rests on: what is short as it is, all else as a digest."""

from __future__ import annotations

import hashlib
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Annotated, Any, Final, Literal, TypeAlias

from pydantic import BaseModel, BeforeValidator, InstanceOf, PlainSerializer

from cardgen.content.base import Id
from cardgen.content.composition import written_range
from cardgen.content.facts import Technique
from cardgen.content.model import Catalog
from cardgen.kept import kept

Paper: TypeAlias = Literal["card", "booklet", "poster", "form", "tick-list", "slip"]

ToldKind: TypeAlias = Literal["dose", "limit", "pressure", "step"]
"""Kinds of entries, in the words of a message, that are short enough to be told as they are."""

DigestKind: TypeAlias = Literal[
    "routine",
    "technique",
    "warning",
    "order",
    "condition",
    "red flag",
    "question",
    "core panel",
    "core phrase",
    "pain sign",
    "preparation",
    "label",
]
"""Kinds of entries of which a digest is taken."""

Told: TypeAlias = dict[ToldKind, dict[str, str]]
"""By kind and name."""

_LABELS: Final[tuple[Id, ...]] = (
    "emergency-lead",
    "red-flags-emergency",
    "effect-refuse",
    "effect-refer",
    "effect-avoid-area",
    "effect-adapt",
    "red-flags-check-up",
    "pain-title",
    "pain-lead",
    "pain-not-diagnosis",
    "foot-spine",
    "foot-stop",
    "keep-off",
    "keep-off-named",
    "pressure-flat",
    "not-screened",
)
"""Labels that say what is safe."""

_DIGEST: Final = 3
"""Bytes of a digest: as many as tell a changed entry from hundreds of others, and few enough for every card."""

_BACKGROUND: Final = frozenset({"sources", "basis", "strength", "reviewed", "group", "icd10"})
"""Fields behind an entry: they may change while what it says stays the same."""


@dataclass(frozen=True, slots=True)
class Entries:
    """What a catalogue says that a paper rests on.

    Attributes:
        told: Entries as they are, by kind and name.
        digests: Digests of all others, by kind and name.
    """

    told: Told
    digests: dict[DigestKind, Mapping[str, bytes]]


def entries(catalog: Catalog, paper: Paper, techniques: Iterable[Id], routines: Iterable[Id]) -> Entries:
    """Return what a catalogue says that a paper rests on.

    Args:
        catalog: The catalogue.
        paper: Which kinds of entries count.
        techniques: Techniques that the paper shows; those that the catalogue does not have are left out.
        routines: Its routines, likewise.

    Returns:
        The entries.
    """
    shown = tuple(id_ for id_ in techniques if id_ in catalog.techniques)
    own = tuple(dict.fromkeys(id_ for id_ in routines if id_ in catalog.routines))
    warnings = tuple(dict.fromkeys(rule for id_ in shown for rule in catalog.techniques[id_].rules))
    told: Told = {kind: {id_: tell(catalog.techniques[id_]) for id_ in shown} for kind, tell in _TOLD.items()}
    told["step"] = dict(_steps(catalog, own))
    ids: dict[DigestKind, tuple[Id, ...]] = {"routine": own, "technique": shown, "warning": warnings}
    return Entries(
        {kind: said for kind, said in told.items() if said},
        {
            kind: {id_: _digest_of(catalog, kind, id_) for id_ in ids[kind]}
            if kind in ids
            else _digests_of_all(catalog, kind)
            for kind in _KINDS[paper]
        },
    )


@kept(most=512)
def _digest_of(catalog: Catalog, kind: DigestKind, id_: Id) -> bytes:
    return _digest(id_, *_SOME[kind](catalog, id_))


@kept(most=16)
def _digests_of_all(catalog: Catalog, kind: DigestKind) -> Mapping[str, bytes]:
    return MappingProxyType({name: _digest(name, *what) for name, *what in _ALL[kind](catalog)})


@lru_cache(maxsize=256)
def _packed(digests: frozenset[bytes]) -> str:
    return b64encode(b"".join(sorted(digests))).decode("ascii")


def _unpacked(written: object) -> frozenset[bytes]:
    """Return digests as they are, or as ``_packed`` has written them.

    Raises:
        ValueError: They are written in another way.
    """
    if isinstance(written, frozenset):
        return written
    whole = b64decode(str(written), validate=True)
    if len(whole) % _DIGEST:
        raise ValueError(f"{len(whole)} bytes are no digests of {_DIGEST}")
    return frozenset(whole[at : at + _DIGEST] for at in range(0, len(whole), _DIGEST))


def _digest(*parts: object) -> bytes:
    """Return a short digest of words and models.

    Of a model only what differs from its defaults counts, and nothing of ``_BACKGROUND``: a field that a later version
    adds changes no digest.
    """
    return hashlib.sha256("\0".join(map(_plain, parts)).encode()).digest()[:_DIGEST]


def _plain(part: object) -> str:
    if isinstance(part, BaseModel):
        return part.model_dump_json(exclude=set(_BACKGROUND), exclude_defaults=True)
    return str(part)


Digests = Annotated[InstanceOf[frozenset[bytes]], BeforeValidator(_unpacked), PlainSerializer(_packed, return_type=str)]
"""Digests of the entries of a kind; a file carries them in base64, one after the other."""


_Parts: TypeAlias = Iterator[tuple[Any, ...]]
"""Names and what counts of an entry."""


@kept()
def _dose(technique: Technique) -> str:
    span = technique.dose.source_range
    about = "about " if span and span.about else ""
    return f"{about}{written_range(technique.dose.kind, span)}" if span else "none given"


@kept()
def _limit(technique: Technique) -> str:
    return written_range(technique.dose.kind, technique.dose.limit_range)


def _pressure(technique: Technique) -> str:
    span = technique.pressure
    return f"level {span.min}" if span.min == span.max else f"level {span.min} to {span.max}"


def _steps(catalog: Catalog, routines: Iterable[Id]) -> Iterator[tuple[str, str]]:
    for id_ in routines:
        for number, step in enumerate(catalog.routines[id_].steps, start=1):
            yield f"{number} of {id_}", f"{step.technique} {step.dose}" if step.dose else step.technique


def _routine(catalog: Catalog, id_: Id) -> tuple[Any, ...]:
    routine = catalog.routines[id_]
    return routine.minutes, routine.audience, len(routine.steps)


def _technique(catalog: Catalog, id_: Id) -> tuple[Any, ...]:
    facts, words = catalog.techniques[id_], catalog.text.techniques[id_]
    # Dose and pressure are told by themselves.
    rest = (facts.families, facts.phase, facts.position, facts.zones, facts.hand, facts.rules)
    return *rest, *facts.motion, words.name, words.term, words.hands, words.full, words.short


def _warning(catalog: Catalog, id_: Id) -> tuple[Any, ...]:
    return catalog.rules[id_], catalog.text.rules[id_]


def _orders(catalog: Catalog) -> _Parts:
    yield from catalog.sequences.items()


def _conditions(catalog: Catalog) -> _Parts:
    for id_, condition in catalog.conditions.items():
        words = catalog.text.conditions[id_]
        yield id_, condition, words.name, words.short


def _red_flags(catalog: Catalog) -> _Parts:
    for id_, flag in catalog.red_flags.items():
        yield id_, flag, catalog.text.red_flags[id_].name


def _questions(catalog: Catalog) -> _Parts:
    for id_, flag in catalog.text.red_flags.items():
        yield id_, flag.ask
    for id_, condition in catalog.text.conditions.items():
        yield id_, condition.ask


def _core_panels(catalog: Catalog) -> _Parts:
    for panel in catalog.core.panels:
        words = catalog.text.core[panel.id]
        yield panel.id, panel.signal, words.title, words.lead


def _core_phrases(catalog: Catalog) -> _Parts:
    for panel in catalog.core.panels:
        words = catalog.text.core[panel.id]
        for phrase in panel.phrases:
            yield phrase, panel.id, phrase in words.sentences, words.phrases[phrase]


def _pain_signs(catalog: Catalog) -> _Parts:
    for id_, sign in catalog.pain.items():
        yield id_, sign, catalog.text.pain[id_]


def _preparations(catalog: Catalog) -> _Parts:
    for id_, item in catalog.setup.items():
        yield id_, item, catalog.text.setup[id_]


def _labels(catalog: Catalog) -> _Parts:
    for id_ in _LABELS:
        yield id_, catalog.label(id_)


_TOLD: Final[Mapping[ToldKind, Callable[[Technique], str]]] = MappingProxyType(
    {"dose": _dose, "limit": _limit, "pressure": _pressure}
)
"""What is told of each technique that a paper shows."""

_SOME: Final[Mapping[DigestKind, Callable[[Catalog, Id], tuple[Any, ...]]]] = MappingProxyType(
    {"routine": _routine, "technique": _technique, "warning": _warning}
)
"""What counts of an entry, of kinds of which a paper has only those that it shows."""

_ALL: Final[Mapping[DigestKind, Callable[[Catalog], _Parts]]] = MappingProxyType(
    {
        "order": _orders,
        "condition": _conditions,
        "red flag": _red_flags,
        "question": _questions,
        "core panel": _core_panels,
        "core phrase": _core_phrases,
        "pain sign": _pain_signs,
        "preparation": _preparations,
        "label": _labels,
    }
)
"""The entries of kinds of which a paper has all, whatever it shows."""

_MASSAGE: Final[tuple[DigestKind, ...]] = (*_SOME, *(kind for kind in _ALL if kind != "question"))
_KINDS: Final[Mapping[Paper, tuple[DigestKind, ...]]] = MappingProxyType(
    {
        "card": _MASSAGE,
        "booklet": _MASSAGE,
        "poster": _MASSAGE,
        "form": ("condition", "red flag", "question", "label"),
        "tick-list": ("condition", "red flag", "label"),
        "slip": ("label",),
    }
)
