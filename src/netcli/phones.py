"""The canonical forms of phone numbers, and which of them one person carries."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from netcli import countries

_FRENCH: Final = re.compile(r"(?:\+33(?:\(0\))?|0033|0)0?([1-9]\d{8})")
"""The commonest numbers here, read without phonenumbers: 1 µs instead of 50."""
_SEPARATORS: Final = str.maketrans("", "", " .-/\t\xa0\u202f\u2009\u2011\u2010\u2013")
_FEWEST_DIGITS: Final = 3


@lru_cache(maxsize=4096)
def phone(text: str, country: str | None = None) -> str | None:
    """*text* in E.164 where its country is known, otherwise its digits; None when it holds no number.

    *country* is an ISO code or an English, French or German name; without one only `+` and `00` tell.

    >>> phone("06 12 34 56 78", "France"), phone("0033 (0)6 12 34 56 78"), phone("020 7946 0958", "GB")
    ('+33612345678', '+33612345678', '+442079460958')
    >>> phone("06 12 34 56 78"), phone("voir note")
    ('0612345678', None)
    """
    text = text.strip()[:64]
    text = text[4:] if text[:4].lower() == "tel:" else text
    region = countries.code(country) if country else None
    bare = text.translate(_SEPARATORS)
    french = _FRENCH.fullmatch(bare)
    if french and (region == "FR" or bare[:2] in ("+3", "00")):
        return f"+33{french[1]}"
    digits = "".join(str(unicodedata.digit(character)) for character in text if character.isdigit())
    if len(digits) < _FEWEST_DIGITS:
        return None
    abroad = text.lstrip("( ")[:1] in ("+", "＋") or bare.lstrip("(").startswith("00")
    if not abroad and region is None:
        return digits
    return _e164(f"+{text.lstrip('( ')[2:]}" if bare.lstrip("(").startswith("00") else text, region) or digits


def _e164(text: str, region: str | None) -> str | None:
    import phonenumbers  # 17 ms; imports need it, questions do not

    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


@lru_cache(maxsize=4096)
def is_mobile(e164: str) -> bool:
    """Is it certainly a mobile phone, which one person carries? A number that may be a land line's is not.

    >>> is_mobile("+33612345678"), is_mobile("+33145678901"), is_mobile("0612345678")
    (True, False, False)
    """
    if not e164.startswith("+"):
        return False
    if e164.startswith("+33"):
        return e164[3:4] in ("6", "7")
    import phonenumbers  # as in _e164

    try:
        number = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return False
    return bool(phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.MOBILE)


_HANDY: Final = re.compile(r"0[67]\d{8}")
"""A French mobile without its country; Dutch, Swiss, Swedish, Moroccan and Algerian ones begin so, too."""


def handy(number: str) -> bool:
    """May *number*, written without its country, be a mobile phone's? In Rome and Budapest it may be a land line's.

    >>> handy("0612345678"), handy("0145678901"), handy("+33612345678")
    (True, False, False)
    """
    return bool(_HANDY.fullmatch(number))


def mobile_spellings(number: str) -> tuple[str, ...]:
    """Under what forms the mobile *number* may be filed: with its country, and without where France is meant.

    >>> mobile_spellings("+33612345678"), mobile_spellings("0612345678"), mobile_spellings("+33145678901")
    (('+33612345678', '0612345678'), ('+33612345678', '0612345678'), ())
    """
    if handy(number):
        return f"+33{number[1:]}", number
    if not is_mobile(number):
        return ()
    return (number, f"0{number[3:]}") if number.startswith("+33") else (number,)
