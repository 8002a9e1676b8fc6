"""Undo and redo of changes of a mapping."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tiktok_tui.mapping.model import Mapping


@dataclass(frozen=True, slots=True)
class MappingHistory:
    """The mappings before the current one, the oldest first, and those that were undone, the next one first."""

    past: tuple[Mapping, ...] = ()
    future: tuple[Mapping, ...] = ()

    def changed(self, before: Mapping) -> MappingHistory:
        """Return the history after a change of `before`; undone changes are gone."""
        return MappingHistory((*self.past, before))

    def undone(self, now: Mapping) -> tuple[Mapping, MappingHistory]:
        """Return the mapping before `now`, and the history from there. Raises IndexError if there is none."""
        return self.past[-1], MappingHistory(self.past[:-1], (now, *self.future))

    def redone(self, now: Mapping) -> tuple[Mapping, MappingHistory]:
        """Return the mapping that was undone last, and the history from there. Raises IndexError if there is none."""
        return self.future[0], MappingHistory((*self.past, now), self.future[1:])


def difference(before: Mapping, after: Mapping) -> str:
    """Return in words the fields and other settings in which two mappings differ.

    >>> from tiktok_tui.mapping.model import FieldSource
    >>> difference(Mapping(), Mapping({"email": FieldSource(columns=("Email",))}, group_by="Order"))
    'email, grouping'
    """
    names = [
        name
        for name in dict.fromkeys((*before.fields, *after.fields))
        if before.fields.get(name) != after.fields.get(name)
    ]
    if before.group_by != after.group_by:
        names.append("grouping")
    if before.phone_country != after.phone_country:
        names.append("phone country")
    if replace(before, fields={}, group_by=None, phone_country=None) != replace(
        after, fields={}, group_by=None, phone_country=None
    ):
        names.append("filter")
    return ", ".join(names)
