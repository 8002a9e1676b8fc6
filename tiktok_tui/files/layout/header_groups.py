"""A header of two lines: the upper one names groups of columns, under which the same names stand again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tiktok_tui.files.layout.header_place import looks_like_data


def names_under_groups(names: Sequence[str], above: Sequence[str]) -> list[str] | None:
    """Return the names with those that repeat told apart by their groups; None if the line above does not do that.

    A group stands over the first of its columns, as merged cells have it.

    >>> names_under_groups(["No", "Name", "Email", "Name", "Email"], ["", "Seller", "", "Buyer", ""])
    ['No', 'Seller Name', 'Seller Email', 'Buyer Name', 'Buyer Email']
    """
    groups = [cell.strip() for cell in above]
    filled = [group for group in groups if group]
    counts = Counter(name.strip() for name in names if name.strip())
    if max(counts.values(), default=0) < 2 or len(filled) < 2 or len(groups) > len(names):
        return None
    if looks_like_data(filled) or any(group.endswith(":") for group in filled):
        return None  # a line of settings: `From: | 2026-06-01`
    here, told_apart = "", []
    for place, name in enumerate(names):
        here = (groups[place] if place < len(groups) else "") or here
        told_apart.append(f"{here} {name.strip()}".strip() if counts[name.strip()] > 1 else name)
    again = [name for name in told_apart if name.strip()]
    return told_apart if len(set(again)) == len(again) else None
