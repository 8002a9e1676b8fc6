"""Read a compressed export as a stream, recognised by its first bytes, and stop one that grows too large."""

from __future__ import annotations

import bz2
import gzip
import lzma
import shutil
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from tiktok_tui.events.errors import FileError

CHUNK = 1 << 20


class _Damaged(Exception):
    pass


DAMAGED: tuple[type[Exception], ...] = (
    _Damaged,
    EOFError,
    IndexError,  # a name without a letter
    OSError,
    RuntimeError,  # a password, or NotImplementedError: a version of ZIP that does not exist
    ValueError,  # a name that is no UTF-8
    struct.error,
    lzma.LZMAError,
    zipfile.BadZipFile,
    zlib.error,
)
"""The errors raised for a damaged file; zipfile has several for it."""

_MAGIC = {
    b"\x1f\x8b": "gzip",
    b"\x28\xb5\x2f\xfd": "zstd",
    b"BZh": "bzip2",
    b"\xfd7zXZ\x00": "xz",
    b"PK\x03\x04": "zip",
}
# A compressed export is a tenth of its size or so; a bomb is a thousandth. Small files may be far smaller.
_ALWAYS_ALLOWED = 512 << 20
_MOST_GROWTH = 200
_SPARE_DISK = 256 << 20
# A zstd frame can turn four bytes into 128 KB: reading little at a time bounds the memory.
_ZSTD_READ = 2048


def compression_of(head: bytes) -> str:
    """Return the compression that a file with these first bytes has, or ''."""
    return next((name for magic, name in _MAGIC.items() if head.startswith(magic)), "")


def content_of(path: Path, compression: str, *, room: Path) -> Iterator[bytes]:
    """Yield the unpacked content in chunks; raises FileError for a damaged file and for one that outgrows the disk."""
    if not compression:
        with path.open("rb") as plain:
            yield from _read(plain)
        return
    limit = max(_ALWAYS_ALLOWED, path.stat().st_size * _MOST_GROWTH)
    total = 0
    try:
        for chunk in _unpacked(path, compression):
            total += len(chunk)
            if total > limit:
                raise FileError(
                    f"The {compression} file grows to more than {_MOST_GROWTH} times its size, which no export does.",
                    where=str(path),
                    remedy="Unpack it yourself if you trust it, and open what is inside.",
                )
            if total > _ALWAYS_ALLOWED and shutil.disk_usage(room).free < _SPARE_DISK:
                raise FileError(
                    "There is not enough free disk space to unpack the file.",
                    where=str(path),
                    remedy="Free some space, or set TIKTOK_TUI_HOME to a folder on a larger disk.",
                )
            yield chunk
    except DAMAGED as error:
        raise FileError(
            f"The {compression} file is damaged, cut short or protected by a password.",
            where=str(path),
            remedy="Export or download it again; if it has a password, unpack it first.",
        ) from error


def _unpacked(path: Path, compression: str) -> Iterator[bytes]:
    if compression == "zstd":
        yield from _zstd(path)
    elif compression == "zip":
        with zipfile.ZipFile(path) as archive, archive.open(_only_member(archive, path)) as member:
            yield from _read(member)
    else:
        with _opened(path, compression) as stream:
            yield from _read(stream)


def _opened(path: Path, compression: str) -> gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile:
    if compression == "gzip":
        return gzip.open(path)
    return bz2.open(path) if compression == "bzip2" else lzma.open(path)


def _read(stream: IO[bytes] | gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile) -> Iterator[bytes]:
    return iter(lambda: stream.read(CHUNK), b"")


def _zstd(path: Path) -> Iterator[bytes]:
    # The stream reader of zstandard takes a file that was cut short for a whole one; a frame object knows its end.
    import zstandard

    codec = zstandard.ZstdDecompressor(max_window_size=1 << 31)
    frame = codec.decompressobj()
    inside = False
    try:
        with path.open("rb") as packed:
            for piece in iter(lambda: packed.read(_ZSTD_READ), b""):
                rest = piece
                while rest:
                    inside = True
                    if content := frame.decompress(rest):
                        yield content
                    rest = b""
                    if frame.eof:
                        rest, frame, inside = frame.unused_data, codec.decompressobj(), False
    except zstandard.ZstdError as error:
        raise _Damaged from error
    if inside:
        raise _Damaged


def _only_member(archive: zipfile.ZipFile, path: Path) -> str:
    names = [
        item.filename for item in archive.infolist() if not item.is_dir() and not item.filename.startswith("__MACOSX/")
    ]
    if len(names) != 1:
        raise FileError(
            f"The zip archive holds {len(names)} files; one is wanted.",
            where=str(path),
            remedy="Unpack it and open the export that is inside.",
        )
    return names[0]
