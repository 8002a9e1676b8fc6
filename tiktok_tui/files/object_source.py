"""A file in object storage (S3, Google Cloud Storage, Azure), as a source of rows."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tiktok_tui.files.identity import Stamp, digest_of, printable

_OBJECT: Final = re.compile(r"(?:s3|s3a|gs|az|abfss)://[^/?#]+/[^?#]+\Z", re.IGNORECASE)


def is_object(text: str) -> bool:
    """Return True if the text is the address of an object, such as `s3://bucket/folder/orders.parquet`."""
    return _OBJECT.match(text) is not None


@dataclass(frozen=True, slots=True)
class ObjectSource:
    """One object, by its address, which holds no secret."""

    url: str

    @property
    def text(self) -> str:
        """The address."""
        return self.url

    @property
    def label(self) -> str:
        """The object's name without its folders."""
        return printable(self.url.rpartition("/")[2]) or self.where

    @property
    def where(self) -> str:
        """The place that an error names: the address."""
        return printable(self.url)

    @property
    def is_query(self) -> bool:
        """False."""
        return False

    @property
    def is_live(self) -> bool:
        """False: the object must be the same when a run is resumed."""
        return False

    @property
    def lost(self) -> str:
        """Return "": the object can be fetched again."""
        return ""

    def is_still_there(self) -> bool:
        """Return True: the object is looked for when it is fetched."""
        return True

    def stamp(self) -> Stamp:
        """Return zeros: the content is compared once it is fetched."""
        return Stamp()

    def fingerprint(self, layout: Iterable[str], paths: Sequence[Path], check: Callable[[], None]) -> str:
        """Return the identity of the content as hex: its layout and every byte of the copy."""
        return digest_of(layout, "", paths, check)

    def to_json(self) -> str:
        """Return the source as JSON text, for the ledger."""
        return json.dumps({"kind": "object", "url": self.url})
