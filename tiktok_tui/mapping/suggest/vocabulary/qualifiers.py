"""Words around a field's name in a header: its owner, its subject, and words without a meaning of their own."""

from __future__ import annotations

FILLING_WORDS = frozenset(
    """
    of the for a an in and de del della dell dello d da do das dos di du des la le les l el los il lo der die das
    den dem des von vom und e et y n nr no num utc gmt what is your my please enter provide best
    """.split()
)
"""Words without a meaning of their own, as in `Data do pedido` and `What is your email?`."""

CONTAINERS = frozenset(
    """
    attributes body callbackparams context customdata customproperties data details ecommerce eventdata event
    eventparams eventproperties fields info information matchkeys metadata node object params parameters
    partnerparams payload properties props publisherparams record traits userdata userproperties
    """.split()
)
"""Objects of nested JSON that only hold others, as in `properties.total` and `context.traits.email`."""

ABOUT_THE_ORDER = frozenset(
    """
    order orders payment payments transaction transactions purchase sale sales invoice invoices checkout booking charge
    donation deal opportunity lead txn trx subscription subscriptions
    bestell bestellung auftrag kauf zahlung rechnung rechnungs commande achat vente paiement pedido compra venta pago
    ordine acquisto vendita pagamento encomenda venda
    """.split()
)
"""Words for the subject of a time, an amount or a currency."""

PUPILS = frozenset(
    "student pupil schuler aluno aluna alumno alumna eleve etudiant estudiante alunno studente uczen ogrenci".split()
)
"""Children, mostly: whoever else is named beside them is the customer."""

ANYBODY = PUPILS | frozenset(
    """
    user users account profile participant camper athlete player usuario utente benutzer utilisateur attendee
    teilnehmer participante partecipante guest guests gast gaste convidado convidada ospite invitado invitada
    """.split()
)
"""Words that name the customer where no column does so more clearly: beside an `Invitee Email` the user is the host,
beside a `Parent Email` the student is a child, beside an `Invitee Email` the guests come along."""

ABOUT_THE_CUSTOMER = ANYBODY | frozenset(
    """
    customer customers client buyer billing contact person personal lead subscriber member payer shopper primary main
    default bill receipt consumer patient invitee registrant passenger traveler traveller donor applicant prospect
    tenant parent visitor purchaser booker payor cardholder policyholder insured socio socia associado respondent
    resident guardian candidate rechnungsadresse rechnungsanschrift kunde kunden kaufer kaeufer rechnung rechnungs
    haupt acheteur facturation principal principale cliente comprador facturacion contacto titular acquirente
    fatturazione contatto cobranca faturamento contato interessent besteller auftraggeber invite voyageur donateur
    locataire huesped pasajero donante inquilino paciente iscritto donatore paziente hospede passageiro doador
    responsavel encarregado apoderado acudiente genitore eltern erziehungsberechtigte erziehungsberechtigter opiekun
    rodzic veli rechnungsempfanger requester spender responsable legal legale tuteur tutrice apoderada parents mere
    pere mother father madre padre mae pai genitori mutter vater elternteil sorgeberechtigte sorgeberechtigten
    sorgeberechtigter erziehungsberechtigten ouder ouders verzorger voogd foralder vardnadshavare foraelder foresatt
    rodzica opiekuna financeiro financeira economico kundin kauferin kaeuferin versicherter versicherte
    versicherungsnehmer segurado segurada asegurado asegurada assicurato assicurata assure assuree borrower licensee
    caller calling
    """.split()
)
"""Words that name the owner of an e-mail address, a phone number or a country."""

SECOND_CHOICE = frozenset(
    """
    shipping ship delivery secondary second alternate alternative alt other additional home work business
    mobile cell landline hash hashed sha256 sha encrypted raw plain clean cleaned normalized normalised formatted
    e164 full international address addr lower lowercase number numbers liefer lieferung lieferadresse lieferanschrift
    versand privat geschaftlich
    livraison envio entrega spedizione domicile travail casa trabajo lavoro trabalho adresse
    """.split()
)
"""Words around an identifier that make it a second choice, but still the customer's."""

ABOUT_AN_ITEM = frozenset(
    """
    item items line lineitem lineitems product products article articles variant content
    artikel produkt produit produits producto productos articulo articulos prodotto prodotti articolo articoli
    produto produtos artigo artigos position
    """.split()
)
"""Words that make a price or a name that of one item."""

SHORT_ITEM_WORDS = {
    "id": "content_id", "code": "content_id", "number": "content_id", "nummer": "content_id", "ref": "content_id",
    "reference": "content_id", "name": "content_name", "title": "content_name", "nom": "content_name",
    "nombre": "content_name", "nome": "content_name", "type": "content_category", "group": "content_category",
}  # fmt: skip
"""The field of an item's column whose name is only this word."""

NOT_THE_CUSTOMER = frozenset(
    """
    to recipient store shop seller vendor employee staff rep reps agent owner sender from supplier merchant support
    operator cashier salesperson salesman clerk server waiter manager assistant associate consultant admin administrator
    advisor referrer affiliate partner fax courier carrier driver warehouse branch payee receiver giftee
    reply cc bcc creator creators created assigned handled technician stylist instructor host organizer organiser
    emergency doctor provider practitioner physician therapist coach trainer teacher tutor photographer nurse broker
    child kid enfant hijo hija filho filha bambino figlio figlia dziecko cocuk barn realtor lawyer attorney accountant
    interviewer moderator publisher author approver reviewer an empfanger empfaenger beschenkter verkaufer mitarbeiter
    filiale kassierer handler haendler lieferant lieferanten verkaufers handlers berater
    bearbeiter geschaft laden fahrer lager
    credited beneficiary beneficiaire beneficiario beguenstigter begunstigter
    destinataire vendeur magasin boutique caissier fournisseur conseiller marchand livreur employe
    destinatario vendedor tienda cajero proveedor comerciante empleado asesor repartidor
    venditore negozio cassiere fornitore commerciante dipendente corriere
    loja caixa fornecedor comerciante funcionario entregador atendente
    vet veterinarian verkauferin verkaeuferin vertreter makler vermittler agentur corretor corretora consultor
    consultora vendedora corredor agente asesora venditrice consulente courtier conseillere vendeuse destination dialed
    dialled called
    """.split()
)
"""Words that say that an address or number is not the customer's."""

