"""Recognise names that networks show for closed, deleted or hidden accounts.

LinkedIn Member, Utilisateur de Facebook, Gelöschtes Konto, Membre anonyme

Such a text may stand for anybody.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from netcli.folding import fold
from netcli.records import Record


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_NETWORKS: Final = _set(
    "linkedin dlinkedin facebook facebooka facebooku instagram dinstagram instagrama instagramu messenger telegram "
    "twitter viadeo xing"
)
_ACCOUNTS: Final = _set(
    "account compte conta conto cuenta konto profil profile profilo perfil аккаунт учетная запись "
    "bruger bruker anvandare benutzer benutzerin gebruiker kayttaja nutzer nutzerin user users usuario usuaria "
    "utente utilisateur utilisatrice utilizador utilizadora uzytkownik пользователь "
    "lid medlem member membre membro miembro mitglied участник"
)
_HIDDEN: Final = _set(
    "anonimo anonima anonimowy anoniem anonieme anonym anonyme anonymer anonymes anonymous "
    "desconocido desconocida desconhecido desconhecida inconnu inconnue onbekend onbekende sconosciuto sconosciuta "
    "ukendt ukjent unbekannt unbekannter unknown nieznany hidden closed "
    "apagada apagado deleted eliminada eliminado eliminata eliminato excluida excluido geloscht geloschter "
    "geloschtes gesloten raderat slettet supprime supprimee usuniete usuniety verwijderd verwijderde "
    "анонимныи неизвестныи удаленныи удаленная"
)
_PARTICLES: Final = _set("d de del di do da van")
_WORDS: Final = _NETWORKS | _ACCOUNTS | _HIDDEN | _PARTICLES
_WHOLE: Final = frozenset(("instagramuser", "facebookuser", "anonymous", "anonyme", "inconnu", "unknown"))
"""Single words that a network shows in place of a name."""
_FIRST: Final = _WORDS | _WHOLE
_AROUND: Final = "[(<{,.:;*\"'>)}]"
"""Signs that are removed around a word, as in `Member, LinkedIn` and `[Deleted User]`."""
CAP: Final = 60
"""Maximum length, in characters, of what a network shows in place of a name."""


def is_nobody(name: str | None) -> bool:
    """Return whether *name* is what a network shows for a hidden account.

    >>> [is_nobody(text) for text in ("LinkedIn Member", "Utilisateur d’Instagram", "Gelöschtes Konto", "Unknown")]
    [True, True, True, True]
    >>> is_nobody("Member, LinkedIn"), is_nobody("[Deleted User]")
    (True, True)
    >>> [is_nobody(text) for text in ("Ada Member", "LinkedIn", "Member", "Konto", None)]
    [False, False, False, False, False]
    """
    if not name or len(name) > CAP:
        return False
    first = name.partition(" ")[0].partition("-")[0].strip(_AROUND).lower()
    if first.isascii() and first not in _FIRST:  # a fast test that almost every real name passes
        return False
    words = fold(name).split()
    if len(words) < 2:
        return words[:1] != [] and words[0] in _WHOLE
    return _WORDS.issuperset(words) and not _ACCOUNTS.isdisjoint(words) and not (_NETWORKS | _HIDDEN).isdisjoint(words)


def unnamed(record: Record) -> Record:
    """Return *record* without its name if the name stands for a hidden account.

    A record with an address, phone number or page is returned unchanged.
    """
    if record.emails or record.phones or record.urls or record.hashes or not is_nobody(record.name):
        return record
    return replace(record, name=None, given=None, family=None, aliases=())
