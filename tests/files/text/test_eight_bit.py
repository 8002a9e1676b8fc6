"""Texts that are no UTF-8: of another alphabet, of Central Europe, or Western."""

from __future__ import annotations

import pytest
from babel import Locale

from tests.files.conftest import Open
from tiktok_tui.files.text.eight_bit import NAMES, eight_bit, is_guessed

ALPHABETS = {
    "cp932": "注文番号,注文日時,メールアドレス,合計金額\n1,2026/06/11,a@b.co,1200\n",
    "euc_jp": "注文番号,注文日時,メールアドレス,合計金額,ステータス\n1,2026/06/11,a@b.co,1200,発送済み\n",
    "gb18030": "订单编号,下单时间,买家邮箱,实付金额,订单状态\n1,2026-06-11,a@b.co,12,交易成功\n",
    "big5hkscs": "訂單編號,下單時間,電子郵件,訂單金額,訂單狀態\n1,2026-06-11,a@b.co,12,已出貨\n",
    "cp949": "주문번호,주문일시,이메일,결제금액,주문상태\n1,2026-06-11,a@b.co,12000,배송완료\n",
    "windows-1251": "Номер заказа;Дата заказа;Почта;Сумма заказа;Статус\n1;11.06.2026;a@b.co;12,50;Выполнен\n",
    "koi8-r": "Номер заказа;Дата заказа;Почта;Сумма заказа;Статус\n1;11.06.2026;a@b.co;12,50;Выполнен\n",
    "windows-1253": "Αριθμός παραγγελίας;Ημερομηνία;Τηλέφωνο;Σύνολο;Κατάσταση\n1;11/06/2026;69;12,50;Ολοκληρώθηκε\n",
    "windows-1255": "מספר הזמנה,תאריך הזמנה,אימייל,טלפון,סכום,סטטוס\n1,11/06/2026,a@b.co,05,12.50,שולם\n",
    "windows-1256": "رقم الطلب,تاريخ الطلب,البريد الإلكتروني,الإجمالي,حالة الطلب\n1,2026-06-11,a@b.co,12,مكتمل\n",
    "cp874": "หมายเลขคำสั่งซื้อ,วันที่สั่งซื้อ,อีเมล,ยอดรวม,สถานะ\n1,2026-06-11,a@b.co,12,สำเร็จ\n",
}
LATIN = {
    "Polish": ("windows-1250", "Wartość zamówienia;Miasto\n12;Łódź\n13;Gdańsk\n"),
    "Polish by one name": ("windows-1250", "city\nPoznań\n"),
    "Polish by a stroke": ("windows-1250", "miasto;x\nWałbrzych;1\n"),
    "Czech": ("windows-1250", "Číslo objednávky;Město;Stav\n1;Plzeň;Vyřízeno\n"),
    "Slovak": ("windows-1250", "Mesto\nKošice\nČadca\n"),
    "Slovene": ("windows-1250", "mesto\nČrnomelj;Šentjur;Žalec\n"),
    "Hungarian": ("windows-1250", "város\nGyőr;Szűcs Áron;Érd\n"),
    "Romanian": ("windows-1250", "Ţară;Oraş\nRomânia;Brăila\n"),
    "Turkish": ("windows-1254", "Şehir;İlçe\nIğdır;Muş;Çankırı\n"),
    "German": ("windows-1252", "Straße;Größe\nMüller;Äpfel;Übergabe\n"),
    "French": ("windows-1252", "Prénom;Numéro;œuvre\nFrançois;Noël;Besançon;sœur;être;où\n"),
    "Spanish": ("windows-1252", "Año;Número\nNúñez;España;Peñafiel;niño\n"),
    "Portuguese": ("windows-1252", "Região;Endereço\nJoão;Conceição;opiniões;três\n"),
    "Italian": ("windows-1252", "Città;Perché\nCefalù;Forlì;Però;è\n"),
    "Italian by its graves": ("windows-1252", "nome\nCefalù;Forlì;Però\n"),
    "Danish": ("windows-1252", "Beløb;Købsdato\nSørensen;Ærø;Ålborg\n"),
    "Icelandic": ("windows-1252", "Nafn\nÞórður;Æðey;Ísafjörður;Reykjavík\n"),
    "Finnish": ("windows-1252", "Päivämäärä\nHämäläinen;Jyväskylä\n"),
    "Estonian": ("windows-1252", "nimi\nJõgeva;Pärnu;Käärik\n"),
    "Romanian by one sign": ("windows-1250", "oraş\nTimişoara\n"),
    "Turkish with a guest": ("windows-1254", "ülke\nKırgızistan;Mısır;Şili;Çad;Kıbrıs;Réunion\n"),
    "Hungarian with guests": ("windows-1250", "ország\nGyőr;Erdő;Réunion;Côte d'Ivoire;Curaçao;mezőgazdaság\n"),
    "French costs": ("windows-1252", "Coût;Quantité;Août\n1;2;3\n"),
    "Portuguese buttons": ("windows-1252", "Botões;Milhões;Número;Pé\n"),
    "Estonian with a guest": ("windows-1252", "riik\nLõuna-Aafrika;Põhja-Korea;Käärik;Pärnu;Jää;Réunion\n"),
    "a Spanish number": ("windows-1252", "Nº;nºpedido;1º\nAño;x;y\n"),
    "signs alone": ("windows-1252", "price\n10 €\n20 £\n20°\nAcme™ “x” – y\n"),
    "one name": ("windows-1252", "name\nJosé\n"),
    "nothing": ("windows-1252", "name\nJose\n"),
}


