"""Read the dates in exports.

The formats are fixed, whatever the locale. Dates keep their precision: `2015`, `2015-01`, `2015-01-24`, `--03-12`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Final

from netcli.folding import unaccented

YEARS: Final = range(1800, 2200)
"""The plausible years. For "unknown", exports write years such as 0001 or 9999."""
FULL_DATE: Final = 10
"""Number of characters in an ISO date with year, month and day."""
NO_YEAR: Final = 1604
"""The year that Apple writes for a birthday without a year."""
PIVOT: Final = 68
"""The last two-digit year that is read as 20xx, as in POSIX strptime."""
MILLISECONDS: Final = 1e11  # in seconds, this is in the year 5138
"""The smallest Unix time that is read as milliseconds."""
MICROSECONDS: Final = 1e14

DAY_NUMBERS: Final = range(10_000, 73_051)
"""A number in this range is a spreadsheet's number for a day from 1927 to 2099. A smaller number is a year."""
_DAY_ZERO: Final = date(1899, 12, 30)
"""Day zero of spreadsheets, which count 1900 as a leap year."""

_MONTH_WORDS: Final = (
    "jan january janv janvier januar janner ene enero gen gennaio janeiro januari styczen stycznia sty январь января "
    "янв ocak oca",
    "feb february fev fevr fevrier februar febrero febbraio fevereiro februari luty lutego lut февраль февраля фев "
    "şubat şub",
    "mar march mars marz marzo marco mrz maart mrt marzec marca март марта мар mart",
    "apr april avr avril abr abril aprile kwiecien kwietnia kwi апрель апреля апр nisan nis",
    "may mai mayo mag maggio maio mei maj maja май мая mayıs",
    "jun june juin juni junio giu giugno junho czerwiec czerwca cze июнь июня июн haziran haz",
    "jul july juil juillet juli julio lug luglio julho lipiec lipca lip июль июля июл temmuz tem",
    "aug august aout ago agosto augustus augusti sierpien sierpnia sie август августа авг ağustos ağu",
    "sep sept september septembre septiembre set settembre setiembre setembro wrzesien wrzesnia wrz сентябрь сентября "
    "сен сент eylül eyl",
    "oct october octobre okt oktober octubre ott ottobre out outubro pazdziernik pazdziernika paz октябрь октября окт "
    "ekim eki",
    "nov november novembre noviembre novembro listopad listopada lis ноябрь ноября ноя нояб kasım kas",
    "dec december decembre dez dezember dic diciembre dicembre dezembro grudzien grudnia gru декабрь декабря дек "
    "aralık ara",
)
MONTHS: Final = {unaccented(word): number for number, words in enumerate(_MONTH_WORDS, 1) for word in words.split()}
"""Month names in eleven languages, without accents, and their numbers."""
_WEEKDAYS: Final = (
    "mon monday lun lundi lunes lunedi mo montag seg segunda tue tues tuesday mar mardi martes martedi di dienstag "
    "ter terca wed wednesday mer mercredi mie miercoles mercoledi mi mittwoch qua quarta thu thur thurs thursday "
    "jeu jeudi jue jueves gio giovedi do donnerstag qui quinta fri friday ven vendredi vie viernes venerdi fr "
    "freitag sex sexta sat saturday sam samedi sab sabado sabato sa samstag sun sunday dim dimanche dom domingo "
    "domenica so sonntag ma maandag dinsdag wo woensdag donderdag vr vrijdag za zaterdag zo zondag pon poniedziałek "
    "wt wtorek sr sroda czw czwartek pt piatek sob sobota niedz niedziela пн понедельник вт вторник ср среда чт "
    "четверг пт пятница сб суббота вс воскресенье pzt pazartesi salı car carsamba per persembe cum cuma cmt "
    "cumartesi pazar man mandag tis tisdag ons onsdag tors torsdag fre fredag lor lordag son sondag"
)
_OTHERS: Final = "feira de del der den le la el il the of a at um uhr er st nd rd th г года r roku dnia van om kl klo"
_FILLERS: Final = frozenset(map(unaccented, f"{_WEEKDAYS} {_OTHERS}".split()))
_ZONES: Final = {
    zone: timedelta(hours=hours)
    for hours, zones in (
        (0, "utc gmt z wet"),
        (1, "cet bst"),
        (2, "cest eet"),
        (3, "eest"),
        (-4, "edt"),
        (-5, "est cdt"),
        (-6, "cst mdt"),
        (-7, "mst pdt"),
        (-8, "pst"),
    )
    for zone in zones.split()
}

