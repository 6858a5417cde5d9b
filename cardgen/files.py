"""Files are read and written here: whole or not at all, and every failure is one clear line."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TypeVar

from cardgen.errors import FileError, Problem

T = TypeVar("T")

_NEW_FILE_MODE = 0o666
"""Permissions of a new file before the user's umask takes its bits away."""

_OWN_MODE = 0o600
"""Permissions of a temporary file that replaces another one, until it gets that one's: nobody else reads it before."""

MOST_BYTES = 512 * 1024 * 1024
"""Size of the largest file that is read: far beyond any roster or sheaf of cards, far below a computer's memory."""

_ADVICE = {
    errno.ENOENT: "there is no such file or folder; check the path",
    errno.EACCES: "no permission; choose another folder, or close the file in other programs",
    errno.EPERM: "no permission; choose another folder, or close the file in other programs",
    errno.EROFS: "the disk can only be read; choose another folder",
    errno.EISDIR: "this is a folder; name a file in it",
    errno.EEXIST: "there is a file of this name already; choose another name",
    errno.ENOTDIR: "a part of the path is a file, not a folder; check the path",
    errno.ENOSPC: "the disk is full; free some space",
    errno.EDQUOT: "your disk quota is used up; free some space",
    errno.EFBIG: "the file would be larger than the system allows; choose another disk",
    errno.ELOOP: "the link points to itself; name another file",
    errno.ENAMETOOLONG: "the name is too long; choose a shorter one",
}


def explain(error: OSError, name: str) -> FileError:
    """Turn a failure of the operating system into cardgen's own.

    Args:
        error: What the system reported.
        name: The file as the user named it, or what stands in its place ("standard output").

    Returns:
        The error to raise, with one problem: what is wrong and what to do.
    """
    advice = _ADVICE.get(error.errno or 0)
    return FileError(Problem(name, 0, 0, advice or f"{error.strerror or error}; check the file and its folder"))


def read(path: Path, *, most: int = MOST_BYTES) -> bytes:
    """Read a whole file.

    Args:
        path: The file.
        most: Bytes that it may have.

    Returns:
        Its bytes.

    Raises:
        FileError: It cannot be read, is larger than ``most``, or is no regular file: a named pipe would be waited
            for, a device never ends.
    """
    try:
        # Without O_NONBLOCK the open itself waits for a writer where the path is a named pipe.
        with open(path, "rb", opener=lambda name, flags: os.open(name, flags | getattr(os, "O_NONBLOCK", 0))) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise FileError(Problem(str(path), 0, 0, "this is no regular file; name a file"))
            if status.st_size > most:
                size = f"{status.st_size // 2**20} MiB; the most that is read is {most // 2**20}"
                raise FileError(Problem(str(path), 0, 0, f"the file has {size}; name a smaller one"))
            return file.read()
    except OSError as error:
        raise explain(error, str(path)) from error


def write_atomically(path: Path, data: bytes, *, over: bytes = b"", durable: bool = True) -> None:
    """Write a file so that its name never stands for half of it.

    The bytes go to a temporary file in the same folder, are flushed to the disk, and take the name over in one step.
    A link keeps pointing where it did: the file behind it is replaced. A file that existed keeps its permissions; a
    new one gets the usual ones. A device or a pipe (``/dev/stdout``) cannot be replaced and is written to.

    Args:
        path: The file to create or to replace.
        data: All of its bytes.
        over: What a file that is replaced must begin with, unless it is empty: so that a slip of the pen cannot
            write a card over the routine, the picture or the roster that it is made from.
        durable: Whether to wait until the bytes are on the disk, so that the name outlives a power cut too. Who writes
            thousands of files leaves it out and can tell by digests afterwards; a killed process loses nothing.

    Raises:
        FileError: It cannot be written; the old file, if any, is still there, and nothing else is left behind.
    """
    write_together([(path, data)], over=over, durable=durable)


def write_together(contents: Sequence[tuple[Path, bytes]], *, over: bytes = b"", durable: bool = True) -> None:
    """Write files that belong to each other: no name is taken over before the bytes of all of them are written.

    Args:
        contents: Different paths, and all bytes of each.
        over: As for ``write_atomically``.
        durable: As for ``write_atomically``.

    Raises:
        FileError: One cannot be written. No name stands for half a file, and every old file is still there, unless a
            disk fails just while the names are taken over.
    """
    with ExitStack() as temporary:
        ready = [(path, _stage(temporary, path, data, over, durable=durable)) for path, data in contents]
        for path, take_over in ready:
            _explained(take_over, path)


@dataclass(frozen=True, slots=True)
class Replacement:
    """A file that is being written under another name.

    Attributes:
        file: What is written to.
        take_over: Gives it its name, once it is whole and on the disk; nothing is written to it afterwards.
    """

    file: BinaryIO
    take_over: Callable[[], None]


