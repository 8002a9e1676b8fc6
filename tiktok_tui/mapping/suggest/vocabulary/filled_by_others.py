"""Names of columns that hold something only in rows that were undone, or that stand for another row of their file."""

from __future__ import annotations

from typing import Final

from tiktok_tui.mapping.suggest.vocabulary.state_words import keys

UNDONE_AT: Final = keys(
    """
    failed at; failed on; failure date; declined at; declined on; decline date; rejected at; rejected on; rejection
    date; reversed at; reversed on; reversal date; expired at; expired on; withdrawn at; withdrawn on; withdrawal date;
    termination date; terminated at; terminated on; date terminated; lapse date; lapsed at; lapsed on; churn date;
    churned at; churned on; cancellation request date; cancellation requested at; cancel requested at; freeze date;
    freeze start; frozen at; frozen on; frozen until; comp reason; write off date; written off on; written off at;
    abgelehnt am; fehlgeschlagen am; zurückgewiesen am; abgelaufen am; gekündigt am; gekündigt zum; Kündigung zum;
    Kündigungsdatum; Ruhezeit bis; refusé le; échoué le; résilié le; date de résiliation; expiré le; suspendu jusqu'au;
    rechazado el; fecha de rechazo; fecha de baja; dado de baja el; caducado el; rifiutato il; data di disdetta; scaduto
    il; recusado em; data de rescisão; expirado em; geweigerd op; opgezegd op; opzegdatum
    """
)
"""Times and reasons of an end."""
OF_ANOTHER: Final = keys(
    """
    original order; original order id; original order number; original order no; original transaction; original
    transaction id; original invoice; original invoice number; original receipt; original receipt no; original document;
    original sale; original ticket; original payment; reissue of; reissued from; exchanged for; exchanged from; exchange
    of; upgraded from; replacement for; replaces; replaces order; replaced by; duplicate of; merged into; superseded by;
    refund of; reversal of; reverses; corrects; correction of; credit for; resold to; transferred to; Ersatz für;
    ersetzt durch; Storno zu; Storno von; Gutschrift zu; ursprüngliche Bestellung; ursprüngliche Rechnung; remplace;
    remplacé par; avoir sur facture; commande d'origine; facture d'origine; reemplaza a; factura rectificada; pedido
    original; factura original; sostituito da; ordine originale; fattura originale; substitui; pedido de origem; fatura
    original; vervangt; vervangen door; oorspronkelijke bestelling; oorspronkelijke factuur
    """
)
"""Numbers of the row that a row stands for, corrects or gives way to."""
