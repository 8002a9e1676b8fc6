"""Polish, Czech, Slovak, Hungarian and Romanian."""

from __future__ import annotations

from typing import Final

from tiktok_tui.mapping.suggest.vocabulary.languages.language import Language

POLISH: Final = Language(
    "Polish",
    {
        "timestamp": """data zamówienia; data złożenia zamówienia; data złożenia; data zakupu; data sprzedaży;
            data płatności; data opłacenia; data utworzenia; data transakcji; data wystawienia; data faktury;
            data i godzina; data dodania; data dodania zamówienia; data wpłaty; data potwierdzenia""",
        "email": "adres e-mail; e-mail klienta; adres e-mail klienta; e-mail kupującego",
        "phone": "numer telefonu; nr telefonu; telefon komórkowy; telefon klienta; komórka",
        "value": """wartość zamówienia; kwota zamówienia; suma zamówienia; wartość brutto; kwota brutto; kwota
            całkowita; wartość całkowita; łączna kwota; suma; razem; łącznie; kwota; wartość; do zapłaty; suma
            brutto; razem brutto; wartość brutto zamówienia; kwota do zapłaty; zapłacono; wpłacono""",
        "currency": "waluta; kod waluty",
        "order_id": """numer zamówienia; nr zamówienia; id zamówienia; zamówienie; numer faktury; nr faktury;
            numer transakcji; id transakcji; numer paragonu; nr dokumentu; numer dokumentu; nr paragonu""",
        "status": """status zamówienia; status płatności; stan zamówienia; status realizacji; stan płatności;
            status dokumentu""",
        "quantity": "ilość; liczba sztuk; szt",
        "price": "cena jednostkowa; cena sztuki; cena brutto; cena",
        "content_name": "nazwa produktu; nazwa towaru; produkt; towar",
        "content_id": "kod produktu; id produktu; numer katalogowy",
        "country": "kraj; kod kraju",
        "external_id": "numer klienta; id klienta; nr klienta",
        "clock": "godzina; czas",
        "kind": "rodzaj dokumentu; rodzaj; typ operacji; rodzaj operacji; typ transakcji; rodzaj transakcji",
        "undone": """data anulowania; data zwrotu; anulowano; anulowane; anulowany; anulowana; zwrócono; stornowano;
            storno""",
        "why undone": "powód anulowania; przyczyna anulowania; powód zwrotu; przyczyna zwrotu",
        "paid": "opłacone; zapłacone; opłacona; zapłacona; opłacony; czy opłacone",
    },
    sale="""opłacone; zapłacone; zrealizowane; wysłane; dostarczone; zakończone; potwierdzone; odebrane;
        opłacony; zapłacony; zrealizowany; wysłany; dostarczony; zakończony; opłacona; zrealizowana; wysłana; w
        realizacji; w trakcie realizacji; przyjęte do realizacji; gotowe do wysyłki; skompletowane; do wysłania;
        w przygotowaniu; pakowanie; zatwierdzone; gotowe do odbioru; zaksięgowana; zaksięgowane; opłata przyjęta;
        do realizacji; w doręczeniu; płatność zaakceptowana; płatność przyjęta""",
    no_sale="""anulowane; zwrócone; odrzucone; nieudane; wygasłe; porzucone;
        anulowany; anulowana; zwrócony; zwrócona; odrzucony; odrzucona; nieudana; nieudany; zwrot; zwrot środków;
        odmowa; usunięte; niezrealizowane; anulacja; korekta; zwroty; zwrócono; zwrócona płatność; nieodebrane;
        nieodebrana; reklamacja uznana; storno; faktura korygująca; windykacja; nieściągalne; nie powiodło się;
        rezygnacja; zrezygnował; zrezygnowała; nie odebrano; nie odebrane; nie odebrał; nie podjęto""",
    not_yet="""oczekujące; oczekujący; oczekująca; oczekuje na płatność; oczekiwanie na płatność; nieopłacone;
        niezapłacone; nieopłacony; wstrzymane; robocze; oferta; oczekuje na wpłatę; oczekuje; oczekuje na
        przelew; czeka na wpłatę; do zapłaty; przeterminowana; przeterminowane; nieopłacona; zaległa;
        niezapłacona; wstrzymane (oczekujące na płatność); w trakcie płatności; rozpoczęta;
        wersja robocza; pobranie nieopłacone""",
    partly="częściowo zwrócone; częściowy zwrot; częściowo opłacone; częściowo zapłacone",
    sale_kinds="sprzedaż; faktura; faktura VAT; paragon; zamówienie; płatność",
    other_kinds="""wypłata; prowizja; opłata; faktura korygująca; korekta faktury; faktura proforma; pro forma;
        faktura zakupu; zakup; wydanie zewnętrzne; WZ; przelew wychodzący; KW; oferta; zamówienie do dostawcy;
        wezwanie do zapłaty; przesunięcie międzymagazynowe; MM; PZ; RW""",
    yes="tak",
    no="nie",
    consent="zgoda; zgoda marketingowa; zgoda na marketing; zgoda reklamowa; zgoda RODO; RODO",
    mails="zgoda na newsletter; zgoda newsletter; zapis na newsletter; zgoda na mailing; zgoda na SMS",
    negations="nie bez",
    others="dostawca dostawcy sprzedawca sprzedawcy sklep sklepu odbiorca odbiorcy pracownik pracownika",
    customers="klienta; klient; kupującego; kupujący; nabywcy; nabywca; zamawiającego",
)
CZECH: Final = Language(
    "Czech",
    {
        "timestamp": """datum objednávky; datum nákupu; datum prodeje; datum platby; datum zaplacení; datum
            vytvoření; datum vystavení; datum a čas; vytvořeno""",
        "email": "e-mailová adresa; e-mail zákazníka",
        "phone": "telefonní číslo; mobilní telefon; telefon zákazníka",
        "value": """celková cena; celková částka; cena celkem; celkem s DPH; cena s DPH; hodnota objednávky; cena
            objednávky; celkem; částka; k úhradě; celkem k úhradě; celkem vč DPH; cena celkem s DPH; cena vč DPH;
            uhrazeno celkem""",
        "currency": "měna; kód měny",
        "order_id": """číslo objednávky; id objednávky; kód objednávky; objednávka; číslo faktury; číslo dokladu;
            číslo účtenky; doklad; variabilní symbol""",
        "status": "stav objednávky; stav platby; stav; stav úhrady; stav dokladu; stav faktury",
        "quantity": "množství; počet kusů; počet ks; ks",
        "price": "cena za kus; jednotková cena; cena za jednotku",
        "content_name": "název produktu; název zboží; zboží",
        "content_id": "kód produktu; kód zboží",
        "country": "země; kód země",
        "external_id": "číslo zákazníka; id zákazníka",
        "clock": "čas; hodina",
        "kind": "typ dokladu; druh dokladu; typ pohybu; typ operace; druh pohybu",
        "undone": """datum storna; stornováno dne; datum vrácení; zrušeno dne; storno; stornováno; stornovaný; zrušeno;
            zrušená; vráceno; stornované; zrušené; vrátené""",
        "why undone": "důvod storna; důvod zrušení; důvod vrácení; důvod reklamace",
        "paid": "zaplaceno; uhrazeno; zaplacena; uhrazena",
    },
    sale="""zaplaceno; dokončeno; vyřízeno; odesláno; doručeno; potvrzeno; uhrazeno; expedováno; vyzvednuto;
        zaplacená; dokončená; vyřízená; odeslaná; doručená; expedovaná; vyřizuje se; připraveno k odběru; v
        řešení; připravena; zabaleno; k expedici; potvrzena; zpracovává se; uhrazená; přijata platba; platba
        přijata""",
    no_sale="""zrušeno; stornováno; vráceno; refundováno; zamítnuto; neúspěšné; vypršelo; selhalo; zrušená;
        stornovaná; vrácená; neúspěšná; zamítnutá; vráceny peníze; dobropis; smazáno; nevyzvednuto; vrácení
        peněz; storno; nezaplaceno storno; nevyzvednutá; reklamace uznána; nedobytná; zrušené; vrácené;
        nepřevzato; nepřevzatá; testovací""",
    not_yet="""čeká na platbu; čeká na zaplacení; čekající; nezaplaceno; neuhrazeno; nezaplacená; pozastaveno;
        rozpracováno; koncept; po splatnosti; neuhrazená; upomenuto; čeká na úhradu; čeká se; pozastavené;
        čeká; dobírka nezaplacena""",
    partly="částečně vráceno; částečně zaplaceno; částečně uhrazeno",
    sale_kinds="faktura; prodej; objednávka; účtenka; platba; prodejka; vydaná faktura; tržba",
    other_kinds="""výplata; poplatek; provize; proforma; dodací list; přijatá faktura; nákup; opravný daňový
        doklad; vratka; výdej; příjem na sklad; nabídka; převod; vydaná zálohová faktura; zálohová faktura; upomínka""",
    yes="ano",
    no="ne",
    consent="souhlas; souhlas s marketingem; marketingový souhlas; souhlas se zpracováním; souhlas GDPR",
    mails="souhlas s newsletterem; odběr novinek; odběr newsletteru; souhlas se zasíláním novinek",
    negations="ne bez",
    others="dodavatel dodavatele prodejce prodejna prodejny obchod obchodu příjemce zaměstnanec",
    customers="zákazníka; zákazník; kupujícího; odběratele",
)
HUNGARIAN: Final = Language(
    "Hungarian",
    {
        "timestamp": """rendelés dátuma; rendelés ideje; rendelés időpontja; vásárlás dátuma; fizetés dátuma;
            számla kelte; létrehozva; dátum; kelt; számla dátuma; teljesítés dátuma; teljesítés""",
        "email": "e-mail cím; vásárló e-mail címe",
        "phone": "telefonszám; mobilszám; mobiltelefon",
        "value": """végösszeg; rendelés végösszege; rendelés összege; rendelés értéke; fizetett összeg; teljes
            összeg; bruttó összeg; összesen; összeg""",
        "currency": "pénznem; deviza",
        "order_id": """rendelésszám; rendelés száma; rendelési szám; rendelés azonosító; rendelés; számla
            sorszáma; számlaszám; bizonylatszám; nyugtaszám""",
        "status": "rendelés állapota; rendelés státusza; fizetés állapota; állapot; státusz",
        "quantity": "mennyiség; darabszám; darab; db",
        "price": "egységár; bruttó egységár",
        "content_name": "terméknév; termék neve; termék",
        "content_id": "cikkszám; termékkód",
        "country": "ország; országkód",
        "external_id": "vevőkód; ügyfélszám; vásárló azonosító",
        "clock": "időpont; óra",
        "kind": "bizonylat típusa; számla típusa; tranzakció típusa; típus",
        "undone": "törölve; sztornózva; sztornó; sztornózott; lemondva; visszatérítve; törlés dátuma; sztornó dátuma",
        "why undone": "lemondás oka; törlés oka; sztornó oka",
        "paid": "fizetve; kifizetve",
    },
    sale="""fizetve; kifizetve; teljesítve; teljesített; kiszállítva; elküldve; visszaigazolva; befejezett;
        lezárva; feladva; átvéve; feldolgozás alatt; kész""",
    no_sale="""törölve; lemondva; visszatérítve; visszafizetve; visszaküldve; sikertelen; elutasítva; lejárt;
        sztornó; sztornózva; stornózva; visszáru; törölt; meghiúsult; megszakítva; visszatérítés; visszamondva""",
    not_yet="függőben; fizetésre vár; kifizetetlen; fizetetlen; nincs fizetve; várakozik; piszkozat; ajánlat",
    partly="részben visszatérítve; részben kifizetve; részben fizetve",
    sale_kinds="értékesítés; számla; eladás; rendelés; fizetés; nyugta",
    other_kinds="""díjbekérő; sztornó számla; helyesbítő számla; szállítólevél; kifizetés; jutalék; bejövő
        számla; árajánlat; fizetési felszólítás""",
    yes="igen",
    no="nem",
    consent="hozzájárulás; marketing hozzájárulás; hirdetési hozzájárulás; GDPR hozzájárulás",
    mails="hírlevél; hírlevél hozzájárulás; hírlevél feliratkozás; feliratkozott hírlevélre",
    negations="nem nincs nélkül",
    others="szállító eladó üzlet címzett alkalmazott",
    customers="vevő; ügyfél; vásárló; megrendelő",
)
ROMANIAN: Final = Language(
    "Romanian",
    {
        "timestamp": """data comenzii; dată comandă; data plasării; data plății; data achiziției; data creării;
            data facturii; data și ora""",
        "email": "adresă de email; adresă email; email client",
        "phone": "număr de telefon; telefon mobil; telefon client",
        "value": "total comandă; valoare comandă; valoare totală; sumă totală; total cu TVA; sumă; valoare",
        "currency": "monedă; valută",
        "order_id": """număr comandă; nr comandă; id comandă; comandă; număr factură; numărul comenzii; nr
            factură; număr bon""",
        "status": "stare comandă; status comandă; status plată; starea comenzii; stare",
        "quantity": "cantitate; bucăți",
        "price": "preț unitar; preț",
        "content_name": "nume produs; denumire produs; produs",
        "content_id": "cod produs; id produs",
        "country": "țară; cod țară",
        "external_id": "număr client; cod client",
        "clock": "oră",
        "kind": "tip document; tip tranzacție; tip factură; tip operațiune",
        "undone": "anulat; anulată; stornat; stornată; returnat; rambursat; data anulării; data stornării",
        "why undone": "motiv anulare; motivul anulării; motiv retur",
        "paid": "plătită; plătit; încasat; încasată; achitat; achitată",
    },
    sale="""plătit; plătită; finalizat; finalizată; livrat; livrată; expediat; expediată; confirmat; confirmată;
        procesată; achitat; achitată; în procesare; încasată; încasat""",
    no_sale="""anulat; anulată; rambursat; rambursată; returnat; returnată; retur; eșuat; eșuată; respins;
        respinsă; refuzat; refuzată; expirat; expirată; stornat; stornată; șters; rambursare; anulare; refuzată
        la livrare""",
    not_yet="""în așteptare; în așteptarea plății; așteaptă plata; neplătit; neplătită; neachitat; neachitată;
        ciornă; ofertă; restantă; scadentă; neîncasată; neîncasat""",
    partly="rambursat parțial; rambursată parțial; plătit parțial; achitat parțial",
    sale_kinds="vânzare; factură; comandă; bon fiscal; plată; încasare",
    other_kinds="""factură storno; storno; aviz; aviz de însoțire; proformă; factură proformă; factură primită;
        comision; retragere; achiziție; ofertă; plată furnizor""",
    yes="da",
    no="nu",
    consent="consimțământ; acord marketing; consimțământ marketing; acord GDPR; acord publicitate",
    mails="acord newsletter; abonare newsletter; abonat newsletter; acord SMS; acord email",
    negations="nu fără",
    others="furnizor vânzător magazin destinatar angajat",
    customers="client; clientului; cumpărător; cumpărătorului",
)
SLOVAK: Final = Language(
    "Slovak",
    {
        "timestamp": "dátum objednávky; dátum nákupu; dátum platby; dátum vytvorenia; dátum faktúry",
        "email": "e-mailová adresa zákazníka",
        "phone": "telefónne číslo; telefón zákazníka; telefón",
        "value": "spolu s DPH; celkom s DPH; spolu; celková suma; suma objednávky; na úhradu",
        "order_id": "číslo faktúry; objednávka č",
        "status": "stav úhrady",
        "undone": "dátum zrušenia; dátum vrátenia",
        "why undone": "dôvod zrušenia; dôvod vrátenia",
        "paid": "zaplatené; uhradené",
    },
    sale="vybavená; vybavené; zaplatená; zaplatené; uhradené; uhradená; odoslaná; doručená; odoslané; doručené",
    no_sale="vrátená; vrátené; zrušené zákazníkom; stornované; neprevzatá; neprevzaté; zamietnutá; neúspešná",
    not_yet="nezaplatená; nezaplatené; neuhradená; neuhradené; čaká na platbu; čaká na úhradu; rozpracovaná",
    partly="čiastočne vrátená; čiastočne zaplatená",
    yes="áno",
    no="nie",
    consent="súhlas s marketingom; marketingový súhlas",
    mails="súhlas s newsletterom; odber noviniek",
    customers="zákazník; zákazníka",
)
