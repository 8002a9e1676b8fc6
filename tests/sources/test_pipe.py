"""Pipes: what comes through them is copied, and a pipe that nobody writes to can be given up."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.support.waiting import InThread, until
from tiktok_tui.events.errors import FileError, UsageError
from tiktok_tui.files.progress import Cancelled
from tiktok_tui.files.source.copied import PipeSource
from tiktok_tui.files.source.source import source_of
from tiktok_tui.sources import pipe
from tiktok_tui.sources.pipe import PipeFetch
from tiktok_tui.sources.transfer import Transfer

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="named pipes have other names there")


@pytest.fixture
def named(tmp_path: Path) -> Path:
    path = tmp_path / "nightly.csv"
    os.mkfifo(path)
    return path


def writing(path: Path, content: bytes) -> threading.Thread:
    thread = threading.Thread(target=lambda: path.write_bytes(content))
    thread.start()
    return thread


def test_a_named_pipe_is_copied_to_its_end(named: Path, tmp_path: Path) -> None:
    source = source_of("nightly.csv", tmp_path)
    assert source == PipeSource(named)
    assert (source.label, source.where, source.text) == ("nightly.csv", str(named), str(named))
    content = b"id,email\n" + b"1,a@example.com\n" * 100_000
    transfer = Transfer()
    thread = writing(named, content)
    copy = PipeFetch(PipeSource(named))(tmp_path, transfer)
    thread.join()
    assert copy.path.read_bytes() == content
    assert transfer.size == len(content)
    assert copy.path.stat().st_mode & 0o777 == 0o600
    assert copy.notes == ("The rows came through a pipe: a private copy is read, and removed when it is closed",)


def test_an_open_descriptor_is_a_pipe(tmp_path: Path) -> None:
    """As a shell gives for <( … )."""
    read, write = os.pipe()
    os.write(write, b"id,email\n1,a\n")
    os.close(write)
    try:
        source = source_of(f"/dev/fd/{read}")
        assert isinstance(source, PipeSource)
        assert (source.label, source.is_stdin) == ("pipe", False)
        assert PipeFetch(source)(tmp_path, Transfer()).path.read_bytes() == b"id,email\n1,a\n"
    finally:
        os.close(read)


def test_a_pipe_without_a_writer_can_be_given_up(named: Path, tmp_path: Path) -> None:
    transfer = Transfer()
    copying = InThread(lambda: PipeFetch(PipeSource(named))(tmp_path, transfer))
    until((tmp_path / "piped").exists)
    writer = os.open(named, os.O_WRONLY)  # who writes nothing: without one, the pipe is at its end at once
    try:
        transfer.cancel()
        assert isinstance(copying.outcome(5), Cancelled)
    finally:
        os.close(writer)


def test_an_empty_pipe_and_too_much_are_refused(named: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    thread = writing(named, b"")
    before = len(os.listdir("/proc/self/fd"))
    with pytest.raises(FileError) as caught:
        PipeFetch(PipeSource(named))(tmp_path, Transfer())
    assert str(caught.value) == (
        f"{named}: Nothing came through the pipe. Run the program that writes to it by itself: it may have failed."
    )
    thread.join()
    assert len(os.listdir("/proc/self/fd")) == before
    monkeypatch.setenv("TIKTOK_TUI_SCRATCH_GB", "0.00000001")
    thread = writing(named, b"id,email\n1,a\n")
    with pytest.raises(FileError, match="temporary disk space"):
        PipeFetch(PipeSource(named))(tmp_path, Transfer())
    thread.join()


def test_a_pipe_that_has_gone_or_cannot_be_read_is_a_message(tmp_path: Path) -> None:
    for path, what in ((tmp_path / "gone", "opened: No such file or directory."), (tmp_path, "read: Is a directory.")):
        with pytest.raises(FileError) as caught:
            PipeFetch(PipeSource(path))(tmp_path, Transfer())
        assert (caught.value.what, caught.value.where) == (f"The pipe cannot be {what}", str(path))
        assert caught.value.remedy == "Run the command again."


def test_another_reader_may_be_faster(named: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [None, b"id\n1\n", b""]

    def read(descriptor: int, size: int) -> bytes:
        if (answer := answers.pop(0)) is None:
            raise BlockingIOError
        return answer

    monkeypatch.setattr(pipe, "os", SimpleNamespace(**{**vars(os), "read": read}))
    thread = writing(named, b"x")
    assert PipeFetch(PipeSource(named))(tmp_path, Transfer()).path.read_bytes() == b"id\n1\n"
    thread.join()


def test_a_terminal_is_no_pipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    main, terminal = os.openpty()
    monkeypatch.setattr(pipe, "_STDIN", terminal)
    try:
        for text in ("-", "/dev/stdin"):
            source = source_of(text)
            assert isinstance(source, PipeSource)
            assert (source.text, source.label, source.is_still_there()) == ("-", "stdin", False)
            with pytest.raises(UsageError) as caught:
                PipeFetch(source)(tmp_path, Transfer())
            assert str(caught.value) == (
                "stdin: Nothing is piped in: standard input is the terminal. "
                "Write the program before it: psql … | tiktok-tui check - -d DEST"
            )
    finally:
        os.close(main)
        os.close(terminal)
