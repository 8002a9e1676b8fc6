"""Rows that come through a pipe or from an address, as sources: they are copied into a private file first."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import SplitResult, unquote, urlsplit, urlunsplit

from tiktok_tui.files.source.identity import printable
from tiktok_tui.files.source.kind import SourceKind

_STDIN: Final = frozenset(map(Path, ("/dev/stdin", "/dev/fd/0", "/proc/self/fd/0")))
_NUMBERED: Final = frozenset(map(Path, ("/dev/fd", "/proc/self/fd")))


@dataclass(frozen=True, slots=True)
class PipeSource(SourceKind):
    """Rows that another program writes: standard input, or a named pipe by its path."""

    path: Path = Path("/dev/stdin")

    @property
    def is_stdin(self) -> bool:
        """True for the standard input of the program."""
        return self.path in _STDIN

    @property
    def text(self) -> str:
        """`-` for standard input, else the path."""
        return "-" if self.is_stdin else str(self.path)

    @property
    def label(self) -> str:
        """The name for people: "stdin", "pipe" for one without a name, else the pipe's own."""
        if self.is_stdin:
            return "stdin"
        return "pipe" if self.path.parent in _NUMBERED else printable(self.path.name)

    @property
    def where(self) -> str:
        """The place that an error names."""
        return self.label if self.is_stdin else printable(str(self.path))

    @property
    def lost(self) -> str:
        """Why the rows cannot be read a second time."""
        return "Its rows came through a pipe and are not kept."

    def is_still_there(self) -> bool:
        """Return False: a pipe gives its content once."""
        return False

    def to_json(self) -> str:
        """Return the source as JSON text, for the ledger."""
        return json.dumps({"kind": "pipe", "path": str(self.path)})


@dataclass(frozen=True, slots=True)
class AddressSource(SourceKind):
    """A file at an http or https address.

    Everything after `?`, and a user name or password, counts as a secret: it may be a signature that lets anybody read
    the file. It is used for fetching and is shown, logged and kept nowhere; `forgotten` says that it is missing.
    """

    url: str = field(repr=False)
    forgotten: bool = False

    @property
    def is_signed(self) -> bool:
        """True if the address holds, or held, what may be a secret."""
        parts = _parts(self.url)
        return self.forgotten or bool(parts.query) or "@" in parts.netloc

    @property
    def where(self) -> str:
        """The address without its secrets: the place that an error names."""
        parts = _parts(self.url)
        return printable(urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", "")))

    @property
    def text(self) -> str:
        """The address for people; `?…` stands for what is not shown."""
        return self.where + ("?…" if self.is_signed else "")

    @property
    def label(self) -> str:
        """The file's name at the end of the address, else the host."""
        parts = _parts(self.url)
        return printable(unquote(parts.path).rstrip("/").rpartition("/")[2]) or (
            parts.netloc.rpartition("@")[2] or "address"
        )

    @property
    def lost(self) -> str:
        """Why the file cannot be fetched a second time; "" if it can."""
        return "Its file came from a signed address, which is not kept." if self.forgotten else ""

    def is_still_there(self) -> bool:
        """Return True if the whole address is known."""
        return not self.forgotten

    def to_json(self) -> str:
        """Return the source as JSON text, for the ledger, without its secrets."""
        return json.dumps({"kind": "address", "url": self.where, "signed": self.is_signed})


def _parts(url: str) -> SplitResult:
    """Return the parts of an address; of one that is none, only its scheme."""
    try:
        return urlsplit(url)
    except ValueError:
        return SplitResult(url.partition(":")[0], "", "", "", "")
