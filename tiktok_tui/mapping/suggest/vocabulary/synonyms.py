"""Names of TikTok's fields in people's headers: English, German, French, Spanish, Italian and Portuguese.

Every entry is compared without case, accents, blanks, signs and words such as "of"; the likelier ones stand first.
"""

from __future__ import annotations

COUNTRY, STATUS, CLOCK, ZONE = "country", "status", "clock", "zone"
"""The roles of a column besides a field: the phone's country, the order's state, a time of day, a time zone."""
KIND, UNDONE, WHY_UNDONE, PAID = "kind", "undone", "why undone", "paid"
"""More roles, named in `languages` alone: the kind of row; that, or when, or why it was undone; that it was paid."""

_TABLE = {
    "event": """
        event; event name; event type; conversion event; conversion name; conversion type; tiktok event; Ereignis;
        Ereignisname; Ereignistyp; événement; nom de l'événement; type d'événement; evento; nombre del evento;
        tipo de evento; nome evento; tipo evento; nome do evento; conversion; kind; activity; action; type; Aktion;
        Typ; tipo; acción; azione; ação;
        tracking type; activity kind; event table name; metric name; metric""",
    "event_id": """
        event id; event uuid; event key; conversion id; deduplication id; dedup id; dedupe id; unique event id;
        Ereignis-ID; id événement; identifiant de l'événement; id evento; id del evento; id do evento;
        insert id; message id""",
    "timestamp": """
        timestamp; event time; event timestamp; event date; event at; conversion time; conversion date; time stamp;
        created at; order date; ordered at; order created at; order placed at; placed at; placed; placed on; ordered;
        ordered on; purchased; purchased on; booked; booked on; booked at; submitted at; order placed; checkout date;
        checkout time; sold on; date sold; order timestamp; opened date; closed date; purchased at; sold at; purchase
        date; purchase time; sale date; transaction date; transaction time; occurred at; date created; created;
        created on; creation date; created date; order created; order time; date and time; date time; paid at; paid
        date; date paid; payment date; paid on; invoice date; processed at; completed at; date completed; booking
        date; date; create date; submit date; submission date; registration date; registered at; signup date; sign up
        date; signed up at; join date; joined at; enrolment date; enrollment date; enrolled at; donated at; issue
        date; issued at; sold date; bind date; bound at; call date; activation date; activated at; approval date;
        approved at; capture date; captured at; charge date; charged at; subscription date; subscribed at; close date;
        closing date; closed at; won date; won at; Bestelldatum; Bestellzeitpunkt; Bestellt am; Auftragsdatum;
        Kaufdatum; Verkaufsdatum; Verkauft am; Zeitstempel; Zeitpunkt; Erstellt am; Erstellungsdatum; Erstelldatum;
        Datum und Uhrzeit; Bezahlt am; Zahlungsdatum; Rechnungsdatum; Belegdatum; Buchungsdatum; Datum; date de
        commande; commandé le; date d'achat; acheté le; date de vente; vendu le; horodatage; date de création; créé
        le; créée le; date et heure; date de paiement; payé le; payée le; date de facturation; date de facture; fecha
        de pedido; fecha de compra; fecha de venta; marca de tiempo; marca temporal; fecha de creación; creado el;
        fecha y hora; fecha de pago; pagado el; fecha de factura; fecha; data ordine; data acquisto; data vendita;
        data creazione; creato il; data e ora; data pagamento; data fattura; marca temporale; data; data do pedido;
        data da compra; data da encomenda; data da venda; data de criação; criado em; data e hora; carimbo de data;
        data do pagamento; pago em; data da fatura; pledged at; gebucht am; Buchungszeitpunkt; Anmeldedatum;
        angemeldet am; Eingangsdatum; eingegangen am; Spendendatum; date de réservation; réservé le; date
        d'inscription; inscrit le; date du don; fecha de reserva; fecha de inscripción; fecha de alta; fecha de
        donación; data prenotazione; data iscrizione; data donazione; data da reserva; data da matrícula; data da
        inscrição; data da doação; data de cadastro; cadastrado em; date add; date added; create time; created time;
        creation time; created datetime; billed date; posting date; order date time; order datetime; Vertragsdatum;
        Kaufvertragsdatum; Vertragsabschluss; add date; requested on; doc date; document date; happened at; conversion
        happened at; entry date; entry time; time; data documento; data doc; data del documento; data emissione; data di
        emissione; fecha de emisión; fecha de expedición; date d'émission; data de emissão; Ausstellungsdatum;
        ausgestellt am""",
    "email": """
        email; e-mail; email address; mail; mail address; emails; email addresses; email id;
        E-Mail-Adresse; Mailadresse; Kundenemail; Kundenmail; E-Mailadressen;
        courriel; adresse e-mail; adresse mail; adresse électronique; mél; adresse de courriel; adresse courriel;
        correo; correo electrónico; dirección de correo; dirección de correo electrónico; dirección email; e-correo;
        indirizzo e-mail; indirizzo mail; posta elettronica; indirizzo di posta elettronica;
        correio eletrônico; correio electrónico; endereço de e-mail; endereço eletrônico;
        user data em""",
    "phone": """
        phone; phone number; telephone; telephone number; mobile; mobile number; mobile phone; mobile phone number;
        cell; cell phone; cellphone; cell number; phone no; mobile no; tel; tel no; contact number; msisdn; phones;
        phone numbers; whatsapp; whatsapp number;
        Telefon; Telefonnummer; Telefon-Nr; Tel-Nr; Handy; Handynummer; Handy-Nr; Mobil; Mobilnummer; Mobiltelefon;
        Mobilfunknummer; Rufnummer; Festnetz; Kundentelefon;
        téléphone; numéro de téléphone; n° de téléphone; n° tél; tél; portable; téléphone portable; téléphone mobile;
        numéro de portable; numéro de mobile;
        teléfono; número de teléfono; nº de teléfono; móvil; teléfono móvil; número de móvil; celular;
        número de celular; teléfono celular; tfno;
        telefono; numero di telefono; cellulare; numero di cellulare; telefono cellulare; recapito telefonico;
        telefone; número de telefone; telemóvel; número de telemóvel; celular do cliente; telefone celular;
        contact; user data ph; caller id; caller number; caller phone number""",
    "external_id": """
        external id; customer id; user id; client id; customer number; customer no; customer key; member id;
        member number; loyalty id; loyalty number; account id; crm id; contact id; person id;
        Kundennummer; Kunden-Nr; Kunden-ID; Mitgliedsnummer;
        id client; numéro client; numéro de client; code client; identifiant client; n° client;
        id cliente; número de cliente; código de cliente; nº cliente;
        codice cliente; numero cliente; id do cliente; código do cliente; número do cliente""",
    "value": """
        value; order total; order value; total; total price; total amount; grand total; order amount; order price;
        conversion value; purchase value; purchase amount; purchase total; transaction amount; transaction value;
        sale amount; sale value; sales amount; total value; total paid; amount paid; total collected; invoice total;
        total sales; revenue; amount; payment amount; net sales; gross sales; net amount; gross amount; sales; basket
        value; turnover; sum; subtotal; Gesamtbetrag; Gesamtsumme; Bestellwert; Bestellsumme; Auftragswert;
        Rechnungsbetrag; Endbetrag; Gesamtpreis; Gesamt; Bruttobetrag; Umsatz; Betrag; Summe; Warenwert; Wert;
        Nettobetrag; montant total; montant de la commande; total de la commande; total TTC; montant TTC; montant;
        prix total; valeur; chiffre d'affaires; montant payé; montant HT; importe total; total del pedido; importe;
        monto total; monto; precio total; valor total; valor del pedido; valor; ingresos; importo totale; totale
        ordine; totale; importo; prezzo totale; valore; valore ordine; ricavo; incasso; how much; price paid; valor
        do pedido; total do pedido; total da encomenda; valor da compra; montante; preço total; receita; spend
        amount; amount spent; closed price; close price; sold price; closing price; initial value; value decimal;
        total paid w/ payment method; premium; annual premium; written premium; total premium; policy premium; cod
        amount; cash on delivery amount; amount to collect; Nachnahmebetrag; kwota pobrania; contrassegno; prime
        annuelle; prime TTC; Jahresprämie; prima anual; premio annuo""",
    "currency": """
        currency; currency code; currency iso; iso currency; currency iso code;
        Währung; Währungscode; Währungskürzel; devise; code devise; monnaie; moneda; divisa; código de moneda;
        valuta; codice valuta; moeda; código da moeda;
        doc cur; doc currency""",
    "order_id": """
        order id; order number; order no; order nr; order num; order reference; order ref; order; order code; order
        name; enrollment id; enrolment id; registration id; book number;
        transaction id; transaction number; transaction no; transaction reference; purchase id; purchase number;
        purchase order number; sale id; sale number; invoice number; invoice id; invoice no; invoice; receipt number;
        receipt no; receipt id; booking id; booking number; booking reference; reservation number; reservation id;
        confirmation number; ticket number;
        Bestellnummer; Bestell-Nr; Bestell-ID; Bestellung; Auftragsnummer; Auftrags-Nr; Auftrag; Rechnungsnummer;
        Rechnungs-Nr; Belegnummer; Beleg-Nr; Transaktionsnummer; Transaktions-ID; Bonnummer; Bon-Nr; Vorgangsnummer;
        Buchungsnummer; Rechnung; Vertragsnummer;
        numéro de commande; n° de commande; num commande; id commande; référence de commande; réf commande; commande;
        identifiant de commande; numéro de facture; n° de facture; facture; numéro de ticket; numéro de transaction;
        id transaction; numéro de réservation;
        número de pedido; nº de pedido; n.º de pedido; num pedido; id pedido; id del pedido; pedido; número de orden;
        orden; número de factura; nº factura; factura; número de transacción; id de transacción; número de recibo;
        número de reserva; referencia del pedido;
        numero ordine; numero d'ordine; n. ordine; nr ordine; id ordine; ordine; riferimento ordine; numero fattura;
        fattura; numero scontrino; n. scontrino; id transazione; numero transazione; numero prenotazione;
        número do pedido; nº do pedido; id do pedido; código do pedido; número da encomenda; encomenda;
        número da fatura; fatura; nota fiscal; id da transação; número da transação; número da reserva;
        order key; order pk; Transaktionscode; txn id; trx id;
        deal number; deal id; policy number; donation id; donation number; opportunity id; merchant transaction id;
        merchant txn id; txn number; transaction ref; tx ref; merchant reference;
        número de venta; nº de venta; id de venta; número de ticket; número da venda; nº da venda; id da venda;
        código da venda; número da nota fiscal; référence commande; n° commande; n° facture;
        doc num; id ticket; ticket id; ticket no; job number; job id; receipt; bill number; bill no; bill id;
        docket number; slip number; slip no; booking ref; reservation ref""",
    "shop_id": """
        shop id; store id; store number; store no; store code; shop number; shop code; location id; branch id;
        branch number; branch code; outlet id; store; shop; store name; shop name; location; location name; branch;
        outlet; store location; pos location;
        Filiale; Filialnummer; Filial-Nr; Filial-ID; Geschäft; Laden; Ladennummer; Markt; Marktnummer; Standort;
        magasin; id magasin; numéro de magasin; code magasin; boutique; point de vente;
        tienda; id tienda; número de tienda; código de tienda; sucursal; punto de venta;
        negozio; id negozio; numero negozio; codice negozio; punto vendita;
        loja; id loja; id da loja; número da loja; código da loja; filial; ponto de venda""",
    "description": """
        description; order description; event description; Beschreibung; descripción; descrizione; descrição""",
    "search_string": """
        search string; search term; search query; search terms; search keyword; Suchbegriff; Suchanfrage;
        terme de recherche; término de búsqueda; termine di ricerca; termo de busca; termo de pesquisa""",
    "contents": """
        contents; items; line items; order items; products; order lines; cart items; basket; cart; lineitems; lines;
        Positionen; Artikelliste; Artikel; Produkte; Bestellpositionen;
        articles; produits; lignes; lignes de commande;
        productos; artículos; líneas; prodotti; articoli; righe; produtos; itens; artigos""",
    "content_type": "content type; contents type",
    "content_id": """
        content id; sku; product id; product sku; product code; product number; product no; item id; item sku;
        item number; item no; item code; article number; article no; article id;
        variant id; variant sku; gtin; ean; upc;
        barcode; asin; style number; part number; track;
        Artikelnummer; Artikel-Nr; Art-Nr; Artikel-ID; Produktnummer; Produkt-Nr; Produkt-ID; Warennummer;
        référence produit; réf produit; code produit; id produit; code article; référence article; référence;
        id producto; código de producto; código del producto; referencia de producto; código de artículo; referencia;
        codice prodotto; id prodotto; codice articolo; riferimento prodotto;
        código do produto; id do produto; referência do produto; código do artigo; referência;
        sku id; id sku; inventory item code""",
    "content_name": """
        content name; product name; product title; item name; item title; article name; product; item; article; title;
        item description; product description;
        Produktname; Artikelname; Artikelbezeichnung; Produktbezeichnung; Bezeichnung; Produkt; Artikel;
        nom du produit; nom de l'article; produit; article; désignation; libellé;
        nombre del producto; producto; nombre del artículo; artículo;
        nome prodotto; nome del prodotto; prodotto; nome articolo; articolo;
        nome do produto; produto; nome do artigo; artigo;
        sku name""",
    "content_category": """
        content category; category; product category; item category; category name; product type; product group;
        department; collection; genre;
        Kategorie; Produktkategorie; Artikelkategorie; Warengruppe; Produktgruppe; Artikelgruppe;
        catégorie; catégorie de produit; famille; rayon; categoría; categoría de producto;
        categoria; categoria prodotto; reparto; categoria do produto""",
    "brand": """
        brand; brand name; product brand; manufacturer; vendor; artist;
        Marke; Markenname; Hersteller; marque; fabricant;
        marca; fabricante; produttore""",
    "price": """
        price; unit price; item price; product price; price each; price per unit; price per item; selling price;
        Einzelpreis; Stückpreis; Artikelpreis; Produktpreis; Verkaufspreis; Preis; Preis pro Stück;
        prix unitaire; prix; prix de vente; precio unitario; precio; precio por unidad; precio de venta;
        prezzo unitario; prezzo; prezzo di vendita; preço unitário; preço; preço de venda;
        sku price; sku selling price; unit amount; price local; local price; vehicle price; vehicle sale price;
        car price; cash price;
        ticket price; course price; class price; tour price; package price; lesson price; session price;
        Fahrzeugpreis; Ticketpreis; Kurspreis; prix du véhicule; precio del vehículo; prezzo veicolo; preço do
        veículo""",
    "quantity": """
        quantity; qty; item quantity; product quantity; quantity ordered; qty ordered; units; units sold; pieces; pcs;
        Menge; Anzahl; Stückzahl; Stück; Stk; quantité; qté; nombre d'articles; cantidad; cant; unidades; uds;
        quantità; qta; q.tà; pezzi; quantidade; qtd; qtde;
        quantity sku; sku quantity""",
    "agent": "agent; user agent; useragent; http user agent; browser user agent; client user agent; browser; navegador",
    "ip": """
        ip; ip address; client ip; user ip; remote ip; remote addr;
        ip addr; client ip address; customer ip; browser ip;
        IP-Adresse; adresse ip; dirección ip; indirizzo ip; endereço ip""",
    "cookie_id": "cookie id; ttp; tiktok cookie; ttp cookie; tiktok cookie id; tiktok ttp",
    "tiktok_click_id": """
        tiktok click id; ttclid; tt clid; tiktok clickid; click id; landing page url; landing url; landing page;
        landing site; entry page; entry url""",
    "locale": """
        locale; language; browser language; lang; language code; user locale;
        Sprache; langue; idioma; lingua; língua""",
    "page_url": """
        page url; event source url; page location; event url; url; source url;
        website url; site url; page; page address;
        landing page url; landing page; landing site; landing url; Seiten-URL; Seite; url de la page; url página;
        url pagina; link; location href; document location href""",
    "referrer_url": """
        referrer url; referrer; referer; page referrer; http referer; http referrer; referring site; referring url;
        referer url; Verweisseite; référent; url référente; document referrer""",
    "event_channel": """
        event channel; channel; sales channel; order channel; source channel; Kanal; Vertriebskanal; Verkaufskanal;
        canal; canal de vente; canal de venta; canale; canale di vendita; canal de venda""",
    "event_set_id": "event set id; offline event set id; event set; pixel code; tiktok event set id; tiktok pixel code",
    COUNTRY: """
        billing country; country; country code; country iso; country iso code; billing country code; phone
        country; country region; country name; shipping country; shipping country code; Rechnungsland; Land;
        Ländercode; Landescode; Länderkürzel; Länderkennung; Lieferland; Kundenland; pays de facturation;
        pays; code pays; pays de livraison; país de facturación; país; código de país; código país; país de
        envío; paese di fatturazione; paese; nazione; codice paese; stato estero; país de cobrança; código
        do país; país de entrega; calling code; country calling code; dial code; dialing code; dialling
        code; phone code; isd code; phone prefix; phone country code; mobile country code; Ländervorwahl;
        Landesvorwahl; indicatif; indicatif pays; prefijo; prefijo país; prefisso; prefisso internazionale;
        ddi; prefix; kierunkowy kraju; předvolba; 国番号; 国家区号; 국가번호""",
    STATUS: """
        payment status; financial status; order status; status; transaction status; order state; payment state; state;
        Zahlungsstatus; Bestellstatus; Auftragsstatus; Zahlungsstand;
        statut du paiement; statut de la commande; statut; état de la commande; état du paiement; état;
        estado del pago; estado de pago; estado del pedido; estado; situación;
        stato pagamento; stato ordine; stato; estado do pagamento; status do pedido; situação; estado da encomenda""",
    CLOCK: """
        time; order time; sale time; opened time; closed time; purchase time; time of day; transaction time; event time;
        hour;
        Uhrzeit; Zeit; Bestellzeit; heure; heure de commande; hora; hora del pedido; hora de compra; ora; orario;
        ora ordine; hora do pedido""",
    ZONE: """
        time zone; timezone; tz; time zone name; created timezone; transaction timezone;
        Zeitzone; fuseau horaire; fuseau; zona horaria; huso horario;
        fuso orario; fuso horário""",
}

SYNONYMS: dict[str, tuple[str, ...]] = {
    name: tuple(" ".join(phrase.split()) for phrase in phrases.split(";") if phrase.strip())
    for name, phrases in _TABLE.items()
}
