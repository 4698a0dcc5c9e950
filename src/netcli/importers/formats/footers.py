"""Recognise the footer rows of a table, such as totals and print dates.

Total : 2 adhérents
12 contacts
Page 1 / 3, exportée le 12/03/2024
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_TOTALS: Final = (
    "total totals totaux sous-total subtotal count sum number nombre effectif somme gesamt gesamtzahl summe anzahl "
    "suma recuento totale somma conteggio soma contagem quantidade totaal aantal som razem łącznie liczba ogółem итого "
    "всего сумма количество toplam sayısı adet totalt antal summa 合計 总计 合计 小计 共计 總計 合計件数 件数"
)
_COUNTED: Final = (
    "contacts? records? rows? lines? people persons? members? entries membres? adhérents? personnes? lignes? "
    "enregistrements? kontakte einträge personen mitglieder zeilen datensätze contactos registros filas personas "
    "miembros contatti righe persone membri contatos linhas pessoas membros contacten rijen leden kontaktów wierszy "
    "osób записей контактов строк человек kayıt kişi satır kontakter rader personer medlemmar 条 件 人 名"
)
_PRINTED: Final = (
    "page seite página pagina strona страница sayfa sida exported export exporté exportée exportiert exportado "
    "esportato geëxporteerd generated généré générée generiert generado generato gegenereerd printed imprimé gedruckt "
    "stand created erstellt report rapport fin ende end"
)
_TOTAL: Final = re.compile(
    rf"(?:(?:grand|gran|overall|suma|общее)\s+)?(?:{'|'.join(_TOTALS.split())})(?=\W|\d|\Z)", re.IGNORECASE
)
_COUNT: Final = re.compile(rf"\(?\d+\s*(?:{'|'.join(_COUNTED.split())})\b.*", re.IGNORECASE)
_PRINT: Final = re.compile(rf"\W*(?:{'|'.join(_PRINTED.split())})\b.*\d", re.IGNORECASE)
_END: Final = re.compile(
    r"(?P<rule>[-=*#_~]{2,})\s*(?:end|eof|fin|ende|fine|fim|einde|koniec|конец|son|slut)\b[^@\d]{0,30}(?P=rule)?",
    re.IGNORECASE,
)
"""A line that marks the end of a table, such as `--- end of file ---`."""
_WORD: Final = re.compile(r"[^\W\d_]")


def is_footer(cells: Sequence[str]) -> bool:
    """Return whether a row is a total or a remark, and not a person.

    >>> [is_footer(row) for row in (["Total : 2 adhérents", ""], ["Total", "2"], ["12 contacts"], ["Total Ltd", ""])]
    [True, True, True, False]
    >>> is_footer(["Summa", "Ek", "summa@example.org"]), is_footer(["50 Cent", ""])
    (False, False)
    >>> is_footer(["--- end of file ---"]), is_footer(["-- fine --"]), is_footer(["*** EOF ***"])
    (True, True, True)
    >>> is_footer(["Grand Total", ""]), is_footer(["Grand Totalo", ""])
    (True, False)
    """
    first, others = cells[0].strip(), [cell for cell in cells[1:] if cell]
    if any(_WORD.search(cell) for cell in others):
        return False
    if total := _TOTAL.match(first):
        rest = first[total.end() :].strip()
        return bool(others) or not rest or rest.startswith((":", "=")) or any(map(str.isdigit, rest))
    return not others and bool(_COUNT.fullmatch(first) or _PRINT.match(first) or _END.fullmatch(first))
