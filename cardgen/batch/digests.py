"""What a card is made from, as a digest: the same digest, the same bytes."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path

from cardgen import __version__, files
from cardgen.request import CardRequest, Sources
from cardgen.resources import data_root
from cardgen.selection import is_file_name
from cardgen.watch import sources_of

_LEFT_OUT = frozenset({"place", "today", "sources", "client"})
"""What no byte of a card depends on (the day counts for the screening, which is done anew), or is digested apart."""

_SHIPPED = ("assets", "templates")


def digest(data: bytes) -> str:
    """Return the SHA-256 digest of some bytes, in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def digest_for(common: str, client: str | None) -> str:
    """Digest what a card is made from.

    Args:
        common: Digest of what it has in common with the cards of other clients.
        client: Whom it is for, as typed.
    """
    return digest(f"{common} for {client}".encode(errors="surrogatepass") if client else common.encode("ascii"))


def sources_digest(sources: Sources) -> str:
    """Digest everything that cards of the same sources have in common.

    Args:
        sources: Theme and libraries.

    Returns:
        A digest of the version, of what is shipped, and of the files of theme and libraries.

    Raises:
        FileError: A file cannot be read.
    """
    root = data_root()
    shipped = sorted(path for part in _SHIPPED for path in (root / part).rglob("*") if path.is_file())
    found = hashlib.sha256(f"{__version__} {sources.gray} {Path(sources.theme).name}".encode())
    for name, path in (
        *((path.relative_to(root).as_posix(), path) for path in shipped),
        *((path.name, path) for path in sources_of(sources) if path.is_file()),
    ):
        found.update(f"\n{name} {digest(files.read(path))}".encode())
    return found.hexdigest()


class Digests:
    """Digests what the cards of one run are made from; each file that they name is read once.

    Args:
        sources: Digest of theme and libraries.
    """

    def __init__(self, sources: str) -> None:
        self._sources = sources
        self._files: dict[Path, str] = {}

    def of(self, request: CardRequest) -> str:
        """Digest what a card is made from.

        Args:
            request: What to print.

        Returns:
            The digest; files that the request names count by what is in them.

        Raises:
            FileError: One of them cannot be read.
        """
        return digest_for(self.common(request), request.client)

    def common(self, request: CardRequest) -> str:
        """Digest what a card is made from, but for its client; see ``of``, and ``digest_for`` for the client."""
        told = {"request": self._plain(request), "sources": self._sources}
        if request.routine is not None and is_file_name(request.routine):
            told["routine"] = self._file(Path(request.routine))
        return digest(json.dumps(told, sort_keys=True, ensure_ascii=True).encode("ascii"))

    def _file(self, path: Path) -> str:
        if path not in self._files:
            self._files[path] = digest(files.read(path))
        return self._files[path]

    def _plain(self, value: object) -> object:
        """Return a value as JSON can write it."""
        if value is None or isinstance(value, str | int | float):
            return value
        if isinstance(value, dt.date):
            return value.isoformat()
        if isinstance(value, Path):
            return self._file(value)
        if is_dataclass(value) and not isinstance(value, type):
            return {name: self._plain(getattr(value, name)) for name in _names(type(value))}
        if isinstance(value, tuple):
            return [self._plain(one) for one in value]
        raise TypeError(f"{type(value).__name__} cannot be digested")


@cache
def _names(kind: type) -> tuple[str, ...]:
    """Return the names of a record's fields that count."""
    return tuple(one.name for one in fields(kind) if one.name not in _LEFT_OUT)