_TIME: Final = re.compile(
    r"(?<![\d:])(?P<hour>\d{1,2})[:h](?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?\s*(?P<half>[ap]\.?m\.?\b)?"
    r"\s*(?:(?:gmt|utc)(?=[+-]))?(?P<zone>[+-]\d\d:?\d\d\b|[a-z]{1,4}\b)?"
)
_YEAR_FIRST: Final = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?")
_YEAR_LAST: Final = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d\d)")
_MONTH_OF_YEAR: Final = re.compile(r"(\d{1,2})\s?[-/.]\s?(\d{4})")
_DAY_OF_WEEK: Final = re.compile(r"(\d{4})-?w(\d\d)-?([1-7])")
"""ISO 8601's day of a week: 2024-W10-2."""
_ZONE_NAME: Final = re.compile(r"(?<=\d) ?\([a-z .]+\)\Z")
"""A time zone as JavaScript writes it: `(Central European Standard Time)`."""
_NO_YEAR: Final = re.compile(r"--(\d\d)-?(\d\d)")
_COMPACT: Final = re.compile(r"(\d{4})(\d\d)(\d\d)(?:t(\d\d)(\d\d)(\d\d)?z?)?")
_DAY_NUMBER: Final = re.compile(r"(\d{5})(?:[.,]\d+)?")
_SPACED: Final = re.compile(r"\d{1,4}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d{1,4}")
_YEAR_WORD: Final = re.compile(r"(?<=\d)\s?(?:r|roku|г|года)\Z")
_ERAS: Final = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
"""The year before the first year of each Japanese era."""
_YEAR, _MONTH, _DAY = ("|".join(map(unaccented, words)) for words in (("年", "년"), ("月", "월"), ("日", "일")))
_EASTERN: Final = re.compile(
    rf"(?:({'|'.join(_ERAS)})?\s?(\d{{1,4}}|元)\s?(?:{_YEAR})\s?)?(\d{{1,2}})\s?(?:{_MONTH})\s?(?:(\d{{1,2}})\s?(?:{_DAY}))?.*"
)
"""2024年3月5日, 令和6年3月5日, 2024년 3월 5일."""
_EXCEL_MONTH: Final = re.compile(r"([a-z]+)-(\d\d)")
_TOKENS: Final = re.compile(r"[^\W\d_]+|\d+")
_VALID: Final = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?|--\d\d-\d\d")
_IN_LINKEDIN_NAME: Final = re.compile(r"(?<!\d)(\d\d)-(\d\d)-(\d{4})(?!\d)")
_IN_VIADEO_NAME: Final = re.compile(r"(?<!\d)(\d\d)(\d\d)(\d\d)\d{6}_[A-Z]_contacts")
"""The format of ViadeoContactsExporter, which writes years with two digits."""
_IN_NAME: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_.]?)(\d\d)\2(\d\d)(?!\d)")