@contextmanager
def replacing(path: Path, *, over: bytes = b"") -> Iterator[Replacement]:
    """Write a large file piece by piece, so that its name never stands for half of it.

    As ``write_atomically``; if the file has not taken its name over in the end, nothing of it is left.

    Args:
        path: The file to create or to replace.
        over: As for ``write_atomically``.

    Yields:
        What is written to.

    Raises:
        FileError: It cannot be written.
    """
    try:
        mode = _mode(path)
        if mode is not None and not stat.S_ISREG(mode):
            with path.open("wb") as device:
                yield Replacement(device, device.flush)
            return
        _check_kind(path, mode, over)
        target = Path(os.path.realpath(path))
        temporary = _unused(target)
        try:
            with _opened(temporary, mode) as file:
                yield Replacement(file, lambda: _take_over(file, temporary, target, mode))
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise explain(error, str(path)) from error


def write_inside(folder: Path, name: str, data: bytes) -> None:
    """Write a file of many into a folder, and nowhere else: a link of that name is replaced, not followed.

    As ``write_atomically``, but without waiting for the disk: see ``durable`` there, and ``settle``.

    Args:
        folder: An existing folder.
        name: Name of a file in it.
        data: All of its bytes.

    Raises:
        FileError: It cannot be written.
        ValueError: The name leads out of the folder.
    """
    path = folder / name
    if path.name != name or name == os.pardir:
        raise ValueError(f"{name!r} is no name of a file in a folder")
    try:
        mode = _mode(path, follow=False)
        if mode is not None and not stat.S_ISREG(mode):
            raise FileError(Problem(str(path), 0, 0, "there is something of this name that is no file; move it away"))
        temporary = _unused(path)
        try:
            _write(temporary, data, mode, durable=False)
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise explain(error, str(path)) from error


def settle(folder: Path) -> None:
    """Wait until the names of a folder's files are on the disk, where the system can do that (not on Windows).

    Raises:
        FileError: The disk reports an error.
    """
    if os.name == "nt":
        return
    try:
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
    except OSError as error:
        raise explain(error, str(folder)) from error


TEMPORARY = (".cardgen-", ".tmp")
"""How the names of temporary files begin and end: what a killed process left behind can be told by them."""


def _check_kind(path: Path, mode: int | None, mark: bytes) -> None:
    """Refuse to replace a file that neither begins with a mark nor is empty."""
    if mode is None or not mark:
        return
    with path.open("rb") as file:
        if file.read(len(mark)) not in {b"", mark}:
            raise FileError(Problem(str(path), 0, 0, "there is another kind of file of this name; choose another name"))


def _mode(target: Path, *, follow: bool = True) -> int | None:
    """Return the file's kind and permissions, or None if there is none yet, or a link that is not to be followed."""
    try:
        mode = target.stat(follow_symlinks=follow).st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISLNK(mode):
        return None
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not os.access(target, os.W_OK):  # renaming over it would not ask: a write-protected file is kept
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    return mode


def _explained(action: Callable[[], T], path: Path) -> T:
    try:
        return action()
    except OSError as error:
        raise explain(error, str(path)) from error


def _stage(temporary: ExitStack, path: Path, data: bytes, over: bytes, *, durable: bool) -> Callable[[], object]:
    """Write what is to take a name over; return how it does, and leave to ``temporary`` to clean up behind it."""
    mode = _explained(lambda: _mode(path), path)
    if mode is not None and not stat.S_ISREG(mode):
        # The path itself: what /dev/stdout links to has no name that can be opened.
        return lambda: path.write_bytes(data)
    _explained(lambda: _check_kind(path, mode, over), path)
    target = Path(os.path.realpath(path))
    beside = _unused(target)
    temporary.callback(beside.unlink, missing_ok=True)
    _explained(lambda: _write(beside, data, mode, durable=durable), path)
    return lambda: beside.replace(target)


def _unused(target: Path) -> Path:
    """Return the name of a temporary file beside another file."""
    return target.with_name(secrets.token_hex(8).join(TEMPORARY))


def _write(temporary: Path, data: bytes, mode: int | None, *, durable: bool) -> None:
    with _opened(temporary, mode) as file:
        file.write(data)
        if durable:
            file.flush()
            os.fsync(file.fileno())
    if mode is not None:
        temporary.chmod(stat.S_IMODE(mode))


def _opened(temporary: Path, mode: int | None) -> BinaryIO:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(temporary, flags, _NEW_FILE_MODE if mode is None else _OWN_MODE), "wb")


def _take_over(file: BinaryIO, temporary: Path, target: Path, mode: int | None) -> None:
    file.flush()
    os.fsync(file.fileno())
    file.close()  # before it is renamed: Windows renames no open file
    if mode is not None:
        temporary.chmod(stat.S_IMODE(mode))
    temporary.replace(target)
