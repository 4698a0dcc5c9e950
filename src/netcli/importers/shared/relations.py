"""The labels of relations in address books, and their kinds of link."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from netcli.importers.text import fold
from netcli.kinds import DIRECTED, LINK_KINDS
from netcli.records import Record, Testimony

_WORDS: Final = {
    "spouse": "spouse husband wife époux épouse mari femme conjoint conjointe ehepartner ehemann ehefrau cónyuge "
    "esposo esposa marido coniuge marito moglie cônjuge",
    "partner": "partner domestic-partner sweetheart date fiancé fiancée girlfriend boyfriend partenaire compagnon "
    "compagne concubin concubine petit-ami petite-amie lebenspartner lebenspartnerin pareja compagno compagna parceiro "
    "parceira",
    "parent": "parent mother father mom mum dad mère père maman papa mutter vater elternteil madre padre genitore "
    "mãe pai",
    "child": "child son daughter enfant fils fille kind sohn tochter hijo hija figlio figlia filho filha",
    "sibling": "sibling brother sister frère sœur soeur bruder schwester hermano hermana fratello sorella irmão irmã",
    "kin": "kin relative family cousin cousine uncle aunt nephew niece oncle tante neveu nièce famille parenté proche "
    "grandmother grandfather grandparent grand-mère grand-père beau-frère belle-sœur belle-soeur beau-père belle-mère "
    "brother-in-law sister-in-law father-in-law mother-in-law verwandter verwandte familiar parente",
    "friend": "friend best-friend ami amie meilleur-ami meilleure-amie freund freundin amigo amiga amico amica",
    "colleague": "colleague co-worker collègue kollege kollegin colega collega",
    "manager": "manager boss chef cheffe responsable supérieur supérieure vorgesetzter vorgesetzte jefe jefa capo",
    "assistant": "assistant assistante secretary secrétaire assistent assistentin asistente assistente",
    "met": "met",
    "customer": "customer client cliente",
    "supplier": "supplier fournisseur",
    "classmate": "classmate camarade camarade-de-classe",
    "neighbor": "neighbor neighbour co-resident voisin voisine",
    "referred_by": "referred-by referred recommandé-par recommandée-par",
    "acquaintance": "acquaintance connaissance",
    "contact": "contact",
}
_IDLE: Final = re.compile(r"[\s_-]+|\([^()]*\)")
"""Parts of a label that do not matter, such as the end of `Conjoint(e)`."""
_APPLE: Final = re.compile(r"_\$!<(.*)>!\$_")
EDGE_TYPES: Final = frozenset(("directed", "undirected", "mutual"))
"""Words that Gephi writes as the type of an edge. These words are not kinds of link."""
_HANDLE: Final = re.compile(r"@|(?:id|email|url):", re.IGNORECASE)


def _bare(label: str) -> str:
    return _IDLE.sub("", fold(label))


KINDS: Final = {_bare(word): kind for kind, words in _WORDS.items() for word in words.split()}
"""Kinds of links by label, from RFC 6350 (RELATED), Apple and Google."""


def kind(label: str) -> str:
    """Return the strongest kind of link that *label* means, or `other`.

    >>> [kind(label) for label in ("Mother", "co-worker", "Conjoint(e)", "muse", "contact,friend")]
    ['parent', 'colleague', 'spouse', 'other', 'friend']
    """
    kinds = [KINDS.get(_bare(word), "other") for word in label.split(",")]
    return min(kinds, key=LINK_KINDS.index)


def kind_and_detail(word: str) -> tuple[str, str | None]:
    """Return the kind of link that *word* means, and any further detail.

    >>> [kind_and_detail(word) for word in ("Friend", "Mother", "penpal", "", "Undirected")]
    [('friend', None), ('parent', 'Mother'), ('other', 'penpal'), ('contact', None), ('contact', None)]
    """
    word = word.strip()
    if not word or word.casefold() in EDGE_TYPES:
        return "contact", None
    link = kind(word)
    return link, None if _bare(word) == _bare(link) else word


def begun(kinds: Sequence[str]) -> Sequence[str]:
    """Return the kinds to which the beginning of a link of these *kinds* may belong. It is no meeting's day.

    >>> begun(["friend", "met"]), begun(["met"])
    (['friend'], ['met'])
    """
    return [kind for kind in kinds if kind != "met"] or kinds


def mention(name: str, line: int | None) -> Record:
    """Return a record for a person known only by name.

    If exactly one person in the book has this name, that person is meant.
    """
    # `id:12` or `@alias` is a name here, because no file knows the ids of this book
    return Record(f"mention {name}", name, mention=None if _HANDLE.match(name) else name, line=line)


def relation(card: str, other: str, label: str, *, line: int | None = None) -> Testimony:
    """Return the link between *card* and *other*. The *label* says what *other* is to *card*."""
    if apple := _APPLE.fullmatch(label.strip()):
        label = apple[1]
    link = kind(label)
    # `child: Y` on X's card says that Y is the child of X; the link goes from Y to X. `referred by: Y` says that X was
    # referred by Y; the link goes from X to Y
    a, b = (card, other) if link == "referred_by" else (other, card)
    direction = "a_to_b" if link in DIRECTED else None
    return Testimony(a, b, "relation", link, direction=direction, detail=label or None, line=line)
