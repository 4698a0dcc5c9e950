"""The canonical forms of phone numbers, and which numbers belong to one person."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from netcli import countries
from netcli.folding import unmarked

# a match takes 1 µs; the library `phonenumbers` needs 50 µs
_FRENCH: Final = re.compile(r"(?:\+33(?:\(0\))?|0033|0)0?([1-9]\d{8})")
"""A pattern for French phone numbers, which are the most frequent."""
_SEPARATORS: Final = str.maketrans("", "", " .-/\t\xa0\u202f\u2009\u2011\u2010\u2013")
_CAP: Final = 200
"""Maximum number of characters that are read from a cell."""
_RUN: Final = re.compile(r"[+(]*\d(?:[^\d,;:|&#*+A-Za-z]*\d)*")
"""Digits with the separators that people put within a number."""
_APART: Final = re.compile(r"\s*/\s*|\s-\s|[\n\t]+|\s{2,}")
"""Separators that can stand between two phone numbers, or within one number, as in 06131/123456."""
_SHORTEST: Final = 3  # as in the emergency number 112
"""Minimum number of digits in a phone number."""
_WHOLE: Final = 7
"""Minimum number of digits in a full phone number. If a text contains a full number, shorter groups of digits are
ignored.
"""
_LONGEST: Final = 15
"""Maximum number of digits in a phone number (E.164)."""
_ROUNDED: Final = re.compile(r"\+?\d+(?:[.,]\d+)?[eE]\+?\d+")
"""A number that a spreadsheet has rounded: 3.36E+10."""
_FLOAT: Final = re.compile(r"(\+?\d{7,})[.,]0+")
_DATE: Final = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d|(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}")
_VANITY: Final = re.compile(r"(\+?[\d(][\d ().-]*)[ .-]?([A-Z]{3,}[A-Z\d-]*|(?<=8\d\d[- ])[a-z]{7})")
"""A number that spells a word: 1-800-FLOWERS."""
_KEYPAD: Final = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
_WORDS: Final = "cell dom ext fax gesch home int main mob mobil mobile other perso priv privat pro tel work"
_LABELS: Final = frozenset(_WORDS.split())
"""Words that people write after a number."""


def phone(text: str, country: str | None = None) -> str | None:
    """Return the first phone number in `text`, or None (see `numbers`)."""
    return next(iter(numbers(text, country)), None)


@lru_cache(maxsize=4096)
def numbers(text: str, country: str | None = None) -> tuple[str, ...]:
    """Return the phone numbers in `text`: in E.164, or as digits if the country is unknown.

    `country` is an ISO code or an English, French or German name.

    >>> numbers("06 12 34 56 78", "France"), numbers("0033 (0)6 12 34 56 78"), numbers("020 7946 0958", "GB")
    (('+33612345678',), ('+33612345678',), ('+442079460958',))
    >>> numbers("06 12 34 56 78 / 01 45 67 89 01 poste 12"), numbers("voir note"), numbers("3.36E+10")
    (('0612345678', '0145678901'), (), ())
    """
    text = (text if text.isascii() else unmarked(text)).strip()[:_CAP]
    text = text[4:] if text[:4].lower() == "tel:" else text
    region = countries.code(country) if country else None
    bare = text.translate(_SEPARATORS)
    french = _FRENCH.fullmatch(bare)
    if french and (region == "FR" or bare[:2] in ("+3", "00")):
        return (f"+33{french[1]}",)
    if french and region is None and "/" not in text:  # the most common form without a country
        return (bare,)
    return tuple(dict.fromkeys(filter(None, (_canonical(run, region) for run in _runs(text)))))


def _runs(text: str) -> list[str]:
    """Return the parts of a cell that may be phone numbers."""
    if not text.isascii():
        text = "".join(str(unicodedata.digit(each, each)) if each.isdigit() else each for each in text)
        text = text.replace("＋", "+")
    if _ROUNDED.fullmatch(text) or _DATE.fullmatch(text):
        return []
    if whole := _FLOAT.fullmatch(text):
        return [whole[1]]
    if (vanity := _VANITY.fullmatch(text)) and vanity[2].lower() not in _LABELS:
        spelt = vanity[1] + vanity[2].upper().translate(_KEYPAD)
        if _WHOLE <= _digits(spelt) <= 11:
            return [spelt]
    found = [part for run in _RUN.findall(text) for part in _split_numbers(run)]
    own = [run for run in found if _digits(run) >= _WHOLE]
    return own or [run for run in found if _digits(run) >= _SHORTEST][:1]


def _split_numbers(run: str) -> list[str]:
    """Separate two numbers that a slash, a dash or a wide gap divides."""
    parts = _APART.split(run)
    sizes = {_digits(part) for part in parts}
    if len(parts) == 2 and _digits(parts[1]) < _SHORTEST and _digits(parts[0]) >= _WHOLE:
        return parts[:1]  # as in 668 18 00 / 01, where the second number replaces the last digits
    if len(parts) > 1 and (
        min(sizes) >= _WHOLE or (len(sizes) == 1 and min(sizes) >= _WHOLE - 1) or _digits(run) < _WHOLE
    ):
        return parts
    if _digits(run) > _LONGEST and min(map(_digits, run.split())) >= _WHOLE:
        return run.split()
    return [run]


def _digits(text: str) -> int:
    return sum(map(str.isdigit, text))


def _canonical(run: str, region: str | None) -> str | None:
    digits = "".join(filter(str.isdigit, run))
    if not _SHORTEST <= len(digits) <= _LONGEST:
        return None
    if run.lstrip("(").startswith("+"):
        return _e164(run.lstrip("("), region) or f"+{digits}"
    if digits.startswith("00"):
        return _e164(f"+{digits[2:]}", region) or digits
    return (_e164(run, region) if region else None) or digits


def _e164(text: str, region: str | None) -> str | None:
    import phonenumbers  # importing phonenumbers takes 17 ms, and only imports of files need it

    try:
        number = phonenumbers.parse(_MEXICAN_MOBILE.sub(r"+52\1", text), region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


_MEXICAN_MOBILE: Final = re.compile(r"^\+52\W*1\W*((?:\d\W*){10})$")
"""A Mexican mobile number with the 1 that was dialled until 2019."""


@lru_cache(maxsize=4096)
def is_mobile(e164: str) -> bool:
    """Return whether `e164` is certainly a mobile number.

    >>> is_mobile("+33612345678"), is_mobile("+33145678901"), is_mobile("0612345678")
    (True, False, False)
    """
    if not e164.startswith("+"):
        return False
    if e164.startswith("+33"):
        return e164[3:4] in ("6", "7")
    import phonenumbers  # imported here for the reason given in _e164

    try:
        number = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return False
    return bool(phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.MOBILE)


_HANDY: Final = re.compile(r"0[67]\d{8}")
"""A French mobile number without country code. Numbers of other countries may begin with the same digits."""


def handy(number: str) -> bool:
    """Return whether `number` has no country code and may be a mobile number.

    >>> handy("0612345678"), handy("0145678901"), handy("+33612345678")
    (True, False, False)
    """
    return bool(_HANDY.fullmatch(number))


def mobile_spellings(number: str) -> tuple[str, ...]:
    """Return the forms in which a mobile number may be stored; none for a landline.

    >>> mobile_spellings("+33612345678"), mobile_spellings("0612345678"), mobile_spellings("+33145678901")
    (('+33612345678', '0612345678'), ('+33612345678', '0612345678'), ())
    """
    if handy(number):
        return f"+33{number[1:]}", number
    if not is_mobile(number):
        return ()
    return (number, f"0{number[3:]}") if number.startswith("+33") else (number,)


_CALLING_CODE: Final = re.compile(r"\+(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})")
"""The country calling codes (ITU-T E.164). No code is the beginning of another code."""


def national(number: str) -> str:
    """Return `number` in the form that is dialled within its country.

    A number without a country code is returned unchanged.

    >>> national("+33612345678"), national("+390612345678"), national("0612345678")
    ('0612345678', '0612345678', '0612345678')
    """
    code = _CALLING_CODE.match(number)
    return "0" + number[code.end() :].lstrip("0") if code else number


def same(typed: str, stored: str) -> bool:
    """Return whether a phone number that the user typed equals a stored number.

    If `typed` has no country code, the country code of `stored` is ignored.

    >>> same("0612345678", "+33612345678"), same("+33612345678", "0612345678"), same("+31612345678", "+33612345678")
    (True, True, False)
    """
    if typed.startswith("+"):
        return stored == typed or stored in mobile_spellings(typed)
    return national(stored).lstrip("0") == typed.lstrip("0")


_TRUNK: Final = re.compile(r"\( *0 *\)")
"""The 0 that is not dialled after a country code: +33 (0)6."""


def digits(text: str) -> str | None:
    """Return the digits of `text`; None if `text` is no part of a phone number.

    >>> digits("+33 (0)6 12"), digits("0033.612"), digits("06/12"), digits("Bob 7")
    ('+33612', '+33612', '0612', None)
    """
    bare = text.strip().removeprefix("tel:")
    if not re.fullmatch(r"[+(]*\d[\d ()./-]*", bare.translate(_SEPARATORS)):
        return None
    plus = "+" if bare.startswith("+") else ""
    found = "".join(filter(str.isdecimal, _TRUNK.sub("", bare) if plus or bare.startswith("00") else bare))
    return f"+{found[2:]}" if found.startswith("00") else plus + found


def contains(stored: str, part: str) -> bool:
    """Return whether a stored number, or its national form, contains the digits `part`.

    `part` comes from `digits`.

    >>> contains("+33612345678", "0612"), contains("+33612345678", "+336"), contains("+33612345678", "345")
    (True, True, True)
    """
    if part.startswith("+"):
        return stored.startswith(part) or same(phone(part) or part, stored)
    return part in stored or part in national(stored)
