"""The words of the slip that a refused person takes to a doctor.

It names no condition and no diagnosis: what it says depends on nothing but how urgent the doctor is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from cardgen.content.days import spoken_day
from cardgen.content.model import Catalog
from cardgen.document import CoreItem, Field, Imprint
from cardgen.images import Logo
from cardgen.phrasing import LANGUAGE
from cardgen.screening import BarrierLevel
from cardgen.screening.explain import GRAVEST_FIRST
from cardgen.standing import core_item

Urgency: TypeAlias = BarrierLevel | Literal["remnant"]
"""How urgent the doctor is: as the gravest barrier says; ``remnant`` where too little of the massage was left."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading and what stands under it, in bold if it is ``strong``."""

    title: str
    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """What the clinician fills in.

    Attributes:
        title: Heading.
        question: Answered with one of ``answers``.
        answers: "No" and "Yes".
        limits: A large field.
        fields: The other fields.
    """

    title: str
    question: str
    answers: tuple[str, str]
    limits: Field
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Slip:
    """The slip, whole. ``language`` is a BCP 47 tag."""

    language: str
    title: str
    subtitle: str
    clinic: str | None
    logo: Logo | None
    logo_alt: str
    fields: tuple[Field, ...]
    passages: tuple[Passage, ...]
    signs: CoreItem
    reply: Reply
    page_of: str
    continued: str


def urgency_of(levels: Iterable[BarrierLevel]) -> Urgency:
    """Return how urgent the doctor is, from the levels of all barriers."""
    return min(levels, key=GRAVEST_FIRST.index, default="remnant")


def build_slip(catalog: Catalog, imprint: Imprint, urgency: Urgency, day: dt.date) -> Slip:
    """Put the slip into words.

    Args:
        catalog: The words.
        imprint: Who it is for and from, as far as it was told.
        urgency: How urgent the doctor is.
        day: The day of the refusal.

    Returns:
        The slip. Two slips of the same urgency differ in nothing else but ``imprint`` and ``day``.
    """
    label = catalog.label
    emergency = urgency == "emergency"
    why = label("slip-why-remnant" if urgency == "remnant" else "slip-why")
    reason = Passage(label("slip-why-title"), f"{why} {label('slip-no-diagnosis')}")
    whom = Passage(label("slip-see-title"), _whom_to_see(catalog, urgency, imprint.emergency_number), emergency)
    panel = next(panel for panel in catalog.core.panels if panel.id == "emergency")
    return Slip(
        language=LANGUAGE,
        title=label("slip-title-emergency" if emergency else "slip-title"),
        subtitle=label("slip-subtitle"),
        clinic=imprint.clinic,
        logo=imprint.logo,
        logo_alt=label("logo"),
        fields=_fields(catalog, imprint, day),
        passages=(whom, reason) if emergency else (reason, whom),
        signs=core_item(catalog, panel, imprint.emergency_number),
        reply=_reply(catalog),
        page_of=label("form-page"),
        continued=label("continued"),
    )


def _fields(catalog: Catalog, imprint: Imprint, day: dt.date) -> tuple[Field, ...]:
    return (
        Field(catalog.label("client"), imprint.client),
        Field(catalog.label("clinic"), imprint.sender),
        Field(catalog.label("therapist"), imprint.therapist, half=True),
        Field(catalog.label("date"), spoken_day(catalog, day), half=True),
    )


def _whom_to_see(catalog: Catalog, urgency: Urgency, emergency_number: str | None) -> str:
    if urgency == "emergency" and emergency_number is not None:
        return catalog.label("slip-see-emergency-number").format(number=emergency_number)
    return catalog.label(f"slip-see-{urgency}")


def _reply(catalog: Catalog) -> Reply:
    label = catalog.label
    return Reply(
        title=label("slip-answer-title"),
        question=label("slip-answer"),
        answers=(label("answer-no"), label("answer-yes")),
        limits=Field(label("slip-limits"), None),
        fields=(
            Field(label("slip-name"), None),
            Field(label("form-signature"), None, half=True),
            Field(label("date"), None, half=True),
        ),
    )
