"""Bulgarian, Croatian with its kin, and Slovenian."""

from __future__ import annotations

from typing import Final

from tiktok_tui.mapping.suggest.vocabulary.languages.language import Language

BULGARIAN: Final = Language(
    "Bulgarian",
    {
        "timestamp": "дата на поръчка; дата на поръчката; дата на покупка; дата на плащане; дата на фактура",
        "email": "имейл; имейл адрес; имейл на клиента",
        "phone": "телефонен номер; телефон на клиента; мобилен телефон",
        "value": "обща сума; обща стойност; сума на поръчката; сума за плащане; общо с ддс; общо",
        "order_id": "номер на поръчка; номер на поръчката; поръчка; номер на фактура",
        "status": "статус на поръчката; статус на поръчка; статус на плащане; статус на плащането",
        "undone": "дата на отказ; дата на връщане",
        "why undone": "причина за отказ; причина за връщане",
        "paid": "платено",
    },
    sale="изпълнена; платена; платено; доставена; изпратена; завършена; потвърдена; в обработка",
    no_sale="отказана; отказано; анулирана; върната; върнато; непотърсена; отхвърлена; възстановена сума; неуспешна",
    not_yet="неплатена; неплатено; чака плащане; очаква плащане; чакаща; чернова",
    partly="частично върната; частично платена",
    yes="да",
    no="не",
    consent="съгласие; съгласие за маркетинг; съгласие за реклама",
    mails="абонамент за бюлетин; бюлетин",
    negations="не без",
    customers="клиент; купувач",
)
CROATIAN: Final = Language(
    "Croatian",
    {
        "timestamp": "datum narudžbe; datum narudžbine; datum kupnje; datum kupovine; datum plaćanja; datum računa",
        "email": "e-pošta; adresa e-pošte; email kupca",
        "phone": "broj telefona; telefon kupca; mobitel; broj mobitela",
        "value": "ukupno; ukupan iznos; ukupno s PDV-om; ukupno sa PDV-om; iznos narudžbe; za plaćanje; iznos",
        "order_id": "broj narudžbe; broj narudžbine; narudžba; porudžbina; broj porudžbine; broj računa",
        "status": "status narudžbe; status porudžbine; status plaćanja; stanje narudžbe",
        "quantity": "količina",
        "undone": "datum otkazivanja; datum povrata",
        "why undone": "razlog otkazivanja; razlog povrata",
        "paid": "plaćeno",
    },
    sale="završeno; plaćeno; isporučeno; poslano; poslato; dostavljeno; potvrđeno; u obradi; završena; plaćena",
    no_sale="otkazano; otkazana; stornirano; poništeno; odbijeno; neuspješno; nije preuzeto",
    not_yet="neplaćeno; neplaćena; čeka plaćanje; čeka uplatu; na čekanju; nacrt",
    partly="djelomično vraćeno; djelomično plaćeno; delimično vraćeno",
    yes="da",
    no="ne",
    consent="privola; privola za marketing; saglasnost za marketing; suglasnost za marketing",
    mails="pretplata na newsletter; newsletter pretplata",
    negations="ne nije bez",
    customers="kupac; kupca",
)
SLOVENIAN: Final = Language(
    "Slovenian",
    {
        "timestamp": "datum naročila; datum nakupa; datum plačila; datum računa",
        "email": "elektronska pošta; e-naslov; e-pošta kupca",
        "phone": "telefonska številka; telefon kupca; mobilni telefon",
        "value": "skupaj z DDV; skupaj; skupni znesek; znesek naročila; za plačilo; znesek",
        "order_id": "številka naročila; naročilo; številka računa; št naročila",
        "status": "status naročila; status plačila; stanje naročila",
        "undone": "datum preklica; datum vračila",
        "why undone": "razlog preklica; razlog vračila",
        "paid": "plačano",
    },
    sale="zaključeno; plačano; dostavljeno kupcu; odposlano; poslano kupcu; potrjeno; v obdelavi; zaključena",
    no_sale="preklicano; preklicana; stornirana; vrnjeno; vrnjena; zavrnjeno; neuspešno; neprevzeto",
    not_yet="neplačano; neplačana; čaka na plačilo; v čakanju; osnutek",
    partly="delno vrnjeno; delno plačano",
    yes="da",
    no="ne",
    consent="soglasje; soglasje za trženje; soglasje za oglaševanje",
    mails="prijava na e-novice; e-novice",
    customers="kupec; naročnik",
)