TOWARDS = {
    "bill": "billing", "billed": "billing", "invoice": "billing", "sold": "customer", "sell": "customer",
    "ship": "shipping", "shipped": "shipping", "deliver": "delivery",
}  # fmt: skip
"""Words before `to` that make it the customer's: `Bill to`, `Sold to`, `Ship-to`."""

OWNED = frozenset("pet dog cat horse animal patient home vehicle car boat policy".split())
"""Words before `owner` that make the customer of it, who elsewhere is whoever looks after a row."""

SPANISH = frozenset("correo correos celular telefono telefonos movil moviles del do legal".split())
"""Words beside which a tutor is a pupil's guardian, or a pet's owner in Portuguese, who elsewhere is a teacher."""

JOINED_CONTAINERS = frozenset(
    """
    contexttraits customdata customproperties eventdata eventparams eventproperties partnerparams properties traits
    userdata userproperties
    """.split()
)
"""Those that warehouses put before a name with an underscore: `event_data_revenue`, `context_traits_email`."""

KINDS_OF_ROWS = frozenset("linetype rowtype recordtype entrytype lineitemtype typeofline typeofrow".split())
"""Names of columns that say what kind of row it is, which is no category of an item."""

KINDS_OF_MOVEMENTS = frozenset(
    """
    transactiontype operationtype movementtype activitytype transactionkind transactiontypename vorgangsart vorgang
    transaktionstyp buchungsart umsatzart typedetransaction vorgangstyp kassenvorgang typedoperation
    tipodetransaccion tipodeoperacion actiontype txntype trxtype trantype tipooperazione tipotransazione
    tipoditransazione tipodatransacao tipodetransacao balanceimpact adjustmenttype islemtipi islemturu typtransakcji
    rodzajtransakcji typoperacji typtransakce transactietype typetransactie soorttransactie transaktionstype
    tapahtumatyyppi типоперации видоперации типтранзакции 取引種別 取引区分
    交易类型 交易類型 거래유형 거래구분 jenistransaksi action accion azione acao operation operacion operazione operacao
    """.split()
)
"""Names of columns that can say nothing but which kind of transaction a row is, whatever their cells."""

KINDS_OF_TRANSACTIONS = KINDS_OF_MOVEMENTS | frozenset(
    """
    type kind responsetype notificationtype eventtype documenttype ordertype saletype salestype receipttype
    invoicetype vouchertype billtype doctype typ art belegart belegtyp bontyp bonart bestellart bestelltyp
    auftragstyp verkaufsart rechnungstyp nature direction flow inout tipo typdokumentu dokumenttyp dokumentart
    auftragsart rechnungsart typedocument typededocument typedepiece tipodocumento tipodoc tipodedocumento
    tipodecomprobante tipocomprobante tipodocumenti typeofsale reportingcategory calltype calldirection vchtype
    vouchertypename naturezadaoperacao naturezaoperacao natoperacao naturezadeoperacao natureza operacaofiscal
    cancelationreturntype cancellationreturntype returntype tipodenota tiponf tipodanota billt billtyp fkart
    fakturaart auart salesdoctype salesdocumenttype billingdoctype verkaufsbelegart documentclass
    """.split()
)
"""Names of columns that say what kind of transaction a row is: a sale, a refund, a payout."""
_A_KIND = frozenset("type typ art tipo kind".split())
_OF_WHAT = frozenset(
    """
    order orders sale sales transaction transactions invoice receipt document doc bestellung auftrag rechnung beleg
    donation donations gift gifts contribution contributions spende spenden don dons donacion donativo doacao donazione
    commande vente facture document piece operation mouvement pedido venta factura documento comprobante operacion
    movimiento recibo ordine vendita fattura operazione movimento encomenda venda fatura nota operacao
    """.split()
)


def is_kind_of_order(said: tuple[str, ...]) -> bool:
    """Return True if the words of a header say which kind of order each row is; a way to pay is none.

    >>> [is_kind_of_order(tuple(name.split())) for name in ("tipo de pedido", "type de commande", "payment type")]
    [True, True, False]
    """
    different = set(said)
    kind, what = different & _A_KIND, different & _OF_WHAT
    return bool(kind and what) and different <= _A_KIND | _OF_WHAT | FILLING_WORDS


OF_A_LINE = frozenset(
    "line lines lineitem row item position positions zeile zeilen extended ligne linea linha riga regel pozycja".split()
)
"""Words of what one line of an order comes to."""
JOINED_LINES = {
    word: whole
    for whole, joined in {
        "summe": "zeilensumme positionssumme artikelsumme", "betrag": "zeilenbetrag positionsbetrag",
        "wert": "zeilenwert positionswert", "gesamt": "zeilengesamt positionsgesamt zeilengesamtpreis",
        "gesamtpreis": "positionsgesamtpreis", "totaal": "regeltotaal", "bedrag": "regelbedrag",
        "summa": "radsumma rivisumma", "belopp": "radbelopp", "totalt": "radtotal", "belob": "linjebelob",
        "sum": "linjesum linjetotal",
    }.items()
    for word in joined.split()
}  # fmt: skip
"""Amounts of a line in languages that join their words."""
