"""Find the list of records within the one object that an interface answers: `{"data": [{…}], "has_more": false}`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from tiktok_tui.files.json_files.fields import DEEPEST, Field, is_table, object_of
from tiktok_tui.files.layout.preamble import facts_beside
from tiktok_tui.files.table import Facts, Kind
from tiktok_tui.files.text.content import Content

LARGEST = 16 << 20
"""Objects of so many bytes are looked into, as DuckDB does too; the whole object is read at once."""

_ABOUT_THE_ANSWER = set(
    "object url kind etag status statuscode success ok code message messages error errors warnings total "
    "totalcount count totalresults resultcount size page pages pageno pagenumber pagesize perpage totalpages "
    "currentpage lastpage limit offset start from to cursor cursors next nextpage nextcursor nextpagetoken "
    "nextlink nextrecordsurl previous prev prevpage previouspage first last hasmore more done moreresults "
    "included includes links meta metadata paging pagination pageinfo requestid traceid timestamp version".split()
)
"""Fields in which an answer speaks of itself, in small letters without signs."""

_OTHER_TABLES = {"errors", "warnings", "messages", "included", "includes", "links"}
"""Lists of objects that are no records."""

_MORE = {"hasmore", "more", "moreresults", "hasnextpage"}
_NEXT = {"next", "nextpage", "nextcursor", "nextpagetoken", "nextlink", "nextrecordsurl"}


@dataclass(frozen=True, slots=True)
class Within:
    """Where the list is in its object, the field that says that there is more than it holds ("" for none).

    `facts` are those about all rows that fields beside the list state, and `said` are sentences about these fields.
    """

    list: Field
    more: str
    facts: Facts
    said: tuple[str, ...]

    @property
    def notes(self) -> tuple[str, ...]:
        """Sentences about the list; the one that matters most stands first."""
        more = f"“{self.more}” says that there is more than this file holds: what follows is not in it"
        rows = f"The rows are the list “{self.list.name}” of the file's one object"
        return (*((more,) if self.more else ()), *self.said, rows)


def list_within(content: Content) -> Within | None:
    """Return the one list of objects in a text that is one JSON object, or None if it is something else.

    An order with a list of its items is none: an object with anything that its list does not explain is a row itself,
    unless people are named in its list alone.
    """
    head, _ = content.head()
    if not head.lstrip().startswith(b"{") or _is_first_of_many(head):
        return None
    text, complete = content.head(LARGEST)
    answer = object_of(text) if complete else None
    if answer is None:
        return None
    beside: dict[tuple[str, ...], object] = {}
    lists = dict(_lists(answer, (), beside))
    if len(lists) != 1:
        return None
    ((path, records),) = lists.items()
    others = {where: value for where, value in beside.items() if _plain(where[-1]) not in _ABOUT_THE_ANSWER}
    if others and (_names_people(list(others.values())) or not _names_people(records)):
        return None
    said = (
        (".".join(where), _text(value))
        for where, value in others.items()
        if (value or value is False) and not where[-1].startswith("@") and _plain(where[-1]) not in _MORE
    )
    return Within(
        Field(path, Kind.LIST),
        next((".".join(where) for where in beside if _is_more(where, beside)), ""),
        *facts_beside(said),
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _is_first_of_many(head: bytes) -> bool:
    first, *others = head.lstrip().split(b"\n", 1)
    return object_of(first) is not None and any(other.strip() for other in others)


def _lists(
    found: dict[str, object], prefix: tuple[str, ...], beside: dict[tuple[str, ...], object]
) -> Iterator[tuple[tuple[str, ...], object]]:
    """Yield the lists of objects by their paths, and note everything else `beside` them."""
    for key, value in found.items():
        path = (*prefix, key)
        if is_table(value) and _plain(key) not in _OTHER_TABLES:
            yield path, value
        elif isinstance(value, dict) and len(path) < DEEPEST:
            yield from _lists(value, path, beside)
        else:
            beside[path] = value


def _is_more(path: tuple[str, ...], beside: dict[tuple[str, ...], object]) -> bool:
    name, value = _plain(path[-1]), beside[path]
    return (name in _MORE and value is True) or (name in _NEXT and isinstance(value, str | int) and bool(value))


def _plain(key: str) -> str:
    """Return a key in small letters without signs: `@odata.nextLink` as `nextlink`."""
    return "".join(filter(str.isalnum, key.rpartition(".")[2].lower()))


def _names_people(found: object) -> bool:
    waiting = [found]
    while waiting:  # not by calls within calls, of which there are only so many
        value = waiting.pop()
        if isinstance(value, str) and "@" in value:
            return True
        waiting.extend(value.values() if isinstance(value, dict) else value if isinstance(value, list) else ())
    return False
