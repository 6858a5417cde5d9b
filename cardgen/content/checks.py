"""What must hold across the files of a catalogue whose entries are valid one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from cardgen.content import core_checks, finding_checks, routine_checks, text_checks
from cardgen.content.facts import Citation
from cardgen.content.model import Catalog
from cardgen.content.motion import Key
from cardgen.content.place import Fault, unknown
from cardgen.content.suggest import nearest

WORDED = (
    "sources",
    "techniques",
    "rules",
    "conditions",
    "red_flags",
    "pain",
    "setup",
    "background",
    "notes",
    "routines",
)
"""Kinds of entries that have words under the same id in the text file of the same name."""
STRUCK_ZONES = ("shoulder", "thoracic", "lumbar")
"""Where percussion may work; of the lumbar zone only the low end, the loin."""
STRUCK_ANCHORS = (frozenset({"shoulder", "thoracic"}), frozenset({"loin"}))
"""Parts of the back that a movement of percussion must not leave."""
CITING = (*(kind for kind in WORDED if kind != "sources"), "sequences")
"""Kinds of entries that cite sources."""


def check(catalog: Catalog, language: str) -> Iterator[Fault]:
    """Find everything that does not fit together.

    Args:
        catalog: A catalogue whose entries are valid one by one.
        language: The language of its words, for messages.

    Returns:
        The faults; their locations lead through the catalogue (``techniques``, an id …; ``text``, ``techniques``, …).
    """
    checks: tuple[Callable[[Catalog], Iterable[Fault]], ...] = (
        _edition_dates,
        _source_letters,
        _cited_sources,
        _rules_of_techniques,
        _rules_of_families,
        _blows,
        _notes,
        *core_checks.ALL,
        *finding_checks.ALL,
        *routine_checks.ALL,
        *text_checks.ALL,
    )
    return chain(_words_of_entries(catalog, language), *(one(catalog) for one in checks))


def _words_of_entries(catalog: Catalog, language: str) -> Iterator[Fault]:
    for kind in WORDED:
        facts, words = getattr(catalog, kind), getattr(catalog.text, kind)
        for id_ in facts:
            if id_ not in words:
                file = f"text/{language}/{kind}.yaml"
                yield Fault((kind, id_), f"missing words for '{id_}' in {file}; add them there", of_key=True)
        for id_ in words:
            if id_ not in facts:
                message = f"words for '{id_}', which facts/{kind}.yaml does not have{nearest(id_, facts)}"
                yield Fault(("text", kind, id_), message, of_key=True)


def _edition_dates(catalog: Catalog) -> Iterator[Fault]:
    edition = catalog.edition
    if edition.review_by <= edition.reviewed:
        yield Fault(("edition", "review_by"), f"not after {edition.reviewed}, the day of the review; write a later day")


def _source_letters(catalog: Catalog) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for id_, source in catalog.sources.items():
        if source.letter in first:
            message = f"the letter {source.letter} already stands for '{first[source.letter]}'; choose another"
            yield Fault(("sources", id_, "letter"), message)
        first.setdefault(source.letter, id_)


def _cited_sources(catalog: Catalog) -> Iterator[Fault]:
    for kind in CITING:
        for id_, entry in getattr(catalog, kind).items():
            citations: tuple[Citation, ...] = entry.sources
            for index, citation in enumerate(citations):
                yield from unknown("source", citation.doc, catalog.sources, (kind, id_, "sources", index, "doc"))


def _rules_of_techniques(catalog: Catalog) -> Iterator[Fault]:
    for id_, technique in catalog.techniques.items():
        for index, rule in enumerate(technique.rules):
            yield from unknown("rule", rule, catalog.rules, ("techniques", id_, "rules", index))


def _rules_of_families(catalog: Catalog) -> Iterator[Fault]:
    for rule_id, rule in catalog.rules.items():
        if rule.families and rule.kind != "technique":
            message = "families belong to kind: technique only; remove them or change the kind"
            yield Fault(("rules", rule_id, "families"), message, of_key=True)
        for id_, technique in catalog.techniques.items():
            if rule.binds(technique) and rule_id not in technique.rules:
                shared = [family for family in technique.families if family in rule.families]
                which = f"a technique of the family {shared[0]}" if shared else "every technique"
                message = f"{which} must name the rule '{rule_id}'; add it to its rules"
                yield Fault(("techniques", id_, "rules"), message, of_key=True)


BLOWS = ("ticks", "double-ticks", "cups")
"""Patterns that strike the body, whatever family a technique says it is of."""


def _blows(catalog: Catalog) -> Iterator[Fault]:
    """Percussion stays off the neck, the lower ribs, the kidney area and the sacrum (rule percussion-keeps-off)."""
    for id_, technique in catalog.techniques.items():
        for index, motion in enumerate(technique.motion):
            if motion.pattern in BLOWS and not technique.percussive:
                message = f"{motion.pattern} are blows; add tapotement to the families, so that its safety rules apply"
                yield Fault(("techniques", id_, "motion", index), message)
        if not technique.percussive:
            continue
        if technique.phase == "warm-up":
            yield Fault(("techniques", id_, "phase"), "percussion is no warm-up; use main, percussion or finish")
        for index, zone in enumerate(technique.zones):
            if zone not in STRUCK_ZONES:
                message = f"percussion keeps off the zone {zone}; use {' or '.join(STRUCK_ZONES)}"
                yield Fault(("techniques", id_, "zones", index), message)
        for index, motion in enumerate(technique.motion):
            if not isinstance(motion, Key) and not any({motion.start, motion.end} <= part for part in STRUCK_ANCHORS):
                message = (
                    f"no blow may land from {motion.start} to {motion.end}; stay within shoulder and thoracic, or loin"
                )
                yield Fault(("techniques", id_, "motion", index), message)


def _notes(catalog: Catalog) -> Iterator[Fault]:
    subjects = [id_ for kind in (*WORDED, "sequences") for id_ in getattr(catalog, kind)]
    for id_, note in catalog.notes.items():
        for index, subject in enumerate(note.about):
            yield from unknown("entry", subject, subjects, ("notes", id_, "about", index))
