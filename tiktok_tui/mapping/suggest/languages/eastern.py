"""Polish, Czech, Hungarian, Romanian, Russian and Ukrainian."""

from __future__ import annotations

from typing import Final

from tiktok_tui.mapping.suggest.languages.language import Language

POLISH: Final = Language(
    "Polish",
    {
        "timestamp": """data zamówienia; data złożenia zamówienia; data złożenia; data zakupu; data sprzedaży;
            data płatności; data opłacenia; data utworzenia; data transakcji; data wystawienia; data faktury;
            data i godzina""",
        "email": "adres e-mail; e-mail klienta; adres e-mail klienta; e-mail kupującego",
        "phone": "numer telefonu; nr telefonu; telefon komórkowy; telefon klienta; komórka",
        "value": """wartość zamówienia; kwota zamówienia; suma zamówienia; wartość brutto; kwota brutto;
            kwota całkowita; wartość całkowita; łączna kwota; suma; razem; łącznie; kwota; wartość""",
        "currency": "waluta; kod waluty",
        "order_id": """numer zamówienia; nr zamówienia; id zamówienia; zamówienie; numer faktury; nr faktury;
            numer transakcji; id transakcji; numer paragonu""",
        "status": "status zamówienia; status płatności; stan zamówienia",
        "quantity": "ilość; liczba sztuk; szt",
        "price": "cena jednostkowa; cena sztuki; cena brutto; cena",
        "content_name": "nazwa produktu; nazwa towaru; produkt; towar",
        "content_id": "kod produktu; id produktu; numer katalogowy",
        "country": "kraj; kod kraju",
        "external_id": "numer klienta; id klienta; nr klienta",
    },
    sale="""opłacone; zapłacone; zrealizowane; wysłane; dostarczone; zakończone; potwierdzone; odebrane; opłacony;
        zapłacony; zrealizowany; wysłany; dostarczony; zakończony; opłacona; zrealizowana; wysłana; w realizacji;
        w trakcie realizacji; przyjęte do realizacji; gotowe do wysyłki; skompletowane""",
    no_sale="""anulowane; zwrócone; odrzucone; nieudane; wygasłe; porzucone; anulowany; anulowana; zwrócony;
        zwrócona; odrzucony; odrzucona; nieudana; nieudany; zwrot; zwrot środków; odmowa; usunięte; niezrealizowane;
        anulacja; korekta""",
    not_yet="""oczekujące; oczekujący; oczekująca; oczekuje na płatność; oczekiwanie na płatność; nieopłacone;
        niezapłacone; nieopłacony; wstrzymane; robocze; oferta""",
    partly="częściowo zwrócone; częściowy zwrot; częściowo opłacone; częściowo zapłacone",
    yes="tak",
    no="nie",
    consent="zgoda; zgoda marketingowa; zgoda na marketing; zgoda reklamowa; zgoda RODO; RODO",
    negations="nie bez",
    others="dostawca dostawcy sprzedawca sprzedawcy sklep sklepu odbiorca odbiorcy pracownik pracownika",
)
CZECH: Final = Language(
    "Czech",
    {
        "timestamp": """datum objednávky; datum nákupu; datum prodeje; datum platby; datum zaplacení;
            datum vytvoření; datum vystavení; datum a čas; vytvořeno""",
        "email": "e-mailová adresa; e-mail zákazníka",
        "phone": "telefonní číslo; mobilní telefon; telefon zákazníka",
        "value": """celková cena; celková částka; cena celkem; celkem s DPH; cena s DPH; hodnota objednávky;
            cena objednávky; celkem; částka""",
        "currency": "měna; kód měny",
        "order_id": "číslo objednávky; id objednávky; kód objednávky; objednávka; číslo faktury; číslo dokladu",
        "status": "stav objednávky; stav platby; stav",
        "quantity": "množství; počet kusů; počet ks; ks",
        "price": "cena za kus; jednotková cena; cena za jednotku",
        "content_name": "název produktu; název zboží; zboží",
        "content_id": "kód produktu; kód zboží",
        "country": "země; kód země",
        "external_id": "číslo zákazníka; id zákazníka",
    },
    sale="""zaplaceno; dokončeno; vyřízeno; odesláno; doručeno; potvrzeno; uhrazeno; expedováno; vyzvednuto;
        zaplacená; dokončená; vyřízená; odeslaná; doručená; expedovaná; vyřizuje se; připraveno k odběru""",
    no_sale="""zrušeno; stornováno; vráceno; refundováno; zamítnuto; neúspěšné; vypršelo; selhalo; zrušená;
        stornovaná; vrácená; neúspěšná; zamítnutá; vráceny peníze; dobropis; smazáno; nevyzvednuto; vrácení peněz""",
    not_yet="""čeká na platbu; čeká na zaplacení; čekající; nezaplaceno; neuhrazeno; nezaplacená; pozastaveno;
        rozpracováno; koncept""",
    partly="částečně vráceno; částečně zaplaceno; částečně uhrazeno",
    yes="ano",
    no="ne",
    consent="souhlas; souhlas s marketingem; marketingový souhlas; souhlas se zpracováním; souhlas GDPR",
    negations="ne bez",
    others="dodavatel dodavatele prodejce prodejna prodejny obchod obchodu příjemce zaměstnanec",
)
HUNGARIAN: Final = Language(
    "Hungarian",
    {
        "timestamp": """rendelés dátuma; rendelés ideje; rendelés időpontja; vásárlás dátuma; fizetés dátuma;
            számla kelte; létrehozva; dátum""",
        "email": "e-mail cím; vásárló e-mail címe",
        "phone": "telefonszám; mobilszám; mobiltelefon",
        "value": """végösszeg; rendelés végösszege; rendelés összege; rendelés értéke; fizetett összeg;
            teljes összeg; bruttó összeg; összesen; összeg""",
        "currency": "pénznem; deviza",
        "order_id": "rendelésszám; rendelés száma; rendelési szám; rendelés azonosító; rendelés; számla sorszáma",
        "status": "rendelés állapota; rendelés státusza; fizetés állapota; állapot; státusz",
        "quantity": "mennyiség; darabszám; darab; db",
        "price": "egységár; bruttó egységár",
        "content_name": "terméknév; termék neve; termék",
        "content_id": "cikkszám; termékkód",
        "country": "ország; országkód",
        "external_id": "vevőkód; ügyfélszám; vásárló azonosító",
    },
    sale="""fizetve; kifizetve; teljesítve; teljesített; kiszállítva; elküldve; visszaigazolva; befejezett; lezárva;
        feladva; átvéve; feldolgozás alatt; kész""",
    no_sale="""törölve; lemondva; visszatérítve; visszafizetve; visszaküldve; sikertelen; elutasítva; lejárt;
        sztornó; sztornózva; stornózva; visszáru; törölt; meghiúsult; megszakítva; visszatérítés""",
    not_yet="függőben; fizetésre vár; kifizetetlen; fizetetlen; nincs fizetve; várakozik; piszkozat; ajánlat",
    partly="részben visszatérítve; részben kifizetve; részben fizetve",
    yes="igen",
    no="nem",
    consent="hozzájárulás; marketing hozzájárulás; hirdetési hozzájárulás; GDPR hozzájárulás",
    negations="nem nincs nélkül",
    others="szállító eladó üzlet címzett alkalmazott",
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
        "order_id": "număr comandă; nr comandă; id comandă; comandă; număr factură; numărul comenzii",
        "status": "stare comandă; status comandă; status plată; starea comenzii; stare",
        "quantity": "cantitate; bucăți",
        "price": "preț unitar; preț",
        "content_name": "nume produs; denumire produs; produs",
        "content_id": "cod produs; id produs",
        "country": "țară; cod țară",
        "external_id": "număr client; cod client",
    },
    sale="""plătit; plătită; finalizat; finalizată; livrat; livrată; expediat; expediată; confirmat; confirmată;
        procesată; achitat; achitată; în procesare""",
    no_sale="""anulat; anulată; rambursat; rambursată; returnat; returnată; retur; eșuat; eșuată; respins; respinsă;
        refuzat; refuzată; expirat; expirată; stornat; stornată; șters; rambursare; anulare""",
    not_yet="""în așteptare; în așteptarea plății; așteaptă plata; neplătit; neplătită; neachitat; neachitată;
        ciornă; ofertă""",
    partly="rambursat parțial; rambursată parțial; plătit parțial; achitat parțial",
    yes="da",
    no="nu",
    consent="consimțământ; acord marketing; consimțământ marketing; acord GDPR; acord publicitate",
    negations="nu fără",
    others="furnizor vânzător magazin destinatar angajat",
)
RUSSIAN: Final = Language(
    "Russian",
    {
        "timestamp": """дата заказа; дата покупки; дата оплаты; дата создания; дата оформления; дата продажи;
            время заказа; дата и время; создан; дата""",
        "email": "электронная почта; адрес электронной почты; эл почта; почта; имейл; email клиента; почта клиента",
        "phone": "телефон; номер телефона; мобильный телефон; мобильный; телефон клиента",
        "value": """сумма заказа; стоимость заказа; итоговая сумма; общая сумма; сумма оплаты; итого; всего; сумма;
            бюджет""",
        "currency": "валюта; код валюты",
        "order_id": "номер заказа; заказ №; id заказа; заказ; номер счета; номер чека; номер транзакции",
        "status": "статус заказа; статус оплаты; состояние заказа; статус; состояние",
        "quantity": "количество; кол-во",
        "price": "цена за единицу; цена за штуку; цена",
        "content_name": "название товара; наименование товара; наименование; товар",
        "content_id": "артикул; код товара; id товара",
        "country": "страна; код страны",
        "external_id": "id клиента; номер клиента; код клиента",
    },
    sale="""оплачен; оплачено; оплачена; выполнен; выполнено; завершен; завершено; доставлен; доставлено; отправлен;
        отправлено; подтвержден; подтверждено; обрабатывается; получен; выдан; в обработке""",
    no_sale="""отменен; отменено; возврат; возвращен; возвращено; отклонен; отклонено; отказ; ошибка; просрочен;
        удален; аннулирован; аннулировано; отмена; отменена; неуспешно; не удалось; возврат средств; ошибка оплаты""",
    not_yet="""ожидает; ожидает оплаты; ожидание оплаты; в ожидании; не оплачен; не оплачено; неоплачен; неоплачено;
        на удержании; черновик""",
    partly="частичный возврат; частично возвращен; частично возвращено; частично оплачен; частично оплачено",
    yes="да",
    no="нет",
    consent="согласие; согласие на рекламу; согласие на маркетинг; согласие на обработку",
    negations="не нет без",
    others="""поставщик поставщика продавец продавца магазин магазина получатель получателя сотрудник сотрудника
        менеджер менеджера""",
)
UKRAINIAN: Final = Language(
    "Ukrainian",
    {
        "timestamp": """дата замовлення; дата оплати; дата створення; дата продажу; час замовлення; дата і час;
            дата та час""",
        "email": "електронна пошта; адреса електронної пошти; ел пошта; пошта; email клієнта",
        "phone": "номер телефону; мобільний телефон; мобільний; телефон клієнта",
        "value": "сума замовлення; вартість замовлення; загальна сума; сума оплати; разом; сума; всього",
        "order_id": "номер замовлення; замовлення №; id замовлення; замовлення; номер рахунку; номер чека",
        "status": "статус замовлення; статус оплати; стан замовлення; стан",
        "quantity": "кількість; к-сть",
        "price": "ціна за одиницю; ціна",
        "content_name": "назва товару; найменування",
        "content_id": "код товару",
        "country": "країна; код країни",
        "external_id": "id клієнта; номер клієнта; код клієнта",
    },
    sale="""оплачений; виконано; виконаний; завершено; завершений; доставлений; відправлено; відправлений;
        підтверджено; отримано; в обробці""",
    no_sale="""скасовано; скасований; повернено; повернення; відхилено; відмова; помилка; невдало; прострочено;
        анульовано; видалено; відмінено; повернення коштів""",
    not_yet="очікує; очікує оплати; очікується оплата; неоплачений; в очікуванні; чернетка",
    partly="часткове повернення; частково повернено; частково оплачено",
    yes="так",
    no="ні",
    consent="згода; згода на рекламу; згода на маркетинг; згода на обробку",
    negations="не без",
    others="""постачальник постачальника продавець продавця магазин магазину одержувач отримувач співробітник
        менеджер""",
)