@pytest.mark.parametrize("encoding", ALPHABETS)
def test_the_words_of_another_alphabet_say_its_encoding(encoding: str) -> None:
    assert eight_bit(ALPHABETS[encoding].encode(encoding)) == encoding
    assert is_guessed(encoding)
    assert NAMES[encoding]


@pytest.mark.parametrize("name", LATIN)
def test_latin_letters_are_western_unless_they_are_no_western_language_s(name: str) -> None:
    encoding, text = LATIN[name]
    assert eight_bit(text.encode(encoding)) == encoding
    assert is_guessed(encoding) is (encoding != "windows-1252")


@pytest.mark.parametrize("text", ["city\nМосква\n", "name\n王芳\n", "city\nΑθήνα\n"])
def test_a_few_letters_of_another_alphabet_say_nothing_of_it(text: str) -> None:
    for encoding in ("windows-1251", "gb18030", "windows-1253"):
        assert eight_bit(text.encode(encoding, "ignore")).startswith("windows-125")


@pytest.mark.parametrize(("text", "encoding"), [("Κολομβία", "windows-1253"), ("Κολομβί", "windows-1252")])
def test_eight_letters_of_another_alphabet_say_its_encoding(text: str, encoding: str) -> None:
    assert eight_bit(f"city\n{text}\n".encode("windows-1253")) == encoding


def test_letters_within_latin_words_are_none_of_another_alphabet() -> None:
    assert eight_bit("Москва, Кошкаx, Домy, Pекаz, Солнцеa, Небоb\n".encode("koi8-r")) == "windows-1252"


def test_lines_of_plain_letters_do_not_outvote_the_others() -> None:
    plain = b"order,2026-06-11,a@b.co,10.00\n" * 5000
    assert eight_bit(plain + ALPHABETS["cp932"].encode("cp932") + plain) == "cp932"


def test_a_file_is_read_in_its_encoding_which_is_said_as_a_guess(opened: Open) -> None:
    table = opened(ALPHABETS["cp932"].encode("cp932"))
    assert [column.name for column in table.columns] == ["注文番号", "注文日時", "メールアドレス", "合計金額"]
    assert "Shift-JIS" in table.format
    assert "Shift-JIS text, as its letters say: save it as UTF-8 if names look wrong" in table.notes


def test_another_alphabet_late_in_a_large_file_is_found(opened: Open) -> None:
    plain = b"x,2\n" * 2_500_000
    table = opened(b"a,b\n" + plain + "Выполнен заказ,1\n".encode("windows-1251") + b"y,3\n" * 300_000)
    assert table.value_counts("a")[2] == ("Выполнен заказ", 1)
    assert "Windows-1251" in table.format


COUNTRIES = {
    "windows-1252": "de fr es it pt nl sv da nb fi is ca et ga eu gl sq",
    "windows-1250": "pl cs sk hu sl hr",
    "windows-1254": "tr",
    "windows-1251": "ru uk bg sr mk be",
    "koi8-r": "ru",
    "windows-1256": "ar",
    "cp874": "th",
    "cp932": "ja",
    "euc_jp": "ja",
    "gb18030": "zh_Hans",
    "big5hkscs": "zh_Hant",
    "cp949": "ko",
}


@pytest.mark.parametrize(
    ("encoding", "language"), [(encoding, each) for encoding, found in COUNTRIES.items() for each in found.split()]
)
def test_the_names_of_the_countries_say_the_encoding_in_each_language(encoding: str, language: str) -> None:
    names = "".join(f"{name},a@b.co\n" for name in Locale.parse(language).territories.values())
    assert eight_bit(names.encode(encoding, "ignore")) == encoding
