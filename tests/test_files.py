"""Writing is atomic, keeps links and permissions, and leaves nothing behind when it fails."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from cardgen import files
from cardgen.errors import FileError


def only(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_a_new_file_has_the_bytes_and_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    usual = tmp_path / "usual"
    usual.touch()
    files.write_atomically(tmp_path / "card.pdf", b"%PDF")
    assert (tmp_path / "card.pdf").read_bytes() == b"%PDF"
    assert (tmp_path / "card.pdf").stat().st_mode == usual.stat().st_mode
    assert only(tmp_path) == ["card.pdf", "usual"]


def test_an_existing_file_is_replaced_and_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "card.pdf"
    path.write_bytes(b"a much longer card than the new one")
    path.chmod(0o604)
    files.write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o604


def test_a_reader_of_the_old_file_still_sees_the_whole_old_file(tmp_path: Path) -> None:
    path = tmp_path / "card.pdf"
    path.write_bytes(b"old")
    with path.open("rb") as reader:
        files.write_atomically(path, b"new")
        assert reader.read() == b"old"


@pytest.mark.parametrize("exists", [True, False], ids=["target", "dangling"])
def test_a_link_is_followed_and_stays_a_link(tmp_path: Path, exists: bool) -> None:
    target, link = tmp_path / "real.pdf", tmp_path / "link.pdf"
    if exists:
        target.write_bytes(b"old")
    link.symlink_to(target)
    files.write_atomically(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_relative_path_is_taken_from_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    files.write_atomically(Path("card.pdf"), b"x")
    assert only(tmp_path) == ["card.pdf"]


def test_a_pipe_is_written_to_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        files.write_atomically(pipe, b"card")
        assert os.read(reader, 100) == b"card"
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_every_refusal_names_the_path_and_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    refused = {
        tmp_path: "this is a folder; name a file in it",
        tmp_path / "file" / "card.pdf": "a part of the path is a file, not a folder; check the path",
        tmp_path / "missing" / "card.pdf": "there is no such file or folder; check the path",
        tmp_path / "loop": "the link points to itself; name another file",
        tmp_path / ("n" * 300): "the name is too long; choose a shorter one",
    }
    for path, advice in refused.items():
        with pytest.raises(FileError) as caught:
            files.write_atomically(path, b"x")
        assert str(caught.value) == f"{path}: {advice}"
    assert only(tmp_path) == ["file", "loop"]


def test_a_write_protected_file_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "card.pdf"
    path.write_bytes(b"keep me")
    # The superuser may write anything, so the system's answer for anybody else is given here.
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(FileError, match="no permission"):
        files.write_atomically(path, b"new")
    assert path.read_bytes() == b"keep me"


@pytest.mark.parametrize(
    "failure", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()], ids=["full", "interrupted"]
)
def test_a_failure_half_way_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: BaseException
) -> None:
    path = tmp_path / "card.pdf"
    path.write_bytes(b"old")

    def fail(_: int) -> None:
        raise failure

    monkeypatch.setattr(os, "fsync", fail)
    expected = FileError if isinstance(failure, OSError) else KeyboardInterrupt
    with pytest.raises(expected):
        files.write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert only(tmp_path) == ["card.pdf"]


def test_reading_says_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    assert files.read(tmp_path / "a") == b"abc"
    with pytest.raises(FileError, match="there is no such file or folder"):
        files.read(tmp_path / "b")
    with pytest.raises(FileError, match="this is a folder"):
        files.read(tmp_path)


def test_an_unusual_failure_keeps_the_systems_words() -> None:
    error = files.explain(OSError(errno.EIO, "Input/output error"), "card.pdf")
    assert str(error) == "card.pdf: Input/output error; check the file and its folder"


def test_a_named_pipe_is_refused_and_never_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)
    with pytest.raises(FileError, match="no regular file"):
        files.read(pipe)


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null"])
def test_a_device_is_refused(device: str) -> None:
    with pytest.raises(FileError, match="no regular file"):
        files.read(Path(device))


def test_a_file_of_another_kind_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "routine.yaml"
    path.write_bytes(b"title: Mine")
    with pytest.raises(FileError, match="another kind of file of this name; choose another name"):
        files.write_atomically(path, b"%PDF-1.7", over=b"%PDF-")
    assert (path.read_bytes(), only(tmp_path)) == (b"title: Mine", ["routine.yaml"])


@pytest.mark.parametrize("old", [b"", b"%PDF-1.4 old"])
def test_a_file_of_the_same_kind_and_an_empty_one_are_replaced(tmp_path: Path, old: bytes) -> None:
    path = tmp_path / "card.pdf"
    path.write_bytes(old)
    files.write_atomically(path, b"%PDF-1.7", over=b"%PDF-")
    assert path.read_bytes() == b"%PDF-1.7"


def test_what_replaces_a_private_file_is_never_open_to_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "card.pdf"
    path.touch(0o600)
    seen: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda number: seen.append(stat.S_IMODE(os.fstat(number).st_mode)))
    files.write_atomically(path, b"new")
    assert seen == [0o600]


def test_a_file_beyond_all_measure_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "huge"
    with path.open("wb") as file:
        file.truncate(files.MOST_BYTES + 1)
    with pytest.raises(FileError, match="the most that is read is 512; name a smaller one"):
        files.read(path)


def test_files_that_belong_together_are_written_together(tmp_path: Path) -> None:
    files.write_together([(tmp_path / "a.pdf", b"%PDF-a"), (tmp_path / "b.pdf", b"%PDF-b")])
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.pdf": b"%PDF-a", "b.pdf": b"%PDF-b"}


@pytest.mark.parametrize("wrong", ["none/b.pdf", "folder", "routine.yaml"])
@pytest.mark.parametrize("first", [True, False])
def test_if_one_of_them_cannot_be_written_none_is(tmp_path: Path, wrong: str, first: bool) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "routine.yaml").write_bytes(b"title: Mine")
    (tmp_path / "a.pdf").write_bytes(b"%PDF-old")
    contents = [(tmp_path / "a.pdf", b"%PDF-new"), (tmp_path / wrong, b"%PDF-b")]
    with pytest.raises(FileError):
        files.write_together(contents if first else contents[::-1], over=b"%PDF-")
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["a.pdf", "folder", "routine.yaml"]
    assert (tmp_path / "a.pdf").read_bytes() == b"%PDF-old"
    assert (tmp_path / "routine.yaml").read_bytes() == b"title: Mine"


def test_less_may_be_the_most_that_is_read(tmp_path: Path) -> None:
    path = tmp_path / "profile"
    path.write_bytes(bytes(11))
    assert files.read(path, most=11) == bytes(11)
    with pytest.raises(FileError, match="name a smaller one"):
        files.read(path, most=10)


def test_a_file_of_many_is_written_into_its_folder_and_nowhere_else(tmp_path: Path) -> None:
    folder, outside = tmp_path / "cards", tmp_path / "outside"
    folder.mkdir()
    outside.write_bytes(b"mine")
    for name, target in (("link.pdf", outside), ("folder.pdf", tmp_path), ("loop.pdf", folder / "loop.pdf")):
        (folder / name).symlink_to(target)
        files.write_inside(folder, name, b"new")
        assert not (folder / name).is_symlink()
    files.write_inside(folder, "card.pdf", b"new")
    files.settle(folder)
    assert outside.read_bytes() == b"mine"
    assert only(folder) == ["card.pdf", "folder.pdf", "link.pdf", "loop.pdf"]
    assert (folder / "link.pdf").read_bytes() == (folder / "card.pdf").read_bytes() == b"new"
    for name in ("../outside", str(outside), "a/b", "..", ""):
        with pytest.raises(ValueError, match="no name"):
            files.write_inside(folder, name, b"new")
    (folder / "folder").mkdir()
    with pytest.raises(FileError):
        files.write_inside(folder, "folder", b"new")


def test_a_large_file_takes_its_name_over_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "cards.pdf"
    path.write_bytes(b"%PDF old")
    path.chmod(0o640)
    with files.replacing(path, over=b"%PDF") as new:
        new.file.write(b"%PDF new")
        assert path.read_bytes() == b"%PDF old"
        new.take_over()
    assert path.read_bytes() == b"%PDF new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert only(tmp_path) == ["cards.pdf"]


def test_a_large_file_that_is_not_whole_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "cards.pdf"
    path.write_bytes(b"%PDF old")
    with files.replacing(path) as new:
        new.file.write(b"half")
    with pytest.raises(FileError, match="the disk is full"), files.replacing(path):
        raise OSError(errno.ENOSPC, "full")
    with pytest.raises(KeyError), files.replacing(path):
        raise KeyError
    assert path.read_bytes() == b"%PDF old"
    assert only(tmp_path) == ["cards.pdf"]


def test_a_large_file_replaces_only_its_own_kind(tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_bytes(b"client")
    with pytest.raises(FileError, match="another kind of file"), files.replacing(path, over=b"%PDF"):
        raise AssertionError("nothing is written")
    with files.replacing(Path(os.devnull), over=b"%PDF") as new:
        new.file.write(b"gone")
        new.take_over()
    assert path.read_bytes() == b"client"
