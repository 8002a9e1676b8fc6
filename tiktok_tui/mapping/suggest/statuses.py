"""The filter: orders that were refunded, cancelled or never paid are no conversions and are left out."""

from __future__ import annotations

from tiktok_tui.events.settings_text import shown
from tiktok_tui.mapping.suggest import synonyms
from tiktok_tui.mapping.suggest.draft import MappingDraft, quoted
from tiktok_tui.mapping.suggest.exports import Export
from tiktok_tui.mapping.suggest.headers import meanings, words
from tiktok_tui.mapping.suggest.samples import SampledColumn


def _keys(phrases: str) -> frozenset[str]:
    return frozenset("".join(words(phrase)) for phrase in phrases.split(";"))


_CONVERSIONS = _keys(
    """paid; partially refunded; partially paid; complete; completed; processing;
    succeeded; success; successful; captured;
    shipped; delivered; fulfilled; settled; approved; confirmed; wc-completed; wc-processing; closed; sold; done;
    bezahlt; abgeschlossen; versendet; versandt; verschickt; geliefert; ausgeliefert; in Bearbeitung; erledigt;
    teilweise erstattet; bestätigt; zugestellt;
    payé; payée; terminé; terminée; expédié; expédiée; livré; livrée; en cours; confirmé; confirmée; validé; validée;
    partiellement remboursée; partiellement remboursé; en préparation;
    pagado; pagada; completado; completada; enviado; enviada;
    entregado; entregada; procesando; confirmado; confirmada;
    parcialmente reembolsado; aprobado;
    pagato; pagata; completato; completata; spedito; spedita;
    consegnato; consegnata; evaso; in lavorazione; confermato;
    parzialmente rimborsato;
    pago; paga; concluído; concluída; enviada; entregue; aprovado; aprovada; processando; confirmado;
    parcialmente reembolsado"""
)
_NO_CONVERSIONS = _keys(
    """refunded; voided; void; cancelled; canceled; failed; pending;
    unpaid; expired; declined; draft; on hold; returned;
    authorized; authorised; abandoned; chargeback; charged back; disputed;
    rejected; checkout-draft; pending payment; trash;
    wc-refunded; wc-cancelled; wc-failed; wc-pending; wc-on-hold; open; incomplete; blocked; uncaptured; fraud; test;
    storniert; erstattet; offen; fehlgeschlagen; ausstehend; retourniert;
    unbezahlt; abgebrochen; abgelehnt; zurückgegeben;
    annulé; annulée; remboursé; remboursée; en attente; échoué; échouée; impayé; impayée; refusé; refusée; retourné;
    retournée; abandonné; abandonnée; brouillon;
    cancelado; cancelada; reembolsado; reembolsada; pendiente; fallido; fallida; devuelto; devuelta; anulado; anulada;
    rechazado; rechazada; en espera;
    annullato; annullata; rimborsato; rimborsata; in attesa; fallito; fallita; reso; non pagato; rifiutato; stornato;
    pendente; devolvido; devolvida; falhou; recusado; recusada; estornado; estornada; aguardando pagamento"""
)
_MOST = 12
"""A column with more different cells is no status."""


def settle_filter(draft: MappingDraft, export: Export | None) -> None:
    """Keep the rows whose status says that the order counts."""
    for key in export.unless if export is not None else ():
        if (column := draft.named(key)) is not None:
            draft.only[column.name] = ("",)
            draft.note(f"Only rows whose {quoted([column.name])} is blank count.")
    if export is not None and (column := _first(draft, export)) is not None:
        _keep(draft, column, _as_written(export.conversions, column))
        return
    for column in sorted(draft.columns, key=lambda each: -meanings(each.name).get(synonyms.STATUS, 0)):
        if synonyms.STATUS not in meanings(column.name):
            return
        states = column.different()
        kinds = {state: "".join(words(state)) for state in states}
        kept = tuple(state for state in states if kinds[state] in _CONVERSIONS)
        dropped = [state for state in states if kinds[state] in _NO_CONVERSIONS]
        if kept and dropped and len(kept) + len(dropped) == len(states) <= _MOST and column.name not in draft.used():
            _keep(draft, column, kept)
            return


def _first(draft: MappingDraft, export: Export) -> SampledColumn | None:
    return next((column for key in export.status if (column := draft.named(key)) is not None), None)


def _as_written(states: tuple[str, ...], column: SampledColumn) -> tuple[str, ...]:
    """The states as the file writes them; those that the sample does not hold in the manner of those that it does."""
    seen = {_bare(cell): cell for cell in column.different()}
    known = [seen[_bare(state)] for state in states if _bare(state) in seen]
    if not known:
        return states
    prefix = "wc-" if known[0].startswith("wc-") else ""
    manner = str.capitalize if known[0][0].isupper() else str.lower
    return tuple(seen.get(_bare(state), prefix + manner(state)) for state in states)


def _bare(state: str) -> str:
    return "_".join(words(state.removeprefix("wc-")))


def _keep(draft: MappingDraft, column: SampledColumn, states: tuple[str, ...]) -> None:
    draft.only[column.name] = states
    draft.note(f"Only rows whose {quoted([column.name])} is {' or '.join(map(shown, states))} count.")
