"""Pipes and addresses as sources: their names for people, what is kept of them, and whether they can be read again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tiktok_tui.files.source.copied import AddressSource, PipeSource


@pytest.mark.parametrize(
    ("path", "text", "label", "where"),
    [
        ("/dev/stdin", "-", "stdin", "stdin"),
        ("/dev/fd/0", "-", "stdin", "stdin"),
        ("/proc/self/fd/0", "-", "stdin", "stdin"),
        ("/dev/fd/63", "/dev/fd/63", "pipe", "/dev/fd/63"),
        ("/proc/self/fd/63", "/proc/self/fd/63", "pipe", "/proc/self/fd/63"),
        ("/run/nightly", "/run/nightly", "nightly", "/run/nightly"),
    ],
)
def test_a_pipe_is_called_by_its_own_name_if_it_has_one(path: str, text: str, label: str, where: str) -> None:
    source = PipeSource(Path(path))
    assert (source.text, source.label, source.where) == (text, label, where)
    assert source.lost == "Its rows came through a pipe and are not kept."
    assert not source.is_still_there()


@pytest.mark.parametrize(
    ("url", "text", "label"),
    [
        ("https://x.example/a/orders%20may.csv", "https://x.example/a/orders%20may.csv", "orders may.csv"),
        ("https://x.example/a/b/", "https://x.example/a/b/", "b"),
        ("https://me:pw@x.example/", "https://x.example/?…", "x.example"),
        ("https://x.example/o.csv?sig=1", "https://x.example/o.csv?…", "o.csv"),
        ("https://[bad/o.csv", "https://", "address"),
    ],
)
def test_an_address_is_called_by_its_file_and_shows_no_secret(url: str, text: str, label: str) -> None:
    source = AddressSource(url)
    assert source.text == text
    assert source.label == label
    assert source.is_signed is text.endswith("?…")
    assert source.lost == ""
    assert source.is_still_there()
    assert url not in repr(source)
