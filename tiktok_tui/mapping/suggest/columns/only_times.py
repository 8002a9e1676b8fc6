"""The time of the event where no column is called so: the only one that is no other time by its name."""

from __future__ import annotations

from tiktok_tui.events.names import INQUIRIES
from tiktok_tui.mapping.suggest.draft import MappingDraft, quoted
from tiktok_tui.mapping.suggest.rows.flags import says_undone
from tiktok_tui.mapping.suggest.samples import SampledColumn
from tiktok_tui.mapping.suggest.vocabulary.time_headers import zone_in_header
from tiktok_tui.mapping.suggest.vocabulary.words import words

_OTHER_TIMES = frozenset(
    """
    birth born birthday dob birthdate geburtsdatum geburtstag naissance nacimiento nascita nascimento updated modified
    ingested loaded synced extracted etl inserted exported uploaded dbt refreshed effective expected preferred visit
    seen emitted release payout available disbursement
    last expiry expires expiration due ship shipped shipping delivery delivered dispatch fulfilled refund refunded
    cancelled canceled voided start end check checkin checkout arrival departure valid until renewal next first
    """.split()
)
"""Words of the names of other times than that of the sale."""
_ASKED = frozenset("enquiry inquiry enquired anfrage anfragedatum demande solicitud consulta richiesta".split())
_OPENED = frozenset("opened open geoffnet eroffnet ouvert ouverture abierto apertura aperto aberto abertura".split())
_CLOSED = frozenset("closed close geschlossen ferme fermeture cerrado cierre chiuso chiusura fechado".split())
_LASTED = frozenset("duration talk talktime billsec billableseconds".split())
_CALLS = frozenset("call calls caller callid calltype callstatus".split())


def fill(draft: MappingDraft) -> None:
    """Take the only time for that of the event, or the beginning of a call that lasted; the time must be open."""
    used = draft.used()
    found = _closings([each for each in draft.columns if each.name not in used and may_be_the_time(each)])
    if draft.destination.fixed_event in INQUIRIES:
        found = [each for each in found if not _ASKED.isdisjoint(words(each.name))] or found
    if len(found) == 1:
        draft.fill("timestamp", found[0])
        draft.note(f"{quoted([found[0].name])} was taken for timestamp by what its cells look like.", "timestamp")
        return
    named = {word for column in draft.columns for word in words(column.name)}
    if _LASTED.isdisjoint(named) or _CALLS.isdisjoint(named):
        return
    starts = [column for column in draft.columns if _is_start(column)]
    starts = [column for column in starts if zone_in_header(column.name)] or starts
    if len(starts) == 1:
        draft.fill("timestamp", starts[0])
        draft.note(f"{quoted([starts[0].name])} was taken for timestamp: it is when the call began.", "timestamp")


def may_be_the_time(column: SampledColumn) -> bool:
    """Return True for a column with times that are no other's by its name."""
    if column.empty or not _OTHER_TIMES.isdisjoint(words(column.name)) or says_undone(column.name):
        return False
    return column.kind == "time" or column.mostly("date")


def _closings(times: list[SampledColumn]) -> list[SampledColumn]:
    """Of two times when a check was opened and closed return the second, which is when it was paid."""
    opened = [column for column in times if not _OPENED.isdisjoint(words(column.name))]
    closed = [column for column in times if not _CLOSED.isdisjoint(words(column.name))]
    return closed if len(times) == 2 and len(opened) == len(closed) == 1 and opened != closed else times


def _is_start(column: SampledColumn) -> bool:
    """Return True for a column of times whose name says that something with a duration began then."""
    return not {"start", "started", "began"}.isdisjoint(words(column.name)) and column.mostly("date")
