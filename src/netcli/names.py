"""Recognise when two spellings are one name, despite word order, particles, credentials and initials."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from netcli.folding import CAP, fold, normalized

VERSION: Final = 3
"""Increase this number when the rules for keys, names or phone numbers change. Older books then derive these values
again.
"""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def full_key(text: str) -> str:
    """Return a key for exact matching: the folded words of a bare name, sorted.

    Particles count, so van der Berg and Berg have different keys.

    >>> full_key("LEFEVRE Jean-François"), full_key("Lefèvre, Jean-François"), full_key("Jean François Lefèvre, PhD")
    ('francois jean lefevre', 'francois jean lefevre', 'francois jean lefevre')
    """
    text = text[:CAP]
    words = fold(text).split()
    plain = text if " -" in text else text.replace("-", "")
    if not (plain.replace(" ", "").isalnum() and _INSERTED.isdisjoint(words)):
        words = fold(_bare(text)[0]).split()
    words.sort()
    return " ".join(words)


class Name(NamedTuple):
    """A parsed name: its folded words by role, in the order of the name."""

    tokens: tuple[str, ...] = ()
    """All words to compare. Single letters are in `initials` only."""
    given: tuple[str, ...] = ()
    """The given names; empty if unknown."""
    family: tuple[str, ...] = ()
    """The family names; empty if unknown."""
    initials: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    nickname: str | None = None
    generation: str | None = None
    opaque: bool = False
    """True for the name of several people, and for a word such as Maman."""
    several: bool = False
    """Whether this is the name of two people or of a household."""
    middle: bool = False
    """Whether an initial follows the first given name, as in Robert J. Smith."""


_PARTICLES: Final = _set(
    "de du des da do dos das del della di la le les el al van von vom der den het ten ter zu zur af av ben bin ibn y"
)
_TITLES: Final = _set(
    "dr docteur doctor prof professeur professor maitre mr mrs ms miss mme mlle monsieur madame mademoiselle herr "
    "frau sir dipl ing sra dott mag pr phd mba msc bsc emba dba cpa cfa acca pmp esq cissp cisa dess hdr itil "
    "prince2 csm cspo psm shrm facc frcs llm llb mph mpa meng beng"
)
"""Words that are never part of a name."""
_POST_NOMINALS: Final = _TITLES | _set(
    "ma ba bs ms md jd dds dvm rn pe pt do edd dphil dea ca cma cga cmc aca fca pgdip cipd mcipd obe mbe cbe qc "
    "kc sc dsc ceng hons"
)
"""Words that are a credential if they stand after a comma. Some of these words are also surnames."""
_JOBS: Final = _set(
    "directeur directrice director manager consultant consultante engineer ingenieur ceo cto cfo founder "
    "cofounder fondateur fondatrice president presidente responsable chef avocat avocate coach freelance expert "
    "experte head vp recruiter developer drh"
)
_GENERATIONS: Final = {"jr": "2", "junior": "2", "ii": "2", "iii": "3", "iv": "4", "sr": "1", "senior": "1"}
_ELDER: Final = "senior|sr|elder|a[iî]n[eé]|p[eè]re|m[eè]re|vater|mutter|father|mother|padre|madre|pai|m[aã]e|отец|мать"
_YOUNGER: Final = "junior|jr|younger|cadet|fils|fille|sohn|tochter|son|daughter|hij[oa]|figli[oa]|filh[oa]|сын|дочь"
_GENERATION: Final = rf"(?i)[(\[]\s*(?:(?:the|le|la|der|die)\s+)?(?:({_ELDER})|({_YOUNGER}))\.?\s*[)\]]"
"""A generation in brackets after a name: Paul Roth (fils)."""
_OPAQUE: Final = _set(
    "maman papa mamie mamy papy papi mum mom mummy mommy dad daddy mama oma opa grandma grandpa cheri cherie "
    "amour maison home bureau office travail work taxi plombier plumber medecin dentiste dentist pharmacie ecole "
    "school voisin voisine nounou repondeur messagerie urgence urgences ice unknown inconnu anonyme anonymous "
    "facebook linkedin member membre utilisateur user na none null test tonton tata tatie frangin frangine boss "
    "moi me famille family familie"
)
"""Words for relatives, places and roles, which many address books contain."""
_ALONE: Final = _set("moi me na")
"""Words of `_OPAQUE` that may begin a name if another word follows, as in Na Li."""
_LABELS: Final = _set(
    "ami amie arbeit assurance auto banque boulot bureau camping chorale coiffeur coiffeuse coiffure collegue college "
    "coloc copain copine creche danse dentiste ecole fac fixe foot football fussball garage gym home job judo kine "
    "kollege lycee maison medecin mobile musique nachbar nachbarin neighbor neighbour new nounou nouveau office perso "
    "piano piscine plombier portable pro rugby school schule ski sport taf tennis travail uni vacances verein voisin "
    "voisine work yoga"
)
"""Lower-case words that phone owners add to names."""
_JOINED: Final = _set("mc mac o fitz")
"""Prefixes that belong to the next word: Mc Donald, O Neil."""
# patterns stay strings until they are used: `re` caches compiled patterns, and most commands need none of them
_AND: Final = r"[&+]|\b(?:et|and|und|og|och|oraz|és|και|и|та)\b|(?-i:\bu\.)(?=\s)"
"""Separators between two people in one name."""
_PERHAPS_AND: Final = r"/|\b(?:(?-i:[eyiua])|[eyiua](?=\s+\w+\s+\w)|en|ja|ve|și|si)\b"
"""Separators that may stand between two given names, or within a surname."""
_HOUSEHOLD: Final = _set(
    "famille family familie familia famiglia gezin fam eheleute ehepaar epoux rodzina семья οικογενεια"
)
"""Words that mean a family or a couple if a name begins or ends with them."""
_JOINERS: Final = _HOUSEHOLD | _set("et and und og och oraz es και и та u e y i en a ja ve si")
"""The folded words that may mean that a name belongs to several people."""
_DECORATION: Final = r"(?i)[|(\[{,/\"“”«»•·–—:;&+]|\s(?:-\s|(?:n[ée]e?|born|geb|geborene|[ée]p|[ée]pouse|et|and|und)\b)"
"""Pattern for the beginnings of additions to a name, such as brackets and `née`."""
_INSERTED: Final = _set("ne nee born geb geborene ep epouse et and und")
"""The words of _DECORATION, folded."""
_PRONOUNS: Final = r"(?i)\b(?:she|he|they|elle|il|iel|ella|sie|er)\s*/\s*\w+(?:\s*/\s*\w+)?"
_QUOTED: Final = r"[\"“”«]\s*([^\"“”«»]{1,40}?)\s*[\"“”»]"
_FORMER: Final = r"(?i)[\s(\[]+(?:n[ée]e?|born|geb(?:orene?)?|[ée]p(?:ouse)?)\b[.:]?\s+([^()\[\]|,]{2,60})[)\]]?"
_BRACKETED: Final = r"[(\[{][^()\[\]{}]*[)\]}]?"
_TAIL: Final = r"(?s)\s*[|•·:;/].*|\s+[-–—]\s.*"
_ELIDED: Final = r"(?i)\b([dl])['’ʼ](?=\w)"


def _bare(text: str) -> tuple[str, str | None, str | None]:
    """Return the name without additions, the former name, and the nickname."""
    if not re.search(_DECORATION, text):
        return text, None, None
    nickname, former = re.search(_QUOTED, text), re.search(_FORMER, text)
    bare = re.sub(_PRONOUNS, " ", re.sub(_QUOTED, " ", text))
    bare = re.sub(_TAIL, "", re.sub(_BRACKETED, " ", re.sub(_FORMER, " ", bare)))
    first, *others = [part for part in bare.split(",") if part.strip()] or [bare]
    generation = next((f" {part}" for part in others if fold(part) in _GENERATIONS), "")
    others = [part for part in others if not _credential(part)]
    bare = ", ".join([first + generation, *others[:1]]).strip()
    if not any(character.isalnum() for character in bare):
        bare = text
    return bare, former[1] if former else None, nickname[1] if nickname else None


def _credential(part: str) -> bool:
    words = fold(part.replace(".", "")).split()
    return not words or words[0] in _JOBS or all(word in _POST_NOMINALS or word in _GENERATIONS for word in words)


def parse(name: str | None, given: str | None = None, family: str | None = None) -> Name:
    """Parse a name, and distinguish the given name from the family name if possible.

    To distinguish the two names, netcli needs two fields, a comma, or one part in capitals.

    >>> parse("LEFÈVRE Jean-François") == parse("Lefèvre, Jean-François") == parse(None, "Jean François", "Lefèvre")
    True
    >>> parse("Dr. Ludwig van der Berg, PhD (ex-Acme)").tokens, parse("🚀 Zoé O’Neil | CTO (she/her)").tokens
    (('ludwig', 'berg'), ('zoe', 'oneil'))
    >>> parse("Marie Martin (née Durand)").former, parse("J.-F. Lefèvre").initials, parse("Maman").opaque
    (('durand',), ('j', 'f'), True)
    """
    former = nickname = None
    first = last = ""
    whole = f"{given or ''} {family or ''}" if given and family else name or given or family or ""
    if given and family:
        first, former, nickname = _bare(given[:CAP])
        last, other, _ = _bare(family[:CAP])
        last, former = last.partition(",")[0], former or other
        text = f"{first} {last}"
    else:
        text = whole[:CAP]
        if re.search(_DECORATION, text):
            text, former, nickname = _bare(text)
        if "," in text:
            last, _, first = text.partition(",")
        elif not text.istitle():
            text = _unlabelled(text)
            first, last = _capitals(text)
    if first and last:
        given_words, family_words = _words(first, part=True), _words(last, part=True)
        words = given_words + family_words
    else:
        words = _words(text)
        given_words = words if given and not name and not family else []
        family_words = words if family and not name and not given else []
    particles = [word for word in words if word in _PARTICLES]
    couple = several(name or given or family or "")
    couple = couple or bool(given and family and _joins(words, text) and _several(words, text))
    generation = None
    kept = words
    if particles or not _GENERATIONS.keys().isdisjoint(words):
        generation = next((_GENERATIONS[word] for word in words[1:] if word in _GENERATIONS), None)
        kept = [word for word in words if word not in _PARTICLES and word not in _GENERATIONS]
        kept = kept if len(kept) > 1 else words  # Le Van Minh consists of particles only, and is a name
    if "(" in whole or "[" in whole:
        generation = generation or _bracketed_generation(whole)
    full, initials = kept, []
    if kept and len(min(kept, key=len)) == 1:
        full = [word for word in kept if len(word) > 1 or not word.isascii()]
        initials = [word for word in kept if len(word) == 1 and word.isascii()]
    unnamed = bool(full) and full[0] in _OPAQUE and not (len(full) > 1 and full[0] in _ALONE)
    opaque = couple or (unnamed and not (given_words and family_words))
    return Name(
        tuple(full),
        tuple([word for word in given_words if word in full]) if given_words else (),
        tuple([word for word in family_words if word in full]) if family_words else (),
        tuple(initials),
        tuple(particles),
        tuple([word for word in _words(former) if word not in _PARTICLES]) if former else (),
        fold(nickname) if nickname else None,
        generation,
        opaque,
        couple,
        len(kept) > 2 and _middle([*map(len, kept)]),
    )


def _middle(lengths: list[int]) -> bool:
    """Return whether words of these *lengths* may be a name with a middle initial, such as Anna M. Roth."""
    return lengths[0] > 1 and 1 in lengths and len(lengths) - lengths.count(1) > 1


def _bracketed_generation(text: str) -> str | None:
    found = re.search(_GENERATION, text[:CAP])
    return found and ("1" if found[1] else "2")


def several(text: str) -> bool:
    """Return whether the name belongs to two people or to a household.

    >>> [several(text) for text in ("Anna & Paul Roth", "M. et Mme Roth", "Roth, Anna und Paul", "Familie Roth")]
    [True, True, True, True]
    >>> [several(text) for text in ("José Ortega y Gasset", "Anna von und zu Roth", "Anna Roth, CEO & Founder")]
    [False, False, False]
    """
    words = fold(text).split()
    return _joins(words, text) and _several(words, text)


def doubt(text: str) -> int:
    """Return how ambiguous a name is, from 0 (clear) to 2 (several people).

    >>> doubt("John F. Smith"), doubt("J. Smith"), doubt("John S."), doubt("John & Jane Smith")
    (0, 1, 1, 2)
    """
    words = fold(text).split()
    if _joins(words, text) and _several(words, text):
        return 2
    if not words or len(min(words, key=len)) > 1:
        return 0
    name = parse(text)
    return int(bool(name.initials) and (len(name.tokens) < 2 or words[-1] in name.initials))


def _joins(words: list[str], text: str) -> bool:
    """Return whether the name has a separator that may stand between two people."""
    return not _JOINERS.isdisjoint(words) or "&" in text or "+" in text or "/" in text or "＆" in text


def _several(words: list[str], text: str) -> bool:
    if len(words) > 1 and not _HOUSEHOLD.isdisjoint((words[0], words[-1])):
        return True
    text = normalized(text[:CAP], "NFKC")
    text = text.lower() if text.isupper() else text  # capitals do not tell an initial from a small word
    for one, other in re.findall(rf"(?i)([^\W\d_]+)\.?\s*(?:{_AND})\s*([^\W\d_]+)", _bare(text)[0]):
        if not {fold(one), fold(other)} & (_PARTICLES | _JOBS):
            return True
    from netcli import nicknames  # imported here for the reason given in _initials

    pairs = re.findall(rf"(?i)([^\W\d_]+)\s*(?:{_PERHAPS_AND})\s*([^\W\d_]+)", text)
    return any(nicknames.groups(fold(one)) and nicknames.groups(fold(other)) for one, other in pairs)


def _unlabelled(text: str) -> str:
    """Return a name without the label that the phone's owner added, such as boulot in Marc boulot."""
    name, _, label = text.rstrip().rpartition(" ")
    return name if name[:1].isupper() and label.islower() and fold(label) in _LABELS else text


