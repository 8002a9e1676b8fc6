"""Dutch, Swedish, Danish, Norwegian and Finnish."""

from __future__ import annotations

from typing import Final

from tiktok_tui.mapping.suggest.vocabulary.languages.language import Language

DUTCH: Final = Language(
    "Dutch",
    {
        "timestamp": """besteldatum; orderdatum; aankoopdatum; verkoopdatum; betaaldatum; besteld op; betaald op;
            transactiedatum; factuurdatum; aangemaakt op; datum en tijd; datum bestelling; datum aankoop;
            boekdatum; besteltijd; datum verkoop""",
        "email": "e-mailadres; mailadres; e-mail klant; e-mailadres klant",
        "phone": "telefoonnummer; telefoon; mobiel; mobiel nummer; mobiele nummer; gsm; gsm-nummer; 06-nummer; 06",
        "value": """totaalbedrag; orderbedrag; bestelbedrag; ordertotaal; totaal bestelling; totaal incl btw;
            totaal inclusief btw; factuurbedrag; totaal; bedrag incl btw; bedrag; omzet; totaal te betalen;
            eindtotaal; betaald bedrag; totaal incl; incassobedrag""",
        "order_id": """bestelnummer; ordernummer; bestel-id; bestelling; factuurnummer; transactienummer;
            bonnummer; bonnr; factuurnr; ordernr; bestelnr; boekstuknummer; boekstuknr; documentnummer; kassabon""",
        "status": """bestelstatus; orderstatus; betaalstatus; betalingsstatus; status bestelling; factuurstatus;
            orderstatus omschrijving""",
        "quantity": "aantal; hoeveelheid; aantal stuks",
        "price": "stuksprijs; prijs per stuk; eenheidsprijs; prijs",
        "content_name": "productnaam; artikelnaam; artikelomschrijving",
        "content_id": "productnummer; productcode; artikelcode",
        "country": "landcode; factuurland",
        "external_id": "klantnummer; klant-id; klantcode",
        "clock": "tijd; tijdstip",
        "kind": """soort; soort transactie; transactiesoort; transactietype; soort document; documentsoort; type
            factuur; soort boeking; soort bon""",
        "undone": """geannuleerd op; annulering; annuleringsdatum; datum annulering; terugbetaald op; datum
            terugbetaling; geannuleerd""",
        "why undone": "reden annulering; annuleringsreden; reden van annulering; reden retour; retourreden",
        "paid": "betaald; is betaald; voldaan",
    },
    sale="""betaald; voltooid; afgerond; verzonden; geleverd; bezorgd; verwerkt; in behandeling; bevestigd;
        gereed; klaar voor verzending; opgehaald; factuur verzonden; verstuurd; in verwerking; afgehaald; wordt
        verzonden; klaar; gefactureerd; betaling aanvaard; betaling geaccepteerd""",
    no_sale="""geannuleerd; terugbetaald; mislukt; geweigerd; verlopen; geretourneerd; retour; afgekeurd;
        teruggestort; gecrediteerd; afgebroken; verwijderd; terugbetaling; annulering; creditnota; creditfactuur;
        oninbaar; vervallen; afgeboekt; gestorneerd; gestorneerde; retour ontvangen; teruggestuurd; dubbel; test;
        gerestitueerd; vergoed""",
    not_yet="""in afwachting; wacht op betaling; in afwachting van betaling; openstaand; niet betaald; onbetaald;
        in de wacht; gereserveerd; concept; offerte; te laat; aangemaand; herinnerd; herinnering verstuurd; open;
        betaling open; nog te betalen; betaling afwachten""",
    partly="gedeeltelijk terugbetaald; deels terugbetaald; gedeeltelijk betaald; deels betaald",
    sale_kinds="verkoop; factuur; bestelling; betaling; kassabon; ontvangst; verkoopfactuur",
    other_kinds="""inkoop; inkoopfactuur; pakbon; leverbon; proforma factuur; pro forma; offerte; uitbetaling;
        kosten; commissie; overboeking; kasstorting; kasopname; wisselgeld; fooi; creditfactuur;
        betalingsherinnering; aanmaning; oefenmodus""",
    yes="ja",
    no="nee",
    consent="toestemming; toestemming marketing; marketing toestemming; toestemming advertenties",
    mails="nieuwsbrief; aangemeld nieuwsbrief; inschrijving nieuwsbrief; toestemming nieuwsbrief",
    negations="niet geen zonder",
    others="leverancier verkoper medewerker winkel ontvanger bezorger kassier",
    customers="klant; koper; besteller",
)
SWEDISH: Final = Language(
    "Swedish",
    {
        "timestamp": """beställningsdatum; orderdatum; köpdatum; betalningsdatum; fakturadatum; datum och tid;
            skapad; skapad den; beställd; försäljningsdatum; beställningstid; köptid; ordertid; bokningsdatum;
            bokad den; bokad""",
        "email": "e-postadress; e-post; mejladress; mejl",
        "phone": "telefonnummer; mobilnummer; mobiltelefon",
        "value": """totalbelopp; ordersumma; ordervärde; totalsumma; summa inkl moms; total inkl moms; totalt;
            summa; belopp; orderbelopp; att betala; summa att betala; slutsumma; betalt belopp""",
        "order_id": """ordernummer; beställningsnummer; beställning; fakturanummer; kvittonummer; ordernr;
            kvitto; kvittonr; fakturanr; beställningsnr; verifikationsnummer; bongnummer""",
        "status": "orderstatus; betalstatus; betalningsstatus",
        "quantity": "antal; antal st",
        "price": "styckpris; enhetspris; à-pris; pris",
        "content_name": "produktnamn; artikelnamn",
        "content_id": "produktkod; artikelkod",
        "country": "landskod",
        "external_id": "kundnummer; kund-id; kundnr",
        "clock": "tid; klockslag; klockan",
        "kind": "typ av transaktion; transaktionstyp; dokumenttyp; händelse; verifikationstyp; fakturatyp",
        "undone": """avbruten den; avbokad; makulerad; krediterad; kredit; annullerad; återbetald datum;
            avbokningsdatum""",
        "why undone": "orsak till avbokning; avbokningsorsak; returorsak; annulleringsorsak",
        "paid": "betald; är betald; slutbetald; bokförd",
    },
    sale="""betald; slutförd; genomförd; skickad; levererad; bekräftad; behandlas; klar; hanteras; packad;
        hämtad; slutbetald; fakturerad; under behandling; plockas; skickas; delvis levererad; utlämnad; godkänd;
        bearbetas; färdigbehandlad""",
    no_sale="""avbruten; annullerad; makulerad; återbetald; returnerad; retur; misslyckad; misslyckades; nekad;
        avvisad; utgången; krediterad; avbeställd; avbokad; raderad; återköp; återbetalning; kreditfaktura;
        kreditnota; återkallad; ej uthämtad; kundförlust; avskriven; återbetalad; tillbakabetald""",
    not_yet="""väntar; väntande; väntar på betalning; obetald; ej betald; inte betald; pausad; utkast; offert;
        reserverad; förfallen; påmind; inkasso; ej slutbetald; öppen; parkerad""",
    partly="delvis återbetald; delvis betald; delvis returnerad",
    sale_kinds="försäljning; faktura; köp; order; betalning; kvitto; kontantfaktura",
    other_kinds="""växelkassa; uttag; utbetalning; avgift; leverantörsfaktura; följesedel; proforma;
        proformafaktura; offert; inköp; dricks; överföring; kassaskillnad; räntefaktura; presentkort laddning;
        påminnelse; betalningspåminnelse; kreditfaktura; övning""",
    yes="ja",
    no="nej",
    consent="""samtycke; samtycke marknadsföring; godkänt marknadsföring; marknadsföringssamtycke;
        samtycke till marknadsföring""",
    mails="nyhetsbrev; prenumererar på nyhetsbrev; samtycke nyhetsbrev",
    negations="inte ej utan",
    others="leverantör säljare butik mottagare medarbetare kassör",
    customers="kund; köpare; beställare",
)
DANISH: Final = Language(
    "Danish",
    {
        "timestamp": """bestillingsdato; ordredato; købsdato; betalingsdato; fakturadato; dato og tid; oprettet;
            oprettet den; dato""",
        "email": "e-mailadresse",
        "phone": "mobiltelefonnummer; tlf; tlf nr",
        "value": """totalbeløb; ordrebeløb; ordretotal; samlet beløb; ordresum; total inkl moms; i alt; beløb;
            i alt inkl moms; total; at betale; faktureret beløb""",
        "order_id": """ordrenummer; bestillingsnummer; ordrenr; ordre; kvitteringsnummer; bonnummer; bonnr;
            fakturanr; bestillingsnr""",
        "status": "ordrestatus",
        "price": "stykpris; enhedspris",
        "content_name": "produktnavn; varenavn; vare",
        "content_id": "varenummer; varenr; produktkode",
        "country": "landekode",
        "external_id": "kundenr",
        "clock": "klokkeslæt; tidspunkt; kl",
        "kind": "transaktionstype; dokumenttype; bilagstype; fakturatype",
        "undone": "annulleret den; annulleringsdato; refunderet den; annulleret; krediteret; refunderet; returneret",
        "why undone": "annulleringsårsag; årsag til annullering; returårsag",
        "paid": "betalt; er betalt",
    },
    sale="""betalt; gennemført; afsluttet; sendt; afsendt; leveret; bekræftet; under behandling; behandles;
        fuldført; afhentet; faktureret; godkendt; delvist leveret; klar til afhentning; klar til afsendelse; i
        behandling""",
    no_sale="""annulleret; aflyst; refunderet; tilbagebetalt; returneret; retur; mislykket; mislykkedes; afvist;
        udløbet; krediteret; slettet; afbestilt; afbrudt; refundering; tilbagebetaling; kreditnota; makuleret;
        tabt; ophævet; fejlet""",
    not_yet="""afventer; afventer betaling; venter; ikke betalt; ubetalt; på hold; kladde; tilbud; reserveret;
        forfalden; rykket; rykker; inkasso; åben""",
    partly="delvist refunderet; delvist betalt; delvis refunderet",
    sale_kinds="salg; faktura; ordre; køb; betaling; kvittering",
    other_kinds="""udbetaling; gebyr; følgeseddel; leverandørfaktura; proforma; byttepenge; indbetaling kasse;
        udlæg; overførsel; købsfaktura; rykker; rykkerskrivelse; betalingspåmindelse; træning""",
    yes="ja",
    no="nej",
    consent="samtykke; markedsføringssamtykke; samtykke til markedsføring; marketingsamtykke",
    mails="nyhedsbrev; tilmeldt nyhedsbrev; samtykke nyhedsbrev",
    negations="ikke uden",
    others="leverandør sælger butik modtager medarbejder",
    customers="kunde; køber",
)
NORWEGIAN: Final = Language(
    "Norwegian",
    {
        "timestamp": "kjøpsdato; bestilt; opprettet; opprettet dato; dato og klokkeslett",
        "email": "e-postadresse",
        "phone": "mobil nr",
        "value": """totalbeløp; ordrebeløp; totalsum; sum inkl mva; total inkl mva; beløp; å betale; total; sum å
            betale""",
        "order_id": "bestilling; ordre-id; fakturanr",
        "status": "ordrestatus",
        "quantity": "antall",
        "price": "stykkpris",
        "content_name": "varenavn",
        "country": "landkode",
        "external_id": "kunde-id",
        "clock": "klokkeslett; kl",
        "kind": "transaksjonstype; dokumenttype; bilagstype; fakturatype",
        "undone": "kansellert dato; kanselleringsdato; refundert dato; kansellert; kreditert; refundert; returnert",
        "why undone": "årsak til kansellering; kanselleringsårsak; returårsak",
    },
    sale="""fullført; levert; bekreftet; gjennomført; til behandling; ferdig; hentet; fakturert; godkjent; delvis
        levert; sendes; klar for henting""",
    no_sale="""kansellert; annullert; refundert; returnert; mislyktes; avvist; utløpt; kreditert; avbrutt;
        avslått; slettet; refusjon; tilbakebetaling; makulert; tapt; feilet; mislykket; avbestilt""",
    not_yet="venter på betaling; avventer betaling; på vent; reservert; forfalt; purret; inkasso; åpen; kladd",
    partly="delvis refundert; delvis betalt; delvis returnert",
    sale_kinds="salg; faktura; ordre; kjøp; betaling",
    other_kinds="""utbetaling; gebyr; pakkseddel; følgeseddel; leverandørfaktura; proforma; vekselpenger; uttak;
        overføring; purring; inkassovarsel; trening""",
    yes="ja",
    no="nei",
    consent="markedsføring samtykke; samtykke markedsføring; samtykke reklame",
    mails="nyhetsbrev; påmeldt nyhetsbrev; samtykke nyhetsbrev",
    negations="ikke uten",
    others="leverandør selger butikk mottaker ansatt",
    customers="kunde; kjøper",
)
FINNISH: Final = Language(
    "Finnish",
    {
        "timestamp": """tilauspäivä; tilauspvm; tilausaika; ostopäivä; maksupäivä; laskun päivä; päivämäärä;
            luotu; pvm; tilauksen päivämäärä; myyntipäivä; tapahtumapäivä; tapahtuma-aika; kuittipäivä""",
        "email": "sähköposti; sähköpostiosoite; asiakkaan sähköposti",
        "phone": "puhelinnumero; puhelin; matkapuhelin",
        "value": """tilauksen summa; kokonaissumma; loppusumma; tilauksen arvo; maksettu summa; yhteensä; summa;
            maksettava; yhteensä sis alv; loppusumma sis alv""",
        "currency": "valuutta; valuuttakoodi",
        "order_id": """tilausnumero; tilauksen numero; tilaus; laskunumero; laskun numero; kuittinumero; kuittinro;
            laskunro; tilausnro; tositenumero""",
        "status": "tilauksen tila; tila; maksun tila",
        "quantity": "lukumäärä; kpl",
        "price": "yksikköhinta; kappalehinta; hinta",
        "content_name": "tuotenimi; tuotteen nimi; tuote",
        "content_id": "tuotenumero; tuotekoodi",
        "country": "maa; maakoodi",
        "external_id": "asiakasnumero; asiakas-id",
        "clock": "kello; kellonaika; aika",
        "kind": "tapahtumatyyppi; tyyppi; asiakirjatyyppi; laskutyyppi",
        "undone": """peruutettu pvm; peruutuspäivä; palautettu pvm; peruutettu; peruttu; mitätöity; palautettu;
            hyvitetty""",
        "why undone": "peruutuksen syy; palautuksen syy",
        "paid": "maksettu",
    },
    sale="""maksettu; valmis; toimitettu; lähetetty; käsitellään; käsittelyssä; vahvistettu; noudettu;
        laskutettu; hyväksytty; noudettavissa""",
    no_sale="""peruutettu; peruttu; hyvitetty; palautettu; epäonnistui; epäonnistunut; hylätty; vanhentunut;
        mitätöity; poistettu; palautus; hyvitys; peruutus; hyvityslasku; luottotappio""",
    not_yet="""odottaa; odottaa maksua; maksamatta; maksamaton; ei maksettu; pidossa; luonnos; tarjous; avoin;
        erääntynyt; karhuttu; perinnässä; avoinna""",
    partly="osittain hyvitetty; osittain palautettu; osittain maksettu",
    sale_kinds="myynti; lasku; tilaus; maksu; osto",
    other_kinds="""pohjakassa; tilitys; palkkio; ostolasku; lähete; siirto; nosto; proforma; harjoitus;
        maksumuistutus; muistutuslasku""",
    yes="kyllä",
    no="ei",
    consent="suostumus; markkinointilupa; markkinointisuostumus; suostumus markkinointiin",
    mails="uutiskirje; uutiskirjelupa; uutiskirjeen tilaus; sähköpostilupa",
    negations="ei ilman",
    others="toimittaja myyjä myymälä vastaanottaja työntekijä kauppa",
    customers="asiakkaan; asiakas; ostajan; tilaajan",
)
