"""Building data and places from the events of a YAML parser, in one pass that refuses what no author needs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NoReturn

import yaml

from cardgen.content.decoding import FORBIDDEN, code_point
from cardgen.content.excerpt import excerpt
from cardgen.content.scalars import Scalar, resolve
from cardgen.content.tree import Data, Entry, Mark, Node
from cardgen.errors import ContentError, Problem

MAX_NODES = 50_000
MAX_DEPTH = 20
MAX_PROBLEMS = 100
"""After so many problems a file is not read any further."""


class Reader:
    """Reads one file; collects problems on the way.

    Attributes:
        problems: What was wrong so far; ``read`` returns even so.
    """

    def __init__(self, name: str) -> None:
        self.problems: list[Problem] = []
        self._name = name
        self._nodes = 0
        self._events: Iterator[Any] = iter(())

    def read(self, events: Iterator[Any]) -> tuple[Data, Node]:
        """Build the data of the one document in a file.

        Args:
            events: PyYAML's events of the whole file.

        Returns:
            The data and its places; only of use if there are no problems.

        Raises:
            ContentError: Every problem up to one that ends the reading: empty, too deep, too large.
            yaml.YAMLError: The parser's own, at the first error of syntax.
        """
        self._events = events
        next(events)  # the stream starts
        start = next(events)
        if isinstance(start, yaml.StreamEndEvent):
            self.stop(None, "the file is empty; write its contents")
        data, root = self._value(next(events), 1)
        next(events)  # the document ends
        after = next(events)
        if not isinstance(after, yaml.StreamEndEvent):
            self.stop(_start(after), "a second document begins here; put it in a file of its own")
        if data is None and not self.problems:
            self.stop(root.start, "the file is empty; write its contents")
        return data, root

    def stop(self, mark: Mark | None, message: str) -> NoReturn:
        """Raise all problems, with a last one that ends the reading.

        Args:
            mark: Where it stands; the beginning of the file if not given.
            message: What is wrong; what to do.

        Raises:
            ContentError: Always.
        """
        self._add(mark, message)
        raise ContentError(self.problems) from None

    def _report(self, mark: Mark, message: str) -> None:
        self._add(mark, message)
        if len(self.problems) >= MAX_PROBLEMS:
            self.stop(mark, "there are too many problems to go on; correct these first")

    def _add(self, mark: Mark | None, message: str) -> None:
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        self.problems.append(Problem(self._name, line, column, message))

    def _value(self, event: Any, depth: int) -> tuple[Data, Node]:
        self._admit(event)
        start = _start(event)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event), Node(start)
        if isinstance(event, yaml.AliasEvent):
            self._report(start, f"aliases (*{event.anchor}) are not allowed; write the value out")
            return None, Node(start)
        if depth > MAX_DEPTH:
            self.stop(start, f"nested more than {MAX_DEPTH} levels deep; write it flatter")
        return (
            self._mapping(start, depth) if isinstance(event, yaml.MappingStartEvent) else self._sequence(start, depth)
        )

    def _mapping(self, start: Mark, depth: int) -> tuple[Data, Node]:
        data: dict[str, Data] = {}
        entries: dict[str, Entry] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._key(event, depth)
            value, node = self._value(next(self._events), depth + 1)
            if key is None:
                continue
            if key in entries:
                first = entries[key].key.line + 1
                message = f"duplicate key {excerpt(key)}, first on line {first}; remove one of them"
                self._report(_start(event), message)
                continue
            data[key] = value
            entries[key] = Entry(_start(event), node)
        return data, Node(start, entries=entries)

    def _sequence(self, start: Mark, depth: int) -> tuple[Data, Node]:
        data: list[Data] = []
        items: list[Node] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            value, node = self._value(event, depth + 1)
            data.append(value)
            items.append(node)
        return tuple(data), Node(start, items=items)

    def _key(self, event: Any, depth: int) -> str | None:
        """Return a key; ``None`` if it is no text, which is then reported."""
        start = _start(event)
        if not isinstance(event, yaml.ScalarEvent):
            self._value(event, depth + 1)
            if not isinstance(event, yaml.AliasEvent):
                self._report(start, "a list or a mapping is no key; write a word")
            return None
        self._admit(event)
        if event.value == "<<" and not event.style:
            self._report(start, "merge keys (<<) are not allowed; write the keys out")
            return None
        if event.style or _is_text(event.value):
            return str(self._scalar(event))
        shown = excerpt(event.value) if event.value else "nothing"
        self._report(start, f"{shown} is no text, and so no key; write it in quotes")
        return None

    def _scalar(self, event: Any) -> Scalar:
        text: str = event.value
        if not event.style:
            try:
                return resolve(text)
            except ValueError as error:
                self._report(_start(event), str(error))
                return None
        if event.style == '"' and (escaped := FORBIDDEN.search(text)):
            self._report(_start(event), f"{code_point(escaped[0])} is escaped in this text; remove it")
        return text

    def _admit(self, event: Any) -> None:
        """Count a value; refuse its tag and its anchor."""
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self.stop(_start(event), f"more than {MAX_NODES} values; split the file")
        if isinstance(event, yaml.AliasEvent):
            return
        if event.tag is not None:
            self._report(_start(event), f"tags ({excerpt(event.tag)}) are not allowed; remove it")
        if event.anchor is not None:
            self._report(_start(event), f"anchors (&{event.anchor}) are not allowed; remove it")


def _is_text(plain: str) -> bool:
    """Say whether a plain scalar can only be read as text."""
    try:
        return isinstance(resolve(plain), str)
    except ValueError:
        return False


def _start(event: Any) -> Mark:
    mark: Mark = event.start_mark
    return mark