def _capitals(text: str) -> tuple[str, str]:
    """Return the given and the family name, if only the family name is in capitals."""
    # French lists write the family name in capitals
    words = text.split()
    capital = [word.isupper() and "." not in word and (len(word) > 2 or word.lower() in _PARTICLES) for word in words]
    if len(words) < 2 or all(capital) or not any(capital):
        return "", ""
    if sum(one != other for one, other in pairwise(capital)) > 1:
        return "", ""
    given = " ".join(word for word, upper in zip(words, capital, strict=True) if not upper)
    if not any(word[:1].isupper() and len(word) > 2 for word in given.split()):
        return "", ""  # "IBM de" is not a person's given name
    return given, " ".join(word for word, upper in zip(words, capital, strict=True) if upper)


@cache
def _initials() -> frozenset[str]:
    """Return the abbreviations of double given names, such as JF."""
    from netcli import nicknames  # imported here because exact matching does not need the table

    return (nicknames.INITIALS | _CONSONANTS) - _TITLES - _JOINED - _GENERATIONS.keys()


@cache
def _special() -> frozenset[str]:
    """Return titles, prefixes and initials: the words that `_words` drops, joins or splits."""
    return _TITLES | _JOINED | _initials() | {"m", "me"}


# Ng is a name, and St stands for Saint
_CONSONANTS: Final = frozenset(a + b for a in "bcdfghjklmnpqrstvwxz" for b in "bcdfghjklmnpqrstvwxz") - _set("ng st")
"""Pairs of consonants that are read as two initials: MH stands for Marie-Hélène."""