@lru_cache(maxsize=1 << 16)  # cached because exports repeat dates: many connections are made on the same day
def parse(text: str, *, day_first: bool | None = None) -> str | None:
    """Return *text* as an ISO date, or None.

    If *text* has an offset, the date is in UTC. If *day_first* is None, `03/05/2024` gives only the year.

    >>> [parse(text) for text in ("05 Mar 2024", "mardi 12 mai 2015", "Jan 2015", "1604-03-12", "31/02/2015")]
    ['2024-03-05', '2015-05-12', '2015-01', '--03-12', None]
    """
    text = unaccented(text).strip(" ;,.")
    if text.isdigit():
        return _digits(text)
    if number := _DAY_NUMBER.fullmatch(text):  # the fraction is the time of day
        return _digits(number[1])
    if eastern := _EASTERN.fullmatch(text):
        return _eastern(*eastern.groups())
    text = _ZONE_NAME.sub("", _YEAR_WORD.sub("", text))
    if _SPACED.fullmatch(text):
        text = text.replace(" ", "")
    if compact := _COMPACT.fullmatch(text):
        return _date(*map(int, compact.groups()[:3]))
    if match := _NO_YEAR.match(text):
        return _date(None, int(match[1]), int(match[2]))
    time = _TIME.search(text)
    if time:
        rest = f"{text[: time.start()].rstrip(' t,')} {_unzoned(time)}{text[time.end() :]}".strip(" ,")
    else:
        rest = text
    if day_first is None and time and time["half"]:
        day_first = False  # AM and PM are American, so the month comes first in the date before them
    found = _calendar(rest, day_first)
    return _in_utc(found, time) if found and time else found


def of_event(text: str, *, day_first: bool | None = None) -> str | None:
    """Return the date in *text*, or None if the date has no year.

    >>> of_event("1604-03-12"), of_event("2015")
    (None, '2015')
    """
    found = parse(text, day_first=day_first)
    return None if found and found.startswith("--") else found


def from_epoch(number: float) -> str | None:
    """Return the UTC date of a Unix time in seconds, milliseconds or microseconds.

    >>> from_epoch(1577836800), from_epoch(1710000000000), from_epoch(0)
    ('2020-01-01', '2024-03-09', None)
    """
    if not 0 < number < 1e17:
        return None
    seconds = number / (1_000_000 if number >= MICROSECONDS else 1000 if number >= MILLISECONDS else 1)
    return _date(*(datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)).timetuple()[:3])


def column_order(values: Iterable[str]) -> bool | None:
    """Return whether the dates in *values* begin with the day; None if unknown."""
    seen = set()
    for value in values:
        if match := _YEAR_LAST.match(value.strip()):
            first, second = int(match[1]), int(match[3])
            if (first > 12) is not (second > 12):
                seen.add(first > 12)
    return seen.pop() if len(seen) == 1 else None


def from_name(file_name: str) -> str | None:
    """Return the date in a file's name.

    In LinkedIn's names, the month comes first.

    >>> from_name("Basic_LinkedInDataExport_03-05-2024 (1).zip"), from_name("takeout-20240305T101112Z-001.zip")
    ('2024-03-05', '2024-03-05')
    >>> from_name("160512101010_A_contacts.json")
    '2016-05-12'
    """
    if "linkedin" in file_name.casefold() and (match := _IN_LINKEDIN_NAME.search(file_name)):
        return _date(int(match[3]), int(match[1]), int(match[2]))
    if match := _IN_VIADEO_NAME.search(file_name):
        return _date(_century(match[1]), int(match[2]), int(match[3]))
    for match in _IN_NAME.finditer(file_name):
        if found := _date(int(match[1]), int(match[3]), int(match[4])):
            return found
    return None


def valid(text: str) -> bool:
    """Return whether *text* is a date in netcli's format: YYYY, YYYY-MM, YYYY-MM-DD or --MM-DD."""
    return text.isascii() and bool(_VALID.fullmatch(text)) and parse(text) == text


def _date(year: int | None, month: int | None = None, day: int | None = None) -> str | None:
    """Return the ISO date, or None if the calendar has no such day."""
    if year == NO_YEAR:
        year = None
    if year is not None and year not in YEARS:
        return None
    if month is None:
        return None if year is None else f"{year:04}"
    if not 1 <= month <= 12:
        return None
    if day is None:
        return None if year is None else f"{year:04}-{month:02}"
    try:
        date(year or 2000, month, day)  # 2000 has a 29 February
    except ValueError:
        return None
    return f"--{month:02}-{day:02}" if year is None else f"{year:04}-{month:02}-{day:02}"


