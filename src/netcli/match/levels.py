"""All levels: the ways in which two people agree or differ in a field.

Bits are log2 odds in Fellegi and Sunter's model, set by hand (docs/explanations/identity.md).
"""

from __future__ import annotations

from math import inf, log2
from typing import Final, NamedTuple


class Level(NamedTuple):
    """One way in which two people agree or differ in a `field`.

    The rarity of a shared value, multiplied by `share`, is added to `bits`. The sum is at most `cap`.
    """

    field: str
    bits: float
    share: float = 0.0
    cap: float = inf

    def worth(self, rarity: float = 0.0) -> float:
        """Return the bits for a shared value of this rarity."""
        return min(self.cap, max(0.0, self.bits + self.share * rarity)) if self.share else self.bits


RARE: Final = 14.0
"""Maximum rarity of a value, in bits."""

# levels on which two words of a name agree, as numbers in ascending order
EXACT: Final = 5
NICKNAME: Final = 4
SPELLING: Final = 3
"""A typing error, or another spelling of the same sound."""
INITIAL: Final = 2
WEAK: Final = 1
DIFFERENT: Final = 0
FOREIGN: Final = -1
"""Words in different scripts, which cannot be compared and so cannot contradict each other."""

WORDS: Final = {
    EXACT: Level("name", 0.0, 1.0),
    NICKNAME: Level("name", -3.0, 1.0),
    SPELLING: Level("name", -2.5, 1.0),
    INITIAL: Level("name", 2.5),
    WEAK: Level("name", 0.0, 0.45),
}
CONTRADICTION: Final = Level("name", -7.0)
"""Each of the two names has a word that the other name lacks."""
EXTRA: Final = Level("name", -1.2)
"""Bits for each word that only one of two names has."""

SAME_PROFILE: Final = Level("url", 25.0)
OTHER_LINKEDIN: Final = Level("url", -14.0)
OTHER_PROFILE: Final = Level("url", -12.0)

SAME_EMAIL: Final = Level("email", 15.0)
MISSPELT_EMAIL: Final = Level("email", 4.0)
"""One typing error in an address, between people whose names agree (chosen, not measured)."""
OTHER_COLLEAGUE: Final = Level("email", -5.0)
"""Two addresses at one company more often belong to two people than to one."""
OTHER_EMAIL: Final = Level("email", -1.0)
EMAILS: Final = (SAME_EMAIL, MISSPELT_EMAIL, OTHER_COLLEAGUE, OTHER_EMAIL)

SAME_MOBILE: Final = Level("phone", 13.0)
SAME_LANDLINE: Final = Level("phone", 3.0)
MISTYPED_MOBILE: Final = Level("phone", 5.0)
PHONES: Final = (SAME_MOBILE, SAME_LANDLINE, MISTYPED_MOBILE)

SAME_COMPANY: Final = Level("company", -0.7, 1.0, 11.0)
SPELT_COMPANY: Final = Level("company", -2.2, 1.0, 11.0)
OTHER_COMPANY: Final = Level("company", -1.2)
COMPANIES: Final = (SAME_COMPANY, SPELT_COMPANY, OTHER_COMPANY)

SAME_CITY: Final = Level("city", -0.3, 1.0)
SPELT_CITY: Final = Level("city", -2.8, 1.0)
OTHER_CITY: Final = Level("city", -3.5)
CITIES: Final = (SAME_CITY, SPELT_CITY, OTHER_CITY)

SAME_BIRTHDAY: Final = Level("birthday", 13.0)
SAME_DAY: Final = Level("birthday", 8.0)
NEAR_BIRTHDAY: Final = Level("birthday", 4.0)
HALF_BIRTHDAY: Final = Level("birthday", 0.0)
"""One birthday lacks the day, and nothing else differs."""
OTHER_BIRTHDAY: Final = Level("birthday", -9.0)
# positive, because a typing error is more likely than a parent and a child (chosen, not measured)
OTHER_GENERATION: Final = Level("birthday", 2.0)
"""The years of two birthdays differ by at least GENERATION. A typing error can explain the difference."""
OTHER_BIRTHDAYS: Final = (OTHER_BIRTHDAY, OTHER_GENERATION)
"""If two birthdays have one of these levels, the two people are not merged automatically."""
GENERATION: Final = 15
"""Minimum number of years between a parent and a child (chosen, not measured)."""
MONTH_AND_DAY: Final = 5
"""Number of characters in a month with its day, such as 03-12."""
NEW_YEAR: Final = "01-01"
"""The day that address books write if they know only the year."""

ALONE, CROWD = 2.5, -1.5
"""A pair with the same name gets `ALONE` bits. Whenever the number of namesakes doubles, `CROWD` bits are added."""
MISSPELT, SPELT_OFTEN, TWO_NAMES = 0.5, -0.8, -4.0
"""Bits for two spellings of a name (see `namesake_bits`)."""