def _words(text: str, *, part: bool = False) -> list[str]:
    """Return the folded words of a bare name, without titles and elided particles."""
    if "'" in text or "’" in text or "ʼ" in text:
        text = re.sub(_ELIDED, "", text)
    folded = fold(text).split()
    if _special().isdisjoint(folded) or (len(folded) < 2 and not part):
        return folded
    # M. is Monsieur more often than an initial; Me before a name is Maître, but "me" alone is the phone's owner
    titled = (folded[0] == "m" and len(folded) > 1) or (folded[0] == "me" and len(folded) > 2)
    folded = [word for word in folded[titled:] if word not in _TITLES] or folded
    words: list[str] = []
    for place, word in enumerate(folded):
        if words and words[-1] in _JOINED and len(word) > 2 and (place > 1 or words[-1] != "o"):
            words[-1] += word
        elif word in _initials():
            words += word
        else:
            words.append(word)
    return words


def display(name: str | None, given: str | None = None, family: str | None = None) -> str:
    """Return the name for display; no letter is lost.

    If the source has both parts, the given name comes first.

    >>> display(None, "Marie", "DUPONT"), display("DUPONT Marie"), display("Marie Dupont PhD", "Marie", "Dupont")
    ('Marie Dupont', 'DUPONT Marie', 'Marie Dupont PhD')
    >>> display(None, "JEAN-FRANÇOIS", "DE LA TOUR"), display("  李小龙 ")
    ('Jean-François de la Tour', '李小龙')
    """
    whole = " ".join(name.split()) if name else ""
    if whole and not (given and family):
        return whole
    if given and family and not given.isascii() and all(_script(each) in _IDEOGRAPHS for each in given + family):
        return family + given  # 李小龙 is kept as its owner writes it
    parts = f"{_lowered(given or '')} {_lowered(family or '')}"
    if parts == whole:
        return whole
    parts = " ".join(parts.split())
    if whole and whole != parts and not set(fold(whole).split()) <= set(fold(parts).split()):
        return whole
    return parts


def _script(character: str) -> str:
    return unicodedata.name(character, "").partition(" ")[0]


_IDEOGRAPHS: Final = frozenset(("CJK", "HANGUL"))
"""In these scripts, the family name comes first, and no space follows."""


@lru_cache(maxsize=1 << 12)
def _lowered(part: str) -> str:
    if not part.isascii():
        part = normalized(part)
    if not part.isupper() or len(part) < 3 or "." in part:
        return part
    return " ".join(word.lower() if word.lower() in _PARTICLES else word.title() for word in part.split())
