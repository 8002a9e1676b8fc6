"""The time of a deal that was won: when it was closed, not when somebody first wrote it down."""

from __future__ import annotations

from tiktok_tui.mapping.suggest.draft import MappingDraft, quoted
from tiktok_tui.mapping.suggest.vocabulary.stages import are_of_deals, is_won
from tiktok_tui.mapping.suggest.vocabulary.state_columns import Says, says
from tiktok_tui.mapping.suggest.vocabulary.words import words


def _words(text: str) -> frozenset[str]:
    return frozenset(word for each in text.split() for word in words(each))


_WON = _words("won gewonnen gain gagne ganado ganho vinto")
_CLOSED = _WON | _words(
    """
    close closed closing closedate abschluss abschlussdatum cloture fermeture cierre chiusura fechamento закрытия
    завершения zamknięcia kapanis uzavření sluitingsdatum sluitdatum schlusstermin schlussdatum abschlusstermin
    lukkedato lukkedatum stangningsdatum avslutsdatum avslutningsdato 完了予定日 受注日 成約日 クローズ日 完了日
    关闭日期 结束日期 結束日期 成交日期 마감일 종료일 성사일
    """
)
"""Words in the name of the time when a deal was closed."""
_NOT_YET = _words(
    """
    expected forecast forecasted estimated est anticipated projected planned target next lost first created erwartet
    geplant voraussichtlich prevue prevu estimee prevista previsto estimada планируемая ожидаемая предполагаемая
    """
)


def prefer_closing(draft: MappingDraft) -> None:
    """Take the time when the deals were closed in place of another one, where the file is one of deals."""
    won = _rows_won(draft)
    taken = draft.column_of("timestamp")
    if not won or draft.is_exact("timestamp") or (taken is not None and not _CLOSED.isdisjoint(words(taken.name))):
        return
    found = [
        column
        for column in draft.columns
        if not _CLOSED.isdisjoint(words(column.name))
        and _NOT_YET.isdisjoint(words(column.name))
        and all(column.kind == "time" or column.has_shape(column.cells[row], "date") for row in won)
    ]
    if found:
        best = max(found, key=lambda column: (not _WON.isdisjoint(words(column.name)), -column.place))
        draft.fill("timestamp", best)
        draft.note(f"The time of a deal is that of {quoted([best.name])}, when it was won.", "timestamp")
    elif taken is not None and any(column is not taken and column.share("date") == 1 for column in draft.columns):
        draft.note(
            f"{quoted([taken.name])} was taken for the time of a deal: check that it is when the deal was won.",
            "timestamp",
        )


def _rows_won(draft: MappingDraft) -> list[int]:
    """The rows of the sample whose deal was won; none if the file is not one of deals."""
    for column in draft.columns:
        kind = says(column.name)
        if kind is Says.STAGE or (kind is Says.ORDER and are_of_deals(column.different())):
            rows = [row for row, cell in enumerate(column.cells) if is_won(cell)]
            if rows:
                return rows
    return []
