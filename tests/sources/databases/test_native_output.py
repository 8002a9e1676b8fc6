"""The output of native libraries on file descriptor 2 is kept, and the descriptor is the old one afterwards."""

from __future__ import annotations

import os
import threading
from contextlib import suppress

import pytest

from tests.support.waiting import InThread
from tiktok_tui.sources.databases.native_output import native_output_captured


def test_what_is_written_within_the_block_is_kept_and_what_follows_is_seen(capfd: pytest.CaptureFixture[str]) -> None:
    before = len(os.listdir("/proc/self/fd"))
    with suppress(RuntimeError), native_output_captured() as captured:
        os.write(2, b"WARNING: \xff")
        assert captured.text == ""
        raise RuntimeError
    os.write(2, b"after it")
    assert captured.text == "WARNING: \N{REPLACEMENT CHARACTER}"
    assert capfd.readouterr().err == "after it"
    assert len(os.listdir("/proc/self/fd")) == before


def test_a_process_without_the_descriptor_has_nothing_to_keep(monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(descriptor: int) -> int:
        raise OSError(9, "Bad file descriptor")

    monkeypatch.setattr(os, "dup", closed)
    with native_output_captured() as captured:
        pass
    assert captured.text == ""


def test_the_descriptor_belongs_to_one_at_a_time() -> None:
    inside = threading.Event()

    def capture() -> None:
        with native_output_captured():
            inside.set()

    with native_output_captured():
        other = InThread(capture)
        assert not inside.wait(0.05)
    assert other.outcome() is None