def _digits(text: str) -> str | None:
    """Parse a year, a spreadsheet's day number, YYYYMMDD, or a Unix time."""
    if not text.isascii():
        return None
    if len(text) == 4:
        return _date(int(text))
    if len(text) == 5 and int(text) in DAY_NUMBERS:
        return (_DAY_ZERO + timedelta(days=int(text))).isoformat()
    if len(text) == 8:
        return _date(int(text[:4]), int(text[4:6]), int(text[6:]))
    return from_epoch(int(text)) if 9 <= len(text) <= 16 else None


def _eastern(era: str | None, year: str | None, month: str, day: str | None) -> str | None:
    if year is None:
        return _date(None, int(month), int(day)) if day else None
    number = 1 if year == "元" else int(year)
    return _date(number + _ERAS.get(era or "", 0), int(month), int(day) if day else None)


def _unzoned(time: re.Match[str]) -> str:
    """Return what `_TIME` mistook for a time zone."""
    zone = time["zone"] or ""
    return "" if zone in _ZONES or zone[:1] in "+-" else zone


def _calendar(text: str, day_first: bool | None) -> str | None:
    """Return the date in a text that has no time."""
    if match := _YEAR_FIRST.fullmatch(text):
        return _date(int(match[1]), int(match[2]), int(match[3]) if match[3] else None)
    if match := _YEAR_LAST.fullmatch(text):
        return _numeric(match, day_first)
    if match := _MONTH_OF_YEAR.fullmatch(text):
        return _date(int(match[2]), int(match[1]))
    if match := _DAY_OF_WEEK.fullmatch(text):
        return _week_day(*map(int, match.groups()))
    if (match := _EXCEL_MONTH.fullmatch(text)) and match[1] in MONTHS:  # how Excel shows "Jan 2015"
        return _date(_century(match[2]), MONTHS[match[1]])
    return _worded(text)


def _week_day(year: int, week: int, day: int) -> str | None:
    try:
        found = date.fromisocalendar(year, week, day)
    except ValueError:
        return None
    return _date(found.year, found.month, found.day)


def _numeric(match: re.Match[str], day_first: bool | None) -> str | None:
    first, second, year = int(match[1]), int(match[3]), _century(match[4])
    if first == second or match[2] == ".":  # dots are German, Swiss, Czech…: the day comes first
        day_first = True
    if first > 12 or second > 12:
        day_first = first > 12
    if day_first is None:
        return _date(year) if first and second else None
    return _date(year, second, first) if day_first else _date(year, first, second)


def _century(digits: str) -> int:
    if len(digits) == 4:
        return int(digits)
    return int(digits) + (2000 if int(digits) <= PIVOT else 1900)


def _worded(text: str) -> str | None:
    """Parse a date in words, such as `5 mars 2024` or `12 mai`."""
    months: list[tuple[str, int]] = []
    day = year = None
    for token in _TOKENS.findall(text):
        if token in MONTHS:
            months.append((token, MONTHS[token]))
        elif token in _FILLERS or token in _ZONES:
            continue
        elif not (token.isascii() and token.isdigit()):
            return None
        elif len(token) == 4 and year is None:
            year = int(token)
        elif len(token) <= 2 and day is None:
            day = int(token)
        elif len(token) == 2 and year is None:
            year = _century(token)
        else:
            return None
    if len(months) == 2 and months[0][0] == "mar":  # Tuesday in French, Spanish and Italian
        del months[0]
    if len(months) != 1:
        return None
    return _date(year, months[0][1], day)


def _in_utc(found: str, time: re.Match[str]) -> str | None:
    """Return the UTC day of a local date and time."""
    hour, minute = int(time["hour"]), int(time["minute"])
    if hour > 23 or minute > 59:
        return None
    half = (time["half"] or "").replace(".", "")
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    zone = time["zone"] or ""
    if zone[:1] in ("+", "-"):
        offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:])) * (1 if zone[0] == "+" else -1)
    else:
        offset = _ZONES.get(zone, timedelta())
    if not offset or len(found) != len("2024-03-05"):
        return found
    return (datetime.fromisoformat(found) + timedelta(hours=hour, minutes=minute) - offset).date().isoformat()
