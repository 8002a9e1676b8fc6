"""A file in object storage (S3, Google Cloud Storage, Azure), as a source of rows."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Final

from tiktok_tui.files.source.identity import printable
from tiktok_tui.files.source.kind import SourceKind

_OBJECT: Final = re.compile(r"(?:s3|s3a|gs|az|abfss)://[^/?#]+/[^?#]+\Z", re.IGNORECASE)


def is_object(text: str) -> bool:
    """Return True if the text is the address of an object, such as `s3://bucket/folder/orders.parquet`."""
    return _OBJECT.match(text) is not None


@dataclass(frozen=True, slots=True)
class ObjectSource(SourceKind):
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

    def to_json(self) -> str:
        """Return the source as JSON text, for the ledger."""
        return json.dumps({"kind": "object", "url": self.url})
