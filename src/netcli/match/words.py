"""Compare two names word by word.

Only this module decides when names contradict each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final, Literal

from netcli import nicknames
from netcli.match.levels import DIFFERENT, EXACT, FOREIGN, INITIAL, NICKNAME, SPELLING, WEAK, spelling_level
from netcli.names import Name
from netcli.scripts import latin, romanized, script
from netcli.sounds import ends_in_a, skeleton

GIVEN: Final = 1
FAMILY: Final = 2
"""GIVEN and FAMILY are roles of words in a name; 0 is an unknown role."""
SLOTS: Final = 5  # the 99.9th percentile of real names
"""Maximum number of words per name to compare."""


@lru_cache(maxsize=1 << 16)
def likeness(a: str, b: str) -> int:
    """Return the level on which two folded words agree.

    >>> likeness("manu", "emmanuel") == NICKNAME, likeness("lefevre", "lefebvre") == SPELLING
    (True, True)
    >>> likeness("michel", "michelle") == DIFFERENT, likeness("j", "jean") == INITIAL
    (True, True)
    """
    if a == b:
        return EXACT
    if a.isascii() and b.isascii():
        return _likeness(a, b, initial=len(a) == 1 or len(b) == 1)
    if script(a) != script(b):
        return FOREIGN
    across = a.isascii() or b.isascii()
    initial = (len(a) == 1 or len(b) == 1) and script(a) == "LATIN"  # a single ideograph is a whole name
    a, b = (_known(latin(a)), _known(latin(b))) if across and not initial else (latin(a), latin(b))
    if a == b:
        return SPELLING
    return _likeness(a, b, initial=initial, across=across)


def _known(word: str) -> str:
    """Return the usual Latin form of a name, such as maria for mariya."""
    return short if nicknames.groups(short := romanized(word)) else word


def _likeness(a: str, b: str, *, initial: bool, across: bool = False) -> int:
    if initial:
        return INITIAL if a[0] == b[0] else DIFFERENT
    known_a, known_b = nicknames.groups(a), nicknames.groups(b)
    if known_a & known_b:
        return NICKNAME
    if (known_a and known_b) or nicknames.other_gender(a, b):
        return DIFFERENT  # Marie and Mario are two known names, and not a typing error
    if across:
        a, b = romanized(a), romanized(b)
        if a == b:
            return SPELLING
    from rapidfuzz.distance import OSA, JaroWinkler  # takes 14 ms to import, and reading the book compares no names

    osa, winkler = OSA.normalized_similarity(a, b), JaroWinkler.similarity(a, b)
    same_sound = skeleton(a) == skeleton(b) and ends_in_a(a) == ends_in_a(b)
    level = spelling_level(osa, winkler, same_sound=same_sound, letters=min(len(a), len(b)))
    doubtful = nicknames.other_ending(a, b) or (across and not same_sound)  # an extra letter makes another name
    return min(level, WEAK) if doubtful else level


@dataclass(frozen=True, slots=True)
class Pairing:
    """The comparison of two names, word by word.

    `agreed` contains each pair of words that agree, and a level for each pair. `left` and `right` contain the unmatched
    words.
    """

    agreed: tuple[tuple[str, str, int], ...]
    left: tuple[str, ...]
    right: tuple[str, ...]

    @property
    def contradicts(self) -> bool:
        """Whether both sides have unmatched words, in scripts that can be compared."""
        return any(likeness(one, other) != FOREIGN for one in self.left for other in self.right)

    @property
    def foreign(self) -> bool:
        """Whether both sides have unmatched words, in scripts that cannot be compared."""
        return bool(self.left and self.right) and not self.contradicts

    @property
    def level(self) -> Literal["exact", "similar"] | None:
        """How the two names agree. None if the names do not agree.

        "exact" means that all words are equal. "similar" means that all words of the shorter name agree.
        """
        if len(self.agreed) < 2:
            return None
        worst = min(level for _, _, level in self.agreed)
        if worst == EXACT and not self.left and not self.right:
            return "exact"
        return "similar" if worst > WEAK and not self.contradicts else None


APART: Final = Pairing((), (), ())
"""The alignment if one side has no name."""


def words(name: Name) -> tuple[str, ...]:
    """Return the words in `name` that are compared with other names."""
    return (name.tokens + name.initials + name.former)[:SLOTS]


def whole(name: Name) -> frozenset[str]:
    """Return the set of words of `name`; namesakes have equal sets."""
    return frozenset(words(name))


def pair(a: Name, b: Name) -> Pairing:
    """Match words of `a` with words of `b`, best levels first.

    Each word is matched at most once.
    """
    left, right = list(words(a)), list(words(b))
    agreed = []
    for word in tuple(left):
        if word in right:
            left.remove(word)
            right.remove(word)
            agreed.append((word, word, EXACT))
    if left and right and len(left) + len(right) > 2:
        agreed += [(f"{one} {other}", word, SPELLING) for one, other, word in _joined(a, left, right)]
        agreed += [(word, f"{one} {other}", SPELLING) for one, other, word in _joined(b, right, left)]
    for level in (NICKNAME, SPELLING, INITIAL, WEAK) if left and right else ():
        for one in tuple(left):
            other = next((word for word in right if likeness(one, word) == level), None)
            if other is not None:
                left.remove(one)
                right.remove(other)
                agreed.append((one, other, level))
    spares = ((right, _spare(a), False), (left, _spare(b), True)) if left or right else ()
    for rest, spare, swap in spares:
        for word in tuple(rest):
            other = next((name for name in spare if likeness(name, word) >= SPELLING), None)
            if other is not None:
                rest.remove(word)
                agreed.append((word, other, likeness(other, word)) if swap else (other, word, likeness(other, word)))
    return Pairing(tuple(agreed), tuple(left), tuple(right))


def _joined(name: Name, mine: list[str], others: list[str]) -> Iterator[tuple[str, str, str]]:
    """Yield two neighbouring words of `name`, and the matching word of the other name.

    Remove the words from `mine` and `others`.
    """
    for one, other in pairwise(words(name)):
        if one not in mine or other not in mine or (one == other and mine.count(one) < 2):
            continue
        for word in together(one, other, alike=_role(name, one) == _role(name, other)):
            if word in others:
                mine.remove(one)
                mine.remove(other)
                others.remove(word)
                yield one, other, word
                break


def together(one: str, other: str, *, alike: bool) -> tuple[str, ...]:
    """Return the ways to join two neighbouring words of a name.

    In Latin script, only words with the same role (`alike`) are joined.

    >>> together("hans", "peter", alike=True), together("hans", "roth", alike=False)
    (('hanspeter',), ())
    >>> together("小龙", "李", alike=False)
    ('小龙李', '李小龙')
    """
    if one.isascii() or other.isascii():
        return (one + other,) if alike and len(one) > 1 and len(other) > 1 else ()
    return (one + other, other + one)


def _role(name: Name, word: str) -> int:
    return FAMILY if word in name.family else GIVEN if word in name.given else 0


def _spare(name: Name) -> tuple[str, ...]:
    return (name.nickname,) if name.nickname else ()


def contradiction(a: Name, b: Name) -> str | None:
    """Return what distinguishes `a` from `b`: "given", "family", "generation" or None.

    "family" proves nothing, because a marriage may change the family name.
    """
    return _contradiction(a, b, pair(a, b), doubt=False)


def _contradiction(a: Name, b: Name, laid: Pairing, *, doubt: bool) -> str | None:
    if a.opaque or b.opaque:
        return None
    if a.generation and b.generation and a.generation != b.generation:
        return "generation"
    if doubt and (_second(a, laid, 0) or _second(b, laid, 1)):
        return "given"
    doubtful = [one for one in laid.agreed if doubt and one[2] == WEAK]
    if not laid.contradicts and not doubtful:
        return None
    left = {*laid.left, *(one for one, _, _ in doubtful)}
    right = {*laid.right, *(other for _, other, _ in doubtful)}
    sure = {word for one, other, level in laid.agreed if level > WEAK for word in f"{one} {other}".split()}
    family = all(
        not name.given or (not rest & set(name.given) and sure & set(name.given))
        for name, rest in ((a, left), (b, right))
    )
    return "family" if family and (a.given or b.given) else "given"


def _second(name: Name, laid: Pairing, side: Literal[0, 1]) -> bool:
    """Return whether the other name matches a middle initial of `name`, but none of its given names."""
    if not name.middle or name.tokens[0] not in (laid.left, laid.right)[side]:
        return False
    agreed = [(word, one[2]) for one in laid.agreed for word in one[side].split()]
    if not any(map(is_initial, (word for word, _ in agreed))):
        return False
    sure = {word for word, level in agreed if level > INITIAL and not is_initial(word)}
    return sure.isdisjoint(name.given) if name.given else len(sure) < 2


def is_initial(word: str) -> bool:
    """Return whether `word` is an initial: a single letter. A single ideograph is a whole name."""
    return len(word) == 1 and (word.isascii() or script(word) == "LATIN")


def compatible(a: Name | None, b: Name | None) -> bool:
    """Return whether two names with the same mailbox may belong to one person.

    A family name alone is not compatible with a full name.

    >>> from netcli.names import parse
    >>> compatible(parse("J. Durand"), parse("Jean DURAND")), compatible(parse("Paul Durand"), parse("Marie Durand"))
    (True, False)
    >>> compatible(parse("Luc J. Durand"), parse("Luc Durand")), compatible(parse("Luc J. Durand"), parse("J. Durand"))
    (True, False)
    """
    if a is None or b is None:
        return True
    if a.opaque or b.opaque:  # many address books have an entry "Maman", each for another person
        return a.several and b.several and whole(a) == whole(b)
    laid = pair(a, b)
    differ = _contradiction(a, b, laid, doubt=True)
    return differ in (None, "family") and not (laid.foreign or _household(a, b) or _household(b, a))


def doubtful(a: Name, b: Name) -> bool:
    """Return whether the given names of `a` and `b` are similar, but perhaps not the same.

    >>> from netcli.names import parse
    >>> [doubtful(parse("Peter Roth"), parse(name)) for name in ("Petra Roth", "P. Roth", "Petr Roth", "Paul Roth")]
    [True, False, False, False]
    """
    laid = pair(a, b)
    return not _contradiction(a, b, laid, doubt=False) and _contradiction(a, b, laid, doubt=True) == "given"


def spelt_alike(a: Name, b: Name) -> bool:
    """Return whether `a` and `b` are one name, or agree by more than initials.

    >>> from netcli.names import parse
    >>> [spelt_alike(parse("Michael Roth"), parse(name)) for name in ("Micheal Roth", "M. Roth", "Roth")]
    [True, False, False]
    """
    laid = pair(a, b)
    return whole(a) == whole(b) or (laid.level is not None and all(level > INITIAL for _, _, level in laid.agreed))


def foreign(a: Name, b: Name) -> bool:
    """Return whether the two names are written in scripts that cannot be compared."""
    return not (a.opaque or b.opaque) and pair(a, b).foreign


def _household(a: Name, b: Name) -> bool:
    """Return whether `a` is only the family name of `b`."""
    if len(words(a)) != 1 or len(words(b)) < 2:
        return False
    others = b.family or (() if b.given else b.tokens[-1:])
    return any(likeness(a.tokens[0], word) >= SPELLING for word in others) if a.tokens else True