NEAR: Final = 0.8
"""Minimum similarity of two spellings: one error in five letters. The measure is optimal string alignment."""
NEAR_SOUND: Final = 0.6
"""Minimum similarity of two spellings that sound the same, such as Mathieu and Matthieu. The measure is optimal string
alignment.
"""
FAR: Final = 0.65
FAR_START: Final = 0.88
"""Minimum Jaro-Winkler similarity of two spellings. The Jaro-Winkler measure tolerates different endings."""
SHORT: Final = 3
"""Maximum number of letters in a short word. Léa and Léo are different names."""
NEAR_COMPANY: Final = 0.85
"""Minimum similarity of two spellings of a company."""
NEAR_CITY: Final = 0.75  # lower than for companies, as city names are short and few
"""Minimum similarity of two spellings of a city."""


def spelling_level(osa: float, winkler: float, *, same_sound: bool, letters: int) -> int:
    """Return the level of agreement of two different words, given their similarities.

    `letters` is the length of the shorter word.
    """
    if letters <= SHORT:
        return WEAK if same_sound and osa >= FAR else DIFFERENT
    if osa >= NEAR or (same_sound and osa >= NEAR_SOUND):
        return SPELLING
    return WEAK if osa >= FAR or winkler >= FAR_START else DIFFERENT


def namesake_bits(one: int, other: int, *, exact: bool) -> float:
    """Return the bits for two names, given the number of people with each name.

    If `exact` is true, both names are equal.
    """
    if exact:
        return ALONE + CROWD * log2(max(one - 1, 1))
    return MISSPELT + SPELT_OFTEN * log2(max(one, other)) if min(one, other) == 1 else TWO_NAMES


def company_level(a: str, b: str, similarity: float) -> Level:
    """Return the level on which two company keys agree.

    >>> company_level("exemple", "exemple conseil", 0.5).bits, company_level("hotel 7", "hotel 12", 0.9).bits
    (-2.2, -1.2)
    """
    if a == b:
        return SAME_COMPANY
    short, long = sorted((a, b), key=len)
    if short.translate(_LETTERS) != long.translate(_LETTERS):
        return OTHER_COMPANY  # Hotel 7 is not Hotel 12
    initials = len(short) > 2 and short == "".join(word[0] for word in long.split())
    return SPELT_COMPANY if similarity >= NEAR_COMPANY or long.startswith(f"{short} ") or initials else OTHER_COMPANY


_LETTERS: Final = str.maketrans("", "", " abcdefghijklmnopqrstuvwxyz")
"""Deletes spaces and Latin letters from a company key."""


def city_level(a: str, b: str, similarity: float) -> Level:
    """Return the level on which two folded city names agree. Lyon 3e counts as a spelling of Lyon."""
    if a == b:
        return SAME_CITY
    short, long = sorted((a, b), key=len)
    return SPELT_CITY if similarity >= NEAR_CITY or long.startswith(f"{short} ") else OTHER_CITY


def birthday_level(a: str, b: str) -> Level:
    """Return the level of two birthdays.

    If one digit is wrong, or if day and month are swapped, the level is usually `NEAR_BIRTHDAY`.

    >>> birthday_level("1980-03-12", "1980-12-03").bits, birthday_level("1950-03-12", "1980-11-07").bits
    (4.0, -9.0)
    """
    (year, day), (other_year, other_day) = _year_and_day(a), _year_and_day(b)
    if year and other_year and year != other_year:
        full = len(day) == len(other_day) == MONTH_AND_DAY
        crossed = full and (year[:-1] + day[0], year[-1] + day[1:]) == (other_year, other_day)  # 1921-01, 1920-11
        slip = crossed or (full and day == other_day != NEW_YEAR and _mistyped(year, other_year))
        if not slip:
            return OTHER_BIRTHDAY
        return NEAR_BIRTHDAY if abs(int(year) - int(other_year)) < GENERATION else OTHER_GENERATION
    if len(day) < MONTH_AND_DAY or len(other_day) < MONTH_AND_DAY:
        return OTHER_BIRTHDAY if day[:2] and other_day[:2] and day[:2] != other_day[:2] else HALF_BIRTHDAY
    if day == other_day:
        return SAME_BIRTHDAY if year and other_year else SAME_DAY
    turned = (day[:2], day[-2:]) == (other_day[-2:], other_day[:2])
    return NEAR_BIRTHDAY if turned or _mistyped(day, other_day) else OTHER_BIRTHDAY


def _year_and_day(birthday: str) -> tuple[str, str]:
    """Return the year, and the month with the day; unknown parts are empty."""
    return ("", birthday[2:]) if birthday.startswith("--") else (birthday[:4], birthday[5:])


def _mistyped(one: str, other: str) -> bool:
    """Return whether one digit is wrong or two digits are swapped."""
    if len(one) != len(other):  # older versions took odd dates from netcli's own exports
        return False
    wrong = [place for place, (x, y) in enumerate(zip(one, other, strict=True)) if x != y]
    return len(wrong) == 1 or (len(wrong) == 2 and (one[wrong[0]], one[wrong[1]]) == (other[wrong[1]], other[wrong[0]]))
