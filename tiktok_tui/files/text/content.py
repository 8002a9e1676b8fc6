"""The content of a text file as UTF-8, whatever its compression and encoding; copied only where necessary."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from tiktok_tui.files.progress import Progress
from tiktok_tui.files.scratch.folders import open_private
from tiktok_tui.files.scratch.limit import ScratchLimit
from tiktok_tui.files.text.compression import compression_of, content_of
from tiktok_tui.files.text.eight_bit import eight_bit, is_guessed
from tiktok_tui.files.text.encodings import UTF8, encoding_of, mostly_utf8, name_of, transcoded, whole_characters
from tiktok_tui.files.text.survey import Survey, survey

_WHOLE = 8 << 20
_WINDOW = 1 << 18


class Content:
    """The text of a file. `encoding` may change to one of 8 bits once the whole of a large file has been seen."""

    def __init__(self, path: Path, folder: Path, limit: ScratchLimit) -> None:
        self.path = path
        self._folder = folder
        self._limit = limit
        self._plain: Path | None = None
        self._survey: Survey | None = None
        with path.open("rb") as raw:
            self.compression = compression_of(raw.read(8))
        head = self._first_bytes()
        self.encoding, self.mark = encoding_of(head if len(head) < _WINDOW else whole_characters(head))
        if self.encoding == UTF8 and not self.mark:
            pieces = list(self._windows())
            if not mostly_utf8(pieces):
                self.encoding = eight_bit(b"\n".join(pieces))

    @property
    def description(self) -> str:
        """The encoding and the compression, for people: "UTF-8, gzip"."""
        return name_of(self.encoding) + (f", {self.compression}" if self.compression else "")

    @property
    def is_plain(self) -> bool:
        """True if the file itself is UTF-8 text, as far as is known."""
        return not self.compression and self.encoding == UTF8

    @property
    def notes(self) -> tuple[str, ...]:
        """A note about an encoding that is not the usual one."""
        if self.encoding == UTF8:
            return ()
        guessed = ", as its letters say: save it as UTF-8 if names look wrong" if is_guessed(self.encoding) else ""
        return (f"{name_of(self.encoding)} text{guessed}",)

    def chunks(self, progress: Progress = lambda share: None) -> Iterator[bytes]:
        """Yield the content as UTF-8 from its beginning, without the byte order mark."""
        if self._plain is not None:
            yield from content_of(self._plain, "", room=self._folder)
            return
        raw = self._watched(progress)
        first = next(raw, b"")
        while len(first) < self.mark and (more := next(raw, b"")):
            first += more
        rest = chain([first[self.mark :]], raw)
        yield from rest if self.encoding == UTF8 else transcoded(rest, self.encoding)

    def head(self, size: int = _WINDOW) -> tuple[bytes, bool]:
        """Return the first bytes of the UTF-8 content, about `size` of them, and whether they are all."""
        head = b""
        chunks = self.chunks()
        for chunk in chunks:
            head += chunk
            if len(head) > size:
                return head[:size], False
        return head, True

    def as_utf8(self, progress: Progress) -> Path:
        """Return a file that holds the content as plain UTF-8, as far as the encoding is known: the file, or a copy."""
        if self.is_plain:
            return self.path
        if self._plain is None:
            target = self._folder / "content.txt"
            with open_private(target) as copy:
                for chunk in self.chunks(progress):
                    copy.write(chunk)
                    if copy.tell() > self._limit.size:
                        raise self._limit.error(str(self.path))
            self._plain = target
        return self._plain

    def settled(self, progress: Progress, *, delimiter: str | None) -> tuple[Path, Survey]:
        """Return a file that holds the content as plain UTF-8, and what a pass over it found."""
        path = self.as_utf8(progress)
        if self._survey is None:
            self._survey = survey(path, 0 if self._plain else self.mark, progress, delimiter=delimiter)
            if self._survey.eight_bit and self.encoding == UTF8 and not self.mark:
                # The beginning was plain ASCII, the rest is no UTF-8.
                self.encoding, self._plain = self._survey.eight_bit, None
                path = self.as_utf8(progress)
                self._survey = survey(path, 0, progress, delimiter=delimiter)
        return path, self._survey

    def later_pieces(self) -> list[bytes]:
        """Return some pieces of a plain file from all over it, to learn about fields that come late; else nothing."""
        if not self.is_plain:
            return []
        return list(self._windows())

    def _raw(self) -> Iterator[bytes]:
        return content_of(self.path, self.compression, room=self._folder)

    def _first_bytes(self) -> bytes:
        head = b""
        for chunk in self._raw():
            head += chunk
            if len(head) >= _WINDOW:
                break
        return head

    def _watched(self, progress: Progress) -> Iterator[bytes]:
        size, done = self.path.stat().st_size, 0
        for chunk in self._raw():
            done += len(chunk)
            progress(None if self.compression else done / size)
            yield chunk

    def _windows(self) -> Iterator[bytes]:
        """Yield the whole of a small plain file, pieces from all over a large one, nothing of a compressed one."""
        if self.compression:
            return
        size = self.path.stat().st_size
        with self.path.open("rb") as raw:
            if size <= _WHOLE:
                yield raw.read()
                return
            for share in range(1, 9):
                raw.seek(size * share // 8 - _WINDOW)
                yield whole_characters(raw.read(_WINDOW))
