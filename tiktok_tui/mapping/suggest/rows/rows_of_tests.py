"""Names the rows of tests, gifts and exchanges that only a tag, a name or a way to pay tells of: `Tags` = test.

Tags and ways to pay are looked at over the whole file, and so are the names in two columns, as far as their cells can
be counted.
"""

from __future__ import annotations

import re

from tiktok_tui.mapping.suggest.draft import MappingDraft, quoted
from tiktok_tui.mapping.suggest.rows.own_people import OWN
from tiktok_tui.mapping.suggest.vocabulary.state_words import keys
from tiktok_tui.mapping.suggest.vocabulary.words import squeezed, words

_TAGS = keys(
    """
    tag; tags; label; labels; order tag; order tags; order label; order labels; tag list; Etikett; Etiketten;
    Schlagwort; Schlagwörter; Schlagworte; étiquette; étiquettes; libellés; etiqueta; etiquetas; etichetta; etichette;
    marcadores; etiketter; etykiety; etykieta; tagi; štítky; címkék; etiketler; метки; теги; мітки; タグ; 标签; 標籤;
    태그
    """
)
_TESTS = OWN | keys(
    """
    influencer gift; influencer order; giveaway; gifting; pr gift; replacement; replacement order; exchange;
    exchange order; warranty; warranty replacement; sample; free sample; Ersatzlieferung; Umtausch; Gewährleistung;
    Muster; échange; remplacement; échantillon; cambio; reemplazo; muestra; cambio merce; sostituzione; campione; troca;
    amostra; test order; testing; test payment; test transaction; internal order; staff order; employee order;
    Testbestellung; Testauftrag; commande test; commande de test; pedido de prueba; prueba; ordine di prova;
    ordine di test; pedido de teste; teste; testordre; testbestelling; zamówienie testowe; testovací objednávka;
    teszt; тест; тестовый заказ; テスト; テスト注文; 测试; 測試; 테스트
    """
)
_COUNTED = 2
"""So many columns of names are read over the whole file: each takes its time in a large one."""
_CUSTOMERS = 5
"""So many people are no family with one address."""
_BETWEEN = re.compile(r"[,;|\n]")
_PEOPLE = keys(
    """
    name; full name; first name; last name; given name; family name; surname; customer; customer name; customer first
    name; customer last name; customer full name; buyer; buyer name; client; client name; billing name; billing first
    name; billing last name; billing full name; shipping name; shipping first name; shipping last name; contact name;
    guest; guest name; recipient; recipient name; cardholder; cardholder name; member name; user name; purchaser name;
    Kunde; Kundenname; Vorname; Nachname; Käufer; Empfänger; prénom; nom; nom du client; acheteur; nombre; apellido;
    apellidos; nombre del cliente; comprador; nome; cognome; sobrenome; nome do cliente; nome cliente; acquirente;
    naam; voornaam; achternaam; klantnaam; navn; fornavn; etternavn; efternavn; namn; förnamn; efternamn; kundnamn;
    nimi; etunimi; sukunimi; imię; nazwisko; jméno; příjmení; név; nume; prenume; isim; soyisim; müşteri adi; имя;
    фамилия; фио; клиент; 氏名; お名前; 名前; 顧客名; 姓名; 客户; 客户姓名; 顧客姓名; 이름;
    고객명
    """
)
"""Names of columns with the names of customers."""
_WAYS_TO_PAY = keys(
    """
    gateway; payment gateway; payment method; payment method title; payment methods; payment type; payment provider;
    payment processor; processor; provider; card type; card brand; tender; tender type; payment source;
    Zahlungsart; Zahlungsmethode; Bezeichnung der Zahlungsmethode; Zahlungsanbieter; moyen de paiement; mode de
    paiement; forma de pago; método de pago; medio de pago; metodo di pagamento; forma de pagamento; método de
    pagamento; betaalmethode; betaalwijze
    """
)
_TEST_GATEWAYS = frozenset("bogus dummy sandbox test testing testmodus fake".split())
"""Words of ways to pay by which no money moves, such as Shopify's Bogus Gateway."""
_NO_PAYMENT = OWN | keys(
    """
    write off; write offs; written off; bad debt; staff discount; employee discount; no payment; foc; Abschreibung;
    Ausbuchung; staff account; staff meal; staff meals; staff food; employee meal; employee account; staff tab; on
    the house;
    complimentary; comp; comps; manager comp; owner comp; comped; spoilage; wastage; waste; Personalessen;
    Personalverzehr; Mitarbeiterverzehr; Eigenverbrauch; Bewirtung; aufs Haus; Hausbon; Freibon; offert; offerts;
    repas personnel; conso personnel; cortesía; invitación; consumo interno; comida personal; omaggio; pasto
    dipendenti; cortesia; consumo funcionários; personeelsmaaltijd; representatie; personalmat; ansattmat
    """
)
"""Ways to pay of staff and of guests of the house, by which no money moves either."""
_DISCOUNTS = keys(
    """
    discount code; discount codes; discount name; discount names; discount reason; coupon; coupons; coupon code; coupon
    codes; coupon name; promo code; promotion code; promotion name; voucher code; Gutscheincode; Rabattcode;
    Rabattname; Rabattgrund; code promo; code de réduction; code de remise; cupón; código de descuento; código
    promocional; codice sconto; codice promozionale; cupom; código de cupom; código de desconto; kortingscode;
    rabattkod; rabatkode; rabattkode; kod rabatowy; kupon; indirim kodu; промокод; クーポンコード; 优惠码
    """
)
"""Names of columns with the discounts that were given."""
_LETTERS = re.compile(r"[^\W\d_]+")
_TESTERS = keys(
    """
    test; tester; testing; test test; test user; test customer; test person; test order; test client; test account;
    test buyer; test guest; tester tester; test tester; testing testing; Test Kunde; Kunde Test; client test; cliente
    test; cliente prueba; prueba; prueba prueba; prueba test; teste; teste teste; cliente teste; cliente di prova;
    prova prova; klant test; test klant; test kund; kund test; тест; тест тест; тестовый клиент; テスト; テストテスト;
    テスト太郎; 测试; 测试测试; 測試; 測試測試; 테스트; 테스트테스트
    """
)


