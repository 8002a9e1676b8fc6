"""Rows of a warehouse that are no longer so: earlier versions of a row, and rows that were deleted.

Sources: dbt's snapshots, slowly changing dimensions of type 2, change data of Debezium, AWS DMS, Delta and Airbyte.
"""

from __future__ import annotations

import re

from tiktok_tui.mapping.suggest.draft import MappingDraft, quoted
from tiktok_tui.mapping.suggest.samples import SampledColumn, rows_by
from tiktok_tui.mapping.suggest.vocabulary.words import squeezed, words

_FOLLOWED = frozenset("dbtvalidto scdvalidto scdend".split())
"""Ends of a version by a name that nothing else has."""
_ENDS = frozenset(
    """
    validto validuntil effectiveto effectiveend effectiveenddate effectivetodate rowvalidto roweffectiveto rowenddate
    rowexpirationdate recordendts recordenddate versionend validtodate validtots effectiveenddt effectiveendts
    effectivetodt effectivetots effenddt effenddate effend effto effectiveendtimestamp validenddate validtodt rowenddt
    """.split()
)
"""Ends that a ticket or a voucher may have as well: versions only where the same order has several rows."""
_BEGINNINGS = frozenset(
    """
    validfrom effectivefrom effectivestart effectivestartdate effectivefromdate rowvalidfrom roweffectivefrom
    roweffectivedate rowstartdate recordstartts recordstartdate versionstart validfromdate validfromts
    effectivestartdt effectivestartts effectivefromdt effectivefromts effstartdt effstartdate effstart efffrom
    effectivestarttimestamp validstartdate validfromdt rowstartdt
    """.split()
)
_NEVER = re.compile(r"(?:9999|2999|2199|2099)-.*|31[./-]12[./-](?:9999|2999|2099).*|12/31/(?:9999|2999|2099).*")
_OPERATIONS = frozenset(
    "op cdcop cdcoperation dmsop opcode operation operationtype changetype cdcchangetype dmloperation dmltype rowop "
    "sourceop action actiontype cdcaction dmlaction rowaction changeaction metadataaction changeoperation "
    "eventname".split()
)
_ENDS_OF_OPERATIONS = (("op",), ("operation",), ("action",), ("dml",))
"""Last words of such names: `hist_action`, `audit_op`."""
_DELETED = frozenset("d del delete deleted deletes remove removed updatepreimage".split())
_KEPT = frozenset("c create i insert inserted modify r read u update updated updatepostimage upsert".split())


def settle_versions(draft: MappingDraft) -> None:
    """Leave out earlier versions of rows, and rows that were deleted where they come from."""
    for column in draft.columns:
        name = squeezed(column.name.rpartition(".")[2])
        if column.name in draft.used() or column.empty:
            continue
        if name in _FOLLOWED or (name in _ENDS and _has_versions(draft, column)):
            draft.keep_blank(column, *(cell for cell, _ in draft.counts(column.name) if _NEVER.fullmatch(cell)))
            draft.note(f"{quoted([column.name])} is the end of a row's version: earlier ones are left out.", "rows")
        elif name in _OPERATIONS or words(column.name)[-1:] in _ENDS_OF_OPERATIONS:
            _leave_out_deleted(draft, column)


def _has_versions(draft: MappingDraft, column: SampledColumn) -> bool:
    """Return True if a version of an order ended before another one began that has no end."""
    order = draft.column_of("order_id")
    begins = next((each for each in draft.columns if squeezed(each.name) in _BEGINNINGS), None)
    if order is None or begins is None:
        return False
    for versions in rows_by(order, [begins, column]).values():
        open_since = [begin for begin, end in versions if not end or _NEVER.fullmatch(end)]
        ended = [end for _, end in versions if end and not _NEVER.fullmatch(end)]
        if ended and any(max(ended) <= begin for begin in open_since):
            return True
    return False


def _leave_out_deleted(draft: MappingDraft, column: SampledColumn) -> None:
    found = [cell for cell, _ in draft.counts(column.name) if cell]
    out = [cell for cell in found if squeezed(cell) in _DELETED]
    if out and all(squeezed(cell) in _DELETED | _KEPT for cell in found):
        draft.leave_out[column.name] = tuple(out)
