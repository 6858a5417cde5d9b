"""Files are read and written here: whole or not at all, and every failure is one clear line."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from contextlib import ExitStack
from pathlib import Path

from cardgen.errors import FileError, Problem

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


def read(path: Path) -> bytes:
    """Read a whole file.

    Args:
        path: The file.

    Returns:
        Its bytes.

    Raises:
        FileError: It cannot be read, is larger than ``MOST_BYTES``, or is no regular file: a named pipe would be waited
            for, a device never ends.
    """
    try:
        # Without O_NONBLOCK the open itself waits for a writer where the path is a named pipe.
        with open(path, "rb", opener=lambda name, flags: os.open(name, flags | getattr(os, "O_NONBLOCK", 0))) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise FileError(Problem(str(path), 0, 0, "this is no regular file; name a file"))
            if status.st_size > MOST_BYTES:
                size = f"{status.st_size // 2**20} MiB; the most that is read is {MOST_BYTES // 2**20}"
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
    try:
        mode = _mode(path)
        if mode is not None and not stat.S_ISREG(mode):
            path.write_bytes(data)  # the path itself: what /dev/stdout links to has no name that can be opened
            return
        if mode is not None and not _begins(path, over):
            raise FileError(Problem(str(path), 0, 0, "there is another kind of file of this name; choose another name"))
        _replace(Path(os.path.realpath(path)), data, mode, durable=durable)
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
    if path.parent != folder or path.name != name:
        raise ValueError(f"{name!r} is no name of a file in a folder")
    try:
        mode = None if path.is_symlink() else _mode(path)
        if mode is not None and not stat.S_ISREG(mode):
            raise FileError(Problem(str(path), 0, 0, "there is something of this name that is no file; move it away"))
        _replace(path, data, mode, durable=False)
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


def _begins(path: Path, mark: bytes) -> bool:
    if not mark:
        return True
    with path.open("rb") as file:
        return file.read(len(mark)) in {b"", mark}


def _mode(target: Path) -> int | None:
    """Return the file's kind and permissions, or None if there is none yet."""
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not os.access(target, os.W_OK):  # renaming over it would not ask: a write-protected file is kept
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    return mode


def _replace(target: Path, data: bytes, mode: int | None, *, durable: bool) -> None:
    temporary = target.with_name(secrets.token_hex(8).join(TEMPORARY))
    with ExitStack() as on_failure:
        on_failure.callback(temporary.unlink, missing_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(temporary, flags, _NEW_FILE_MODE if mode is None else _OWN_MODE), "wb") as file:
            file.write(data)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        if mode is not None:
            temporary.chmod(stat.S_IMODE(mode))
        temporary.replace(target)
        on_failure.pop_all()