_NOBODY = keys(
    """
    walk-in; walkin; walk-in customer; walk-in client; walk-in guest; cash customer; cash sale; cash sales; counter
    sale; guest; guest customer; anonymous; anonymous customer; unknown customer; default customer; general customer;
    retail customer; no name; Laufkundschaft; Laufkunde; Barkunde; Barverkauf; Diverse; diverse Kunden; anonymer Kunde;
    client comptoir; client de passage; client anonyme; clients divers; cliente mostrador; cliente genérico; cliente
    contado; consumidor final; público en general; publico general; cliente occasionale; cliente generico; cliente
    anonimo; cliente balcão; cliente padrão; passant; contante klant; balieklant; kontantkund; kontantkunde; klient
    detaliczny; розничный покупатель; частное лицо; физическое лицо; perakende müşteri; nihai tüketici; 一般客; 非会員;
    ゲスト; 散客; 零售客户; 비회원; 일반고객; عميل نقدي
    """
)
"""Names of a customer that stand for nobody in particular."""


def tell_tests(draft: MappingDraft) -> None:
    """Say which tags tell of a test, a gift or an exchange, and which names and ways to pay of a test."""
    people = [column.name for column in draft.columns if squeezed(column.name) in _PEOPLE and not column.empty]
    for column in draft.columns:
        if squeezed(column.name) in _TAGS:
            found = [cell for cell, _ in draft.counts(column.name) if _has_test_tag(cell)]
        elif squeezed(column.name) in _PEOPLE:
            counted = [cell for cell, _ in draft.counts(column.name)] if column.name in people[:_COUNTED] else []
            found = list(dict.fromkeys(cell for cell in (*column.cells, *counted) if _is_a_tester(cell)))
        elif squeezed(column.name) in _WAYS_TO_PAY:
            counted = [cell for cell, _ in draft.counts(column.name)]
            found = [cell for cell in counted if _moves_no_money(cell)]
        elif squeezed(column.name) in _DISCOUNTS:
            found = [cell for cell, _ in draft.counts(column.name) if _is_for_staff(cell)]
        else:
            continue
        draft.tell_sent(column, found)


def _is_a_tester(name: str) -> bool:
    return squeezed(name) in _TESTERS or name.casefold().startswith(("<test lead", "test lead"))


def _moves_no_money(way: str) -> bool:
    return not _TEST_GATEWAYS.isdisjoint(words(way)) or squeezed(way) in _NO_PAYMENT


def _is_for_staff(discount: str) -> bool:
    """Return True for a discount of the company's own people or of a test: `STAFF50`, `Employee 30%`."""
    return any(squeezed(word) in OWN for word in _LETTERS.findall(discount))


def tell_nobody(draft: MappingDraft) -> None:
    """Say that several rows of nobody in particular have one address, which is hardly a customer's."""
    people = [column for column in draft.columns if squeezed(column.name) in _PEOPLE]
    nobody = [(row, column) for row in draft.standing() for column in people if squeezed(column.cells[row]) in _NOBODY]
    order = draft.column_of("order_id")
    for address in (*draft.columns_of("email"), *draft.columns_of("phone")):
        orders: dict[str, set[str]] = {}
        for row, _ in nobody:
            order_of_row = order.cells[row] if order is not None else str(row)
            orders.setdefault(address.cells[row].casefold(), set()).add(order_of_row)
        shared = {cell for cell, those in orders.items() if cell and len(those) > 1}
        names = dict.fromkeys(column.cells[row] for row, column in nobody if address.cells[row].casefold() in shared)
        if names:
            draft.note(
                f"Rows of {quoted(list(names))} have the same {quoted([address.name])}: check that it is the"
                " customer's.",
                "email" if address in draft.columns_of("email") else "phone",
            )


def tell_shared(draft: MappingDraft) -> None:
    """Say that customers with different names have one address, which is hardly theirs, unless that was said before."""
    people = [column for column in draft.columns if squeezed(column.name) in _PEOPLE]
    for field in ("email", "phone"):
        if not people or any(note.about == field for note in draft.notes):
            continue
        for address in draft.columns_of(field):
            names: dict[str, set[str]] = {}
            for row in draft.standing():
                name = squeezed(" ".join(column.cells[row] for column in people))
                names.setdefault(address.cells[row].casefold() if name else "", set()).add(name)
            if (most := max((len(those) for cell, those in names.items() if cell), default=0)) >= _CUSTOMERS:
                draft.note(
                    f"{most} customers with different names have the same {quoted([address.name])}: check that it is"
                    " theirs, and not the shop's.",
                    field,
                )


def _has_test_tag(cell: str) -> bool:
    return any(squeezed(tag) in _TESTS for tag in _BETWEEN.split(cell))
