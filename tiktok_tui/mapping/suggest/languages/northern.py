"""Dutch, Swedish, Danish, Norwegian and Finnish."""

from __future__ import annotations

from typing import Final

from tiktok_tui.mapping.suggest.languages.language import Language

DUTCH: Final = Language(
    "Dutch",
    {
        "timestamp": """besteldatum; orderdatum; aankoopdatum; verkoopdatum; betaaldatum; besteld op; betaald op;
            transactiedatum; factuurdatum; aangemaakt op; datum en tijd""",
        "email": "e-mailadres; mailadres; e-mail klant; e-mailadres klant",
        "phone": "telefoonnummer; telefoon; mobiel; mobiel nummer; mobiele nummer; gsm; gsm-nummer",
        "value": """totaalbedrag; orderbedrag; bestelbedrag; ordertotaal; totaal bestelling; totaal incl btw;
            totaal inclusief btw; factuurbedrag; totaal; bedrag incl btw; bedrag; omzet""",
        "order_id": "bestelnummer; ordernummer; bestel-id; bestelling; factuurnummer; transactienummer; bonnummer",
        "status": "bestelstatus; orderstatus; betaalstatus; betalingsstatus; status bestelling",
        "quantity": "aantal; hoeveelheid; aantal stuks",
        "price": "stuksprijs; prijs per stuk; eenheidsprijs; prijs",
        "content_name": "productnaam; artikelnaam; artikelomschrijving",
        "content_id": "productnummer; productcode; artikelcode",
        "country": "landcode; factuurland",
        "external_id": "klantnummer; klant-id; klantcode",
    },
    sale="""betaald; voltooid; afgerond; verzonden; geleverd; bezorgd; verwerkt; in behandeling; bevestigd; gereed;
        klaar voor verzending; opgehaald""",
    no_sale="""geannuleerd; terugbetaald; mislukt; geweigerd; verlopen; geretourneerd; retour; afgekeurd;
        teruggestort; gecrediteerd; afgebroken; verwijderd; terugbetaling; annulering; creditnota""",
    not_yet="""in afwachting; wacht op betaling; in afwachting van betaling; openstaand; niet betaald; onbetaald;
        in de wacht; gereserveerd; concept; offerte""",
    partly="gedeeltelijk terugbetaald; deels terugbetaald; gedeeltelijk betaald; deels betaald",
    yes="ja",
    no="nee",
    consent="toestemming; toestemming marketing; marketing toestemming; toestemming advertenties",
    negations="niet geen zonder",
    others="leverancier verkoper medewerker winkel ontvanger bezorger kassier",
)
SWEDISH: Final = Language(
    "Swedish",
    {
        "timestamp": """beställningsdatum; orderdatum; köpdatum; betalningsdatum; fakturadatum; datum och tid;
            skapad; skapad den; beställd""",
        "email": "e-postadress; e-post; mejladress; mejl",
        "phone": "telefonnummer; mobilnummer; mobiltelefon",
        "value": """totalbelopp; ordersumma; ordervärde; totalsumma; summa inkl moms; total inkl moms; totalt;
            summa; belopp; orderbelopp""",
        "order_id": "ordernummer; beställningsnummer; beställning; fakturanummer; kvittonummer; ordernr",
        "status": "orderstatus; betalstatus; betalningsstatus",
        "quantity": "antal; antal st",
        "price": "styckpris; enhetspris; à-pris; pris",
        "content_name": "produktnamn; artikelnamn",
        "content_id": "produktkod; artikelkod",
        "country": "landskod",
        "external_id": "kundnummer; kund-id; kundnr",
    },
    sale="betald; slutförd; genomförd; skickad; levererad; bekräftad; behandlas; klar; hanteras; packad; hämtad",
    no_sale="""avbruten; annullerad; makulerad; återbetald; returnerad; retur; misslyckad; misslyckades; nekad;
        avvisad; utgången; krediterad; avbeställd; avbokad; raderad; återköp; återbetalning; kreditfaktura""",
    not_yet="""väntar; väntande; väntar på betalning; obetald; ej betald; inte betald; pausad; utkast; offert;
        reserverad""",
    partly="delvis återbetald; delvis betald; delvis returnerad",
    yes="ja",
    no="nej",
    consent="samtycke; samtycke marknadsföring; marknadsföringssamtycke; samtycke till marknadsföring",
    negations="inte ej utan",
    others="leverantör säljare butik mottagare medarbetare kassör",
)
DANISH: Final = Language(
    "Danish",
    {
        "timestamp": """bestillingsdato; ordredato; købsdato; betalingsdato; fakturadato; dato og tid; oprettet;
            oprettet den; dato""",
        "email": "e-mailadresse",
        "phone": "mobiltelefonnummer; tlf; tlf nr",
        "value": "totalbeløb; ordrebeløb; ordretotal; samlet beløb; ordresum; total inkl moms; i alt; beløb",
        "order_id": "ordrenummer; bestillingsnummer; ordrenr; ordre; kvitteringsnummer",
        "status": "ordrestatus",
        "price": "stykpris; enhedspris",
        "content_name": "produktnavn; varenavn; vare",
        "content_id": "varenummer; varenr; produktkode",
        "country": "landekode",
        "external_id": "kundenr",
    },
    sale="""betalt; gennemført; afsluttet; sendt; afsendt; leveret; bekræftet; under behandling; behandles;
        fuldført; afhentet""",
    no_sale="""annulleret; aflyst; refunderet; tilbagebetalt; returneret; retur; mislykket; mislykkedes; afvist;
        udløbet; krediteret; slettet; afbestilt; afbrudt; refundering; tilbagebetaling; kreditnota""",
    not_yet="afventer; afventer betaling; venter; ikke betalt; ubetalt; på hold; kladde; tilbud; reserveret",
    partly="delvist refunderet; delvist betalt; delvis refunderet",
    yes="ja",
    no="nej",
    consent="samtykke; markedsføringssamtykke; samtykke til markedsføring; marketingsamtykke",
    negations="ikke uden",
    others="leverandør sælger butik modtager medarbejder",
)
NORWEGIAN: Final = Language(
    "Norwegian",
    {
        "timestamp": "kjøpsdato; bestilt; opprettet; opprettet dato; dato og klokkeslett",
        "email": "e-postadresse",
        "phone": "mobil nr",
        "value": "totalbeløp; ordrebeløp; totalsum; sum inkl mva; total inkl mva; beløp",
        "order_id": "bestilling; ordre-id; fakturanr",
        "status": "ordrestatus",
        "quantity": "antall",
        "price": "stykkpris",
        "content_name": "varenavn",
        "country": "landkode",
        "external_id": "kunde-id",
    },
    sale="fullført; levert; bekreftet; gjennomført; til behandling; ferdig; hentet",
    no_sale="""kansellert; annullert; refundert; returnert; mislyktes; avvist; utløpt; kreditert; avbrutt; avslått;
        slettet; refusjon; tilbakebetaling""",
    not_yet="venter på betaling; avventer betaling; på vent; reservert",
    partly="delvis refundert; delvis betalt; delvis returnert",
    yes="ja",
    no="nei",
    consent="markedsføring samtykke; samtykke markedsføring; samtykke reklame",
    negations="ikke uten",
    others="leverandør selger butikk mottaker ansatt",
)
FINNISH: Final = Language(
    "Finnish",
    {
        "timestamp": """tilauspäivä; tilauspvm; tilausaika; ostopäivä; maksupäivä; laskun päivä; päivämäärä; luotu;
            pvm; tilauksen päivämäärä""",
        "email": "sähköposti; sähköpostiosoite; asiakkaan sähköposti",
        "phone": "puhelinnumero; puhelin; matkapuhelin",
        "value": "tilauksen summa; kokonaissumma; loppusumma; tilauksen arvo; maksettu summa; yhteensä; summa",
        "currency": "valuutta; valuuttakoodi",
        "order_id": "tilausnumero; tilauksen numero; tilaus; laskunumero; laskun numero; kuittinumero",
        "status": "tilauksen tila; tila; maksun tila",
        "quantity": "lukumäärä; kpl",
        "price": "yksikköhinta; kappalehinta; hinta",
        "content_name": "tuotenimi; tuotteen nimi; tuote",
        "content_id": "tuotenumero; tuotekoodi",
        "country": "maa; maakoodi",
        "external_id": "asiakasnumero; asiakas-id",
    },
    sale="maksettu; valmis; toimitettu; lähetetty; käsitellään; käsittelyssä; vahvistettu; noudettu",
    no_sale="""peruutettu; peruttu; hyvitetty; palautettu; epäonnistui; epäonnistunut; hylätty; vanhentunut;
        mitätöity; poistettu; palautus; hyvitys; peruutus""",
    not_yet="odottaa; odottaa maksua; maksamatta; maksamaton; ei maksettu; pidossa; luonnos; tarjous; avoin",
    partly="osittain hyvitetty; osittain palautettu; osittain maksettu",
    yes="kyllä",
    no="ei",
    consent="suostumus; markkinointilupa; markkinointisuostumus; suostumus markkinointiin",
    negations="ei ilman",
    others="toimittaja myyjä myymälä vastaanottaja työntekijä kauppa",
)
