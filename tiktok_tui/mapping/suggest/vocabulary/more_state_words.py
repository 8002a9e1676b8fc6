"""More states that are no sale, in many languages: who did not come, what nobody fetched, duplicates, withdrawals."""

from __future__ import annotations

from typing import Final

NO_SALE: Final = """
    Δεν παραλήφθηκε; δεν παρελήφθη; rezygnacja; bad number; invalid number; bad contact; duplicate lead;
    rfnd; cxl; cxld; canx; cncl; cncld; canc; rvsl; chbk;
    spam lead; test lead; solicitor; fake lead; Dublette; doppelt; Duplikat; doublon; duplicado;
    duplicada; duplicato; doppione; duplikat; mükerrer; дубль; дубликат; duplicita; כפול; nicht
    relevant; kein Interesse; non pertinent; pas intéressé; no interesado; no interesada; non
    interessato; non interessata; sem interesse; geen interesse; niet geïnteresseerd; ej intresserad;
    ikke interesseret; brak zainteresowania; niezainteresowany; nezájem; nem érdekli; neinteresat;
    ilgilenmiyor; неинтересно; не интересно; нецелевой; לא רלוונטי; לא מעוניין; غير مهتم; 興味なし; 不感兴趣;
    관심없음; không quan tâm; tidak tertarik; ไม่สนใจ; absent; absent non excusé; absence non excusée; non
    venuto; niet gekomen; uteblev; uteblivit; udeblevet; udeblev; ikke mødt; ikke møtt; ei saapunut; nie
    przyszedł; nie stawił się; nieobecny; nedostavil se; nem jelent meg; neprezentat; gelmedi; не
    пришел; не пришёл; не явился; неявка; לא הגיע; לא הגיעה; لم يحضر; 来店なし; 未到; 爽约; 爽約; 미방문; 불참; ไม่มา;
    ไม่มาตามนัด; không đến; tidak hadir; tidak datang; δεν προσήλθε; niet opgehaald; ikke afhentet; ikke
    hentet; noutamatta; nem vette át; neridicat; neridicată; teslim alinmadi; не забран; невыкуп; לא
    נאסף; لم يستلم; 수취거부; ปฏิเสธการรับ; từ chối nhận; tidak diambil; paiement abandonné; pagamento não
    autorizado; platba selhala; оплата не прошла; فشلت عملية الدفع; thanh toán thất bại; rétracté;
    rétractation; desistimiento; recesso; herroepen; ångrad; ångrat köp; fortrudt; angret; odstąpienie;
    odstoupení; elállás; retragere din contract; cayma; отказ от договора; ביטול עסקה; تراجع; 取消依頼;
    申请退款; ขอคืนเงิน; yêu cầu hoàn tiền; verfallen; wygasło; wygasła; истек; منتهي; aborted
"""
NOT_YET: Final = """
    on request; lista rezerwowa; lista de espera; lista d'attesa; liste d'attente; wachtlijst; Zahlung erwartet;
    not charged; unconfirmed; provisional; provisorisch; aberto; aberta; abierto; abierta; aperto; aperta;
    ouvert; ouverte; vencida; a pagar; te betalen; απλήρωτο; σε εκκρεμότητα; 待确认收款; do opłacenia
"""
KINDS: Final = """
    nota di accredito; nota accredito; nota de abono; kredittnota; jóváíró számla; factură de stornare; кредит-нота; чек
    возврата прихода; ostohyvitys; изъятие; ingreso de efectivo; retirada de efectivo; výběr; hævning; kasa giriş; kasa
    çikiş; つり銭; 备用金; 取款; 시재; เบิกเงิน; παραγγελία σε προμηθευτή; nákupní objednávka; szállítói számla; tedarikçi
    faturasi; счет поставщика; Mahnung; Zahlungserinnerung; rappel; rappel de paiement; recordatorio; recordatorio de
    pago; sollecito; sollecito di pagamento; lembrete; herinnering; przypomnienie; felszólítás; hatirlatma; напоминание;
    督促; 督促状; 催款; 독촉; Rückgabe; Freikarte; Freikarten; return authorization; return authorisation; reminder;
    finance charge memo; donation sent; gift sent; tip sent; cease; ceased; cessation; pac out; stac out;
    disconnected; deposit return; deposit refund; deposit release; pledge; pledges; soft credit; matching gift;
    matching; employer match; company match; Sachspende; don en nature; donación en especie; donazione in natura;
    doação em espécie; счет на оплату покупателю; возврат товаров поставщику; reso cliente
"""
"""Kinds of documents and of entries of a till that are no sale."""
