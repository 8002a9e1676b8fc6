"""The words for a sum, as the lines of a table have them that add up the rows above."""

from __future__ import annotations

import re
from typing import Final

SUMS_ELSEWHERE: Final = (
    "toplam genel subtotaal totalt totalsumma delsumma summa yhteensä sammanlagt razem łącznie ogółem celkem součet "
    "összesen ukupno итого всего разом сума jumlah tổng รวม รวมทั้งสิ้น รวมทั้งหมด ยอดรวม ยอดรวมทั้งหมด σύνολο γενικό "
    'الإجمالي المجموع סה"כ סה״כ कुल 合計 小計 総計 总计 合计 小计 總計 합계 총계 소계 총합계'
).split()
"""Words for a sum in other languages, in lower case."""
TOTAL: Final = re.compile(
    r"(?:grand |sub-? ?|overall )?totals?(?: g[eé]n[eé]ral| general| generale| geral)?\b.{0,30}"
    r"|(?:zwischen|gesamt)?summe\b.{0,20}|gesamt(?:betrag)?|i alt|somme|suma|sum|totale.{0,20}|totaal|insgesamt"
    rf"|(?:{'|'.join(SUMS_ELSEWHERE)})\b.{{0,20}}",
    re.IGNORECASE,
)
"""The text of such a line: `Grand total`, `Summe Juni`."""
