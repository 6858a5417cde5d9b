"""The words of the tick-list as a paper of its own: everything to ask before a massage, with a name to write on it."""

from __future__ import annotations

from dataclasses import dataclass

from cardgen.content.days import spoken_day
from cardgen.content.model import Catalog
from cardgen.document import Field, Imprint, TickList
from cardgen.images import Logo
from cardgen.phrasing import LANGUAGE
from cardgen.standing import ticklist


@dataclass(frozen=True, slots=True)
class QuestionPaper:
    """The paper, whole. ``language`` is a BCP 47 tag.

    Attributes:
        subtitle: The edition of the questions.
        fields: Who was asked, when and by whom, to write on.
        page_of: Which page it is, with the placeholders ``{number}`` and ``{count}``.
        continued: Title of a continuation, with the placeholder ``{title}``.
    """

    language: str
    ticks: TickList
    subtitle: str
    clinic: str | None
    logo: Logo | None
    logo_alt: str
    fields: tuple[Field, ...]
    page_of: str
    continued: str

    @property
    def title(self) -> str:
        """Heading of the paper: that of the list."""
        return self.ticks.title


def build_ticklist(catalog: Catalog, imprint: Imprint) -> QuestionPaper:
    """Put the tick-list into words.

    Args:
        catalog: Its red flags and conditions are the questions.
        imprint: Clinic and logo; nothing in it about one person is printed.

    Returns:
        The paper; every red flag and every condition is asked once.
    """
    label, edition = catalog.label, catalog.edition
    return QuestionPaper(
        language=LANGUAGE,
        ticks=ticklist(catalog),
        subtitle=label("edition").format(
            version=edition.version,
            reviewed=spoken_day(catalog, edition.reviewed),
            review_by=spoken_day(catalog, edition.review_by),
        ),
        clinic=imprint.clinic,
        logo=imprint.logo,
        logo_alt=label("logo"),
        fields=(
            Field(label("client"), None),
            Field(label("therapist"), None, half=True),
            Field(label("date"), None, half=True),
        ),
        page_of=label("form-page"),
        continued=label("continued"),
    )
