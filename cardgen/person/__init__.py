"""The person on the table: what they have, their age, who asked and who cleared; and how that is read from words."""

from cardgen.content.told import NOBODY, PersonInput, Told
from cardgen.person.person import Clearance, Finding, Person
from cardgen.person.resolving import resolve

__all__ = ["NOBODY", "Clearance", "Finding", "Person", "PersonInput", "Told", "resolve"]
