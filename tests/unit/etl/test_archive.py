"""The bytes of every file are kept encrypted, whole, and come back only with the key."""

import os
import time

import pytest

from etl.archive import archive as archiving
from etl.archive.archive import Archive, ArchiveError, sha256_of

DATA = b"Participant ref\nc1\nc2\n"
NAME = sha256_of(DATA)


@pytest.fixture
def archive(tmp_path):
    archive = Archive(tmp_path / "archive", tmp_path / "hub.key")
    archive.make_key()
    return archive


def left_in(folder) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_what_is_kept_comes_back_as_it_came(archive):
    archive.keep(NAME, DATA)
    assert archive.open(NAME) == DATA


def test_another_day_and_process_opens_it_with_the_same_key(archive):
    archive.keep(NAME, DATA)
    assert Archive(archive.folder, archive.key_file).open(NAME) == DATA


def test_nobody_reads_a_pseudonym_in_the_folder(archive):
    archive.keep(NAME, DATA)
    assert b"c1" not in archive.path(NAME).read_bytes()
    assert b"Participant" not in archive.path(NAME).read_bytes()


def test_the_same_bytes_are_kept_once(archive):
    archive.keep(NAME, DATA)
    sealed = archive.path(NAME).read_bytes()
    archive.keep(NAME, DATA)
    assert archive.path(NAME).read_bytes() == sealed


def test_only_the_installation_itself_may_read_the_key_and_the_files(archive):
    archive.keep(NAME, DATA)
    assert archive.key_file.stat().st_mode & 0o077 == 0
    assert archive.path(NAME).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("place", [0, 15, -1])
def test_damaged_bytes_are_told_and_never_given_back(archive, place):
    archive.keep(NAME, DATA)
    sealed = bytearray(archive.path(NAME).read_bytes())
    sealed[place] ^= 1
    archive.path(NAME).write_bytes(sealed)
    with pytest.raises(ArchiveError, match="Restore the archive and its key"):
        archive.open(NAME)


@pytest.mark.parametrize("kept", [0, 5, 20])
def test_half_a_file_is_told(archive, kept):
    archive.keep(NAME, DATA)
    archive.path(NAME).write_bytes(archive.path(NAME).read_bytes()[:kept])
    with pytest.raises(ArchiveError):
        archive.open(NAME)


def test_one_file_cannot_pass_for_another(archive):
    other = sha256_of(b"other")
    archive.keep(NAME, DATA)
    archive.keep(other, b"other")
    archive.path(other).write_bytes(archive.path(NAME).read_bytes())
    with pytest.raises(ArchiveError):
        archive.open(other)


def test_another_installations_key_opens_nothing(archive, tmp_path):
    archive.keep(NAME, DATA)
    other = Archive(archive.folder, tmp_path / "other.key")
    other.make_key()
    with pytest.raises(ArchiveError, match="Restore the archive and its key"):
        other.open(NAME)


def test_a_file_that_was_never_kept_is_told(archive):
    with pytest.raises(ArchiveError, match="cannot be opened"):
        archive.open(NAME)


def test_a_key_of_the_wrong_length_is_told_and_not_replaced(archive):
    archive.key_file.write_bytes(b"short")
    with pytest.raises(ArchiveError, match="damaged"):
        archive.keep(NAME, DATA)
    archive.make_key()
    assert archive.key_file.read_bytes() == b"short"


@pytest.mark.parametrize("use", [lambda a: a.keep(NAME, DATA), lambda a: a.open(NAME)])
def test_a_key_that_is_gone_is_told_and_no_other_made(archive, use):
    archive.key_file.unlink()
    with pytest.raises(ArchiveError, match=r"[Rr]estore"):
        use(archive)
    assert not archive.key_file.exists()


def test_each_purpose_has_a_secret_of_its_own(archive):
    assert archive.secret("archive") != archive.secret("participants")
    assert len(archive.secret("participants")) == 32
    again = Archive(archive.folder, archive.key_file)
    assert again.secret("participants") == archive.secret("participants")


def test_a_disk_that_fills_up_leaves_no_half_written_file(archive, monkeypatch):
    assert archive.secret("archive"), "the key is there before"

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(archiving.os, "fsync", full)
    with pytest.raises(ArchiveError, match=r"No space left on device.*nothing was loaded"):
        archive.keep(NAME, DATA)
    assert left_in(archive.folder) == []


def test_a_folder_that_cannot_be_made_is_told(archive):
    archive.folder.write_text("a file stands in its place")
    with pytest.raises(ArchiveError, match="cannot be written"):
        archive.keep(NAME, DATA)


def test_a_key_that_cannot_be_made_is_told(archive, tmp_path):
    tmp_path.joinpath("file").write_text("")
    with pytest.raises(ArchiveError, match="HUB_KEY_FILE"):
        Archive(archive.folder, tmp_path / "file" / "hub.key").make_key()


def test_what_must_not_be_kept_is_forgotten(archive):
    archive.keep(NAME, DATA)
    archive.forget(NAME)
    archive.forget(NAME)
    assert left_in(archive.folder) == []


def test_a_key_that_another_load_makes_meanwhile_is_the_one_that_counts(archive, monkeypatch):
    """Two first loads at once: were the key written over, nothing kept before would ever open."""
    archive.key_file.unlink()
    other = Archive(archive.folder, archive.key_file)
    link = os.link

    def later(beside, key_file):
        monkeypatch.setattr(archiving.os, "link", link)
        other.make_key()
        other.keep(NAME, DATA)
        link(beside, key_file)

    monkeypatch.setattr(archiving.os, "link", later)
    archive.make_key()
    archive.keep(sha256_of(b"mine"), b"mine")
    fresh = Archive(archive.folder, archive.key_file)
    assert (fresh.open(NAME), fresh.open(sha256_of(b"mine"))) == (DATA, b"mine")
    assert left_in(archive.folder.parent) == sorted(["hub.key", NAME, sha256_of(b"mine")])


def left_undone(archive, minutes: int) -> list:
    """What a load killed some minutes ago leaves beside the archive's files and the key."""
    there = [archive.folder / ".new" / ".a.undone", archive.key_file.parent / ".b.undone"]
    there[0].parent.mkdir(parents=True, exist_ok=True)
    for path in there:
        path.write_bytes(b"half of")
        os.utime(path, (0, time.time() - minutes * 60))
    return there


def test_what_a_killed_load_left_is_cleared_by_a_later_one_that_brings_nothing_new(archive):
    archive.keep(NAME, DATA)
    left = left_undone(archive, minutes=61)
    archive.keep(NAME, DATA)
    assert not any(path.exists() for path in left)


def test_what_another_load_is_writing_is_left_to_it(archive):
    left = left_undone(archive, minutes=1)
    archive.keep(NAME, DATA)
    assert all(path.exists() for path in left)


def test_a_file_that_must_go_but_cannot_is_told(archive, monkeypatch):
    archive.keep(NAME, DATA)

    def fixed(*_):
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(archiving.os, "unlink", fixed)
    with pytest.raises(ArchiveError, match="refused for personal data: Read-only file system"):
        archive.forget(NAME)
