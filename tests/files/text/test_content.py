"""The content of a text file as UTF-8: how far the copying is, its limit, and the pieces that are looked at."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from tiktok_tui.events.errors import FileError
from tiktok_tui.files.scratch.limit import ScratchLimit
from tiktok_tui.files.text.content import Content

Write = Callable[..., Path]
ROWS = "café,Noël\n".encode("cp1252") * 400_000
PLAIN = ROWS.decode("cp1252").encode()


def _limit(size: int) -> ScratchLimit:
    """Less than what was chosen, since the disk has no more."""
    return ScratchLimit(chosen=1 << 40, size=size)


@pytest.mark.parametrize(("packed", "last"), [(False, 1.0), (True, None)])
def test_how_far_a_copy_is_is_known_unless_the_file_is_compressed(
    write: Write, scratch: Path, packed: bool, last: float | None
) -> None:
    shares: list[float | None] = []
    content = Content(write(gzip.compress(ROWS) if packed else ROWS), scratch, _limit(1 << 30))
    content.as_utf8(shares.append)
    assert shares[-1] == last
    assert (shares[0] is None) is packed


@pytest.mark.parametrize("more", [0, -1])
def test_a_copy_takes_no_more_than_its_limit(write: Write, scratch: Path, more: int) -> None:
    content = Content(write(ROWS), scratch, _limit(len(PLAIN) + more))
    if more:
        with pytest.raises(FileError, match="not enough free disk space"):
            content.as_utf8(lambda share: None)
    else:
        assert content.as_utf8(lambda share: None).read_bytes() == PLAIN


@pytest.mark.parametrize("packed", [False, True])
def test_pieces_are_from_all_over_a_large_plain_file_with_its_end(write: Write, scratch: Path, packed: bool) -> None:
    text = b"".join(b"%07d\n" % number for number in range(1_100_000))
    content = Content(write(gzip.compress(text, 1) if packed else text), scratch, _limit(1 << 30))
    pieces = content.later_pieces()
    assert [piece[-8:] for piece in pieces] == ([] if packed else [b"%07d\n" % (n * 137_500 - 1) for n in range(1, 9)])


@pytest.mark.parametrize(("size", "head"), [(7, (b"a,b\n1,2", True)), (6, (b"a,b\n1,", False))])
def test_a_beginning_as_long_as_the_text_is_all_of_it(
    write: Write, scratch: Path, size: int, head: tuple[bytes, bool]
) -> None:
    assert Content(write("a,b\n1,2"), scratch, _limit(1)).head(size) == head


def test_a_copy_is_made_again_where_its_end_tells_of_another_encoding(write: Write, scratch: Path) -> None:
    text = b"a,b\n" + b"1,2\n" * 300_000 + "café,Noël\n".encode("cp1252")
    content = Content(write(gzip.compress(text, 1)), scratch, _limit(1 << 30))
    plain, _ = content.settled(lambda share: None, delimiter=",")
    assert plain.read_bytes().decode().splitlines()[-1] == "café,Noël"


def test_a_mark_in_two_pieces_does_not_belong_to_the_text(write: Write, scratch: Path) -> None:
    pieces = zstandard.compress(b"\xef") + zstandard.compress(b"\xbb\xbfa,b\n1,2\n")
    assert Content(write(pieces), scratch, _limit(1)).head() == (b"a,b\n1,2\n", True)
