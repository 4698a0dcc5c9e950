"""Recognise the same company under different names."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from netcli.folding import CAP, fold

_BRACKETED: Final = re.compile(r"[(\[{][^()\[\]{}]*[)\]}]?")
_LEGAL: Final = (
    "sa sas sasu sarl eurl sci scop snc se gie inc incorporated corp corporation co company cie compagnie ltd limited "
    "llc llp lp plc gmbh ag kg kgaa ohg ug ev spa srl sl slu bv nv ab as asa oy oyj aps pte pty pvt kk sro doo zoo"
)
_SMALL: Final = "the les la le et and und of de"
_GROUPS_AND_COUNTRIES: Final = (
    "group groupe gruppe holding holdings international worldwide global europe emea "
    "france french deutschland germany allemagne uk usa us italia italy espana spain suisse schweiz switzerland "
    "belgique belgium benelux nederland canada iberia nordic nordics americas asia apac"
)
_FORMER: Final = "ex formerly anciennement ehemals aka alias dit now"
_NO_INITIALS: Final = frozenset(f"{_LEGAL} {_SMALL} des du der die das".split())
_WEIGHTLESS: Final = frozenset(f"{_LEGAL} {_SMALL} {_GROUPS_AND_COUNTRIES}".split())
"""When company names are compared, words such as SAS and France are ignored."""


@lru_cache(maxsize=1 << 16)
def company_key(text: str) -> str:
    """Return a company's name without its legal form, countries, and words such as `Groupe`.

    >>> company_key("Groupe Exemple S.A.S."), company_key("Exemple France (ex-Acme)"), company_key("La Compagnie")
    ('exemple', 'exemple', 'la compagnie')
    """
    words = fold(_BRACKETED.sub(" ", text[:CAP].replace(".", ""))).split() or fold(text).split()
    return " ".join(word for word in words if word not in _WEIGHTLESS) or " ".join(words)


_OTHER_NAME: Final = frozenset(_FORMER.split())
"""Words after which another name of the company follows."""


def company_aliases(text: str) -> list[str]:
    """Return the keys of a company's other names, such as its initials.

    >>> company_aliases("Exemple France (ex-Acme)"), company_aliases("International Exemple Machines Corp.")
    (['acme'], ['iem'])
    """
    inside = (fold(each).split() for each in _BRACKETED.findall(text[:CAP]))
    named = [company_key(" ".join(word for word in words if word not in _OTHER_NAME)) for words in inside]
    words = [word for word in fold(_BRACKETED.sub(" ", text[:CAP])).split() if word not in _NO_INITIALS]
    initials = "".join(word[0] for word in words) if len(words) > 2 else ""
    return [key for key in (*named, initials) if key]


_PROVIDERS: Final = (
    "gmail googlemail hotmail outlook live msn yahoo ymail rocketmail icloud me mac aol gmx web t-online freenet "
    "mail protonmail proton pm orange wanadoo free sfr neuf laposte bbox numericable aliceadsl club-internet "
    "cegetel noos 9online skynet telenet bluewin sunrise libero virgilio tiscali alice btinternet comcast verizon "
    "att sbcglobal bellsouth cox earthlink fastmail hey tutanota zoho yandex qq 163 126 naver rediffmail dbmail "
    "caramail voila tele2 ziggo kpnmail planet"
)
_PUBLIC: Final = frozenset(_PROVIDERS.split())
"""Mail providers whose addresses say nothing about an employer."""
_COUNTRY: Final = len("com.br")
"""Maximum number of characters after the first dot of a mail provider's domain. `web.de` has 2. `web.exemple.fr` has
10, so this domain belongs to no provider.
"""


def mail_domain(address: str) -> str | None:
    """Return the domain of a mail address; None for a public provider.

    >>> mail_domain("zoe@exemple.fr"), mail_domain("zoe@yahoo.co.uk")
    ('exemple.fr', None)
    """
    domain = address.rpartition("@")[2].lower()
    provider, _, country = domain.partition(".")
    return None if not domain or (provider in _PUBLIC and len(country) <= _COUNTRY) else domain


def domain_company(domain: str) -> str:
    """Return the company key that an employer's mail domain suggests.

    >>> domain_company("fr.air-exemple.com"), domain_company("exemple.co.uk")
    ('air exemple', 'exemple')
    """
    labels = domain.split(".")
    place = -3 if len(labels) > 2 and labels[-2] in ("co", "com", "gouv", "gov", "ac", "org", "net") else -2
    return company_key(labels[max(place, -len(labels))])
