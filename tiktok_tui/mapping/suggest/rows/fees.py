"""Names rows that are nothing but a fee for paying late or not coming, which is money, but no sale."""

from __future__ import annotations

from typing import Final

from tiktok_tui.mapping.suggest.draft import MappingDraft
from tiktok_tui.mapping.suggest.vocabulary.state_words import keys
from tiktok_tui.mapping.suggest.vocabulary.words import squeezed

_FEES: Final = keys(
    """
    late fee; late fees; late payment fee; late charge; late charges; late payment interest; interest on arrears;
    arrears interest; finance charge; finance charges; dunning fee; dunning charge; reminder fee; collection fee;
    returned payment fee; returned check fee; nsf fee; chargeback fee; cancellation fee; cancelation fee; no-show fee;
    no show fee; no-show charge; restocking fee; Mahngebühr; Mahngebühren; Mahnkosten; Mahnspesen; Verzugszinsen;
    Säumniszuschlag; Inkassokosten; Inkassogebühr; Rücklastschriftgebühr; Stornogebühr; Stornierungsgebühr;
    Ausfallgebühr; Ausfallhonorar; frais de relance; frais de rappel; frais de retard; intérêts de retard;
    pénalité de retard; pénalités de retard; frais d'annulation; recargo por mora; intereses de demora;
    interés de mora; intereses moratorios; recargo por pago tardío; cargo por cancelación; penalización por
    cancelación; interessi di mora; spese di sollecito; mora; penale di cancellazione; multa por atraso; juros de mora;
    multa e juros; taxa de cancelamento; aanmaningskosten; herinneringskosten; incassokosten; annuleringskosten;
    rykkergebyr; purregebyr; påminnelseavgift; förseningsavgift; odsetki; odsetki za zwłokę; opłata za upomnienie;
    úrok z prodlení; gecikme faizi; gecikme bedeli; пеня; пени; неустойка; 遅延損害金; 督促手数料; キャンセル料; 滞纳金;
    违约金; 연체료; 취소수수료
    """
)


def tell_fees(draft: MappingDraft) -> None:
    """Say which cells of a column name such a fee, whose rows are sent."""
    taken = {*draft.only, *draft.leave_out, *draft.not_items}
    for column in draft.columns:
        if column.name not in taken and (named := [cell for cell in column.different() if squeezed(cell) in _FEES]):
            draft.tell_sent(column, named)
