"""The words of the intake form: every question with its answers, the back to mark, consent and signature."""

from __future__ import annotations

from dataclasses import dataclass

from cardgen.content.base import Zone
from cardgen.content.days import spoken_day
from cardgen.content.model import Catalog
from cardgen.document import Field, Imprint
from cardgen.images import Logo
from cardgen.intake.questions import ZONES, Topic, topics
from cardgen.phrasing import LANGUAGE


@dataclass(frozen=True, slots=True)
class BackMap:
    """A back to mark places on.

    Attributes:
        title: Heading.
        alt: What the figure shows, in words.
        zones: The zones that an answer may name.
        pain: A field beside it.
    """

    title: str
    alt: str
    zones: tuple[Zone, ...]
    pain: Field


@dataclass(frozen=True, slots=True)
class Form:
    """The form, whole. ``language`` is a BCP 47 tag.

    Attributes:
        answers: "No" and "Yes": a box for each, as a lone tick would not say which.
        sender: The clinic and how to reach it, for a field where the band does not say all of it.
        where: Stands before the line on which a yes says where.
        file: A line for the therapist about the file of answers.
    """

    language: str
    title: str
    subtitle: str
    clinic: str | None
    logo: Logo | None
    logo_alt: str
    lead: str
    person: tuple[Field, ...]
    sender: Field | None
    topics: tuple[Topic, ...]
    answers: tuple[str, str]
    where: str
    back: BackMap
    consent: str
    signatures: tuple[Field, ...]
    file: str
    page_of: str
    continued: str


def build_form(catalog: Catalog, imprint: Imprint) -> Form:
    """Put the form into words.

    Args:
        catalog: Its red flags and conditions are the questions.
        imprint: Clinic, logo, and what is known of client, therapist and date already.

    Returns:
        The form; every red flag and every condition is asked once.
    """
    label = catalog.label
    day = spoken_day(catalog, imprint.date) if imprint.date else None
    return Form(
        language=LANGUAGE,
        title=label("form-title"),
        subtitle=label("form-subtitle"),
        clinic=imprint.clinic,
        logo=imprint.logo,
        logo_alt=label("logo"),
        lead=label("form-lead"),
        person=(
            Field(label("client"), imprint.client),
            Field(label("form-age"), None, half=True),
            Field(label("date"), day, half=True),
        ),
        sender=Field(label("clinic"), imprint.sender) if imprint.sender else None,
        topics=topics(catalog),
        answers=(label("answer-no"), label("answer-yes")),
        where=label("form-where"),
        back=BackMap(
            title=label("form-places"),
            alt=label("form-places-alt"),
            zones=ZONES,
            pain=Field(label("form-pain"), None),
        ),
        consent=label("form-consent"),
        signatures=(
            Field(label("form-signature"), None, half=True),
            Field(label("date"), None, half=True),
            Field(label("therapist"), imprint.therapist),
        ),
        file=label("form-file"),
        page_of=label("form-page"),
        continued=label("continued"),
    )
