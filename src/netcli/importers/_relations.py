"""The words that address books have for relations, in the kinds of link that netcli knows."""

from __future__ import annotations

import re
from typing import Final

from netcli.importers._tables import fold
from netcli.records import LINK_KINDS, Testimony

_WORDS: Final = {
    "spouse": "spouse husband wife époux épouse mari femme conjoint conjointe",
    "partner": "partner domestic-partner sweetheart date fiancé fiancée girlfriend boyfriend partenaire compagnon "
    "compagne concubin concubine petit-ami petite-amie",
    "parent": "parent mother father mom mum dad mère père maman papa",
    "child": "child son daughter enfant fils fille",
    "sibling": "sibling brother sister frère sœur soeur",
    "kin": "kin relative family cousin cousine uncle aunt nephew niece oncle tante neveu nièce famille parenté "
    "grandmother grandfather grandparent grand-mère grand-père beau-frère belle-sœur belle-soeur beau-père belle-mère "
    "brother-in-law sister-in-law father-in-law mother-in-law",
    "friend": "friend best-friend ami amie meilleur-ami meilleure-amie",
    "colleague": "colleague co-worker collègue",
    "manager": "manager boss chef cheffe responsable supérieur supérieure",
    "assistant": "assistant assistante secretary secrétaire",
    "met": "met",
    "customer": "customer client cliente",
    "supplier": "supplier fournisseur",
    "classmate": "classmate camarade camarade-de-classe",
    "neighbor": "neighbor neighbour voisin voisine",
    "referred_by": "referred-by referred recommandé-par recommandée-par",
    "acquaintance": "acquaintance connaissance",
    "contact": "contact",
}
_BLANKS: Final = re.compile(r"[\s_-]+")
_APPLE: Final = re.compile(r"_\$!<(.*)>!\$_")
_DIRECTED: Final = frozenset(("parent", "child", "manager", "assistant", "customer", "supplier", "referred_by"))


def _bare(label: str) -> str:
    return _BLANKS.sub("", fold(label))


KINDS: Final = {_bare(word): kind for kind, words in _WORDS.items() for word in words.split()}
"""RFC 6350's RELATED types, Apple's, Google's and French labels, folded, to the kind of link each proves."""


def kind(label: str) -> str:
    """The strongest kind of link that *label*, one word or several, means; `other` if it is nobody's word.

    >>> [kind(label) for label in ("Mother", "co-worker", "Belle-sœur", "muse", "contact,friend")]
    ['parent', 'colleague', 'kin', 'other', 'friend']
    """
    kinds = [KINDS.get(_bare(word), "other") for word in label.split(",")]
    return min(kinds, key=LINK_KINDS.index)


def relation(card: str, other: str, label: str, *, line: int | None = None) -> Testimony:
    """What the card of *card* says when it names *other* under *label*: that other is her mother, boss, friend…"""
    if apple := _APPLE.fullmatch(label.strip()):
        label = apple[1]
    link = kind(label)
    # X's card with child: Y says that Y is the child of X; but with referred by: Y, that X was referred by Y
    a, b = (card, other) if link == "referred_by" else (other, card)
    direction = "a_to_b" if link in _DIRECTED else None
    return Testimony(a, b, "relation", link, direction=direction, detail=label or None, line=line)
