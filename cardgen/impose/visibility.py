"""Layers that the reader of a PDF can switch on and off (optional content): on sheets, those print that printed before.

Without this, a layer that was switched off, another language perhaps, would be printed over the rest.
"""

from __future__ import annotations

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, PdfObject


class VisibilityMerger:
    """Brings the layers of several files into one (ISO 32000-1, 8.11.4)."""

    def __init__(self, writer: PdfWriter) -> None:
        self._writer = writer
        self._groups = ArrayObject()
        self._off = ArrayObject()

    def take(self, reader: PdfReader) -> None:
        """Take over the layers of a file, on or off as it opens.

        Args:
            reader: Of the file.
        """
        properties = reader.root_object.get("/OCProperties")
        if properties is None:
            return
        properties = properties.get_object()
        standard = properties["/D"].get_object()
        at_first_off = standard.get("/BaseState") == "/OFF"
        named = _keys(standard.get("/ON" if at_first_off else "/OFF"))
        for group in properties["/OCGs"].get_object():
            kept = group.get_object() if isinstance(group, IndirectObject) else None
            if isinstance(kept, DictionaryObject):
                copied = kept.clone(self._writer).indirect_reference
                self._groups.append(copied)
                if (_key(group) in named) is not at_first_off:
                    self._off.append(copied)

    def finish(self) -> None:
        """Write the layers into the file, if there are any."""
        if self._groups:
            standard = DictionaryObject({NameObject("/Order"): ArrayObject(), NameObject("/OFF"): self._off})
            properties = DictionaryObject({NameObject("/OCGs"): self._groups, NameObject("/D"): standard})
            self._writer.root_object[NameObject("/OCProperties")] = properties


def _keys(groups: object) -> set[tuple[int, int]]:
    listed = groups.get_object() if isinstance(groups, PdfObject) else None
    return {_key(group) for group in listed if isinstance(group, IndirectObject)} if isinstance(listed, list) else set()


def _key(group: IndirectObject) -> tuple[int, int]:
    return group.idnum, group.generation
