"""Dates with the month in words of other languages than English (`11 de junio de 2026`), as exports write them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

_TABLE: Final = """
    January: ene enero gen gener gennaio ian ianuarie janeiro januar januara januari január januára janv janvier led
      leden ledna oca ocak sty styczen styczeń stycznia tammi tammikuu tammikuuta січ січень січня янв январь января
    February: febbraio febr febrer febrero februar februara februari februarie február februára fev fevereiro fevr
      fevrier févr février helmi helmikuu helmikuuta lut lutego luty sub subat uno unor unora úno únor února şub
      şubat лют лютии лютий лютого февр февраль февраля
    March: bre brezen brezna bře březen března maalis maaliskuu maaliskuuta maart marc marca marco marec maret mars
      mart martie marts marz marzec marzo març março mrt mär märz бер березень березня мар март марта
    April: abr abril aprila aprile aprilie apríl apríla avr avril dub duben dubna huhti huhtikuu huhtikuuta kwi
      kwiecien kwiecień kwietnia nis nisan апр апрель апреля квіт квітень квітня
    May: kve kveten kvetna kvě květen května mag maggio mai maig maio maj maja mayo mayıs mei máj mája touko
      toukokuu toukokuuta маи май мая трав травень травня
    June: cerven cervna cvn cze czerwca czerwiec giu giugno haz haziran iun iunie juin juna junho juni junio juny
      jún júna kesa kesakuu kesakuuta kesä kesäkuu kesäkuuta červen června čvn июн июнь июня черв червень червня
    July: cervence cervenec cvc heina heinakuu heinakuuta heinä heinäkuu heinäkuuta iul iulie juil juillet jula
      julho juli julio juliol júl júla lip lipca lipiec lug luglio tem temmuz července červenec čvc июл июль июля
      лип липень липня
    August: ago agost agosto agu agustos agustus aout août augusta augusti augustus ağu ağustos elo elokuu elokuuta
      sie sierpien sierpień sierpnia srp srpen srpna авг август августа серп серпень серпня
    September: eyl eylul eylül sept septembra septembre septembrie septiembre set setembre setembro settembre syys
      syyskuu syyskuuta wrz wrzesien wrzesień wrzesnia września zar zari zář září вер вересень вересня сент сентябрь
      сентября
    October: eki ekim loka lokakuu lokakuuta octobre octombrie octubre okt oktober oktobra október októbra ott
      ottobre out outubro paz pazdziernik pazdziernika paź październik października rij rijen rijna říj říjen října
      жовт жовтень жовтня окт октябрь октября
    November: kas kasım lis listopad listopada listopadu marras marraskuu marraskuuta noiembrie novembra novembre
      novembro noviembre лист листопад листопада нояб ноябрь ноября
    December: ara aralık decembra decembre decembrie des desember desembre dez dezember dezembro dic dicembre
      diciembre déc décembre gru grudnia grudzien grudzień joulu joulukuu joulukuuta prosince prosinec груд грудень
      грудня дек декабрь декабря
"""  # noqa: RUF001
"""The months in nineteen languages from CLDR, whole and short, with accents and without. Croatian and its kin are left
out: their `listopad` is October, the Polish and Czech one November."""
_ENGLISH: Final = "January February March April May June July August September October November December".split()


def _names() -> dict[str, str]:
    lines = re.sub(r"\n {6}", " ", _TABLE).strip().splitlines()
    table = [(month.strip()[:3], words.split()) for month, _, words in (line.partition(":") for line in lines)]
    return {word: month for month, words in table for word in words}


FOREIGN: Final = _names()
MONTHS: Final = FOREIGN | {name.lower()[:letters]: name[:3] for name in _ENGLISH for letters in (3, 9)}
"""The first three letters of each month's English name by its lower-case names, also the English ones."""

_LETTER: Final = r"[^\x00-\x40\x5b-\x60\x7b-\xbf]"
"""A letter, or what is none of ASCII's: the names are looked up anyway, and \\pL takes RE2 milliseconds to compile."""

DAY_FIRST: Final = (
    r"(?i)^(?:\pL+\.?,? +(?:den )?)?(\d{1,2})(?:\.|º|ª|er)?[ -]{1,2}(?:de |d[\x{2019}'] ?)?(\pL{3,})\.?,?[ -]"
    r"(?:de |del )?(\d{4})"
).replace(r"\pL", _LETTER)
MONTH_FIRST: Final = (r"(?i)^(?:\pL+\.?,? +)?(\pL{3,})\.? (\d{1,2})(?:º|er)?,? (?:de |del )?(\d{4})").replace(
    r"\pL", _LETTER
)
"""A date at the beginning of a text, perhaps behind a weekday (RE2; Python writes U+2019 otherwise)."""

_DAY_FIRST, _MONTH_FIRST = (re.compile(pattern.replace(r"\x{2019}", "\u2019")) for pattern in (DAY_FIRST, MONTH_FIRST))


def month_in_english(text: str, months: Mapping[str, str] = FOREIGN) -> str:
    """Return a time with a month of `months` in three English letters, without words around it; others unchanged.

    >>> month_in_english("jueves, 11 de junio de 2026 10:05"), month_in_english("11. März 2026")
    ('11 Jun 2026 10:05', '11 Mar 2026')
    >>> month_in_english("juin 11, 2026"), month_in_english("11. June 2026")
    ('11 Jun 2026', '11. June 2026')
    """
    if (found := _DAY_FIRST.search(text)) and (month := months.get(found[2].lower())):
        return f"{found[1]} {month} {found[3]}{text[found.end() :]}"
    if (found := _MONTH_FIRST.search(text)) and (month := months.get(found[1].lower())):
        return f"{found[2]} {month} {found[3]}{text[found.end() :]}"
    return text
